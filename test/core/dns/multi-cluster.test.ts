import { describe, expect, test } from 'vitest';
import { recordsDocument } from '../../../server/src/core/features/facade.ts';
import { lookUp } from '../../../server/src/core/dns/lookup.ts';
import { type RecordType, dataText } from '../../../server/src/core/dns/record.ts';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';
import { checkDefinition, checkReferences, hoverAt } from '../../support/check-features.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

// Names of Services that several clusters share, in a zone of their own.

const imported = `
  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceImport
  metadata: {name: web, namespace: shop}
  spec:
    type: ClusterSetIP
    ips: [10.42.0.1]
    ports: [{name: http, protocol: TCP, port: 80}]
  ---
  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceImport
  metadata: {name: db, namespace: shop}
  spec: {type: Headless, ports: [{name: sql, protocol: TCP, port: 5432}]}
  ---
  kind: EndpointSlice
  metadata:
    name: db-1
    namespace: shop
    labels: {multicluster.kubernetes.io/service-name: db, multicluster.kubernetes.io/source-cluster: east}
  addressType: IPv4
  endpoints: [{addresses: [10.1.0.5], hostname: db-0}]
  ports: [{name: sql, port: 5432}]
`;

function answers(source: string, name: string, type: RecordType): readonly string[] | string {
  const found = lookUp(snapshotOfFixture(parseFixture(source)), `${name}.`, type);
  return found.verdict === 'found' ? found.answers.map((record) => dataText(record) ?? 'not known') : found.verdict;
}

describe('an import', () => {
  test.each([
    ['web.shop.svc.clusterset.local', 'A', ['10.42.0.1']],
    ['web.shop.svc.clusterset.local', 'AAAA', 'empty'],
    ['_http._tcp.web.shop.svc.clusterset.local', 'SRV', ['0 100 80 web.shop.svc.clusterset.local.']],
    ['web.shop.svc.cluster.local', 'A', 'absent'],
    ['db.shop.svc.clusterset.local', 'A', ['10.1.0.5']],
    ['db-0.east.db.shop.svc.clusterset.local', 'A', ['10.1.0.5']],
    ['db-0.db.shop.svc.clusterset.local', 'A', 'absent'],
    ['east.db.shop.svc.clusterset.local', 'A', 'absent'],
    ['_sql._tcp.db.shop.svc.clusterset.local', 'SRV', ['0 100 5432 db-0.east.db.shop.svc.clusterset.local.']],
    ['shop.svc.clusterset.local', 'A', 'empty'],
    ['1.0.42.10.in-addr.arpa', 'PTR', 'absent'],
  ] as const)('%s %s', (name, type, expected) => {
    expect(answers(imported, name, type)).toEqual(expected);
  });

  test('without ports there is no name, and addresses that a controller writes are not known', () => {
    const source = (spec: string): string => `
      apiVersion: multicluster.x-k8s.io/v1alpha1
      kind: ServiceImport
      metadata: {name: web}
      spec: {type: ClusterSetIP, ${spec}}
    `;
    expect(answers(source('ips: [10.42.0.1], ports: []'), 'web.default.svc.clusterset.local', 'A')).toBe('absent');
    expect(
      answers(
        source('ips: [10.42.0.1], ports: [{name: http, port: 80}]'),
        '_http._tcp.web.default.svc.clusterset.local',
        'SRV',
      ),
    ).toBe('absent');
    expect(answers(source('ports: [{port: 80}]'), 'web.default.svc.clusterset.local', 'A')).toEqual(['not known']);
  });

  test('hover and records', () => {
    const shown = hoverAt(imported.replace('name: web', 'name: $0web'));
    expect(shown).toContain('web.shop.svc.clusterset.local');
    expect(shown).toContain('10.42.0.1');
    expect(shown).not.toContain('cluster.local');
    const { text } = recordsDocument(snapshotOfFixture(parseFixture(imported)), { kind: 'workspace' });
    expect(text).toContain('web.shop.svc.clusterset.local');
    expect(text).toContain('db-0.east.db');
    const zone = recordsDocument(snapshotOfFixture(parseFixture(imported)), { kind: 'workspace' }, 'zone').text;
    expect(zone).toContain('$ORIGIN shop.svc.clusterset.local.');
  });
});

const exported = `
  apiVersion: multicluster.x-k8s.io/v1alpha1
  kind: ServiceExport
  metadata: {name: web, namespace: shop}
  ---
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {selector: {app: web}, ports: [{port: 80}]}
`;

describe('an export', () => {
  test('its name is certain, and its address is known at run time', () => {
    expect(answers(exported, 'web.shop.svc.clusterset.local', 'A')).toEqual(['not known']);
    expect(answers(exported, 'x.east.web.shop.svc.clusterset.local', 'A')).toBe('unknown');
    expect(answers(exported, 'other.shop.svc.clusterset.local', 'A')).toBe('absent');
  });

  test('leads to its Service, and back', () => {
    checkDefinition(
      exported
        .replace('metadata: {name: web', 'metadata: {name: $0web')
        .replace(
          'kind: Service\n  metadata: {name: web, namespace: shop}',
          'kind: Service\n  metadata: {name: web, namespace: shop}\n                   ^^^',
        ),
    );
    checkReferences(
      exported
        .replace(
          'metadata: {name: web, namespace: shop}\n  ---',
          'metadata: {name: web, namespace: shop}\n                   ^^^\n  ---',
        )
        .replace(
          'kind: Service\n  metadata: {name: web, namespace: shop}',
          'kind: Service\n  metadata: {name: $0web, namespace: shop}\n                     ^^^ declaration',
        ),
    );
  });
});

describe('host names of the zone', () => {
  const mentioning = (url: string, mark = ''): string => `
  kind: ConfigMap
  metadata: {name: conf, namespace: other}
  data:
    url: ${url}
${mark}`;

  test('of an import and of an export', () => {
    checkDiagnostics(`${imported}  ---${mentioning('http://web.shop.svc.clusterset.local:80')}`);
    checkDiagnostics(`${exported}  ---${mentioning('http://web.shop.svc.clusterset.local:80')}`);
  });

  test('hover and definition', () => {
    const source = `${imported}  ---${mentioning('http://$0web.shop.svc.clusterset.local:80')}`;
    expect(hoverAt(source)).toContain('10.42.0.1');
    checkDefinition(
      source.replace(
        'metadata: {name: web, namespace: shop}',
        'metadata: {name: web, namespace: shop}\n                   ^^^',
      ),
    );
  });

  test('a name that is nearly that of an import, and one of which nobody here knows', () => {
    const source = `${imported}  ---${mentioning('http://wbe.shop.svc.clusterset.local:80', '                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡')}`;
    checkDiagnostics(source);
    checkDiagnostics(`${imported}  ---${mentioning('http://payments.shop.svc.clusterset.local:80')}`);
    checkFix(
      `${imported}  ---${mentioning('http://wbe.shop.svc.clusterset.local:80')}`,
      'Change to "web.shop.svc.clusterset.local"',
      `${imported}  ---${mentioning('http://web.shop.svc.clusterset.local:80')}`,
    );
  });
});

test('unknown keys and wrong types of the kinds', () => {
  checkDiagnostics(`
    apiVersion: multicluster.x-k8s.io/v1alpha1
    kind: ServiceImport
    metadata: {name: web}
    spec:
      type: ClusterSetIp
            ^^^^^^^^^^^^ error[invalid-value] 💡
      ips: [10.42.0.1]
      clusterIP: None
      ^^^^^^^^^ error[unknown-field] 💡
      ports:
        - {name: http, protocol: TCP, port: http}
                                            ^^^^ error[invalid-field-type]
  `);
});
