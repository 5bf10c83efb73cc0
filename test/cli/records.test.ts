import { mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith, jsonOf, textOf } from './command-line.ts';
import { recordsTable } from '../../server/src/cli/formats/records-table.ts';
import { parseFixture, snapshotOfFixture } from '../support/fixture.ts';
import { validates } from './schema.ts';

const shop = `
  #- /db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: pg, port: 5432}]
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec:
    serviceName: db
    replicas: 2
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, ports: [{containerPort: 5432}]}]}
  #- /web/service.yaml
  kind: Service
  metadata: {name: web}
  spec:
    clusterIP: 10.96.0.20
    ports: [{port: 80}]
  ---
  kind: Service
  metadata: {name: lonely}
  spec:
    clusterIP: None
    ports: [{port: 80}]
`;

interface RecordsJson {
  readonly version: number;
  readonly records: readonly { readonly name: string; readonly type: string; readonly [key: string]: unknown }[];
}

test('a table for each Service, and a word for one without records', async () => {
  const { code, stdout, stderr } = await folderWith(shop).headlight(['records']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(`\n${stdout}`).toBe(`
db.shop, headless Service, db.yaml:3
  NAME                                 TYPE  ANSWER                                                  WHEN                       FROM
  db.shop.svc.cluster.local.           A     known only to the cluster (each Pod of StatefulSet db)  while ready                db.yaml:11
  db-0.db.shop.svc.cluster.local.      A     known only to the cluster (Pod db-0)                    while ready                db.yaml:11
  db-1.db.shop.svc.cluster.local.      A     known only to the cluster (Pod db-1)                    while ready                db.yaml:11
  _pg._tcp.db.shop.svc.cluster.local.  SRV   0 50 5432 db-0.db.shop.svc.cluster.local.               while ready                db.yaml:11
  _pg._tcp.db.shop.svc.cluster.local.  SRV   0 50 5432 db-1.db.shop.svc.cluster.local.               while ready                db.yaml:11
  db.shop.svc.cluster.local.           SRV   0 50 5432 db-0.db.shop.svc.cluster.local.               while ready, CoreDNS only  db.yaml:11
  db.shop.svc.cluster.local.           SRV   0 50 5432 db-1.db.shop.svc.cluster.local.               while ready, CoreDNS only  db.yaml:11
  db-0.db.shop.svc.cluster.local.      SRV   0 100 5432 db-0.db.shop.svc.cluster.local.              while ready, CoreDNS only  db.yaml:11
  db-1.db.shop.svc.cluster.local.      SRV   0 100 5432 db-1.db.shop.svc.cluster.local.              while ready, CoreDNS only  db.yaml:11

web.default, Service behind a virtual IP, web/service.yaml:3
  NAME                            TYPE  ANSWER                                   WHEN                  FROM
  web.default.svc.cluster.local.  A     10.96.0.20                               always                web/service.yaml:5
  20.0.96.10.in-addr.arpa.        PTR   web.default.svc.cluster.local.           always                web/service.yaml:5
  web.default.svc.cluster.local.  SRV   0 100 80 web.default.svc.cluster.local.  always, CoreDNS only  web/service.yaml:5

lonely.default, headless Service, web/service.yaml:10
  No records. Nothing backs Service "lonely": it has no selector, and no Endpoints or EndpointSlice
  in this workspace names it.
`);
});

test('a terminal that is too narrow has each name on a line of its own', () => {
  const snapshot = snapshotOfFixture(parseFixture(shop));
  const services = snapshot.ofKind('Service').slice(0, 2);
  const report = { snapshot, services, records: [], workingFolder: '/', nothing: '' };
  const print = (columns: number): string => textOf(recordsTable({ ...report, columns }));
  expect(print(150)).toMatch(/^ {2}NAME /m);
  expect(`\n${print(62)}`).toBe(`
db.shop, headless Service, db.yaml:3
  db.shop.svc.cluster.local.
    A     known only to the cluster (each Pod of StatefulSet
          db)
          while ready, db.yaml:11
  db-0.db.shop.svc.cluster.local.
    A     known only to the cluster (Pod db-0)
          while ready, db.yaml:11
  db-1.db.shop.svc.cluster.local.
    A     known only to the cluster (Pod db-1)
          while ready, db.yaml:11
  _pg._tcp.db.shop.svc.cluster.local.
    SRV   0 50 5432 db-0.db.shop.svc.cluster.local.
    SRV   0 50 5432 db-1.db.shop.svc.cluster.local.
          while ready, db.yaml:11
  db.shop.svc.cluster.local.
    SRV   0 50 5432 db-0.db.shop.svc.cluster.local.
    SRV   0 50 5432 db-1.db.shop.svc.cluster.local.
          while ready, CoreDNS only, db.yaml:11
  db-0.db.shop.svc.cluster.local.
    SRV   0 100 5432 db-0.db.shop.svc.cluster.local.
          while ready, CoreDNS only, db.yaml:11
  db-1.db.shop.svc.cluster.local.
    SRV   0 100 5432 db-1.db.shop.svc.cluster.local.
          while ready, CoreDNS only, db.yaml:11

web.default, Service behind a virtual IP, web/service.yaml:3
  web.default.svc.cluster.local.
    A     10.96.0.20
          always, web/service.yaml:5
  20.0.96.10.in-addr.arpa.
    PTR   web.default.svc.cluster.local.
          always, web/service.yaml:5
  web.default.svc.cluster.local.
    SRV   0 100 80 web.default.svc.cluster.local.
          always, CoreDNS only, web/service.yaml:5
`);
});

test('a Service that a template names, and a file that cannot be read', async () => {
  const folder = folderWith();
  folder.write('a.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}\n');
  folder.write('b.yaml', 'a\0b');
  expect(await folder.headlight(['records'])).toEqual({
    code: 0,
    stdout: 'A Service whose name is set by a template, a.yaml:4\n  No records.\n',
    stderr: 'headlight: Not read: "b.yaml". It is a binary file.\n',
  });
});

describe('json', () => {
  test('it keeps to its schema', async () => {
    const run = await folderWith(shop).headlight(['records', '--format', 'json']);
    expect(run.code).toBe(0);
    expect(validates('records', JSON.parse(run.stdout))).toEqual([]);
    const { version, records } = jsonOf<RecordsJson>(run);
    expect(version).toBe(1);
    expect(records.find((record) => record.name === '_pg._tcp.db.shop.svc.cluster.local.')).toEqual({
      name: '_pg._tcp.db.shop.svc.cluster.local.',
      type: 'SRV',
      data: '0 50 5432 db-0.db.shop.svc.cluster.local.',
      condition: 'whenReady',
      level: 'spec',
      for: { kind: 'StatefulSet', namespace: 'shop', name: 'db' },
      service: { namespace: 'shop', name: 'db' },
      sources: expect.arrayContaining([{ file: 'db.yaml', line: 2 }]) as unknown,
    });
    expect(records.find((record) => record.name === 'db.shop.svc.cluster.local.')).toMatchObject({
      type: 'A',
      data: null,
    });
    expect(records.find((record) => record.name.startsWith('web.'))).toMatchObject({
      data: '10.96.0.20',
      condition: 'always',
    });
  });

  test('a line that is a source in several places is named once', async () => {
    const folder = folderWith();
    const service = 'metadata: {name: db}, spec: {clusterIP: None, selector: {app: db}}';
    const pod = 'metadata: {name: db, labels: {app: db}}, spec: {hostname: one, subdomain: db}';
    folder.write('db.yaml', `{apiVersion: v1, kind: Service, ${service}}\n---\n{apiVersion: v1, kind: Pod, ${pod}}\n`);
    const { records } = jsonOf<RecordsJson>(await folder.headlight(['records', '--format', 'json']));
    const sources = [
      { file: 'db.yaml', line: 0 },
      { file: 'db.yaml', line: 2 },
    ];
    expect(records.map((record) => record.sources)).toEqual([sources, sources]);
  });

  test('no Services give no records', async () => {
    const run = await folderWith().headlight(['records', '--format', 'json']);
    expect(jsonOf(run)).toEqual({ version: 1, records: [] });
  });
});

describe('what is asked for', () => {
  const names = async (args: readonly string[]): Promise<readonly string[]> => {
    const run = await folderWith(shop).headlight(['records', '--format', 'json', ...args]);
    const owners = jsonOf<RecordsJson>(run).records.filter((record) => record.type === 'A');
    return owners.map((record) => record.name);
  };
  const database = ['db', 'db-0.db', 'db-1.db'];

  test('a namespace', async () => {
    expect(await names(['--namespace', 'shop'])).toEqual(database.map((name) => `${name}.shop.svc.cluster.local.`));
    expect(await names(['--namespace', 'default'])).toEqual(['web.default.svc.cluster.local.']);
  });

  test('a Service', async () => {
    expect(await names(['--service', 'web'])).toEqual(['web.default.svc.cluster.local.']);
    expect(await names(['--service', 'db', '--namespace', 'default'])).toEqual([]);
  });

  test('another domain and default namespace', async () => {
    expect(await names(['--service', 'web', '--cluster-domain', 'k8s.example', '--default-namespace', 'team'])).toEqual(
      ['web.team.svc.k8s.example.'],
    );
  });

  test('a path', async () => {
    expect(await names(['web'])).toEqual(['web.default.svc.cluster.local.']);
  });

  test('nothing that is there', async () => {
    const { code, stdout } = await folderWith(shop).headlight(['records', '--service', 'db', '--namespace', 'default']);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'The manifests define no Service "db" in the namespace "default".\n',
    });
  });
});

test('a zone file names where its records come from', async () => {
  const { code, stdout } = await folderWith(shop).headlight(['records', '--format', 'zone', '--service', 'db']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^; .*"db".*\(db\.yaml:3\)$/m);
  expect(stdout).toMatch(/^_pg\._tcp\.db +IN SRV +0 50 5432 db-0\.db\.shop\.svc\.cluster\.local\./m);
  expect(stdout.endsWith('\n')).toBe(true);
});

describe('zones', () => {
  test('on standard output that of the cluster, with the number of records in the others', async () => {
    const { stdout } = await folderWith(shop).headlight(['records', '--format', 'zone']);
    expect(stdout).toContain('\n$ORIGIN cluster.local.\n');
    expect(stdout).toMatch(/^@ IN SOA ns\.dns hostmaster 1 /m);
    expect(stdout).not.toMatch(/IN PTR/);
    expect(stdout).toMatch(/\n; 1 PTR record in the zone "in-addr\.arpa"\n; --output DIR .*\n$/);
  });

  test('each to a file of its own', async () => {
    const folder = folderWith(shop);
    const run = await folder.headlight(['records', '--format', 'zone', '--output', 'out/zones']);
    expect(run).toEqual({
      code: 0,
      stdout: `out/zones/cluster.local.zone: 8 records
out/zones/in-addr.arpa.zone: 1 record
out/zones/ip6.arpa.zone: 0 records
`,
      stderr: '',
    });
    const read = (zone: string): string => readFileSync(path.join(folder.path, 'out/zones', `${zone}.zone`), 'utf8');
    expect(read('cluster.local')).toMatch(/^web +IN A +10\.96\.0\.20$/m);
    expect(read('in-addr.arpa')).toMatch(/^20\.0\.96\.10 IN PTR +web\.default\.svc\.cluster\.local\.$/m);
  });

  test('paths are relative to the working directory, also those outside of it', async () => {
    const folder = folderWith(shop);
    const { stdout } = await folder.headlight(['records', '--format', 'zone', '..'], { in: 'web' });
    expect(stdout).toContain('headless (../db.yaml:3)');
    expect(stdout).toContain('behind a virtual IP (service.yaml:3)');
  });

  test.each([
    {
      what: 'a file',
      link: 'zones/cluster.local.zone',
      to: 'victim',
      output: 'zones',
      rejected: 'zones/cluster.local.zone',
    },
    { what: 'a folder', link: 'zones', to: '', output: 'zones', rejected: 'zones' },
    { what: 'a folder above', link: 'up', to: '', output: 'up/zones', rejected: 'up/zones' },
    {
      what: 'a link to nothing',
      link: 'zones/cluster.local.zone',
      to: 'new',
      output: 'zones',
      rejected: 'zones/cluster.local.zone',
    },
  ])('a planted link is not written through: $what', async ({ link, to, output, rejected }) => {
    const repository = folderWith(shop);
    const outside = folderWith();
    outside.write('victim', 'victim\n');
    const target = path.join(outside.path, to);
    mkdirSync(path.dirname(path.join(repository.path, link)), { recursive: true });
    symlinkSync(target, path.join(repository.path, link));
    const run = await repository.headlight(['records', '--format', 'zone', '--output', output]);
    const reason =
      to === 'new'
        ? 'It is a link to nothing.'
        : `It is a link to "${path.join(outside.path, to)}", which is outside the folders that Headlight writes to.`;
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr.split('\n').at(-2)).toBe(
      `headlight: "${rejected}" cannot be written to. ${reason} Give --output a folder that can be written to.`,
    );
    expect(readdirSync(outside.path)).toEqual(['victim']);
    expect(readFileSync(path.join(outside.path, 'victim'), 'utf8')).toBe('victim\n');
  });

  test.skipIf(process.platform !== 'linux')('a file system without new folders keeps nobody waiting', async () => {
    const folder = folderWith(shop);
    const { code, stderr } = await folder.headlight(['records', '--format', 'zone', '--output', '/proc/new/zones']);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'headlight: "/proc/new/zones" cannot be written to. You have no permission to write to it. Give --output a folder that can be written to.\n',
    });
  });

  test('a folder that cannot be written to, and another format, are said in one line', async () => {
    const folder = folderWith(shop);
    expect(await folder.headlight(['records', '--format', 'zone', '--output', 'db.yaml'])).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'headlight: "db.yaml" cannot be written to. It is not a folder. Give --output a folder that can be written to.\n',
    });
    expect(await folder.headlight(['records', '--output', 'out'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'headlight: --output writes zones. Use it together with --format zone.\n',
    });
  });
});

test('a patch of a kustomization in a JSON file', async () => {
  const folder = folderWith(`
    #- /kustomization.yaml
    resources: [service.yaml]
    patches: [{path: patch.json, target: {kind: Service}}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: 10.96.0.7, ports: [{port: 80}]}
  `);
  folder.write('patch.json', '[{"op": "replace", "path": "/metadata/namespace", "value": "prod"}]');
  const { stdout } = await folder.headlight(['records', '--format', 'zone']);
  expect(stdout).toContain('db.prod.svc.cluster.local.');
});
