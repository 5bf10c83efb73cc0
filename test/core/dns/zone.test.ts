import { expect, test } from 'vitest';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { zoneText } from '../../../server/src/core/dns/zone-files.ts';
import { textAt } from '../../support/check-records.ts';
import { dedent, parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const source = `
  #- /db.yaml
  # The database.
  kind: Service
  metadata: {name: db, namespace: prod}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  ---
  kind: StatefulSet
  metadata: {name: db, namespace: prod}
  spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
  #- /web.yaml
  kind: Service
  metadata: {name: web}
  spec: {clusterIP: 10.0.0.1}
  ---
  kind: Service
  metadata: {name: out}
  spec: {type: ExternalName, externalName: example.com}
  `;

test('records by Service, relative to its namespace, what is not known as comments', () => {
  const snapshot = snapshotOfFixture(parseFixture(source));
  expect(zoneText(allRecords(snapshot), snapshot).text).toBe(
    dedent(`
    ; What the cluster answers for the names of these Services.
    ; Lines starting with ; are records whose addresses exist only once the cluster runs.
    $TTL 30

    ; Service "db" in the namespace "prod", headless (/db.yaml:4)
    $ORIGIN prod.svc.cluster.local.
    ; db         IN A ; while ready
    _sql._tcp.db IN SRV   0 100 5432 db-0.db.prod.svc.cluster.local. ; while ready
    ; db-0.db    IN A ; while ready
    db           IN SRV   0 100 5432 db-0.db.prod.svc.cluster.local. ; while ready, CoreDNS
    db-0.db      IN SRV   0 100 5432 db-0.db.prod.svc.cluster.local. ; while ready, CoreDNS

    ; Service "web" in the namespace "default", behind a virtual IP (/web.yaml:3)
    $ORIGIN default.svc.cluster.local.
    web IN A     10.0.0.1
    1.0.0.10.in-addr.arpa. IN PTR   web.default.svc.cluster.local.

    ; Service "out" in the namespace "default", an alias (/web.yaml:8)
    $ORIGIN default.svc.cluster.local.
    out IN CNAME example.com.
    `),
  );
});

test('headings and records lead to the manifests', () => {
  const snapshot = snapshotOfFixture(parseFixture(source));
  const { text, links } = zoneText(allRecords(snapshot), snapshot);
  const lines = text.split('\n');
  const shown = links.map(({ line, source }) => `${lines[line]?.split(' ')[0]} ${textAt(source)}`);
  expect(shown.slice(0, 4)).toEqual(['; db', '; db', '_sql._tcp.db db', '; db']);
  expect(shown).toContain('web 10.0.0.1');
  expect(shown).toContain('out example.com');
  expect(links).toHaveLength(11);
});

test('nothing to show is said', () => {
  const snapshot = snapshotOfFixture(parseFixture('kind: Namespace\nmetadata: {name: empty}\n'));
  expect(zoneText([], snapshot).text).toContain('; No Service here has a name in DNS.\n');
});
