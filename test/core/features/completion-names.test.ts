import { describe, expect, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { checkCompletion } from '../../support/check-features.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

function offeredAt(source: string): readonly string[] {
  const fixture = parseFixture(source);
  const { uri = '', offset = 0 } = fixture.cursor ?? {};
  return completion(snapshotOfFixture(fixture), uri, offset).map(({ text }) => text);
}

describe('namespaces', () => {
  const at = (object: string): string => `
    ${object}
    ---
    kind: Namespace
    metadata: {name: shop}
    ---
    kind: Service
    metadata: {name: db, namespace: data}
  `;

  test.each([
    [
      'of an object, but not the one that is begun',
      'kind: ConfigMap\n    metadata: {name: x, namespace: s$0}',
      ['shop'],
    ],
    [
      'of a backend',
      'kind: HTTPRoute\n    metadata: {name: x, namespace: shop}\n    spec: {rules: [{backendRefs: [{name: db, namespace: da$0}]}]}',
      ['data'],
    ],
    [
      'of an account',
      'apiVersion: rbac.authorization.k8s.io/v1\n    kind: RoleBinding\n    metadata: {name: x, namespace: shop}\n    subjects: [{kind: ServiceAccount, name: x, namespace: da$0}]',
      ['data'],
    ],
    [
      'in the label that every namespace has',
      'kind: NetworkPolicy\n    metadata: {name: x, namespace: shop}\n    spec: {ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: sh$0}}}]}]}',
      ['shop'],
    ],
  ])('%s', (_, object, expected) => {
    expect(offeredAt(at(object))).toEqual(expected);
  });

  test('of a kustomization', () => {
    expect(
      offeredAt(`
    #- /k/kustomization.yaml
    namespace: sh$0
    resources: [a.yaml]
    #- /k/a.yaml
    kind: Service
    metadata: {name: web}
    #- /all.yaml
    kind: Namespace
    metadata: {name: shop}
    `),
    ).toEqual(['shop']);
  });

  test('near misses: other labels, keys of people, the name of a namespace', () => {
    expect(
      offeredAt(
        at(
          'kind: NetworkPolicy\n    metadata: {name: x, namespace: shop}\n    spec: {ingress: [{from: [{namespaceSelector: {matchLabels: {team: sh$0}}}]}]}',
        ),
      ),
    ).toEqual([]);
    expect(
      offeredAt(at('kind: ConfigMap\n    metadata: {name: x, namespace: shop}\n    data: {namespace: sh$0}')),
    ).toEqual([]);
    expect(offeredAt('kind: Namespace\nmetadata: {name: de$0}\n')).toEqual([]);
  });
});

describe('keys of ConfigMaps and Secrets', () => {
  const pod = (container: string, volume = ''): string => `
    kind: Pod
    metadata: {name: x}
    spec: {containers: [{name: x, env: [{name: A, valueFrom: {${container}}}]}], volumes: [{name: v, ${volume}}]}
    ---
    kind: ConfigMap
    metadata: {name: settings}
    data: {LEVEL: info, app.conf: x}
    ---
    kind: Secret
    metadata: {name: settings}
    data: {TOKEN: eA==}
    stringData: {USER: x}
  `;

  test('beside the name, for a variable and in a volume', () => {
    checkCompletion(pod('configMapKeyRef: {name: settings, key: $0}'), ['LEVEL #value', 'app.conf #value']);
    checkCompletion(pod('secretKeyRef: {name: settings, key: U$0}'), ['USER #value']);
    checkCompletion(pod('', 'configMap: {name: settings, items: [{key: app$0}]}'), ['app.conf #value']);
    checkCompletion(pod('', 'secret: {secretName: settings, items: [{key: T$0}]}'), ['TOKEN #value']);
  });

  test('near miss: none of a map that is not there', () => {
    checkCompletion(pod('configMapKeyRef: {name: gone, key: $0}'), []);
  });
});

describe('what a kustomization changes', () => {
  const overlay = (fields: string): string => `
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
    ${fields}
    #- /base/kustomization.yaml
    resources: [db.yaml]
    #- /base/db.yaml
    kind: Service
    metadata: {name: db}
    ---
    kind: Service
    metadata: {name: db-read}
    ---
    kind: StatefulSet
    metadata: {name: store}
  `;

  test.each([
    ['the target of a patch', 'patches: [{target: {kind: Service, name: d$0}}]', ['db #object', 'db-read #object']],
    ['without a kind', 'patches: [{target: {name: s$0}}]', ['store #object']],
    ['the source of a replacement', 'replacements: [{source: {kind: StatefulSet, name: $0}}]', ['store #object']],
    [
      'its targets',
      'replacements: [{source: {kind: Service, name: db}, targets: [{select: {kind: Service, name: db-$0}}]}]',
      ['db-read #object'],
    ],
    ['replicas', 'replicas: [{name: $0, count: 2}]', ['store #object']],
  ])('%s', (_, fields, expected) => {
    checkCompletion(overlay(fields), expected);
  });
});

describe('ports of monitors, custom resources and probes', () => {
  const at = (object: string): string => `
    ${object}
    ---
    kind: Service
    metadata: {name: web, labels: {team: web}}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
    ---
    kind: Pod
    metadata: {name: web, labels: {app: web}}
    spec: {containers: [{name: web, ports: [{name: serve, containerPort: 8080}]}, {name: side, ports: [{name: other, containerPort: 1}]}]}
  `;
  const monitor = (kind: string, fields: string): string =>
    at(`apiVersion: monitoring.coreos.com/v1\n    kind: ${kind}\n    metadata: {name: x}\n    spec: {${fields}}`);

  test('of Services and Pods that are scraped', () => {
    const service = 'selector: {matchLabels: {team: web}}, endpoints: [{port: $0}]';
    checkCompletion(monitor('ServiceMonitor', service), ['http #port']);
    checkCompletion(monitor('ServiceMonitor', service.replace('port:', 'targetPort:')), [
      'serve #port',
      'other #port',
      '8080 #port',
      '1 #port',
    ]);
    const pods = 'selector: {matchLabels: {app: web}}, podMetricsEndpoints: [{port: s$0}]';
    checkCompletion(monitor('PodMonitor', pods), ['serve #port']);
  });

  test('beside the host of a Service', () => {
    const route = (destination: string): string =>
      at(`apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: x}
    spec: {http: [{route: [{destination: {${destination}}}]}]}`);
    checkCompletion(route('host: web, port: {number: $0}'), ['80 #port']);
    checkCompletion(route('host: web, port: {number: 8$0}'), ['80 #port']);
    checkCompletion(route('host: example.com, port: {number: $0}'), []);
  });

  test('a ServiceMonitor selects Services', () => {
    checkCompletion(monitor('ServiceMonitor', 'selector: {matchLabels: {$0}}'), ['team: web #label']);
    checkCompletion(monitor('PodMonitor', 'selector: {matchLabels: {$0}}'), ['app: web #label']);
    checkCompletion(monitor('Prometheus', 'serviceMonitorSelector: {matchLabels: {$0}}'), []);
  });

  test('of the Service that a custom resource names', () => {
    const route = 'spec: {routes: [{services: [{name: web, port: $0}]}]}';
    checkCompletion(
      at(`apiVersion: traefik.io/v1alpha1\n    kind: IngressRoute\n    metadata: {name: x}\n    ${route}`),
      ['http #port', '80 #port'],
    );
  });

  test('of its own container for a probe', () => {
    const pod = (port: string): string =>
      `kind: Pod\nmetadata: {name: x}\nspec: {containers: [{name: a, ports: [{name: own, containerPort: 80}], readinessProbe: {httpGet: {port: ${port}}}}, {name: b, ports: [{name: other, containerPort: 81}]}]}\n`;
    checkCompletion(pod('$0'), ['own #port', '80 #port']);
    checkCompletion(pod('ot$0'), []);
  });
});

describe('hosts in what is no YAML yet or a text', () => {
  const db = `
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
  `;

  test('the port behind a host without quotes', () => {
    checkCompletion(
      `
    kind: Pod
    metadata: {name: x}
    spec:
      containers:
        - name: x
          env:
            - name: DB_ADDR
              value: db:$0${db}`,
      ['5432 #port'],
    );
  });

  test('behind a key that asks for a host, in a text of a ConfigMap', () => {
    const text = (line: string): string => `
    kind: ConfigMap
    metadata: {name: x}
    data:
      conf: |
        [main]
        ${line}
    ${db.trimStart()}`;
    for (const line of ['host = $0', 'db.host=d$0', 'export DB_HOST="$0', 'host: d$0', '{"x": 1, "host": "d$0"}'])
      checkCompletion(text(line), ['db']);
    for (const line of ['name = d$0', '# host = d$0', 'the host d$0']) checkCompletion(text(line), []);
  });
});

describe('comments that turn rules off', () => {
  const service = (comment: string, own = ''): string =>
    `kind: Service\n${own}metadata: {name: web}${comment}\ndata: |\n  # nothing\n`;

  test('their beginnings, by where the comment is', () => {
    expect(offeredAt(service(' # head$0'))).toEqual(['headlight-disable-line']);
    expect(offeredAt(service('', '# headlight-disable-$0\n'))).toEqual([
      'headlight-disable-next-line',
      'headlight-disable-file',
    ]);
  });

  test('near misses: another word, a string', () => {
    expect(offeredAt(service(' # other$0'))).toEqual([]);
    expect(offeredAt('kind: ConfigMap\nmetadata: {name: x}\ndata:\n  x: |\n    # head$0\n')).toEqual([]);
  });
});

test('what is outside, in a configuration file', () => {
  const at = (lines: string): readonly string[] =>
    offeredAt(`
    #- /.headlight.yaml
    outside:
      ${lines}
    #- /a.yaml
    kind: Namespace
    metadata: {name: shop}
    `);
  expect(at('namespaces: [x]\n      $0')).toEqual(['services:', 'labels:']);
  expect(at('namespaces:\n        - sh$0')).toEqual(['shop']);
});
