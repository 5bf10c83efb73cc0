import { describe, expect, test } from 'vitest';
import { completion } from '../../../server/src/core/features/facade.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkCompleted, checkCompletion } from '../../support/check-features.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const web = `
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web, tier: front}}
        spec:
          containers:
            - name: web
              image: web
              ports: [{name: serve, containerPort: 8080}, {name: gossip, containerPort: 7946, protocol: UDP}]
    ---
    kind: Deployment
    metadata: {name: docs, namespace: docs}
    spec:
      selector: {matchLabels: {app: docs}}
      template:
        metadata: {labels: {app: docs}}
        spec: {containers: [{name: docs, image: docs, ports: [{name: pages, containerPort: 8000}]}]}
`;

describe('ports', () => {
  const service = (fields: string): string => `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec:
      selector: {app: web}
      ports:
        - name: http
          port: 80
          ${fields}
    ---${web}`;

  test('targetPort: names, then numbers, of the protocol of the port', () => {
    checkCompletion(service('targetPort: $0'), ['serve #port', '8080 #port']);
    checkCompletion(service('targetPort: se$0'), ['serve #port']);
    checkCompletion(service('protocol: UDP\n          targetPort: $0'), ['gossip #port', '7946 #port']);
    checkCompletion(service('protocol: $0'), []);
  });

  test('of a backend, by name and by number', () => {
    const ingress = (port: string): string => `
    kind: Ingress
    metadata: {name: web, namespace: shop}
    spec: {defaultBackend: {service: {name: web, port: {${port}}}}}
    ---${service('targetPort: 8080')}`;
    checkCompletion(ingress('name: $0'), ['http #port']);
    checkCompletion(ingress('number: $0'), ['80 #port']);
  });

  test('behind a known host, as clients use it', () => {
    const host = (text: string): string => `
    kind: ConfigMap
    metadata: {name: c, namespace: shop}
    data: {url: "${text}"}
    ---${service('targetPort: 8080')}`;
    checkCompletion(host('http://web:$0'), ['80 #port']);
    checkCompletion(host('http://web.shop.svc:8$0'), ['80 #port']);
    checkCompletion(host('http://other:$0'), []);
    // Without quotes the colon would make a key of it.
    for (const text of ['http://web:$0', 'http://web.shop.svc:$0', 'tcp://me@web:8$0'])
      checkCompletion(host('@').replace('"@"', text), ['80 #port']);
    checkCompletion(host('http://web.shop.svc.other.example:$0'), []);
    checkCompletion(host('http://WEB.shop.svc.cluster.local:$0'), ['80 #port']);
    checkCompletion(
      host('http://web:$0').replace('selector: {app: web}', 'clusterIP: None\n      selector: {app: web}'),
      ['8080 #port'],
    );
  });

  test('of a NetworkPolicy', () => {
    checkCompletion(
      `
    kind: NetworkPolicy
    metadata: {name: web, namespace: shop}
    spec:
      podSelector: {matchLabels: {app: web}}
      ingress:
        - ports:
            - port: $0
    ---${web}`,
      ['serve #port', '8080 #port'],
    );
  });
});

describe('labels of Pods', () => {
  const selector = (text: string): string => `
    kind: Service
    metadata: {name: web, namespace: shop}
    spec:
      ports: [{port: 80}]
      selector:${text}
    ---${web}`;

  test('pairs where a key is written, of the namespace', () => {
    checkCompletion(selector('\n        $0'), ['app: web #label', 'tier: front #label']);
    checkCompletion(selector('\n        t$0'), ['tier: front #label']);
    checkCompletion(selector('\n        app: web\n        ti$0'), ['tier: front #label']);
    checkCompletion(selector(' {app: web, $0}'), ['tier: front #label']);
  });

  test('values behind a key', () => {
    checkCompletion(selector(' {app: $0}'), ['web #label']);
    checkCompletion(selector('\n        app: w$0'), ['web #label']);
  });

  test('keys and values of an expression, also between brackets and behind a dash', () => {
    const policy = (expression: string): string => `
    kind: NetworkPolicy
    metadata: {name: web, namespace: shop}
    spec:
      podSelector:
        matchExpressions:
          - ${expression}
      policyTypes: [Ingress]
    ---${web}`;
    checkCompletion(policy('key: $0'), ['app #label', 'tier #label']);
    for (const values of [
      '[$0]',
      '[w$0]',
      '[a, $0]',
      '[$0',
      '\n              - $0',
      '\n            - a\n            - w$0',
    ])
      checkCompletion(policy(`key: app\n            operator: In\n            values: ${values}`), ['web #label']);
    checkCompletion(policy('{key: app, operator: In, values: [$0]}'), ['web #label']);
    checkCompletion(policy('{key: none, operator: In, values: [$0]}'), []);
  });

  test('a workload asks for the labels of others to be near them, and not those of nodes', () => {
    const affinity = (kind: string): string =>
      web
        .replace('          containers:', `          affinity: {${kind}}\n          containers:`)
        .replace('docs}', 'shop}');
    checkCompletion(
      affinity('podAffinity: {x: [{labelSelector: {matchExpressions: [{key: app, operator: In, values: [$0]}]}}]}'),
      ['web #label', 'docs #label'],
    );
    checkCompletion(affinity('nodeAffinity: {x: {nodeSelectorTerms: [{matchExpressions: [{key: $0}]}]}}'), []);
  });

  test('a workload selects its own; other maps are no selectors', () => {
    checkCompletion(web.replace('selector: {matchLabels: {app: web}}', 'selector: {matchLabels: {$0}}'), [
      'app: web #label',
      'tier: front #label',
    ]);
    checkCompletion('kind: Service\nmetadata:\n  name: x\n  labels:\n    $0\n', []);
  });
});

describe('objects', () => {
  const objects = `
    kind: ConfigMap
    metadata: {name: settings, namespace: shop}
    ---
    kind: Secret
    metadata: {name: token, namespace: shop}
    ---
    kind: ConfigMap
    metadata: {name: other, namespace: docs}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec: {serviceName: db}
`;

  test('what Pods and autoscalers name, by kind and namespace', () => {
    const pod = (from: string): string => `
    kind: Pod
    metadata: {name: p, namespace: shop}
    spec: {containers: [{name: p, image: p, envFrom: [{${from}}]}]}
    ---${objects}`;
    checkCompletion(pod('configMapRef: {name: $0}'), ['settings #object']);
    checkCompletion(pod('secretRef: {name: $0}'), ['token #object']);
    checkCompletion(
      `
    kind: HorizontalPodAutoscaler
    metadata: {name: db, namespace: shop}
    spec: {scaleTargetRef: {kind: StatefulSet, name: $0}}
    ---${objects}`,
      ['db #object'],
    );
  });

  test('clusterIP of a type that cannot be headless', () => {
    for (const type of ['ExternalName', 'NodePort', 'LoadBalancer'])
      checkCompletion(`kind: Service\nmetadata: {name: x}\nspec:\n  type: ${type}\n  clusterIP: $0\n`, []);
    checkCompletion('kind: Service\nmetadata: {name: x}\nspec:\n  type: ClusterIP\n  clusterIP: $0\n', ['None #value']);
  });

  test('clusterIP: None', () => {
    checkCompletion('kind: Service\nmetadata: {name: x}\nspec:\n  clusterIP: $0\n', ['None #value']);
    checkCompletion('kind: Service\nmetadata: {name: x}\nspec:\n  type: $0\n', []);
  });
});

describe('rules in comments', () => {
  const codes = (comment: string): readonly string[] => {
    const fixture = parseFixture(`kind: Service\nmetadata: {name: x}${comment}\nspec: {ports: [{port: 80}]}\n`);
    const cursor = fixture.cursor;
    if (cursor === undefined) throw new Error('No cursor.');
    return completion(snapshotOfFixture(fixture), cursor.uri, cursor.offset).map(({ text }) => text);
  };

  test('codes that begin with what is written and are not named yet', () => {
    expect(codes(' # headlight-disable-line $0')).toContain('dangling-selector');
    expect(codes(' # headlight-disable-line dangling-sub$0')).toEqual(['dangling-subdomain']);
    expect(codes('\n# headlight-disable-next-line dangling-subdomain, dangling-su$0')).toEqual([]);
  });

  test('near misses: a reason, another comment, a string', () => {
    expect(codes(' # headlight-disable-line dangling-selector -- $0')).toEqual([]);
    expect(codes(' # a note $0')).toEqual([]);
    expect(codes('\nx: "# headlight-disable-line $0"')).toEqual([]);
  });
});

describe('what is put in is read as the name', () => {
  const pods = `
      kind: Deployment
      metadata: {name: web}
      spec:
        template:
          metadata: {labels: {app: web, version: "1", canary: "true", app.kubernetes.io/name: shop}}
          spec: {containers: [{name: web, ports: [{name: "1e3", containerPort: 80}]}]}
  `;
  const service = (spec: string): string => `
      kind: Service
      metadata: {name: web}
      spec: {${spec}}
      ---${pods}`;
  const policy = (expression: string): string => `
      kind: NetworkPolicy
      metadata: {name: web}
      spec: {podSelector: {matchExpressions: [{${expression}}]}}
      ---${pods}`;

  test.each([
    ['pairs', service('selector: {$0}'), 'version: "1"', service('selector: {version: "1"}')],
    ['values', service('selector: {version: $0}'), '1', service('selector: {version: "1"}')],
    ['values of words', service('selector: {canary: tr$0}'), 'true', service('selector: {canary: "true"}')],
    ['values in quotes', service("selector: {canary: 'tr$0'}"), 'true', service("selector: {canary: 'true'}")],
    ['items', policy('key: version, values: [$0]'), '1', policy('key: version, values: ["1"]')],
    [
      'names of ports',
      service('selector: {app: web}, ports: [{targetPort: $0}]'),
      '1e3',
      service('selector: {app: web}, ports: [{targetPort: "1e3"}]'),
    ],
    [
      'numbers of ports',
      service('selector: {app: web}, ports: [{targetPort: $0}]'),
      '80',
      service('selector: {app: web}, ports: [{targetPort: 80}]'),
    ],
    [
      'keys with a slash',
      policy('key: app.kubernetes.io/n$0'),
      'app.kubernetes.io/name',
      policy('key: app.kubernetes.io/name'),
    ],
  ])('%s', (_, source, text, after) => {
    checkCompleted(source, text, after);
  });

  test.each(['*d$0', '&d$0', '[*d$0'])('near miss: the name of an anchor or alias, as in %s', (value) => {
    checkCompletion(`kind: StatefulSet\nspec: {serviceName: ${value}\n---\nkind: Service\nmetadata: {name: db}\n`, []);
  });

  test.each([
    ['$0', '"db"'],
    ['"$0"', '"db"'],
    ['"d$0', '"db'],
  ])('in JSON: %s', (value, after) => {
    const workspace = (written: string): string => `
      #- /set.json
      {"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "\\""}, "spec": {"serviceName": ${written}}}
      #- /service.yaml
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
    `;
    checkCompleted(workspace(value), 'db', workspace(after));
  });
});

describe('whole objects', () => {
  const labels = (source: string): readonly string[] => {
    const fixture = parseFixture(source);
    const cursor = fixture.cursor;
    if (cursor === undefined) throw new Error('No cursor.');
    return completion(snapshotOfFixture(fixture), cursor.uri, cursor.offset).map(({ text }) => text);
  };
  const set = `kind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db, template: {metadata: {labels: {app: db}}}}\n`;

  test('in an empty document: those that others lack', () => {
    expect(labels(`${set}---\n$0`)).toEqual([
      'StatefulSet with its headless Service',
      'Headless Service for StatefulSet "db"',
    ]);
    expect(labels(`kind: Service\nmetadata: {name: db}\nspec: {ports: [{port: 80}]}\n---\nEnd$0`)).toEqual([
      'EndpointSlice for Service "db"',
    ]);
  });

  test('near miss: not in a document with content', () => {
    expect(labels(`${set}$0`)).toEqual([]);
  });
});

test('what is half written says where it is at the moment, not what it said before', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{name: http, port: 80}]}\n';
  const before = 'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {}\n';
  const workspace = new Workspace();
  const put = (path: string, text: string): void =>
    workspace.apply({ files: [{ uri: path, path, text, isOpen: true }], complete: true });
  put('service.yaml', service);
  for (const [written, expected] of [
    ['number: ', '80'],
    ['name: h', 'http'],
  ] as const) {
    put('ingress.yaml', before);
    const text = before.replace('{}\n', `{defaultBackend: {service: {name: web, port: {${written}`);
    put('ingress.yaml', text);
    expect(completion(workspace.snapshot, 'ingress.yaml', text.length).map((one) => one.text)).toEqual([expected]);
  }
});

test('listeners of a Gateway, where a route names one, by name or port', () => {
  const route = (parent: string): string => `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata: {name: shop}
    spec: {parentRefs: [{name: edge, ${parent}}]}
    ---
    apiVersion: gateway.networking.k8s.io/v1
    kind: Gateway
    metadata: {name: edge}
    spec: {listeners: [{name: http, port: 80}, {name: https, port: 443}]}
  `;
  checkCompletion(route('sectionName: $0'), ['http #value', 'https #value']);
  checkCompletion(route('port: $0'), ['80 #value', '443 #value']);
});

test('the files of a mounted ConfigMap', () => {
  const pod = (items = ''): string => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers: [{name: web, volumeMounts: [{name: settings, mountPath: /etc/web, subPath: $0}]}]
      volumes: [{name: settings, configMap: {name: web${items}}}]
    ---
    kind: ConfigMap
    metadata: {name: web}
    data: {web.conf: a, mime.types: b}
  `;
  checkCompletion(pod(), ['web.conf #value', 'mime.types #value']);
  checkCompletion(pod(', items: [{key: web.conf, path: x}]'), []);
});

test('variables that the kubelet puts in, of those before a variable, and all in arguments', () => {
  const pod = (value: string, args: string): string => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          args: ["${args}"]
          envFrom: [{prefix: WEB_, configMapRef: {name: web}}]
          env:
            - {name: HOST, value: db}
            - {name: URL, value: "${value}"}
            - {name: LATER, value: x}
    ---
    kind: ConfigMap
    metadata: {name: web}
    data: {MODE: a}
  `;
  checkCompletion(pod('http://$($0)', ''), ['HOST #value', 'WEB_MODE #value']);
  checkCompletion(pod('', '--url=$(L$0'), ['LATER #value']);
  checkCompletion(pod('', '--url=$$($0'), []);
  checkCompleted(pod('http://$(H$0', ''), 'HOST', pod('http://$(HOST)', ''));
  checkCompleted(pod('http://$(H$0)', ''), 'HOST', pod('http://$(HOST)', ''));
});

test('variables in a script of a shell, in whichever way it reads them, and in probes', () => {
  const draw = (fields: string): string => `
    kind: Pod
    metadata: {name: web}
    spec: {containers: [{name: web, env: [{name: HOST, value: db}, {name: a-b, value: c}], ${fields}}]}
  `;
  const shell = (text: string): string => draw(`command: [sh, -c, 'nc ${text}']`);
  checkCompletion(shell('$$0'), ['HOST #value']);
  checkCompleted(shell('$H$0 80'), 'HOST', shell('$HOST 80'));
  checkCompleted(shell('${H$0'), 'HOST', shell('${HOST}'));
  checkCompletion(shell('\\$$0'), []);
  checkCompletion(draw("command: [serve, '$$0']"), []);
  checkCompletion(draw("livenessProbe: {exec: {command: [check, '$($0']}}"), ['HOST #value', 'a-b #value']);
  checkCompletion(draw("lifecycle: {preStop: {exec: {command: [sh, -c, '$($0']}}}"), []);
  checkCompletion(draw("lifecycle: {preStop: {exec: {command: [sh, -c, '$$0']}}}"), ['HOST #value']);
});

test('containers of the workload that an autoscaler scales', () => {
  checkCompletion(
    `
    kind: HorizontalPodAutoscaler
    metadata: {name: web}
    spec:
      scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
      metrics: [{type: ContainerResource, containerResource: {name: cpu, container: $0}}]
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: app}, {name: proxy}]}}}
  `,
    ['app #object', 'proxy #object'],
  );
});
