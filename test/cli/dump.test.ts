import { expect, test } from 'vitest';
import { folderWith } from './command-line.ts';

const files = `
  #- /deploy/db.yaml
  # The database.
  kind: Service
  metadata: {name: db}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{port: 5432}]
  ---
  a: b
  #- /deploy/set.yaml
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec:
    serviceName: db
    template:
      metadata: {labels: {app: db}}
      spec:
        containers:
          - name: db
            args: [--peers=db-0.db:5432]
`;

test('a file with its objects, fields, links both ways and host names', async () => {
  const folder = folderWith(files);
  const service = await folder.headlight(['dump', 'deploy/db.yaml']);
  expect({ code: service.code, stderr: service.stderr }).toEqual({ code: 0, stderr: '' });
  expect(`\n${service.stdout}`).toBe(`
deploy/db.yaml: 2 documents, 1 object

Document 1, line 1

  Service default/db (v1, plain scope, namespace not written)
    fields
      metadata.name       "db"    4:18
      spec.clusterIP      "None"  6:14
      spec.selector.app   "db"    7:19
      spec.ports[0].port  5432    8:18
    links
      selects  StatefulSet shop/db deploy/set.yaml:3  7:13
      governs  StatefulSet shop/db deploy/set.yaml:3
    not in DNS, or in part
      _<name>._tcp.db.default.svc.cluster.local.  Port 5432 has no name, so it has no SRV record of its own.                                                            8:18
      db.default.svc.cluster.local.               As written, StatefulSet "db" is in namespace "shop". The two belong together only if they are in the same namespace.  StatefulSet shop/db deploy/set.yaml:3

Document 2, line 10, no Kubernetes object
`);
  const { stdout } = await folder.headlight(['dump', 'deploy/set.yaml']);
  expect(stdout.match(/^ {6}spec\.serviceName .*$/gm), 'A field that is a reference, too, is there once.').toHaveLength(
    1,
  );
  expect(stdout).toMatch(/^ {6}is governed by {2}Service default\/db deploy\/db\.yaml:4 {2}5:16$/m);
  expect(stdout).toMatch(/^ {6}db-0\.db:5432 {2}spec\.template\.spec\.containers\[0\]\.args\[0\] {2}11:26/m);
});

test('the names of a Service, and what becomes of a host name in a string', async () => {
  const folder = folderWith(`
    #- /db.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    #- /set.yaml
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, args: ['db-0.db:1', 'db-1.db:1']}]}}
  `);
  const { stdout } = await folder.headlight(['dump', 'db.yaml']);
  expect(stdout).toMatch(/names in DNS\n {6}db\.default\.svc\.cluster\.local\. +A, SRV\n/);
  const set = (await folder.headlight(['dump', 'set.yaml'])).stdout;
  expect(set).toMatch(/db-0\.db:1 .* resolves\.$/m);
  expect(set).toMatch(/db-1\.db:1 .* does not resolve\. There is no Pod "db-1": StatefulSet "db" has only "db-0"\.$/m);
});

test('links lead to the paths given and no others', async () => {
  const folder = folderWith(files);
  const { stdout } = await folder.headlight(['dump', 'deploy/db.yaml', 'deploy/db.yaml']);
  expect(stdout).not.toContain('StatefulSet');
  const elsewhere = await folder.headlight(['dump', '../deploy/db.yaml'], { in: 'deploy' });
  expect(elsewhere.stdout).toContain('governs');
});

test('broken YAML is shown as far as it was read', async () => {
  const folder = folderWith();
  folder.write('broken.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: a\nspec: {type: "ClusterIP\n');
  const { code, stdout } = await folder.headlight(['dump', 'broken.yaml']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^ {2}broken at \d+:\d+: \S/m);
  expect(stdout).toContain('Service default/a');
});

test('a template is called one', async () => {
  const folder = folderWith();
  folder.write('Chart.yaml', 'name: web\n');
  folder.write(
    'templates/service.yaml',
    'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}-web\nspec: {}\n',
  );
  const { stdout } = await folder.headlight(['dump', 'templates/service.yaml']);
  expect(stdout).toContain('Document 1, line 1, a template');
  expect(stdout).toContain('Service default/(no name) (v1, chart ., namespace not written)');
  expect(stdout).toContain('"{{…}}-web"');
});
