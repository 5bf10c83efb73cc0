import { describe, expect, onTestFinished, test } from 'vitest';
import { recordTypes } from '../../server/src/core/dns/record.ts';
import { rules } from '../../server/src/core/rules/index.ts';
import { levels } from '../../server/src/core/settings/settings.ts';
import { declaredTexts } from '../../server/src/core/util/format.ts';
import { english, speak } from '../../server/src/core/util/language.ts';
import { folderWith, jsonOf, type Run } from './command-line.ts';

const manifests = `
  #- /shop/db.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: db, namespace: shop}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}, {port: 5433}]}
  ---
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec:
    serviceName: db-headles
    replicas: 2
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db, env: [{name: PEER, value: "http://db-0.db.shop:80"}, {name: GONE, value: "http://gone.shop.svc:80"}]}]}
  #- /shop/alias.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: mail, namespace: shop}
  spec: {type: ExternalName, externalName: 192.0.2.1}
  ---
  apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {clusterIP: none, selector: {app: web}, ports: [{port: 80}]}
  #- /shop/twice.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {selector: {app: web}, ports: [{port: 80}]}
  #- /broken/broken.yaml
  kind: [
  #- /chart/Chart.yaml
  name: chart
  version: 1.0.0
  #- /chart/templates/a.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: "{{ .Release.Name }}"}
  spec: {ports: [{port: 80}]}
  #- /patched/kustomization.yaml
  resources: [../shop/db.yaml, https://example.com/more]
`;

const commands = ['check', 'fix', 'records', 'resolve', 'graph', 'dump', 'lsp'];

/** What the command line may say in Latin letters whatever the language: names of its own, of DNS and of Kubernetes. */
const names = new Set([
  ...['headlight', 'Headlight', 'help', 'file', 'path', ...commands],
  ...['text', 'json', 'sarif', 'github', 'table', 'zone', 'svg', 'mermaid', 'dot'],
  ...levels,
  ...rules.flatMap(({ code }) => code.split('-')),
  ...[...recordTypes, 'NS', 'SOA', 'IN', 'NOERROR', 'NXDOMAIN', 'tcp', 'TTL', 'ORIGIN', 'ns', 'hostmaster'],
  ...['default', 'Kustomization', 'kustomization'],
]);

/** What is asked for on standard input: two names, and two lines that are no query. */
const queries = 'db.shop.svc.cluster.local\ngone\na b c\na MX\n';

const asked = [
  '--help',
  ...commands.map((command) => `${command} --help`),
  'check shop',
  'check .',
  'check shop --format github',
  'check chart/Chart.yaml',
  'check --rule invalid-cluster-ip=off --max-warnings 0 shop/alias.yaml',
  'fix --dry-run shop',
  'fix shop',
  'fix chart',
  'records shop',
  'records chart',
  'records --format zone shop',
  'records --format zone --output zones shop',
  'records --namespace other',
  'records --service other',
  'records --namespace other --service other',
  'records chart/Chart.yaml',
  'resolve db.shop.svc.cluster.local shop',
  'resolve db-0.db.shop.svc.cluster.local shop',
  'resolve gone --from shop shop',
  'resolve mail.shop.svc.cluster.local --type AAAA shop',
  'resolve web.shop.svc.cluster.local shop',
  'resolve example.com shop',
  'resolve - --format text shop',
  'dump shop/db.yaml',
  'dump shop/alias.yaml',
  'dump broken/broken.yaml',
  'dump chart/templates/a.yaml',
  'dump patched/kustomization.yaml',
];

const wrong = [
  '',
  'chek',
  'check --formt json',
  'check --format xml',
  'check --format',
  'check --max-warnings few',
  'check --rule missing-port-name',
  'check --rule missing-port-nmae=off',
  'check --rule zzz=off',
  'check nowhere',
  'records --cluster-domain a_b',
  'records --default-namespace A.B',
  'records --kubernetes-version next',
  'records --config nowhere',
  'records --output zones',
  'records --format zone --output shop/db.yaml shop',
  'resolve',
  'resolve a..b',
  'resolve a --type MX',
  'resolve a --from A_B',
  'resolve a --from shop/none shop',
  'dump',
  'dump shop',
  'graph --service shop',
  'graph --service shop/none',
  'graph --namespace none',
  'graph --service shop/db --namespace shop',
  'graph --from shop',
  'graph --resolve a --from shop/none',
  'graph chart/Chart.yaml',
  'lsp',
  'lsp --stdio --config a.yaml',
  'lsp --stdio a',
];

describe('all that the command line says is a message, so that it can be translated', () => {
  test.each([...asked, ...wrong])('headlight %s', async (command) => {
    const { stdout, stderr } = await withoutLetters(command);
    expect(stdout + stderr).toMatch(/ㅁ/);
    expect(lettersIn(stdout + stderr, command)).toEqual([]);
  });

  test.each(['check shop --format json', 'check . --format sarif', 'resolve gone --from shop --format json shop'])(
    'headlight %s',
    async (command) => {
      expect(sentencesIn(jsonOf(await withoutLetters(command)))).toEqual([]);
    },
  );
});

/** Runs the command line in a language that has no Latin letters: what is left of them went through no message. */
function withoutLetters(command: string): Promise<Run> {
  const texts = [...declaredTexts()].map(([key, text]) => [key, text.replace(/\{\w+\}|[A-Za-z]/g, withoutLetter)]);
  onTestFinished(() => speak(english));
  speak({ tag: 'ko', texts: Object.fromEntries(texts) as Record<string, string> });
  return folderWith(manifests).headlight(command === '' ? [] : command.split(' '), { input: queries });
}

function withoutLetter(found: string): string {
  return found.startsWith('{') ? found : 'ㅁ';
}

/** Words that are neither of what was given nor names; what is quoted, options, usages, file names and commands to GitHub are left out. */
function lettersIn(text: string, command: string): readonly string[] {
  const given = new Set(`${manifests} ${command} ${queries}`.match(/[A-Za-z]+/g));
  const said = text
    .replace(/^ {2}headlight .*$/gm, '')
    .replace(/^(?:---|\+\+\+) .*$|^::\w+ [^:]*(?=::)|%0A/gm, '')
    .replace(/"[^"]*"|--?[a-z][\w-]*|<[^>]*>|\[[^\]]*\]|\S+\.(?:arpa|local|zone)\b\S*/g, '');
  return (said.match(/[A-Za-z]+/g) ?? []).filter((word) => !given.has(word) && !names.has(word));
}

/** The texts of a JSON in which three words follow each other. The pages of rules, in Markdown, are files of their own (shipped.test.ts). */
function sentencesIn(value: unknown, key = ''): readonly string[] {
  if (typeof value === 'string') return key !== 'markdown' && /[a-z]+ [a-z]+ [a-z]+/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => sentencesIn(one, name));
}
