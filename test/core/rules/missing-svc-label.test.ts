import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const db = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
`;
const config = (value: string): string => `
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data: {url: "${value}"}
`;

test('a name below the cluster domain', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      url: postgres://db.data.cluster.local:5432/x
                      ^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡 The name lacks "svc" after the namespace.
      peers: db-0.db.data.cluster.local,_sql._tcp.db.data.cluster.local
             ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡
                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡
    ---
    kind: Service
    metadata:
      name: db
      namespace: data
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  `);
});

test('another word in the place of svc', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      pod: postgres://db.data.pod.cluster.local:5432/x
                      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡 The name has "pod" where "svc" belongs.
      peer: db-0.db.data.pod.cluster.local
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡 The name has "pod" where "svc" belongs.
      service: db.data.service.cluster.local
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡 The name has "service" where "svc" belongs.
      address: 10-0-0-1.data.pod.cluster.local
      nobody: web.data.pod.cluster.local
    ---
    kind: Service
    metadata:
      name: db
      namespace: data
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  `);
  checkFix(
    `${config('db-0.db.data.pod.cluster.local')}    ---${db}`,
    'Change to "db-0.db.data.svc.cluster.local"',
    `${config('db-0.db.data.svc.cluster.local')}    ---${db}`,
  );
});

test('with the configured domain', () => {
  const marked = `
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: db.data.k8s.example
           ^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡
    ---${db}`;
  checkDiagnostics(marked, { clusterDomain: 'k8s.example' });
});

test.each([
  ['svc is written', 'db.data.svc.cluster.local'],
  ['the name of a Pod by its address', '10-0-0-1.data.pod.cluster.local'],
  ['no such Service', 'cache.data.cluster.local'],
  ['another domain', 'db.data.example.com'],
])('%s', (_, value) => {
  checkDiagnostics(`${config(value)}    ---${db}`);
});

test('the fix adds the label', () => {
  checkFix(
    `${config('x db-0.db.data.cluster.local:1')}    ---${db}`,
    'Change to "db-0.db.data.svc.cluster.local"',
    `${config('x db-0.db.data.svc.cluster.local:1')}    ---${db}`,
  );
});

test('the Service of the API server, which no manifest makes', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      url: https://kubernetes.default.cluster.local/healthz
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[missing-svc-label] 💡
  `);
});
