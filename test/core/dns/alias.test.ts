import { describe, test } from 'vitest';
import { checkMissing, checkRecords, checkResolve } from '../../support/check-records.ts';

/** A Service of type ExternalName in the namespace default. */
function alias(name: string, externalName: string): string {
  return `
    ---
    kind: Service
    metadata: {name: ${name}}
    spec: {type: ExternalName, externalName: '${externalName}'}`;
}

// Kubernetes DNS specification 2.5; CoreDNS plugin/kubernetes findServices, plugin/backend_lookup.go.
describe('a Service of type ExternalName', () => {
  test('is a CNAME to the name as it is written, made absolute', () => {
    checkRecords(
      `${alias('one', 'db.example.com')}${alias('two', 'db.example.com.')}${alias('three', 'db.other')}`,
      `
      one.default.svc.cluster.local. CNAME db.example.com.
      two.default.svc.cluster.local. CNAME db.example.com.
      three.default.svc.cluster.local. CNAME db.other.
      `,
    );
  });

  test('without externalName, or with one that looks like an address, has no record', () => {
    checkRecords(`${alias('four', '192.0.2.44')}${alias('six', 'fd00::1')}${alias('none', '')}`, '');
    checkResolve(alias('four', '192.0.2.44'), 'four.default.svc.cluster.local A', 'NXDOMAIN');
    checkResolve(alias('four', '192.0.2.44'), 'four.default.svc.cluster.local CNAME', 'NXDOMAIN');
  });

  test('to a name that the API server rejects has no record', () => {
    for (const name of ['My_Host.example', 'Db.example', '*.example', 'db.example:80']) {
      checkRecords(alias('db', name), '');
      checkMissing(alias('db', name), `db.default.svc.cluster.local. aliasNoName "'${name}'"`);
    }
  });

  test('an address query shows the alias, the target being for other servers to answer', () => {
    const source = alias('db', 'db.example.com');
    const answer = 'NOERROR\ndb.default.svc.cluster.local. CNAME db.example.com.';
    for (const type of ['A', 'AAAA', 'CNAME']) checkResolve(source, `db.default.svc.cluster.local ${type}`, answer);
  });

  test('has no SRV, whatever ports it lists, and nothing is below it', () => {
    const source = `
      kind: Service
      metadata: {name: db}
      spec: {type: ExternalName, externalName: db.example.com, ports: [{name: sql, port: 5432}], selector: {app: db}}
      ---
      kind: Pod
      metadata: {name: db, labels: {app: db}}
      spec: {hostname: inner, subdomain: db}
      `;
    checkRecords(source, 'db.default.svc.cluster.local. CNAME db.example.com.');
    for (const type of ['SRV', 'TXT', 'PTR']) checkResolve(source, `db.default.svc.cluster.local ${type}`, 'NOERROR');
    checkResolve(source, '_sql._tcp.db.default.svc.cluster.local SRV', 'NXDOMAIN');
    checkResolve(source, 'inner.db.default.svc.cluster.local A', 'NXDOMAIN');
  });

  const web = `
    kind: Service
    metadata: {name: web}
    spec: {clusterIP: 10.0.0.1}`;

  test('a target in the cluster is followed, through other aliases', () => {
    checkResolve(
      `${web}${alias('near', 'web.default.svc.cluster.local')}${alias('far', 'near.default.svc.cluster.local.')}`,
      'far.default.svc.cluster.local A',
      `
      NOERROR
      far.default.svc.cluster.local. CNAME near.default.svc.cluster.local.
      near.default.svc.cluster.local. CNAME web.default.svc.cluster.local.
      web.default.svc.cluster.local. A 10.0.0.1
      `,
    );
  });

  test('a target whose address only a running cluster knows shows the alias', () => {
    checkResolve(
      `${web.replace('clusterIP: 10.0.0.1', '')}${alias('near', 'web.default.svc.cluster.local')}`,
      'near.default.svc.cluster.local A',
      `
      NOERROR
      near.default.svc.cluster.local. CNAME web.default.svc.cluster.local.
      ? web.default.svc.cluster.local. A: Service "web" gets its cluster IP when it is created.
      `,
    );
  });

  test('a target in the cluster without such an address leaves nothing but the CNAME itself', () => {
    const ghost = alias('db', 'ghost.default.svc.cluster.local');
    checkResolve(ghost, 'db.default.svc.cluster.local A', 'NOERROR');
    checkResolve(
      ghost,
      'db.default.svc.cluster.local CNAME',
      'NOERROR\ndb.default.svc.cluster.local. CNAME ghost.default.svc.cluster.local.',
    );
    checkResolve(
      `${web}${alias('db', 'web.default.svc.cluster.local')}`,
      'db.default.svc.cluster.local AAAA',
      'NOERROR',
    );
  });

  // CoreDNS plugin/kubernetes serviceRecordForIP looks at slices alone; kubernetes endpointslicemirroring at the selector alone.
  test('slices and Endpoints behind it are found in reverse and under no name', () => {
    const source = `${alias('db', 'db.example.com')}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    endpoints: [{addresses: [10.0.0.1], hostname: one}]
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 10.0.0.2}]}]
    ---
    kind: Pod
    metadata: {name: three, labels: {app: db}}
    spec: {hostname: three, subdomain: db}
    `;
    checkRecords(
      source,
      `
      db.default.svc.cluster.local. CNAME db.example.com.
      2.0.0.10.in-addr.arpa. PTR 10-0-0-2.db.default.svc.cluster.local. ; CoreDNS
      1.0.0.10.in-addr.arpa. PTR one.db.default.svc.cluster.local. ; CoreDNS
      `,
    );
    checkResolve(
      source,
      '1.0.0.10.in-addr.arpa PTR',
      'NOERROR\n1.0.0.10.in-addr.arpa. PTR one.db.default.svc.cluster.local.',
    );
    for (const label of ['one', '10-0-0-2', 'three'])
      checkResolve(source, `${label}.db.default.svc.cluster.local A`, 'NXDOMAIN');
  });

  test('loops end in no data', () => {
    checkResolve(alias('self', 'self.default.svc.cluster.local'), 'self.default.svc.cluster.local A', 'NOERROR');
    checkResolve(alias('self', 'a.self.default.svc.cluster.local'), 'self.default.svc.cluster.local A', 'NOERROR');
    const two = `${alias('one', 'two.default.svc.cluster.local')}${alias('two', 'one.default.svc.cluster.local')}`;
    checkResolve(two, 'one.default.svc.cluster.local A', 'NOERROR');
  });

  test('ten aliases are followed, eleven are not', () => {
    const chain = (length: number): string =>
      Array.from({ length }, (_, index) =>
        alias(
          `a${index}`,
          index === length - 1 ? 'web.default.svc.cluster.local' : `a${index + 1}.default.svc.cluster.local`,
        ),
      ).join('');
    checkResolve(`${web}${chain(11)}`, 'a0.default.svc.cluster.local A', 'NOERROR');
    checkResolve(
      `${web}${chain(10)}`,
      'a9.default.svc.cluster.local A',
      `
      NOERROR
      a9.default.svc.cluster.local. CNAME web.default.svc.cluster.local.
      web.default.svc.cluster.local. A 10.0.0.1
      `,
    );
    checkResolve(
      `${web}${chain(10)}`,
      'a0.default.svc.cluster.local A',
      [
        'NOERROR',
        ...Array.from(
          { length: 9 },
          (_, n) => `a${n}.default.svc.cluster.local. CNAME a${n + 1}.default.svc.cluster.local.`,
        ),
        'a9.default.svc.cluster.local. CNAME web.default.svc.cluster.local.',
        'web.default.svc.cluster.local. A 10.0.0.1',
      ].join('\n'),
    );
  });

  test('what a template leaves open is an alias to nobody knows where', () => {
    const source = alias('db', '${TARGET}');
    checkRecords(source, 'db.default.svc.cluster.local. CNAME ?');
    checkResolve(
      source,
      'db.default.svc.cluster.local A',
      'NOERROR\n? db.default.svc.cluster.local. A: It depends on a template in the manifest of Service "db".',
    );
  });

  // kubernetes pkg/apis/core/validation/validation.go, ValidateService: a DNS name, perhaps with a final dot.
  test.each(['no name', 'a;b', 'a..b', '.', `${'a'.repeat(64)}.example.com`])(
    '"%s" is refused, so there is no name',
    (target) => {
      checkRecords(alias('db', `"${target}"`), '');
      checkResolve(alias('db', `"${target}"`), 'db.default.svc.cluster.local A', 'NXDOMAIN');
    },
  );
});
