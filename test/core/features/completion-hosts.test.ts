import { test } from 'vitest';
import { checkCompletion } from '../../support/check-features.ts';

const beside = `
    ---
    kind: Service
    metadata: {name: db}
`;

/** Lines of a text in a ConfigMap. */
const text = (...lines: readonly string[]): string =>
  `
    kind: ConfigMap
    metadata: {name: settings}
    data:
      conf: |
${lines.map((line) => `        ${line}`).join('\n')}${beside}`;

const args = (words: string): string => `
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, command: [${words}]}]}${beside}`;

test.each([
  ['a server of nginx', text('upstream x {', '  server d$0')],
  ['a server of nginx on one line', text('upstream x { server $0')],
  ['targets of Prometheus', text("- targets: ['$0")],
  ['a further target', text("- targets: ['a:80', '$0")],
  ['the host of a command in a script', text('until nc -z $0')],
  ['the host of a client', text('pg_isready -U app -h $0')],
  ['the host of a command', args("sh, -c, 'until nc -z -w 2 $0'")],
])('a host in %s', (_, source) => {
  checkCompletion(source, ['db']);
});

test.each([
  ['prose', text('the server $0')],
  ['a comment', text('# targets: [$0')],
  ['the port of a command', text('nc -z db $0')],
  ['an option of another command', text('ls -h $0')],
])('none in %s', (_, source) => {
  checkCompletion(source, []);
});

test('a host in a field of a custom resource that is called so', () => {
  const custom = (field: string): string => `
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web}
    spec: {${field}}${beside}`;
  checkCompletion(custom('hosts: [$0]'), ['db']);
  checkCompletion(custom('exportTo: [$0]'), []);
});
