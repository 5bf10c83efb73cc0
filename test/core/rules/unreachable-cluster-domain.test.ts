import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

const db = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
`;
const config = (value: string): string => `
    kind: ConfigMap
    metadata: {name: web}
    data: {url: "${value}"}
`;

test('the default domain in a cluster of another', () => {
  checkDiagnostics(
    `
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: postgres://db.data.svc.cluster.local:5432/x
                      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-cluster-domain] 💡 The cluster domain is "k8s.example", not "cluster.local".
    ---${db}`,
    { clusterDomain: 'k8s.example' },
  );
});

test('the name of a Secret that a role allows', () => {
  checkDiagnostics(`
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata: {name: web, namespace: data}
    rules: [{apiGroups: [""], resources: [secrets], verbs: [get], resourceNames: [db.data.svc.tls-pair]}]
    ---${db}`);
});

test('names that are compared, and that nobody looks up', () => {
  const env = (name: string, mark = ''): string => `
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          image: web
          env:
            - name: ${name}
              value: db.data.svc.cluster.locl
                     ${mark}
    ---${db}`;
  for (const name of [
    'SABNZBD__HOST_WHITELIST_ENTRIES',
    'ALLOWED_HOSTS',
    'allowList',
    'trusted-domains',
    'KOPIA_HOSTNAME',
    'VIRTUAL_HOST',
    'BARMAN_SERVER_NAME',
  ])
    checkDiagnostics(env(name));
  checkDiagnostics(env('DB_HOST', '^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-cluster-domain] 💡'));
  checkDiagnostics(`
    apiVersion: admissionregistration.k8s.io/v1
    kind: ValidatingWebhookConfiguration
    metadata: {name: db}
    webhooks:
      - name: db.data.svc.cluster
        clientConfig: {service: {name: db, namespace: data, port: 5432}}
    ---${db}`);
});

test('nobody set the domain: it may be the setting that is missing, unless the domain is misspelt', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: db.data.svc.k8s.example
           ^^^^^^^^^^^^^^^^^^^^^^^ hint[unreachable-cluster-domain] 💡
      other: db.data.svc.cluster.locl
             ^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-cluster-domain] 💡
    ---${db}`);
});

test.each([
  ['the configured domain', 'db.data.svc.cluster.local'],
  ['a Service of another cluster', 'cache.data.svc.k8s.example'],
  ['Services of all clusters', 'db.data.svc.clusterset.local'],
  ['a variable', 'db.data.svc.$(DOMAIN)'],
  ['no domain', 'db.data.svc'],
])('%s', (_, value) => {
  checkDiagnostics(`${config(value)}    ---${db}`);
});

test('the fixes take the domain off, or put the right one', () => {
  const source = `${config('http://db.data.svc.k8s.example:5432')}    ---${db}`;
  checkFix(
    source,
    'Change to "db.data.svc", which works in every cluster',
    `${config('http://db.data.svc:5432')}    ---${db}`,
  );
  checkFix(
    source,
    'Change to "db.data.svc.cluster.local"',
    `${config('http://db.data.svc.cluster.local:5432')}    ---${db}`,
  );
});

test.each(['cluster', 'local', 'cluster.local.cluster.local'])('the domain written as %s', (domain) => {
  const name = `db.data.svc.${domain}`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://${name}
                  ${'^'.repeat(name.length)} warning[unreachable-cluster-domain] 💡
    ---${db}`);
});
