import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { whyUnnamed } from '../../../server/src/core/dns/diagnosis/why-unnamed.ts';
import type { RecordType } from '../../../server/src/core/dns/record.ts';
import { resolverOfNamespace } from '../../../server/src/core/dns/resolver.ts';
import { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { checkMissing, checkResolve } from '../../support/check-records.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

describe('names of a StatefulSet that will not exist', () => {
  const set = `
    kind: StatefulSet
    metadata: {name: pg}
    spec: {serviceName: db, template: {metadata: {labels: {app: pg}}}}`;
  const withService = (spec: string): string => `${set}
    ---
    kind: Service
    metadata: {name: db}
    spec: ${spec}`;

  test('without its Service', () => {
    const snapshot = snapshotOfFixture(parseFixture(set));
    const reasons = snapshot.ofKind('StatefulSet').map((one) => whyUnnamed(snapshot, one));
    expect(reasons).toMatchObject([{ reasonId: 'noService', values: { service: 'db', namespace: 'default' } }]);
  });

  test('below a Service that does not select its Pods', () => {
    checkMissing(
      withService('{clusterIP: None, selector: {app: db}}'),
      `
      db.default.svc.cluster.local. selectsNothing "{app: db}"
      pg-0.db.default.svc.cluster.local. notSelected "{app: db}"
      `,
    );
  });

  test('below an alias', () => {
    checkMissing(
      withService('{type: ExternalName, externalName: example.com}'),
      'pg-0.db.default.svc.cluster.local. belowAlias "db"',
    );
  });

  test('below a Service that is not headless, with other DNS servers than CoreDNS', () => {
    checkMissing(
      withService('{clusterIP: 10.0.0.1, selector: {app: pg}}'),
      'pg-0.db.default.svc.cluster.local. governingVirtualIp "10.0.0.1"',
    );
  });

  test('nothing is missing where all is well', () => {
    checkMissing(withService('{clusterIP: None, selector: {app: pg}, ports: [{name: sql, port: 5432}]}'), '');
  });

  test('below headless Services it does not name', () => {
    checkMissing(
      `${withService('{clusterIP: None, selector: {app: pg}}')}
    ---
    kind: Service
    metadata: {name: all}
    spec: {clusterIP: None, selector: {app: pg}}`,
      'pg-0.all.default.svc.cluster.local. notGoverning "db"',
    );
  });

  test('without serviceName, below the headless Service that selects it', () => {
    checkMissing(
      `${withService('{clusterIP: None, selector: {app: pg}}').replace('serviceName: db, ', '')}`,
      'pg-0.db.default.svc.cluster.local. noServiceName "spec"'.replace(
        '"spec"',
        '"{template: {metadata: {labels: {app: pg}}}}"',
      ),
    );
  });

  test('with replicas 0', () => {
    checkMissing(
      withService('{clusterIP: None, selector: {app: pg}}').replace(
        'serviceName: db,',
        'serviceName: db, replicas: 0,',
      ),
      `
      db.default.svc.cluster.local. noReplicas "0"
      pg-0.db.default.svc.cluster.local. noReplicas "0"
      `,
    );
  });

  test('with replicas 0, the Pod of the number that counting starts with', () => {
    checkMissing(
      withService('{clusterIP: None, selector: {app: pg}}').replace(
        'serviceName: db,',
        'serviceName: db, replicas: 0, ordinals: {start: 5},',
      ),
      `
      db.default.svc.cluster.local. noReplicas "0"
      pg-5.db.default.svc.cluster.local. noReplicas "0"
      `,
    );
  });

  test('with a name that makes no label', () => {
    const name = 'a'.repeat(62);
    checkMissing(
      withService('{clusterIP: None, selector: {app: pg}}').replace('name: pg', `name: ${name}`),
      `
      db.default.svc.cluster.local. podNameInvalid "${name}"
      ${name}-0.db.default.svc.cluster.local. podNameInvalid "${name}"
      `,
    );
  });

  test('with a name that makes too long a label of its revision', () => {
    const name = 'a'.repeat(53);
    checkMissing(
      withService('{clusterIP: None, selector: {app: pg}}').replace('name: pg', `name: ${name}`),
      `
      db.default.svc.cluster.local. setNameTooLong "${name}"
      ${name}-0.db.default.svc.cluster.local. setNameTooLong "${name}"
      `,
    );
  });

  test('nothing is said of absence before the workspace is read', () => {
    const { settings, files, unread } = snapshotOfFixture(parseFixture(set));
    const snapshot = new Snapshot({ settings, files, unread, complete: false });
    expect(snapshot.ofKind('StatefulSet').map((one) => whyUnnamed(snapshot, one))).toEqual([undefined]);
  });

  test('nothing is said of what a template leaves open', () => {
    checkMissing(set.replace('serviceName: db', "serviceName: '${NAME}'"), '');
  });
});

describe('records of a Service that will not exist', () => {
  const service = (spec: string): string => `
    kind: Service
    metadata: {name: db}
    spec: ${spec}`;

  test('for a port without a name', () => {
    checkMissing(
      service('{clusterIP: 10.0.0.1, ports: [{port: 5432}]}'),
      '_<name>._tcp.db.default.svc.cluster.local. unnamedPort "5432"',
    );
  });

  test('for a named targetPort that no container has, where it is headless', () => {
    const source = (clusterIP: string): string => `${service(
      `{clusterIP: ${clusterIP}, selector: {app: db}, ports: [{name: sql, port: 5432, targetPort: pg}]}`,
    )}
    ---
    kind: Pod
    metadata: {name: one, labels: {app: db}}`;
    checkMissing(
      source('None'),
      `
      _sql._tcp.db.default.svc.cluster.local. unresolvedPort "pg"
      one.db.default.svc.cluster.local. podUnnamed "apiVersion"`,
    );
    checkMissing(source('10.0.0.1'), '');
  });

  test('for a port name that leaves no room for its underscore', () => {
    const name = 'a'.repeat(63);
    checkMissing(
      service(`{clusterIP: 10.0.0.1, ports: [{name: ${name}, port: 1}]}`),
      `_${name}._tcp.db.default.svc.cluster.local. nameTooLong "${name}"`,
    );
  });

  test('for a name that is no label', () => {
    const name = 'a'.repeat(64);
    checkMissing(
      service('{clusterIP: 10.0.0.1}').replace('name: db', `name: ${name}`),
      `${name}.default.svc.cluster.local. nameInvalid "${name}"`,
    );
  });

  test('for a name with a digit in front, in the versions that reject it', () => {
    const source = (version: string): string =>
      `#- /.headlight.yaml\nkubernetesVersion: "${version}"\n#- /2db.yaml\nkind: Service\nmetadata: {name: 2db}\nspec: {clusterIP: 10.0.0.1, ports: [{name: sql, port: 1}]}\n`;
    checkMissing(source('1.36'), '');
    checkMissing(source('1.35'), '2db.default.svc.cluster.local. nameDigitFirst "2db"');
    const name = '2db.default.svc.cluster.local A';
    checkResolve(source('1.36'), name, 'NOERROR\n2db.default.svc.cluster.local. A 10.0.0.1');
    checkResolve(source('1.35'), name, 'NXDOMAIN');
  });

  test('for an alias to an address, and for the ports of an alias', () => {
    checkMissing(
      service('{type: ExternalName, externalName: 192.0.2.1}'),
      'db.default.svc.cluster.local. aliasAddress "192.0.2.1"',
    );
    checkMissing(
      service('{type: ExternalName, externalName: "2001:db8::1"}'),
      'db.default.svc.cluster.local. aliasIpv6 ""2001:db8::1""',
    );
    // There is a CNAME, which leads nowhere.
    checkMissing(
      service('{type: ExternalName, externalName: 300.1.2.3}'),
      'db.default.svc.cluster.local. aliasNumbers "300.1.2.3"',
    );
    checkMissing(
      service(`{type: ExternalName, externalName: ${'a'.repeat(64)}.example.com}`),
      `db.default.svc.cluster.local. aliasLongLabel "${'a'.repeat(64)}.example.com"`,
    );
    checkMissing(
      service('{type: ExternalName, externalName: example.com, ports: [{name: sql, port: 5432}]}'),
      '_sql._tcp.db.default.svc.cluster.local. aliasPort "sql"',
    );
  });

  const endpoints = (metadata: string, subset: string): string => `
    ---
    kind: Endpoints
    metadata: ${metadata}
    subsets: [${subset}]`;

  test('for an alias to what is no name', () => {
    checkMissing(
      `
      kind: Service
      metadata: {name: out}
      spec: {type: ExternalName, externalName: 'no name'}
      `,
      `out.default.svc.cluster.local. aliasNoName "'no name'"`,
    );
  });

  test('where nothing is behind a headless Service', () => {
    const headless = service('{clusterIP: None}');
    checkMissing(headless, 'db.default.svc.cluster.local. nothingBehind "db"');
    checkMissing(
      `${headless}${endpoints('{name: db}', '{notReadyAddresses: [{ip: 10.0.0.1}]}')}`,
      `
      db.default.svc.cluster.local. nothingReady "db"
      10-0-0-1.db.default.svc.cluster.local. addressNotReady "{ip: 10.0.0.1}"`,
    );
    checkMissing(
      `${headless}${endpoints('{name: db-svc}', '{addresses: [{ip: 10.0.0.1}]}')}`,
      'db.default.svc.cluster.local. endpointsOfAnotherName "db-svc"',
    );
    checkMissing(
      `${headless}${endpoints(
        "{name: db, labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}}",
        '{addresses: [{ip: 10.0.0.1}]}',
      )}`,
      `
      db.default.svc.cluster.local. endpointsNotMirrored "endpointslice.kubernetes.io/skip-mirror"
      10-0-0-1.db.default.svc.cluster.local. endpointsNotMirrored "endpointslice.kubernetes.io/skip-mirror"`,
    );
    checkMissing(`${headless}${endpoints('{name: db}', '{addresses: [{ip: 10.0.0.1}]}')}`, '');
  });

  test('where Endpoints stand beside a selector', () => {
    checkMissing(
      `${service('{clusterIP: None, selector: {app: db}}')}${endpoints('{name: db}', '{addresses: [{ip: 10.0.0.1}]}')}`,
      `
      db.default.svc.cluster.local. endpointsIgnored "db"
      10-0-0-1.db.default.svc.cluster.local. endpointsIgnored "db"`,
    );
  });

  test('where the only slice has nothing ready', () => {
    checkMissing(
      `${service('{clusterIP: None}')}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    endpoints: [{addresses: [10.0.0.1], conditions: {ready: false}}]`,
      `
      db.default.svc.cluster.local. nothingReady "db-1"
      10-0-0-1.db.default.svc.cluster.local. addressNotReady "10.0.0.1"`,
    );
  });

  const pod = (spec: string, label = 'db'): string => `
    ---
    kind: Pod
    metadata: {name: one, labels: {app: ${label}}}
    spec: ${spec}`;

  test('for Pods with a subdomain only', () => {
    checkMissing(
      `${service('{clusterIP: None, selector: {app: db}}')}${pod('{subdomain: db}')}`,
      'one.db.default.svc.cluster.local. subdomainWithoutHostname "db"',
    );
  });

  test('for Pods that name a Service which does not select them, or which is an alias', () => {
    checkMissing(
      `${service('{clusterIP: 10.0.0.1, selector: {app: db}}')}${pod('{hostname: mate, subdomain: db}', 'other')}`,
      'mate.db.default.svc.cluster.local. notSelected "{app: db}"',
    );
    checkMissing(
      `${service('{type: ExternalName, externalName: example.com}')}${pod('{hostname: mate, subdomain: db}')}`,
      'mate.db.default.svc.cluster.local. belowAlias "db"',
    );
  });

  test('for Pods whose host name is no label', () => {
    checkMissing(
      `${service('{clusterIP: 10.0.0.1, selector: {app: db}}')}${pod('{hostname: My_Mate, subdomain: db}')}`,
      'my_mate.db.default.svc.cluster.local. podNameInvalid "My_Mate"',
    );
  });
});

describe('why a name that was tried has no answer', () => {
  const web = (more: string): string => `
    kind: Service
    metadata: {name: web, namespace: prod}
    spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}
    ${more}`;
  const reasons = (name: string, type: RecordType, namespace?: string, more = ''): readonly string[] => {
    const snapshot = snapshotOfFixture(parseFixture(web(more)));
    const from = namespace === undefined ? undefined : resolverOfNamespace(namespace, snapshot.settings);
    return diagnose(snapshot, { name, types: [type], from }).steps.flatMap(({ because }) =>
      because.map(({ reasonId }) => reasonId),
    );
  };

  test('a whole name with a search domain behind it is of no form, and of no other cluster', () => {
    const tries = ['noSuchName', 'noSuchName', 'noSuchName'];
    expect(reasons('web.prod.svc.cluster.local', 'A', 'prod')).toEqual(tries);
    expect(reasons('wbe.prod.svc.cluster.local', 'A', 'prod').slice(0, 3)).toEqual(tries);
    expect(reasons('web.prod.svc.k8s.example', 'A')).toEqual(['otherDomain']);
  });

  test('a type that a name which exists is not asked for', () => {
    for (const name of ['', 'svc.', 'pod.', 'prod.svc.', 'prod.pod.'])
      expect(reasons(`${name}cluster.local`, 'TXT')).toEqual(['onlyNamesBelow']);
    expect(reasons('nowhere.svc.cluster.local', 'TXT')).toEqual(['noNamespace']);
    expect(reasons('dns-version.cluster.local', 'A')).toEqual(['onlyType']);
    expect(reasons('ns.dns.cluster.local', 'TXT')).toEqual(['onlyAddresses']);
    expect(reasons('1.0.0.10.in-addr.arpa', 'A')).toEqual(['onlyType']);
    expect(reasons('in-addr.arpa', 'TXT')).toEqual(['onlyNamesBelow']);
  });

  test('an address that nothing has, or that something may get', () => {
    expect(reasons('2.0.0.10.in-addr.arpa', 'PTR')).toEqual(['noPointer']);
    expect(reasons('0.10.in-addr.arpa', 'PTR')).toEqual(['noSuchName']);
    const other = '---\n    kind: Service\n    metadata: {name: other}\n    spec: {ports: [{port: 80}]}';
    expect(reasons('2.0.0.10.in-addr.arpa', 'PTR', undefined, other)).toEqual(['noPointerYet']);
  });
});
