import { expect, test } from 'vitest';
import { allFindings, checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const set = `
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
`;

test('the Service in another file has a cluster IP', () => {
  checkDiagnostics(`
    #- /db.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ warning[misleading-governing-service] 💡 Service "db", which governs StatefulSet "db", is not headless.
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
    #- /service.yaml
    kind: Service
    metadata:
      name: db
            ^^ note[misleading-governing-service] Service "db" of type ClusterIP.
            ^^ note[unreachable-pod-name] Service "db" of type ClusterIP.
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    #- /client.yaml
    kind: ConfigMap
    metadata: {name: client}
    data: {primary: "db-0.db:5432"}
                     ^^^^^^^ warning[unreachable-pod-name] 💡
  `);
});

test.each([
  ['nobody asks for a Pod', 'db:5432', 'information'],
  ['who asks for a Pod is commented out', '\\n# db-0.db:5432', 'information'],
  ['each Pod asks for itself', '$(HOSTNAME).db:5432', 'warning'],
])('%s', (_, host, level) => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ ${level}[misleading-governing-service] 💡
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - {name: db, env: [{name: PEER, value: "${host}"}]}
  `);
});

test('the Service is an alias', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
                   ^^ warning[misleading-governing-service] 💡 Service "db", which governs StatefulSet "db", is an alias and has no Pods.
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db}]}
  `);
});

test('a headless Service', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: main, port: 5432}]}
    ---
    ${set.trim()}
  `);
});

test('of two variants beside the set one is headless', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set.trim()}
    #- /plain.yaml
    kind: Service
    metadata: {name: db}
                     ^^ hint[duplicate-service]
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    #- /headless.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: main, port: 5432}]}
  `);
});

test('a Service whose clusterIP a template writes', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set.trim()}
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: "{{ .Values.clusterIP }}", selector: {app: db}}
  `);
});

test('a broken Service that may turn out headless', () => {
  checkDiagnostics(`
    #- /db.yaml
    ${set.trim()}
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, clusterIP: "None
                                           ^^^^^ error[invalid-syntax]
  `);
});

test('while the first scan is not done', () => {
  checkIncomplete(
    `
    ${set.trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    `,
    { complete: false, unread: [] },
  );
});

test('the fix names the headless Service that selects the Pods', () => {
  checkFix(
    `
    ${set.trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: db-peers}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: main, port: 5432}]}
    `,
    'Change serviceName to headless Service "db-peers"',
    `
    ${set.trim().replace('serviceName: db', 'serviceName: db-peers')}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: db-peers}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: main, port: 5432}]}
    `,
  );
});

test('near miss: a headless Service beside Pods of its own means those', () => {
  const fixture = parseFixture(`
    #- /apps/one/db.yaml
    ${set.trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    #- /apps/two/db.yaml
    kind: Service
    metadata: {name: db-peers}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: Pod
    metadata: {name: db, labels: {app: db}}
  `);
  const titles = allFindings(snapshotOfFixture(fixture)).flatMap(({ fixes }) => fixes.map(({ title }) => title));
  expect(titles.filter((title) => title.startsWith('Change serviceName'))).toEqual([]);
});

test('near miss: a headless Service in front of the Pods of several workloads is none of a StatefulSet', () => {
  const fixture = parseFixture(`
    ${set.trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: gossip}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: Deployment
    metadata: {name: proxy}
    spec: {selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}}}
  `);
  const titles = allFindings(snapshotOfFixture(fixture)).flatMap(({ fixes }) => fixes.map(({ title }) => title));
  expect(titles.filter((title) => title.startsWith('Change serviceName'))).toEqual([]);
});

test('a Service that selects other Pods: no DNS server has their names, as another rule says', () => {
  checkDiagnostics(`
    ${set.trim()}
    ---
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: web}
                ^^^^^^^^^^ warning[dangling-governing-selector] Service "db" governs StatefulSet "db" but selects none of its Pods.
      ports: [{port: 5432}]
  `);
});
