import { describe, expect, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { checkCompleted, checkCompletion } from '../../support/check-features.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const web = `
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        metadata: {labels: {app: web, tier: "1"}}
        spec: {containers: [{name: web, ports: [{name: serve, containerPort: 8080}]}]}
    ---
    kind: Service
    metadata: {name: api, namespace: shop}
    spec: {clusterIP: None, selector: {app: api}, ports: [{name: http, port: 80}]}`;

/** A Service beside Pods, with some fields of its spec. */
const service = (fields: string): string => `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec:
      ${fields}
    ---${web}
`;
const completed = (fields: string, text: string, after: string): void =>
  checkCompleted(service(fields), text, service(after));

describe('directly behind the colon of a key a blank is put in', () => {
  test.each([
    ['a field', 'clusterIP:$0', 'None', 'clusterIP: None'],
    ['a label', 'selector:\n        app:$0', 'web', 'selector:\n        app: web'],
    ['one that needs quotes', 'selector:\n        tier:$0', '1', 'selector:\n        tier: "1"'],
    ['in braces', 'selector: {app:$0}', 'web', 'selector: {app: web}'],
    ['the last of several', 'selector: {app: web, tier:$0}', '1', 'selector: {app: web, tier: "1"}'],
    [
      'a number',
      'selector: {app: web}\n      ports: [{port: 80, targetPort:$0}]',
      '8080',
      'selector: {app: web}\n      ports: [{port: 80, targetPort: 8080}]',
    ],
    ['before a comment', 'clusterIP:$0 # none', 'None', 'clusterIP: None # none'],
  ])('%s', (_, fields, text, after) => {
    completed(fields, text, after);
  });

  test.each([
    ['not before a value', 'clusterIP:$0 10.0.0.1'],
    ['not behind a key that a Service is called like', 'externalName: x\n      api:$0'],
  ])('%s', (_, fields) => {
    checkCompletion(service(fields), []);
  });

  test('not in JSON', () => {
    const json = (value: string): string =>
      `#- /a.json\n{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"}, "spec": {"clusterIP":${value}}}`;
    checkCompleted(json('$0'), 'None', json('"None"'));
  });
});

describe('pairs of a selector', () => {
  test('in the place of an entry that is there, with its value', () => {
    completed('selector: {ti$0: x}', 'tier: "1"', 'selector: {tier: "1"}');
    completed('selector: {app: y, ti$0: x, z: y}', 'tier: "1"', 'selector: {app: y, tier: "1", z: y}');
    completed('selector:\n        a$0bc: "x" # why', 'app: web', 'selector:\n        app: web # why');
    completed('selector:\n        "a$0bc": x', 'app: web', 'selector:\n        "app": web');
    completed('selector:\n        a$0pp: x', 'app: web', 'selector:\n        app: web');
    completed('selector: {$0"app": x}', 'tier: "1"', 'selector: {tier: "1""app": x}');
    completed('selector:\n        a$0pp:', 'app: web', 'selector:\n        app: web');
  });

  test('behind a quote', () => {
    completed('selector:\n        "a$0"', 'app: web', 'selector:\n        "app": web');
    completed(`selector: {'$0`, 'tier: "1"', `selector: {'tier': "1"`);
  });

  test('not what is there already', () => {
    checkCompletion(service('selector:\n        app: web\n        $0'), ['tier: "1" #label']);
    checkCompletion(service('selector: {app: web, $0}'), ['tier: "1" #label']);
  });

  test('in JSON with quotes', () => {
    const json = (selector: string): string => `
    #- /web.yaml${web}
    #- /a.json
    {
      "apiVersion": "v1", "kind": "Service", "metadata": {"name": "x", "namespace": "shop"},
      "spec": {
        "selector": ${selector}
      }
    }`;
    checkCompleted(json('{"$0"}'), 'app: web', json('{"app": "web"}'));
    checkCompleted(json('{$0}'), 'app: web', json('{"app": "web"}'));
    checkCompleted(json('{"app": "web", "t$0'), 'tier: "1"', json('{"app": "web", "tier": "1"'));
    checkCompleted(
      json('{\n          "app": "web",\n          "$0"\n        }'),
      'tier: "1"',
      json('{\n          "app": "web",\n          "tier": "1"\n        }'),
    );
    const { files, cursor } = parseFixture(json('{"a$0"}'));
    const offered = completion(snapshotOfFixture({ files, cursor, marks: [] }), 'file:///a.json', cursor?.offset ?? 0);
    expect(offered.map(({ filter }) => filter)).toEqual(['"app: web']);
  });

  test('of namespaces', () => {
    const policy = (selector: string): string => `
    kind: NetworkPolicy
    metadata: {name: x, namespace: shop}
    spec: {podSelector: {}, ingress: [{from: [{namespaceSelector: ${selector}}]}]}
    ---
    kind: Namespace
    metadata: {name: data, labels: {team: db}}`;
    checkCompletion(policy('{matchLabels: {$0}}'), [
      'team: db #label',
      ...['data', 'default', 'kube-system', 'kube-public', 'kube-node-lease'].map(
        (name) => `kubernetes.io/metadata.name: ${name} #label`,
      ),
    ]);
    checkCompletion(policy('{matchLabels: {team: $0}}'), ['db #label']);
    checkCompletion(policy('{matchExpressions: [{key: team, operator: In, values: [$0]}]}'), ['db #label']);
  });
});

describe('ports in the form that their field takes', () => {
  test('a number in quotes is none', () => {
    checkCompletion(service('selector: {app: web}\n      ports: [{port: 1, targetPort: "$0"}]'), ['serve #port']);
    checkCompletion(service(`selector: {app: web}\n      ports: [{port: 1, targetPort: '8$0'}]`), []);
  });

  test('the API server calls numbers', () => {
    const hook = `clientConfig: {service: {name: api, namespace: shop, port: $0}}`;
    checkCompletion(
      `
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: x}
    webhooks: [{name: a.b.c, ${hook}}]
    ---${web}`,
      ['80 #port'],
    );
  });

  test('addresses made by hand are offered to Services without selector first', () => {
    const raw = (name: string): string => `kind: Service\n    metadata: {name: ${name}, namespace: shop}\n    spec: {}`;
    checkCompletion(
      `
    kind: EndpointSlice
    metadata: {name: x, namespace: shop, labels: {kubernetes.io/service-name: $0}}
    ---${web}
    ---
    ${raw('raw')}`,
      ['raw', 'api'],
    );
  });

  test('addresses made by hand have the names of the ports of their Service', () => {
    const slice = (ports: string): string => `
    kind: EndpointSlice
    metadata: {name: x, namespace: shop, labels: {kubernetes.io/service-name: api}}
    ports: ${ports}
    ---${web}`;
    checkCompletion(slice('[{name: $0, port: 1}]'), ['http #port']);
    checkCompletion(slice('[{name: h$0}]'), ['http #port']);
    checkCompletion(
      `
    kind: Endpoints
    metadata: {name: api, namespace: shop}
    subsets: [{ports: [{port: 1, name: $0}]}]
    ---${web}`,
      ['http #port'],
    );
  });
});

describe('what is in the namespace beside the name', () => {
  const both = `
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: inner, namespace: shop}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: outer, namespace: data}
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    ---
    kind: ServiceAccount
    metadata: {name: robot, namespace: data}`;
  const route = (spec: string): string => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: x, namespace: shop}
    spec: {${spec}}
    ---${web}${both}`;

  test('of a Gateway, a Service, an account', () => {
    checkCompletion(route('parentRefs: [{name: $0, namespace: data}]'), ['outer #object']);
    checkCompletion(route('parentRefs: [{name: $0}]'), ['inner #object']);
    checkCompletion(route('parentRefs: [{kind: Service, name: $0, namespace: data}]'), ['db #object']);
    checkCompletion(route('rules: [{backendRefs: [{name: $0, namespace: data}]}]'), ['db']);
    checkCompletion(
      `
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: x, namespace: shop}
    subjects: [{kind: ServiceAccount, name: $0, namespace: data}]${both}`,
      ['robot #object'],
    );
  });
});

describe('items of lists', () => {
  const names = ['data', 'default', 'kube-system', 'kube-public', 'kube-node-lease'];
  test.each([
    ['in brackets', '{matchNames: [$0]}', names],
    ['the next', '{matchNames: [data, de$0]}', ['default']],
    ['below a key', '\n        matchNames:\n        - $0', names],
    ['more of them', '\n        matchNames:\n        - data\n        - $0', names],
  ])('%s', (_, selector, offered) => {
    checkCompletion(
      `
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: x, namespace: shop}
    spec:
      namespaceSelector: ${selector}
    ---
    kind: Service
    metadata: {name: db, namespace: data}`,
      offered.map((name) => `${name} #namespace`),
    );
  });
});

test.each([
  ['a field', 'subdomain: "api"$0', 0],
  ['before the quote', 'subdomain: "api$0"', 1],
  ['a host', `containers: [{name: x, env: [{name: A_HOST, value: 'api'$0}]}]`, 0],
  ['between quotes', `containers: [{name: x, env: [{name: A_HOST, value: ''$0}]}]`, 0],
])('nothing behind a closing quote: %s', (_, field, count) => {
  const pod = `
    kind: Pod
    metadata: {name: x, namespace: shop}
    spec:
      ${field}
    ---${web}`;
  checkCompletion(pod, Array<string>(count).fill('api'));
});

test('volumes and containers of a workload', () => {
  const set = (container: string): string => `
    kind: StatefulSet
    metadata: {name: x}
    spec:
      template:
        spec:
          initContainers: [{name: init}]
          containers: [{name: main, ${container}}]
          volumes: [{name: config, configMap: {name: x}}]
      volumeClaimTemplates: [{metadata: {name: data}}]`;
  checkCompletion(set('volumeMounts: [{name: $0, mountPath: /x}]'), ['config #object', 'data #object']);
  checkCompletion(set('volumeMounts: [{mountPath: /x, name: c$0}]'), ['config #object']);
  checkCompletion(set('env: [{name: A, valueFrom: {resourceFieldRef: {containerName: $0}}}]'), [
    'main #object',
    'init #object',
  ]);
  checkCompletion(set('env: [{name: $0}]'), []);
});

/** What has no value yet is no part of what kustomize builds. */
describe('in a patch, also where nothing is written yet', () => {
  const built = (patches: string, file = ''): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml${web}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec:
      serviceName: api
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: sidecar}, {name: db, env: [{name: LEVEL, value: x}]}]}
    ---
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{name: http, port: 80}, {name: more, port: 81}]}
    #- /prod/patch.yaml
    ${file === '' ? '{}' : file}
    #- /prod/kustomization.yaml
    resources: [../base]
    patches: ${patches}`;
  const patchFile = (file: string): string => built('[{path: patch.yaml}]', file);
  const set = 'kind: StatefulSet\n    metadata: {name: db, namespace: shop}\n    spec:';
  const service = 'kind: Service\n    metadata: {name: web, namespace: shop}\n    spec:';

  test.each([
    ['a field', `${set}\n      serviceName: $0`, ['api', 'web']],
    ['a field without a blank', `${set}\n      serviceName:$0`, ['api', 'web']],
    ['a label', `${service}\n      selector:\n        tier: $0`, ['1 #label']],
    ['a pair', `${service}\n      selector:\n        t$0`, ['tier: "1" #label']],
    ['an item of a list', `${service}\n      ports: [{port: 81, targetPort: $0}]`, ['serve #port', '8080 #port']],
    [
      'an item of an item',
      `${set}\n      template: {spec: {containers: [{name: db, env: [{name: A_HOST, value: $0}]}]}}`,
      ['api', 'web'],
    ],
    [
      'the item that it means',
      `${set}\n      template: {spec: {containers: [{name: $0}]}}`,
      ['sidecar #object', 'db #object'],
    ],
    [
      'the item that it means, on a line of its own',
      `${set}\n      template:\n        spec:\n          containers:\n            - name: $0`,
      ['sidecar #object', 'db #object'],
    ],
    [
      'the item of an item',
      `${service}\n      ports:\n        - port: $0`,
      ['80', '81'].map((port) => `${port} #object`),
    ],
  ])('that is a file: %s', (_, file, offered) => {
    checkCompletion(patchFile(file), offered);
  });

  test('that is in the kustomization', () => {
    const inside = (text: string): string => built(`\n      - patch: |-\n${text.replace(/^ {4}/gm, '          ')}`);
    checkCompletion(inside(`    ${set}\n      serviceName: $0`), ['api', 'web']);
    checkCompletion(inside(`    ${service}\n      selector:\n        tier: $0`), ['1 #label']);
  });

  test('of single operations', () => {
    const operation = (path: string, value: string): string =>
      built(`[{target: {kind: StatefulSet, name: db}, patch: '- {op: add, path: ${path}, value: ${value}}'}]`);
    checkCompletion(operation('/spec/serviceName', '$0'), ['api', 'web']);
    checkCompletion(operation('/spec/template/spec/containers/1/env/-', '{name: A_HOST, value: $0}'), ['api', 'web']);
    checkCompletion(operation('/metadata/annotations/x~1serviceName', '$0'), []);
    const lines = ['- op: replace', '  path: /spec/ports/0/targetPort', '  value: $0'].join('\n          ');
    checkCompletion(built(`\n      - target: {kind: Service, name: web}\n        patch: |\n          ${lines}`), [
      'serve #port',
      '8080 #port',
    ]);
  });

  test('not of what no kustomization has', () => {
    checkCompletion(patchFile(`${set.replace('db', 'gone')}\n      serviceName: $0`), []);
  });
});
