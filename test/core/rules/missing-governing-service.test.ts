import { expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const set = (fields: string): string => `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      ${fields}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
`;

test('no such Service', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ warning[missing-governing-service] 💡 There is no Service "db" to give the Pods of StatefulSet "db" their names.
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
  `);
});

test('a Service in another file is called alike', () => {
  checkDiagnostics(`
    #- /db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db-svc
                   ^^^^^^ warning[missing-governing-service] 💡 There is no Service "db-svc" for StatefulSet "db"; there is a Service "db-headless".
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
    #- /service.yaml
    kind: Service
    metadata:
      name: db-headless
            ^^^^^^^^^^^ note[missing-governing-service] Service "db-headless" in namespace "default".
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('a headless Service that is called otherwise selects the Pods', () => {
  const service = (name: string, type = 'clusterIP: None'): string => `
    ---
    kind: Service
    metadata:
      name: ${name}
    spec: {${type}, selector: {app: db}}
  `;
  const note = '            ^^^^^ note[missing-governing-service] Headless Service "peers" selects these Pods.';
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: cluster
                   ^^^^^^^ warning[missing-governing-service] 💡
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
    ${service('peers').replace('name: peers', `name: peers\n${note}`)}`);
  const governed = (name: string): string => `${set(`serviceName: ${name}`)}${service('peers')}`;
  checkFix(governed('cluster'), 'Change serviceName to "peers"', governed('peers'));
});

test('the Service is in another namespace', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: db, namespace: prod}
    spec:
      serviceName: db
                   ^^ warning[missing-governing-service] 💡 Service "db" is in namespace "test", but StatefulSet "db" is in "prod".
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
    ---
    kind: Service
    metadata: {name: db, namespace: test}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('the Service in another file, its namespace unwritten', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set('serviceName: db').replace('{name: db}', '{name: db, namespace: prod}').trim()}
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('the Service is made by another kustomization, beside which the set is applied', () => {
  const files = (namespace: string, mark = ''): string => `
    #- /base/kustomization.yaml
    namespace: shop
    resources: [service.yaml]
    #- /base/service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    #- /lab/kustomization.yaml
    ${namespace}
    resources: [set.yaml]
    #- /lab/set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ${mark}
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db}]}
  `;
  checkDiagnostics(files('namespace: shop'));
  checkDiagnostics(files('namespace: test', '^^ warning[missing-governing-service] 💡'));
  checkDiagnostics(files('', '^^ warning[missing-governing-service] 💡'));
});

test('serviceName is optional', () => {
  checkDiagnostics(set('replicas: 3'));
});

test('a name that is put in later', () => {
  checkDiagnostics(set('serviceName: "$(NAME)"'));
});

test('while the first scan is not done', () => {
  checkIncomplete(set('serviceName: db'), { complete: false, unread: [] });
});

test('beside a file that could not be read', () => {
  checkIncomplete(set('serviceName: db'), { complete: true, unread: ['/service.yaml'] });
});

test('beside a Service that a template names', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set('serviceName: db').trim()}
    #- /service.yaml
    kind: Service
    metadata: {name: "{{ .Release.Name }}"}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('beside a broken document that may be the Service', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set('serviceName: db').trim()}
    #- /service.yaml
    kind: Service
    metadata: {name: d
              ^^^^^^^^ error[invalid-syntax]
    spec: {clusterIP: None
  `);
});

test('the fix names the Service that is there', () => {
  const note = checkFix(
    `
    ${set('serviceName: db-svc # peers').trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    `,
    'Change serviceName to "db"',
    `
    ${set('serviceName: db # peers').trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    `,
  );
  expect(note).toContain('--cascade=orphan');
});

test('the fix moves the Service', () => {
  checkFix(
    `
    ${set('serviceName: db').replace('{name: db}', '{name: db, namespace: prod}').trim()}
    ---
    kind: Service
    metadata: {name: db, namespace: test}
    spec: {clusterIP: None, selector: {app: db}}
    `,
    'Move Service "db" to namespace "prod"',
    `
    ${set('serviceName: db').replace('{name: db}', '{name: db, namespace: prod}').trim()}
    ---
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None, selector: {app: db}}
    `,
  );
});

test('in a chart whose templates may write the Service', () => {
  checkDiagnostics(`
    #- /chart/Chart.yaml
    name: db
    #- /chart/templates/set/db.yaml
    ${set('serviceName: db').trim()}
    #- /chart/charts/common/templates/service.yaml
    kind: Service
    metadata: {name: "{{ .Release.Name }}"}
    spec: {clusterIP: None, selector: {app: db}}
  `);
});

test('of several Services that are called alike, the one that has the name but for a common word', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: mongo}
    spec:
      serviceName: mongo
                   ^^^^^ warning[missing-governing-service] 💡 There is no Service "mongo" for StatefulSet "mongo"; there is a Service "mongo-headless".
      template:
        metadata: {labels: {app: mongo}}
        spec: {containers: [{name: mongo}]}
    ---
    kind: Service
    metadata: {name: mongo-0}
    spec: {selector: {statefulset.kubernetes.io/pod-name: mongo-0}, ports: [{port: 27017}]}
    ---
    kind: Service
    metadata: {name: mongo-headless}
    spec: {clusterIP: None, selector: {app: mongo}, ports: [{name: mongo, port: 27017}]}
  `);
});
