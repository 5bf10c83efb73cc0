import { describe, test } from 'vitest';
import { checkRecords, checkResolve } from '../../support/check-records.ts';

// Kubernetes DNS specification 2.4; CoreDNS plugin/kubernetes findServices, endpointHostname.
describe('a headless Service', () => {
  const orchard = `
    kind: Service
    metadata: {name: trees}
    spec: {clusterIP: None, ports: [{name: sap, port: 6000, protocol: UDP}]}
    ---
    kind: Endpoints
    metadata: {name: trees}
    subsets:
      - addresses:
          - {ip: 10.0.0.1, hostname: apple}
          - {ip: 10.0.0.2}
          - {ip: 'fd00:1::'}
        notReadyAddresses: [{ip: 10.0.0.9, hostname: rotten}]
        ports: [{name: sap, port: 6543, protocol: UDP}]
    `;

  test('answers with every ready address, and has a name for each endpoint', () => {
    checkRecords(
      orchard,
      `
      trees.default.svc.cluster.local. A 10.0.0.1
      trees.default.svc.cluster.local. A 10.0.0.2
      trees.default.svc.cluster.local. AAAA fd00:1::
      apple.trees.default.svc.cluster.local. A 10.0.0.1
      10-0-0-2.trees.default.svc.cluster.local. A 10.0.0.2 ; CoreDNS
      fd00-1--0.trees.default.svc.cluster.local. AAAA fd00:1:: ; CoreDNS
      `,
      / A+ /,
    );
  });

  test('SRV leads to the endpoints and shows their port, not that of the Service', () => {
    checkRecords(
      orchard,
      `
      _sap._udp.trees.default.svc.cluster.local. SRV 0 33 6543 apple.trees.default.svc.cluster.local.
      _sap._udp.trees.default.svc.cluster.local. SRV 0 33 6543 10-0-0-2.trees.default.svc.cluster.local. ; CoreDNS
      _sap._udp.trees.default.svc.cluster.local. SRV 0 33 6543 fd00-1--0.trees.default.svc.cluster.local. ; CoreDNS
      `,
      /^_/,
    );
  });

  test('SRV at the bare name has all ports of all endpoints, at an endpoint those of the endpoint', () => {
    checkRecords(
      orchard,
      `
      trees.default.svc.cluster.local. SRV 0 33 6543 apple.trees.default.svc.cluster.local. ; CoreDNS
      trees.default.svc.cluster.local. SRV 0 33 6543 10-0-0-2.trees.default.svc.cluster.local. ; CoreDNS
      trees.default.svc.cluster.local. SRV 0 33 6543 fd00-1--0.trees.default.svc.cluster.local. ; CoreDNS
      apple.trees.default.svc.cluster.local. SRV 0 100 6543 apple.trees.default.svc.cluster.local. ; CoreDNS
      10-0-0-2.trees.default.svc.cluster.local. SRV 0 100 6543 10-0-0-2.trees.default.svc.cluster.local. ; CoreDNS
      fd00-1--0.trees.default.svc.cluster.local. SRV 0 100 6543 fd00-1--0.trees.default.svc.cluster.local. ; CoreDNS
      `,
      /^[^_].* SRV /,
    );
  });

  test('each ready endpoint has a PTR record', () => {
    checkRecords(
      orchard,
      `
      1.0.0.10.in-addr.arpa. PTR apple.trees.default.svc.cluster.local.
      2.0.0.10.in-addr.arpa. PTR 10-0-0-2.trees.default.svc.cluster.local. ; CoreDNS
      0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.0.0.d.f.ip6.arpa. PTR fd00-1--0.trees.default.svc.cluster.local. ; CoreDNS
      `,
      /PTR/,
    );
  });

  test('an endpoint with a host name has no name made of its address', () => {
    checkResolve(orchard, '10-0-0-1.trees.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('addresses that are not ready are nowhere', () => {
    checkResolve(orchard, 'rotten.trees.default.svc.cluster.local A', 'NXDOMAIN');
    checkResolve(orchard, '9.0.0.10.in-addr.arpa PTR', 'NXDOMAIN');
  });

  test('nothing is below an endpoint', () => {
    checkResolve(orchard, '_sap._udp.apple.trees.default.svc.cluster.local SRV', 'NXDOMAIN');
  });

  const database = `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}, {name: web, port: 80, targetPort: http}]}
    `;

  test.each([
    ['without a selector', database.replace('selector: {app: db}, ', '')],
    [
      'whose StatefulSet it does not select',
      `${database}---\nkind: StatefulSet\nmetadata: {name: db}\nspec: {serviceName: db, template: {metadata: {labels: {app: pg}}}}\n`,
    ],
    [
      'beside Pods with a label one letter off',
      `${database.replace('app: db', 'app: database')}---\nkind: Deployment\nmetadata: {name: x}\nspec: {template: {metadata: {labels: {app: databas}}}}\n`,
    ],
    [
      'whose Pods are not asked for',
      `${database}---\nkind: Deployment\nmetadata: {name: x}\nspec: {replicas: 0, template: {metadata: {labels: {app: db}}}}\n`,
    ],
  ])('%s does not exist, for any type', (_situation, source) => {
    checkRecords(source, '');
    for (const type of ['A', 'AAAA', 'SRV', 'TXT', 'CNAME']) {
      checkResolve(source, `db.default.svc.cluster.local ${type}`, 'NXDOMAIN');
    }
    checkResolve(source, 'db-0.db.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('whose Pods nobody here makes has its own names, and perhaps others', () => {
    const name = 'db.default.svc.cluster.local';
    checkRecords(
      database,
      `
      ${name}. A ? ; while ready
      _sql._tcp.${name}. SRV ? ; while ready
      _web._tcp.${name}. SRV ? ; while ready
      ${name}. SRV ? ; while ready, CoreDNS
      ${name}. SRV ? ; while ready, CoreDNS
      `,
    );
    const why = 'Service "db" selects Pods that come from elsewhere: the name exists while one of them is ready.';
    checkResolve(database, `${name} A`, `NOERROR\n? ${name}. A: ${why}`);
    checkResolve(database, `_sql._tcp.${name} SRV`, `NOERROR\n? _sql._tcp.${name}. SRV: ${why}`);
    checkResolve(database, `${name} AAAA`, 'NOERROR');
    checkResolve(database, `db-0.${name} A`, 'unknown');
    checkResolve(database, `_nothing._tcp.${name} SRV`, 'NXDOMAIN');
    checkResolve(database, `_tcp.${name} SRV`, 'NXDOMAIN');
  });

  test('names of addresses that Pods get when they run are not known, of the families of the Service', () => {
    const service = (spec: string): string => `
      kind: Service
      metadata: {name: head}
      spec: {${spec}, selector: {app: x}, ports: [{port: 80, name: http}]}
      ---
      kind: Deployment
      metadata: {name: x}
      spec: {replicas: 2, selector: {matchLabels: {app: x}}, template: {metadata: {labels: {app: x}}, spec: {containers: [{name: a, image: b}]}}}
      `;
    const below = (label: string): string => `${label}.head.default.svc.cluster.local A`;
    for (const spec of ['clusterIP: None', 'clusterIP: 10.0.0.1']) {
      checkResolve(service(spec), below('10-244-0-5'), 'unknown');
      for (const label of ['10-244-0', '10-244-0-300', 'fd00--5', 'x'])
        checkResolve(service(spec), below(label), 'NXDOMAIN');
    }
    checkResolve(service('clusterIP: None, ipFamilies: [IPv6]'), below('fd00--5'), 'unknown');
    checkResolve(service('clusterIP: None, ipFamilies: [IPv6]'), below('10-244-0-5'), 'NXDOMAIN');
    checkResolve(service('type: ExternalName, externalName: a.b'), below('10-244-0-5'), 'NXDOMAIN');
    checkResolve(orchard, '10-0-0-3.trees.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('several endpoints of one host name share it, and weights count them before equal records collapse', () => {
    const source = `
      kind: Service
      metadata: {name: choir}
      spec: {clusterIP: None, ports: [{name: sing, port: 80}]}
      ---
      kind: EndpointSlice
      metadata: {name: choir-1, labels: {kubernetes.io/service-name: choir}}
      addressType: IPv4
      ports: [{name: sing, port: 80}]
      endpoints:
        - {addresses: [10.0.0.1], hostname: alto}
        - {addresses: [10.0.0.2], hostname: alto}
        - {addresses: [10.0.0.3], hostname: tenor}
      `;
    checkResolve(
      source,
      'alto.choir.default.svc.cluster.local A',
      `
      NOERROR
      alto.choir.default.svc.cluster.local. A 10.0.0.1
      alto.choir.default.svc.cluster.local. A 10.0.0.2
      `,
    );
    checkResolve(
      source,
      '_sing._tcp.choir.default.svc.cluster.local SRV',
      `
      NOERROR
      _sing._tcp.choir.default.svc.cluster.local. SRV 0 33 80 alto.choir.default.svc.cluster.local.
      _sing._tcp.choir.default.svc.cluster.local. SRV 0 33 80 tenor.choir.default.svc.cluster.local.
      `,
    );
  });

  test('the weight is never below 1', () => {
    const addresses = Array.from({ length: 101 }, (_, index) => `{ip: 10.0.1.${index}}`).join(', ');
    checkRecords(
      `
      kind: Service
      metadata: {name: many}
      spec: {clusterIP: None}
      ---
      kind: Endpoints
      metadata: {name: many}
      subsets: [{addresses: [${addresses}], ports: [{name: x, port: 1}]}]
      `,
      '_x._tcp.many.default.svc.cluster.local. SRV 0 1 1 10-0-1-7.many.default.svc.cluster.local. ; CoreDNS',
      /^_x.* 10-0-1-7\./,
    );
  });

  test('without ports addresses resolve, and SRV is no data', () => {
    const source = `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets: [{addresses: [{ip: 10.0.0.1, hostname: one}]}]
      `;
    checkResolve(source, 'one.db.default.svc.cluster.local A', 'NOERROR\none.db.default.svc.cluster.local. A 10.0.0.1');
    checkResolve(source, 'one.db.default.svc.cluster.local SRV', 'NOERROR');
    checkResolve(source, 'db.default.svc.cluster.local SRV', 'NOERROR');
    checkResolve(source, '_sql._tcp.db.default.svc.cluster.local SRV', 'NXDOMAIN');
  });

  test('publishNotReadyAddresses serves Pods always, and does nothing for written addresses', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: seed}
      spec: {clusterIP: None, publishNotReadyAddresses: true, selector: {app: seed}}
      ---
      kind: Pod
      metadata: {name: seed, labels: {app: seed}}
      ---
      kind: Service
      metadata: {name: lark}
      spec: {clusterIP: None, publishNotReadyAddresses: true}
      ---
      kind: Endpoints
      metadata: {name: lark}
      subsets: [{notReadyAddresses: [{ip: 10.0.0.1}]}]
      `,
      'seed.default.svc.cluster.local. A ?',
    );
  });
});

// Kubernetes DNS specification 2.4.1; k8s.io/endpointslice utils.go, getAddressTypesForService.
describe('families', () => {
  test('written addresses answer by their own family', () => {
    const source = `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
      ---
      kind: EndpointSlice
      metadata: {name: db-6, labels: {kubernetes.io/service-name: db}}
      addressType: IPv6
      endpoints: [{addresses: ['fd00::1'], hostname: one}]
      `;
    checkResolve(source, 'db.default.svc.cluster.local AAAA', 'NOERROR\ndb.default.svc.cluster.local. AAAA fd00::1');
    checkResolve(source, 'db.default.svc.cluster.local A', 'NOERROR');
  });

  test('Pods have an address of every family of the Service', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, ipFamilyPolicy: RequireDualStack, selector: {app: db}, ports: [{name: sql, port: 5432}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
      `,
      `
      db.default.svc.cluster.local. A ? ; while ready
      db.default.svc.cluster.local. AAAA ? ; while ready
      _sql._tcp.db.default.svc.cluster.local. SRV 0 50 5432 db-0.db.default.svc.cluster.local. ; while ready
      db-0.db.default.svc.cluster.local. A ? ; while ready
      db-0.db.default.svc.cluster.local. AAAA ? ; while ready
      `,
      /^(?!.*CoreDNS)/,
    );
  });

  test('an IPv6 Service has no A records', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: web}
      spec: {ipFamilies: [IPv6]}
      `,
      'web.default.svc.cluster.local. AAAA ?',
    );
  });
});
