import { describe, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const deployment = (labels: string): string => `
    kind: Deployment
    metadata: {name: api}
    spec:
      selector: {matchLabels: {${labels}}}
      template:
        metadata:
          labels: {${labels}}
        spec: {containers: [{name: api}]}
`;

test('a value misspelt, the Pods in another file', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app: api-server
        tier: bakcend
              ^^^^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: their tier is "backend", not "bakcend".
      ports: [{port: 80}]
    #- /api.yaml
    kind: Deployment
    metadata: {name: api}
    spec:
      template:
        metadata:
          labels:
            app: api-server
            tier: backend
                  ^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: api-server" and "tier: backend".
        spec: {containers: [{name: api}]}
  `);
});

test('a value misspelt, where the Pods of many share the other label', () => {
  const others = Array.from({ length: 40 }, (_, index) => {
    const name = `${String.fromCharCode(98 + (index % 24))}${'xyz'.charAt(index / 24)}-worker`;
    return deployment(`app: ${name}, part: shop`).replace('name: api', `name: ${name}`);
  });
  checkDiagnostics(`
    kind: Service
    metadata: {name: ledger}
    spec:
      selector: {app: ledgre, part: shop}
                      ^^^^^^ warning[dangling-selector] 💡 Service "ledger" selects no Pods: their app is "ledger", not "ledgre".
      ports: [{port: 80}]
    ---
    kind: Deployment
    metadata: {name: books}
    spec:
      template:
        metadata:
          labels: {app: ledger, part: shop}
                        ^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "books": "app: ledger" and "part: shop".
        spec: {containers: [{name: api}]}
    ---${others.join('    ---')}
  `);
});

test('of several values that are alike, the one that is nearest', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec:
      selector: {app: label-value-44x}
                      ^^^^^^^^^^^^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: their app is "label-value-44", not "label-value-44x".
      ports: [{port: 80}]
    ---
    kind: Deployment
    metadata: {name: one}
    spec: {template: {metadata: {labels: {app: label-value-4}}, spec: {containers: [{name: c}]}}}
    ---
    kind: Deployment
    metadata: {name: two}
    spec: {template: {metadata: {labels: {app: label-value-44}}, spec: {containers: [{name: c}]}}}
                                               ^^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "two": "app: label-value-44".
  `);
});

test('a key misspelt', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app.kubernetes.io/nam: api
        ^^^^^^^^^^^^^^^^^^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: their label is "app.kubernetes.io/name", not "app.kubernetes.io/nam".
    ---
    ${deployment('app.kubernetes.io/name: api').trim()}
  `);
});

test('the labels are those of the workload and not of its Pods', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec:
      selector:
      ^^^^^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: only Deployment "api" itself has these labels.
        app: api
    ---
    kind: Deployment
    metadata: {name: api, labels: {app: api}}
    spec:
      template:
        metadata:
          labels: {run: api}
        spec: {containers: [{name: api}]}
  `);
});

test('the Pods are in another namespace', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api, namespace: web}
    spec:
      selector: {app: api}
                ^^^^^^^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: Deployment "api" is in namespace "prod".
    ---
    kind: Deployment
    metadata: {name: api, namespace: prod}
    spec:
      template:
        metadata: {labels: {app: api}}
        spec: {containers: [{name: api}]}
  `);
});

test('labels that are not alike', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: gateway}
    spec: {selector: {app: api, tier: backend}}
    ---
    ${deployment('app: api, tier: cache').trim()}
  `);
});

test('labels that differ in their number only are two of a kind', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: shard-1}}
    ---
    ${deployment('app: shard-2').trim()}
  `);
});

test('two pairs off', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn, tier: bakcend}}
    ---
    ${deployment('app: backend, tier: backend').trim()}
  `);
});

test('Pods in a folder far away', () => {
  checkDiagnostics(`
    #- /apps/shop/web/base/service.yaml
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn}}
    #- /apps/bank/api/base/deployment.yaml
    ${deployment('app: backend').trim()}
  `);
});

test('no workload at all proves nothing', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}}
  `);
});

test('an alias reads no selector', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec:
      type: ExternalName
      externalName: api.example.com
      selector: {app: backedn}
      ^^^^^^^^ information[ineffective-alias-field] 💡
    ---
    ${deployment('app: backend').trim()}
  `);
});

test('Pods that an operator makes from a custom resource', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: metrics}
    spec: {selector: {prometheus: main}}
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: Prometheus
    metadata: {name: main}
    ---
    ${deployment('prometheus: mian').trim()}
  `);
});

test('Pods of a custom resource that carries the labels', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn}}
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata: {name: api}
    spec: {template: {metadata: {labels: {app: backedn}}}}
    ---
    ${deployment('app: backend').trim()}
  `);
});

test('a candidate that a template writes', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn}}
    #- /other.yaml
    kind: Deployment
    metadata: {name: "{{ .Release.Name }}"}
    spec:
      template:
        metadata: {labels: {app: x}}
        spec: {containers: [{name: api}]}
    #- /api.yaml
    ${deployment('app: backend').trim()}
  `);
});

test('a template in a folder below, whose Pods have another value of a label that is written out', () => {
  const workspace = (label: string, mark = ''): string => `
    #- /service.yaml
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn}}
${mark}    #- /jobs/other.yaml
    kind: Deployment
    metadata: {name: jobs}
    spec:
      template:
        metadata: {labels: {app: ${label}, tier: "{{ .Values.tier }}"}}
        spec: {containers: [{name: jobs}]}
    #- /api.yaml
    ${deployment('app: backend').trim()}
  `;
  checkDiagnostics(workspace('jobs', '                           ^^^^^^^ warning[dangling-selector] 💡\n'));
  checkDiagnostics(workspace('"{{ .Values.app }}"'));
});

const misspelt = `
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: backedn}}
    ---
    ${deployment('app: backend').trim()}
`;

test('while the first scan is not done', () => {
  checkIncomplete(misspelt, { complete: false, unread: [] });
});

test('beside a file that could not be read', () => {
  checkIncomplete(misspelt, { complete: true, unread: ['/deployment.yaml'] });
});

test('a file far away that could not be read is no candidate', () => {
  checkIncomplete(
    `
    #- /apps/shop/web/service.yaml
    kind: Service
    metadata: {name: api}
    spec:
      selector: {app: backedn}
                      ^^^^^^^ warning[dangling-selector] 💡
    #- /apps/shop/web/deployment.yaml
    ${deployment('app: backend').trim()}
    `,
    { complete: true, unread: ['/vendor/crds.yaml'] },
  );
});

test('the fix of a value', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app: backedn # the API
    ---
    ${deployment('app: backend').trim()}
    `,
    'Change the selector to "app: backend"',
    `
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app: backend # the API
    ---
    ${deployment('app: backend').trim()}
    `,
  );
});

test('the fix of a key', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app.kubernetes.io/nam: api
    ---
    ${deployment('app.kubernetes.io/name: api').trim()}
    `,
    'Change the selector to "app.kubernetes.io/name: api"',
    `
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        app.kubernetes.io/name: api
    ---
    ${deployment('app.kubernetes.io/name: api').trim()}
    `,
  );
});

test('the fix that gives the Pods the labels', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}}
    ---
    kind: Deployment
    metadata: {name: api, labels: {app: api}}
    spec:
      template:
        metadata:
          labels:
            run: api
        spec: {containers: [{name: api}]}
    `,
    'Add "app: api" to the labels of the Pods of "api"',
    `
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}}
    ---
    kind: Deployment
    metadata: {name: api, labels: {app: api}}
    spec:
      template:
        metadata:
          labels:
            run: api
            app: api
        spec: {containers: [{name: api}]}
    `,
  );
});

test('the fix that moves the Service', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: api, namespace: web}
    spec: {selector: {app: api}}
    ---
    kind: Pod
    metadata: {name: api, namespace: prod, labels: {app: api}}
    spec: {containers: [{name: api}]}
    `,
    'Move Service "api" to namespace "prod"',
    `
    kind: Service
    metadata: {name: api, namespace: prod}
    spec: {selector: {app: api}}
    ---
    kind: Pod
    metadata: {name: api, namespace: prod, labels: {app: api}}
    spec: {containers: [{name: api}]}
    `,
  );
});

test('short names of two things are a letter apart', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: front}
    spec: {selector: {app: ap}, ports: [{port: 80}]}
                           ^^ warning[dangling-selector] 💡
    ---
    kind: Deployment
    metadata: {name: app}
    spec:
      selector: {matchLabels: {app: app}}
      template: {metadata: {labels: {app: app}}, spec: {containers: [{name: app, image: app}]}}
  `);
});

test('short names of two things stay two when one of them is called otherwise than its labels say', () => {
  const template = 'template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: c}]}}';
  const service = (name: string, selector: string): string => `
    kind: Service
    metadata: {name: ${name}, labels: {app: dbs}}
    spec:
      selector: {app: dbs}${selector}
      ports: [{port: 80}]
  `;
  const deployment = (name: string): string => `
    ---
    kind: Deployment
    metadata: {name: ${name}}
    spec:
      selector: {matchLabels: {app: db}}
      ${template}
  `;
  checkDiagnostics(`${service('dbs', '')}${deployment('orders')}`);
  checkDiagnostics(`${service('orders', '')}${deployment('db')}`);
  const mark = '\n                      ^^^ warning[dangling-selector] 💡';
  checkDiagnostics(`${service('db', mark)}${deployment('orders')}`);
  checkDiagnostics(`${service('orders', mark)}${deployment('orders')}`);
});

const named = (selector: string, labels: string, name = 'web'): string => `
    kind: Service
    metadata: {name: ${name}}
    spec:
      selector: {${selector}}
      ports: [{port: 80}]
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: c}]}}}
`;
const marked = (source: string, selector: string, mark: string): string =>
  source.replace(`selector: {${selector}}`, `selector: {${selector}}\n                 ${mark}`);

test('beside a workload of the same name one pair may differ however much', () => {
  const value = named('app: backend', 'app: reports');
  checkDiagnostics(
    marked(
      value,
      'app: backend',
      '     ^^^^^^^ warning[dangling-selector] 💡 Service "web" selects no Pods: their app is "reports", not "backend".',
    ),
  );
  const key = named('name: web', 'app: web');
  checkDiagnostics(marked(key, 'name: web', '^^^^ warning[dangling-selector] 💡'));
  const extra = named('app: web, version: v1', 'app: web', 'web-svc');
  checkDiagnostics(
    marked(
      extra,
      'app: web, version: v1',
      '          ^^^^^^^ warning[dangling-selector] 💡 Service "web-svc" selects no Pods: they lack "version: v1".',
    ),
  );
  checkFix(extra, 'Remove "version" from the selector', named('app: web', 'app: web', 'web-svc'));
});

test('a label that the Pods which lead give themselves', () => {
  for (const label of ['operator: leader', 'role: active', 'vault-active: "true"'])
    checkDiagnostics(named(`app: web, ${label}`, 'app: web', 'web-svc'));
  const set = named('app: web, role: primary', 'app: web', 'web-svc').replace('kind: Deployment', 'kind: StatefulSet');
  checkDiagnostics(set);
});

test.each([
  ['web-service', 'web-deployment'],
  ['svc-web', 'deploy-web'],
  ['web-svc', 'web-sts'],
])('%s and %s are called the same but for what they are', (service, deployment) => {
  const source = named('app: backend', 'app: reports', service).replace(
    'kind: Deployment\n    metadata: {name: web}',
    `kind: Deployment\n    metadata: {name: ${deployment}}`,
  );
  checkDiagnostics(marked(source, 'app: backend', '     ^^^^^^^ warning[dangling-selector] 💡'));
});

test.each([
  ['web-api', 'web-worker'],
  ['service', 'deployment'],
])('%s and %s have different names', (service, deployment) => {
  checkDiagnostics(
    named('app: backend', 'app: reports', service).replace(
      'kind: Deployment\n    metadata: {name: web}',
      `kind: Deployment\n    metadata: {name: ${deployment}}`,
    ),
  );
});

test.each([
  ['two pairs differ', named('app: x, tier: back', 'app: web, tier: front')],
  ['another name', named('app: cache', 'app: web', 'cache')],
  ['a label that a controller adds', named('app: web, pod-template-hash: x1', 'app: reports')],
  [
    'a workload of another name that another Service selects',
    `${named('app: web, track: canary', 'app: web', 'web-canary')}    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
`,
  ],
])('beside a workload, silent: %s', (_, source) => {
  checkDiagnostics(source);
});

test('the name of a custom workload and of its containers is no label of its Pods', () => {
  for (const name of ['api', 'main'])
    checkDiagnostics(`
    kind: Service
    metadata: {name: api}
    spec:
      selector:
        name: ${name}
        ${name === 'api' ? '^^^^ warning[dangling-selector] 💡 Service "api" selects no Pods: their label is "app", not "name".' : ''}
      ports: [{port: 80}]
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Rollout
    metadata:
      name: api
    spec:
      selector: {matchLabels: {app: api}}
      template:
        metadata:
          labels:
            app: api
            ${name === 'api' ? '     ^^^ note[dangling-selector] The labels of the Pods of Rollout "api": "app: api".' : ''}
        spec: {containers: [{name: main, image: registry.example.com/api:1}]}
  `);
});

test('a Pod of a StatefulSet that it does not make', () => {
  const source = (selector: string, more = ''): string => `
    kind: Service
    metadata: {name: primary}
    spec:
      selector: {${selector}}
      ports: [{port: 5432}]
    ---
    kind: StatefulSet
    metadata: {name: database}
    spec:
      replicas: 3
      selector: {matchLabels: {app: database}}
      template: {metadata: {labels: {app: database}}, spec: {containers: [{name: c}]}}
${more}`;
  const past = 'statefulset.kubernetes.io/pod-name: database-3';
  checkDiagnostics(
    marked(
      source(past),
      past,
      `                                    ^^^^^^^^^^ warning[dangling-selector] Service "primary" selects no Pods: StatefulSet "database" creates database-0 to database-2.`,
    ),
  );
  const index = 'app: database, apps.kubernetes.io/pod-index: "5"';
  checkDiagnostics(
    marked(source(index), index, '                                             ^^^ warning[dangling-selector]'),
  );
  const misspelt = 'statefulset.kubernetes.io/pod-name: databse-1';
  checkFix(
    source(misspelt),
    'Change the selector to "statefulset.kubernetes.io/pod-name: database-1"',
    source(misspelt.replace('databse', 'database')),
  );
  checkDiagnostics(source(past.replace('-3', '-2')));
  const scaled = `
    ---
    kind: HorizontalPodAutoscaler
    metadata: {name: database}
    spec: {maxReplicas: 5, scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: database}}
  `;
  checkDiagnostics(source(past, scaled));
});

test('the workload of the very name in another folder of one kustomization', () => {
  const files = (labels: string): string => `
    #- /app/kustomization.yaml
    namespace: shop
    resources: [service, pods]
    #- /app/service/kustomization.yaml
    labels: [{pairs: {app: web${labels}}, includeSelectors: true}]
    resources: [service.yaml]
    #- /app/service/service.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /app/pods/kustomization.yaml
    resources: [pods.yaml]
    #- /app/pods/pods.yaml
    kind: Deployment
    metadata: {name: web}
    spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}}}`;
  checkDiagnostics(
    files(', team: a').replace(
      'team: a}, includeSelectors: true}]',
      `team: a}, includeSelectors: true}]
                                ^^^^ warning[dangling-selector] 💡 Service "web" selects no Pods: they lack "team: a".`,
    ),
  );
  checkDiagnostics(files(''));
});

const budget = (name: string, selector: string): string => `
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: ${name}}
    spec: {minAvailable: 1, selector: {matchLabels: ${selector}}}
    ---${deployment('app: api-server, tier: backend')}`;

test('a budget of another component than the one that begins like it', () => {
  checkDiagnostics(
    budget('api', '{app: api-server, tier: jobs}').replace(
      'name: api}\n    spec: {minAv',
      'name: ap}\n    spec: {minAv',
    ),
  );
});

test('a budget: one pair off, and one that the Pods of its name lack', () => {
  checkDiagnostics(`
    apiVersion: policy/v1
    kind: PodDisruptionBudget
    metadata: {name: other}
    spec: {minAvailable: 1, selector: {matchLabels: {app: api-sever}}}
                                                          ^^^^^^^^^ warning[dangling-selector] 💡 No Pods are selected: label app of Deployment "api" is "api-server", not "api-sever".
    ---
    kind: Deployment
    metadata: {name: api}
    spec:
      selector: {matchLabels: {app: api-server}}
      template:
        metadata: {labels: {app: api-server}}
                           ^^^^^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: api-server".
        spec: {containers: [{name: api}]}
  `);
  checkFix(
    budget('api-pdb', '{app: api-server, part: shop}'),
    'Remove "part" from the selector',
    budget('api-pdb', '{app: api-server}'),
  );
  checkFix(budget('api', '{name: api-server}'), 'Change the key to "app"', budget('api', '{app: api-server}'));
});

test('a budget of Pods that are not here, and one that selects some', () => {
  checkDiagnostics(budget('cache', '{app: memcached}'));
  checkDiagnostics(budget('api', '{app: api-server}'));
  checkDiagnostics(budget('api', '{}'));
});

const policy = (spec: string): string => `
    kind: NetworkPolicy
    metadata: {name: web}
    spec: ${spec}
    ---${deployment('app: api-server, tier: backend')}`;

test('a policy: its own Pods, and those that it lets through', () => {
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: web}
    spec:
      podSelector: {matchLabels: {tier: bakcend}}
                                        ^^^^^^^ warning[dangling-selector] 💡 No Pods are selected: label tier of Deployment "api" is "backend", not "bakcend".
      ingress: [{from: [{podSelector: {matchLabels: {app: api-sever}}}]}]
                                                          ^^^^^^^^^ warning[dangling-selector] 💡 No Pods are selected: label app of Deployment "api" is "api-server", not "api-sever".
    ---
    kind: Deployment
    metadata: {name: api}
    spec:
      selector: {matchLabels: {app: api-server}}
      template:
        metadata: {labels: {app: api-server, tier: backend}}
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: api-server" and "tier: backend".
                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: api-server" and "tier: backend".
        spec: {containers: [{name: api}]}
  `);
});

test('a policy that lets other Pods through, and one beside the right selector', () => {
  checkDiagnostics(policy('{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: prometheus}}}]}]}'));
  checkDiagnostics(
    policy(
      '{podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: api-servers}}}, {podSelector: {matchLabels: {app: api-server}}}]}]}',
    ),
  );
  checkDiagnostics(
    policy(
      '{podSelector: {}, ingress: [{from: [{namespaceSelector: {matchLabels: {a: b}}, podSelector: {matchLabels: {app: api-sever}}}]}]}',
    ),
  );
});

test('a policy for Pods that a controller makes and labels', () => {
  const web =
    '{selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: []}}}';
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: web}
    spec: {podSelector: {matchLabels: {vcluster.loft.sh/managed-by: web}}}
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec: ${web}
  `);
  checkDiagnostics(`
    kind: NetworkPolicy
    metadata: {name: web}
    spec: {podSelector: {matchLabels: {name: web}}}
                                       ^^^^ warning[dangling-selector] 💡 No Pods are selected: StatefulSet "web" has label "app", not "name".
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec: ${web}
  `);
});

describe('the value of a pair under another label that says what Pods are', () => {
  const labelled = (name: string, labels: string, mark = ''): string => `
    kind: Deployment
    metadata: {name: ${name}}
    spec:
      selector: {matchLabels: {${labels}}}
      template:
        metadata: {labels: {${labels}}}
${mark}        spec: {containers: [{name: c}]}
`;
  const service = (mark = ''): string => `
    kind: Service
    metadata: {name: ing-svc}
    spec: {selector: {name: nginx-ingress}, clusterIP: 10.0.0.7}
${mark}    ---`;

  test('of the one workload beside it', () => {
    checkDiagnostics(
      service(
        '                      ^^^^ warning[dangling-selector] 💡 Service "ing-svc" selects no Pods: their label is "app", not "name".\n',
      ) +
        labelled(
          'ingress-rc',
          'app: nginx-ingress',
          '                                 ^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "ingress-rc": "app: nginx-ingress".\n',
        ),
    );
  });

  test('of two, or under a label of another meaning, proves nothing', () => {
    checkDiagnostics(
      `${service()}${labelled('one', 'app: nginx-ingress')}    ---${labelled('two', 'run: nginx-ingress')}`,
    );
    checkDiagnostics(service() + labelled('one', 'track: nginx-ingress'));
  });
});

test('a monitor and a route that are called as the wrong value, and ask for it, make no Pods', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: backedn, labels: {app: backedn}}
    spec: {selector: {app: backedn}, clusterIP: 10.0.0.7}
                           ^^^^^^^ warning[dangling-selector] 💡 Service "backedn" selects no Pods: their app is "backend", not "backedn".
    ---
    apiVersion: monitoring.coreos.com/v1
    kind: ServiceMonitor
    metadata: {name: backedn}
    spec: {selector: {matchLabels: {app: backedn}}, endpoints: []}
    ---
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: backedn}
    spec: {hosts: [backedn]}
    ---
    kind: Deployment
    metadata: {name: api}
    spec:
      selector: {matchLabels: {app: backend}}
      template:
        metadata: {labels: {app: backend}}
                                 ^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: backend".
        spec: {containers: [{name: c}]}
  `);
});

test('a policy of the mesh, which is for all namespaces in its root namespace', () => {
  checkDiagnostics(`
    apiVersion: security.istio.io/v1
    kind: AuthorizationPolicy
    metadata: {name: web, namespace: shop}
    spec: {selector: {matchLabels: {app: bakcend}}}
                                         ^^^^^^^ warning[dangling-selector] 💡 No Pods are selected: label app of Deployment "api" is "backend", not "bakcend".
    ---
    apiVersion: security.istio.io/v1
    kind: PeerAuthentication
    metadata: {name: all, namespace: istio-system}
    spec: {selector: {matchLabels: {app: bakcend}}}
    ---
    kind: Deployment
    metadata: {name: api, namespace: shop}
    spec:
      selector: {matchLabels: {app: backend}}
      template:
        metadata: {labels: {app: backend}}
                           ^^^^^^^^^^^^^^ note[dangling-selector] The labels of the Pods of Deployment "api": "app: backend".
        spec: {containers: [{name: c}]}
  `);
});

describe('a policy that selects a namespace by its name', () => {
  const policy = (selector: string, mark = ''): string => `
    kind: NetworkPolicy
    metadata: {name: api, namespace: backend}
    spec:
      podSelector: {}
      ingress:
        - from:
            - namespaceSelector: {matchLabels: {${selector}}}
${mark}`;
  const namespaces = (labels: string, mark = ''): string => `    ---
    kind: Namespace
    metadata: {name: frontend${labels}}
${mark}`;

  test('under a label that it does not have', () => {
    checkDiagnostics(
      policy(
        'name: frontend',
        '                                                ^^^^ warning[dangling-selector] 💡 No namespace is selected: Namespace "frontend" has no label "name".\n',
      ) + namespaces('', '                     ^^^^^^^^ note[dangling-selector] Namespace "frontend".\n'),
    );
    checkFix(
      policy('name: frontend') + namespaces(''),
      'Change the key to "kubernetes.io/metadata.name"',
      policy('kubernetes.io/metadata.name: frontend') + namespaces(''),
    );
  });

  test('under a label that one of the system does not have by itself', () => {
    checkDiagnostics(
      policy(
        'name: kube-system',
        '                                                ^^^^ hint[dangling-selector] 💡 Namespace "kube-system" has no label "name" unless somebody adds it.\n',
      ),
    );
    checkFix(
      policy('name: kube-system'),
      'Change the key to "kubernetes.io/metadata.name"',
      policy('kubernetes.io/metadata.name: kube-system'),
    );
  });

  test('that is misspelled', () => {
    const nameLabel = 'kubernetes.io/metadata.name';
    const message = 'No namespace is selected: there is no namespace "front-end"; there is a namespace "frontend".';
    const mark = '^^^^^^^^^'.padStart(86);
    checkDiagnostics(
      policy(`${nameLabel}: front-end`, `${mark} warning[dangling-selector] 💡 ${message}\n`) +
        namespaces('', '                     ^^^^^^^^ note[dangling-selector] Namespace "frontend".\n'),
    );
    checkDiagnostics(
      policy(`${nameLabel}: front-end`, `${mark} hint[dangling-selector] 💡 ${message}\n`) +
        '    ---\n    kind: Service\n    metadata: {name: web, namespace: frontend}\n    spec: {clusterIP: 10.0.0.7, selector: {app: web}, ports: [{port: 80}]}\n',
    );
    checkFix(
      policy(`${nameLabel}: front-end`) + namespaces(''),
      'Change the name to "frontend"',
      policy(`${nameLabel}: frontend`) + namespaces(''),
    );
    checkDiagnostics(policy(`${nameLabel}: frontend2`) + namespaces(''));
  });

  test.each([
    ['that it has', 'name: frontend', ', labels: {name: frontend}'],
    ['that every namespace has', 'kubernetes.io/metadata.name: frontend', ''],
    ['of a namespace that is not here', 'name: other', ''],
    ['of another meaning', 'team: frontend', ''],
  ])('under a label %s', (_, selector, labels) => {
    checkDiagnostics(policy(selector) + namespaces(labels));
  });

  test('that only another example has', () => {
    checkDiagnostics(`
    #- /examples/one/base/policy.yaml${policy('name: frontend')}
    #- /examples/two/base/namespace.yaml
${namespaces('').replace('    ---\n', '')}`);
  });
});

test('a number at the end of a value tells nothing apart where a kustomization has one workload', () => {
  const build = (selected: string, more = ''): string => `
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    kind: Service
    metadata: {name: front}
    spec: {selector: {app: ${selected}}, clusterIP: 10.0.0.7}
    ---
    kind: Deployment
    metadata: {name: store}
    spec:
      selector: {matchLabels: {app: storefront1}}
      template:
        metadata: {labels: {app: storefront1}}
        spec: {containers: [{name: c, image: c}]}
${more}`;
  checkFix(build('storefront'), 'Change the selector to "app: storefront1"', build('storefront1'));
  const second = `    ---
    kind: Pod
    metadata: {name: other}
    spec: {containers: [{name: c, image: c}]}
`;
  checkDiagnostics(build('storefront', second));
});

test('a number at the end of one of two values tells two things apart', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: second}
    spec: {selector: {app: web2}, clusterIP: 10.0.0.7}
    ---
    kind: Pod
    metadata: {name: first, labels: {app: web}}
    spec: {containers: [{name: c}]}
  `);
});
