import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('a Service in another file is called alike', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Endpoints
    metadata:
      name: legacy-bd
            ^^^^^^^^^ warning[dangling-endpoints] 💡 No Service uses these Endpoints: there is a "legacy-db", but no "legacy-bd".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata:
      name: legacy-db
            ^^^^^^^^^ note[dangling-endpoints] Service "legacy-db" in namespace "default".
    spec:
    ^^^^ hint[missing-endpoints] 💡 Service "legacy-db" has no selector, and this workspace has no endpoints for it.
      ports: [{port: 5432}]
  `);
});

test('the Service is in another namespace', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Endpoints
    metadata:
      name: db
      namespace: data
                 ^^^^ warning[dangling-endpoints] 💡 Service "db" is in namespace "apps", but these Endpoints are in "data".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db, namespace: apps}
    spec:
    ^^^^ hint[missing-endpoints] 💡
      ports: [{port: 5432}]
  `);
});

test('no such Service at all', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata:
      name: gluster
            ^^^^^^^ hint[dangling-endpoints] This workspace has no Service "gluster".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 1}]}]
    ---
    kind: Endpoints
    metadata:
      name: gluster.cluster
            ^^^^^^^^^^^^^^^ hint[dangling-endpoints] No Service can be called "gluster.cluster", so nothing uses these Endpoints.
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 1}]}]
  `);
});

test('the one Service of the file that waits for Endpoints', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: database}
    spec:
    ^^^^ hint[missing-endpoints] 💡
      ports: [{port: 5432}]
    ---
    kind: Endpoints
    metadata:
      name: pg-addresses
            ^^^^^^^^^^^^ hint[dangling-endpoints] 💡 No Service is called "pg-addresses", but Service "database" has no selector and no Endpoints.
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
  `);
});

test('a Service of that name, with the namespace written on one side only', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db, namespace: data}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a near miss that has a selector gets its Endpoints from the controller', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: webs}
    spec: {selector: {app: web}}
    ---
    kind: Endpoints
    metadata:
      name: web1
            ^^^^ hint[dangling-endpoints]
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 80}]}]
  `);
});

test('an example elsewhere that has Endpoints of its own', () => {
  checkDiagnostics(`
    #- /examples/spark/gluster/endpoints.yaml
    kind: Endpoints
    metadata:
      name: gluster
            ^^^^^^^ hint[dangling-endpoints]
      namespace: spark
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 1}]}]
    #- /examples/volumes/gluster/endpoints.yaml
    kind: Endpoints
    metadata: {name: gluster}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 1}]}]
    #- /examples/volumes/gluster/service.yaml
    kind: Service
    metadata: {name: gluster}
    spec: {ports: [{port: 1}]}
  `);
});

test('the lock of a leader election and the API server need no Service of ours', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata:
      name: scheduler
      annotations: {control-plane.alpha.kubernetes.io/leader: '{}'}
    ---
    kind: Endpoints
    metadata: {name: k8s.io-minikube-hostpath}
    ---
    kind: Endpoints
    metadata: {name: kubernetes}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 443}]}]
  `);
});

test('the name of the API server in another namespace', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: kubernetes, namespace: prod}
                     ^^^^^^^^^^ hint[dangling-endpoints] This workspace has no Service "kubernetes".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 443}]}]
  `);
});

const alone = `
  kind: Endpoints
  metadata: {name: db}
  subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
`;

test('while the first scan is not done', () => {
  checkIncomplete(alone, { complete: false, unread: [] });
});

test('beside a file that could not be read', () => {
  checkIncomplete(alone, { complete: true, unread: ['/service.yaml'] });
});

test('the fix renames the Endpoints', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: legacy-db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata:
      name: legacy-bd
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
    'Rename the Endpoints to "legacy-db"',
    `
    kind: Service
    metadata: {name: legacy-db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata:
      name: legacy-db
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
  );
});

test('the fix moves the Endpoints', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db, namespace: apps}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata:
      name: db
      namespace: data
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
    'Move the Endpoints to namespace "apps"',
    `
    kind: Service
    metadata: {name: db, namespace: apps}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata:
      name: db
      namespace: apps
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
  );
});
