import { expect, test } from 'vitest';
import { convertAt } from '../../../server/src/core/features/facade.ts';
import { assistsOf, checkAssist, titlesOf } from '../../support/check-assist.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const workspace = (spec: string, port: number | string, cursor = '$0'): string => `
  #- /web.yaml
  kind: Service
  metadata: {name: web${cursor}}
  spec:
    ${spec}
  ---
  kind: Deployment
  metadata: {name: web}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: web, ports: [{containerPort: 8080}]}]}
  #- /clients.yaml
  kind: Ingress
  metadata: {name: site}
  spec: {defaultBackend: {service: {name: web, port: {number: ${port}}}}}
  ---
  kind: ConfigMap
  metadata: {name: c}
  data:
    url: http://web:${port}/80
    plain: http://web${port === 80 ? '' : ':8080'}/80
    other: http://web:9090/
`;

const before = 'selector: {app: web}\n    ports:\n      - port: 80\n        targetPort: 8080';
const after = 'clusterIP: None\n    selector: {app: web}\n    ports:\n      - port: 8080';

test('routes and strings with the old port are changed in the same go', () => {
  const note = checkAssist(
    workspace(before, 80),
    'Convert to Headless Service, and change 3 places where clients use old ports',
    workspace(after, 8080, ''),
  );
  expect(note).toContain('Port 80 of "web" is now 8080, the port of its Pods.');
  expect(note).not.toContain('Still on 80');
});

test('the command offers both, each with what it does', () => {
  const titles = (source: string): readonly (string | undefined)[] => {
    const fixture = parseFixture(source);
    const { uri = '', offset = 0 } = fixture.cursor ?? {};
    const converted = convertAt(snapshotOfFixture(fixture), uri, offset);
    return 'rejected' in converted ? [] : [converted.alone.title, converted.withClients?.title];
  };
  const alone = 'Convert to Headless Service (delete and re-create a running one)';
  expect(titles(workspace(before, 80))).toEqual([
    alone,
    'Convert to Headless Service, and change 3 places where clients use old ports',
  ]);
  const [own, ...clients] = workspace(before, 80).split('kind: ConfigMap');
  expect(clients).toHaveLength(1);
  expect(titles(`${own ?? ''}kind: Secret`)).toEqual([
    alone,
    'Convert to Headless Service, and change 1 place where a client uses an old port',
  ]);
  expect(titles(workspace(before, 8080))).toEqual([alone, undefined]);
});

test('near miss: nobody uses a port that changes', () => {
  const alone = workspace(before, 80).split('#- /clients.yaml')[0] ?? '';
  expect(assistsOf(alone).filter((title) => title.includes('clients'))).toEqual([]);
});

test('from the serviceName of a StatefulSet', () => {
  const set = `
    #- /set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: d$0b
      template: {metadata: {labels: {app: db}}}
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
      ports: [{port: 80}]
  `;
  expect(titlesOf(set)).toContain('Convert to Headless Service (delete and re-create a running one)');
  const fixture = parseFixture(set);
  const { uri = '', offset = 0 } = fixture.cursor ?? {};
  const converted = convertAt(snapshotOfFixture(fixture), uri, offset);
  expect('alone' in converted && converted.alone.edit.files.map(({ file }) => file.path)).toEqual(['/service.yaml']);
  expect(assistsOf(set.replace('d$0b', 'db').replace('metadata: {name: db}', 'metadata: {name: $0db}'))).toEqual([]);
});

test('of two ports of one number each follows the clients of its protocol', () => {
  const dns = (ports: string, url: string): string => `
  #- /dns.yaml
  kind: Service
  metadata: {name: dns$0}
  spec:
    ${ports}
  ---
  kind: Deployment
  metadata: {name: dns}
  spec:
    selector: {matchLabels: {app: dns}}
    template:
      metadata: {labels: {app: dns}}
      spec:
        containers: [{name: dns, image: d, ports: [{containerPort: 5353, protocol: UDP}, {containerPort: 5300}]}]
  #- /clients.yaml
  kind: ConfigMap
  metadata: {name: c}
  data:
    https: ${url}
    either: dns:53
  ---
  kind: UDPRoute
  metadata: {name: u}
  spec: {rules: [{backendRefs: [{name: dns, port: ${url.endsWith('5300/') ? 5353 : 53}}]}]}
`;
  const selector = 'selector: {app: dns}';
  const before = `${selector}\n    ports:\n      - {name: t, port: 53, targetPort: 5300}\n      - {name: u, port: 53, protocol: UDP, targetPort: 5353}`;
  const after = `clusterIP: None\n    ${selector}\n    ports:\n      - {name: t, port: 5300}\n      - {name: u, port: 5353, protocol: UDP}`;
  checkAssist(
    dns(before, 'http://dns:53/'),
    'Convert to Headless Service, and change 2 places where clients use old ports',
    dns(after, 'http://dns:5300/').replace('$0', ''),
  );
});
