import { describe, expect, it } from 'vitest';
import { tableText, type DocumentBounds } from '../../../server/src/core/features/records/table-text.ts';
import { recordsDocument, type RecordsDocument, type RecordsTarget } from '../../../server/src/core/features/facade.ts';
import { textAt } from '../../support/check-records.ts';
import { dedent, parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const fixture = parseFixture(`
      #- /k8s/db.yaml
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: ConfigMap
      metadata: {name: db}
      #- /k8s/web.yaml
      kind: Service
      metadata: {name: web, namespace: prod}
      spec: {clusterIP: 10.0.0.2}
      #- /k8s/set.yaml
      kind: StatefulSet
      metadata: {name: set, namespace: prod}
      spec: {serviceName: db}
`);

function show(target: RecordsTarget): RecordsDocument {
  return recordsDocument(snapshotOfFixture(fixture), target);
}

function offsetOf(path: string, text: string): number {
  return fixture.files.find((file) => file.path === path)?.text.indexOf(text) ?? -1;
}

describe('the records document', () => {
  it('of the workspace has the records of all Services, by the paths of their files', () => {
    const { title, text } = show({ kind: 'workspace' });
    expect(title).toBe('Workspace');
    expect(text).toMatch(/10\.0\.0\.1[^]*10\.0\.0\.2/);
  });

  it('of a Service has its records only', () => {
    const offset = offsetOf('/k8s/db.yaml', 'clusterIP');
    const { title, text } = show({ kind: 'service', uri: 'file:///k8s/db.yaml', offset });
    expect(title).toBe('db.prod');
    expect(text).toContain('10.0.0.1');
    expect(text).not.toContain('10.0.0.2');
  });

  it('of a StatefulSet has those of its governing Service', () => {
    const offset = offsetOf('/k8s/set.yaml', 'set');
    expect(show({ kind: 'service', uri: 'file:///k8s/set.yaml', offset }).title).toBe('db.prod');
  });

  it('of a kustomization and of its patches has those of the Services as they are built', () => {
    const built = snapshotOfFixture(
      parseFixture(`
        #- /base/kustomization.yaml
        resources: [db.yaml, web.yaml]
        #- /base/db.yaml
        kind: Service
        metadata: {name: db}
        spec: {clusterIP: 10.0.0.1}
        #- /base/web.yaml
        kind: Service
        metadata: {name: web}
        spec: {clusterIP: 10.0.0.2}
        #- /prod/kustomization.yaml
        resources: [../base]
        namePrefix: p-
        patches: [{path: patch.yaml}]
        #- /prod/patch.yaml
        kind: Service
        metadata: {name: db}
        spec: {clusterIP: 10.0.0.3}
      `),
    );
    const names = (path: string): readonly string[] => {
      const { text } = recordsDocument(built, { kind: 'file', uri: `file://${path}` });
      return [...text.matchAll(/^p-\w+/gm)].map(([name]) => name);
    };
    expect(names('/prod/kustomization.yaml')).toEqual(['p-db', 'p-web']);
    expect(names('/base/kustomization.yaml')).toEqual(['p-db', 'p-web']);
    expect(names('/prod/patch.yaml')).toEqual(['p-db']);
  });

  it('names what people look for beside the records, with the way to its place', () => {
    const { text, links } = recordsDocument(
      snapshotOfFixture(
        parseFixture(`
          kind: Service
          metadata: {name: db}
          spec:
            clusterIP: None
            selector: {app: db}
          ---
          kind: StatefulSet
          metadata: {name: db}
          spec: {serviceName: other, template: {metadata: {labels: {app: db}}}}
        `),
      ),
      { kind: 'workspace' },
    );
    expect(text).toMatch(/^ {2}Not in DNS: db-0\.db \(line \d+\): The serviceName of "db" is "other", not "db"/m);
    expect(links.some(({ line }) => text.split('\n')[line]?.includes('Not in DNS'))).toBe(true);
  });

  it('at a place without a Service shows the file', () => {
    const offset = offsetOf('/k8s/db.yaml', 'ConfigMap');
    const { title, text } = show({ kind: 'service', uri: 'file:///k8s/db.yaml', offset });
    expect(title).toBe('db.yaml');
    expect(text).toContain('10.0.0.1');
  });

  it('of a file has the Services it declares or refers to', () => {
    expect(show({ kind: 'file', uri: 'file:///k8s/web.yaml' }).text).not.toContain('10.0.0.1');
    expect(show({ kind: 'file', uri: 'file:///k8s/set.yaml' }).text).toContain('10.0.0.1');
  });

  it('of several files has their Services, each once, by the paths of their files', () => {
    const uris = ['file:///k8s/web.yaml', 'file:///k8s/set.yaml', 'file:///k8s/db.yaml'];
    const { title, text } = show({ kind: 'files', uris, title: 'k8s' });
    expect(title).toBe('k8s');
    expect(text.match(/10\.0\.0\.\d/g)).toEqual(['10.0.0.1', '10.0.0.2']);
  });

  it('of a file that is not there says that there is no Service', () => {
    const { title, text } = show({ kind: 'file', uri: 'file:///gone.yaml' });
    expect(title).toBe('gone.yaml');
    expect(text).toBe('DNS records: gone.yaml\n\nThere is no Service here.\n');
  });

  it('in zone form is what a name server reads', () => {
    const { text } = recordsDocument(snapshotOfFixture(fixture), { kind: 'workspace' }, 'zone');
    expect(text).toMatch(/^\$ORIGIN prod\.svc\.cluster\.local\.\ndb IN A +10\.0\.0\.1$/m);
  });
});

/** Holds a table against text, and each link, as `LINE:"stretch" "text it leads to"`, against lines. */
function checkTable(source: string, expected: string, expectedLinks?: string, bounds?: DocumentBounds): void {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const { text, links } = tableText(snapshot, 'x', snapshot.ofKind('Service'), bounds);
  expect(text).toBe(dedent(expected));
  if (expectedLinks === undefined) return;
  const lines = text.split('\n');
  const shown = links.map(({ line, columns, source: place, opens }) => {
    const stretch = lines[line]?.slice(columns.start, columns.end) ?? '';
    return `${line}:"${stretch}" ${opens === 'records' ? 'records of ' : ''}"${textAt(place)}"\n`;
  });
  expect(shown.join('')).toBe(dedent(expectedLinks));
}

const shop = `
  #- /shop/db.yaml
  kind: Service
  metadata: {name: db, namespace: shop}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  #- /shop/base/set.yaml
  kind: StatefulSet
  metadata: {name: db, namespace: shop}
  spec: {serviceName: db, replicas: 2, template: {metadata: {labels: {app: db}}}}
  #- /web.yaml
  kind: Service
  metadata: {name: web}
  spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}
`;

describe('a table of records', () => {
  it('has a part for each Service, addresses before ports, what CoreDNS adds behind, and leads to the manifests', () => {
    checkTable(
      shop,
      `
      DNS records: x
      Names are shown without the zone of their namespace at the end, such as .shop.svc.cluster.local.
      Addresses that exist only once the cluster runs are described in words.

      db.shop.svc.cluster.local, headless Service, /shop/db.yaml:3
        Name                   Type  Answer                      From             When
        db                     A     each Pod of StatefulSet db  base/set.yaml:3  while ready
        db-0.db                A     Pod db-0                    base/set.yaml:3  while ready
        db-1.db                A     Pod db-1                    base/set.yaml:3  while ready
        _sql._tcp.db           SRV   port 5432 of db-0.db        base/set.yaml:3  while ready
                                     port 5432 of db-1.db        base/set.yaml:3  while ready
        CoreDNS also answers:
        db                     SRV   port 5432 of db-0.db        base/set.yaml:3  while ready
                                     port 5432 of db-1.db        base/set.yaml:3  while ready
        db-0.db                SRV   port 5432 of db-0.db        base/set.yaml:3  while ready
        db-1.db                SRV   port 5432 of db-1.db        base/set.yaml:3  while ready

      web.default.svc.cluster.local, Service behind a virtual IP, /web.yaml:3
        Name                   Type  Answer                      From             When
        web                    A     10.0.0.1                    line 4           always
        1.0.0.10.in-addr.arpa  PTR   web                         line 4           always
        CoreDNS also answers:
        web                    SRV   port 80 of web              line 4           always
      `,
    );
  });

  it('leads to what gives a record its address or name', () => {
    checkTable(
      `
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
      ---
      kind: Service
      metadata: {name: out}
      spec: {type: ExternalName, externalName: 10.0.0.9}
      `,
      `
      DNS records: x
      Names are shown without .default.svc.cluster.local at the end.

      web.default.svc.cluster.local, Service behind a virtual IP, /manifest.yaml:3
        Name                   Type  Answer          From    When
        web                    A     10.0.0.1        line 4  always
        _http._tcp.web         SRV   port 80 of web  line 4  always
        1.0.0.10.in-addr.arpa  PTR   web             line 4  always
        CoreDNS also answers:
        web                    SRV   port 80 of web  line 4  always

      out.default.svc.cluster.local, alias, /manifest.yaml:8
        No name in DNS (line 9): The externalName "10.0.0.9" is an IP address: a CNAME cannot
          point to an address, so DNS has no record.
      `,
      `
      3:"/manifest.yaml:3" "web"
      5:"line 4" "10.0.0.1"
      6:"line 4" "10.0.0.1"
      7:"line 4" "10.0.0.1"
      9:"line 4" "10.0.0.1"
      11:"/manifest.yaml:8" "out"
      12:"line 9" "10.0.0.9"
      `,
    );
  });

  it('with a very long name keeps the columns of the others', () => {
    const name = 'a'.repeat(60);
    checkTable(
      `
      kind: Service
      metadata: {name: ${name}}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: Service
      metadata: {name: web}
      spec: {}
      `,
      `
      DNS records: x
      Names are shown without .default.svc.cluster.local at the end.
      Addresses that exist only once the cluster runs are described in words.

      ${name}.default.svc.cluster.local, Service behind a virtual IP, /manifest.yaml:3
        Name                   Type  Answer                         From    When
        ${name}  A     10.0.0.1                       line 4  always
        1.0.0.10.in-addr.arpa  PTR   ${name}  line 4  always

      web.default.svc.cluster.local, Service behind a virtual IP, /manifest.yaml:8
        Name                   Type  Answer                         From    When
        web                    A     a virtual IP, set at run time  line 8  always
      `,
    );
  });

  it('of many Services has a few rows of each, and leads to the rest', () => {
    checkTable(
      shop,
      `
      DNS records: x
      Names are shown without .shop.svc.cluster.local at the end.
      Addresses that exist only once the cluster runs are described in words.

      db.shop.svc.cluster.local, headless Service, /shop/db.yaml
        Name          Type  Answer                        When
        db            A     each Pod of StatefulSet db    while ready
        db-0.db       A     Pod db-0                      while ready
        db-1.db       A     Pod db-1                      while ready
        _sql._tcp.db  SRV   port 5432 of db-0.db          while ready
        … 5 more records of this Service

      Not shown: 1 of 2 Services. "headlight records" lists them all.
      `,
      `
      4:"/shop/db.yaml" "db"
      10:"… 5 more records of this Service" records of "db"
      `,
      { servicesInDetail: 0, services: 1, rows: 2 },
    );
  });
});

it('promises neither a virtual IP nor that there are records where a template decides what the Service is', () => {
  const { text } = recordsDocument(
    snapshotOfFixture(
      parseFixture(`
      #- /chart/Chart.yaml
      name: db
      #- /chart/templates/service.yaml
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {type: '{{ .Values.type }}', ports: [{name: sql, port: 5432}]}
      `),
    ),
    { kind: 'workspace' },
  );
  expect(text).toMatch(/^ +db +A +a virtual IP or its Pods, as a template decides +line 3 +a template decides$/m);
  expect(text).not.toContain('always');
});

it('says of a name that a template makes when it is known, not that there is none', () => {
  const { text } = recordsDocument(
    snapshotOfFixture(
      parseFixture(`
      #- /chart/Chart.yaml
      name: db
      #- /chart/templates/service.yaml
      kind: Service
      metadata: {name: '{{ .Release.Name }}-db'}
      spec: {clusterIP: None, selector: {app: db}}
      `),
    ),
    { kind: 'workspace' },
  );
  expect(text).toContain('\n  The whole name is known once the template is rendered.\n');
  expect(text).not.toContain('No name in DNS');
});
