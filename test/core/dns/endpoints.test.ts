import { describe, test } from 'vitest';
import { checkRecords, checkResolve } from '../../support/check-records.ts';

// kubernetes pkg/controller/endpointslicemirroring; Kubernetes API, Endpoints.
describe('Endpoints behind a Service without a selector', () => {
  const headless = `
    kind: Service
    metadata: {name: db, namespace: prod}
    spec: {clusterIP: None}
    ---
    kind: Endpoints`;

  test('belong to it by name and namespace', () => {
    checkRecords(
      `${headless}
    metadata: {name: db, namespace: prod}
    subsets: [{addresses: [{ip: 10.0.0.1}]}, {addresses: [{ip: 10.0.0.2}]}]
    `,
      `
      db.prod.svc.cluster.local. A 10.0.0.1
      db.prod.svc.cluster.local. A 10.0.0.2
      `,
      /^db.* A /,
    );
  });

  test('of so many addresses and ports that nobody reads a record for each of both', () => {
    const many = (count: number, item: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => item(index)).join(', ');
    const endpoints = (ports: number): string => `${headless}
    metadata: {name: db, namespace: prod}
    subsets: [{addresses: [${many(101, (index) => `{ip: 10.0.0.${index}}`)}], ports: [${many(ports, (index) => `{name: p${index}, port: ${index + 1}}`)}]}]
    `;
    checkRecords(endpoints(100), 'db.prod.svc.cluster.local. SRV ?', /^db.* SRV /);
  });

  test('do not, with another name or in another namespace', () => {
    for (const metadata of ['{name: dbs, namespace: prod}', '{name: db, namespace: test}', '{name: db}']) {
      checkRecords(
        `${headless}
    metadata: ${metadata}
    subsets: [{addresses: [{ip: 10.0.0.1}]}]
    `,
        '',
      );
    }
  });

  test('have no effect beside a selector, an empty one being none', () => {
    const withSelector = (selector: string): string => `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: ${selector}}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets: [{addresses: [{ip: 10.0.0.1}]}]
      `;
    checkRecords(withSelector('{app: db}'), '');
    checkRecords(withSelector('{}'), 'db.default.svc.cluster.local. A 10.0.0.1', /^db.* A /);
  });

  test('are not mirrored where they say so, or are a lock', () => {
    checkRecords(
      `${headless}
    metadata: {name: db, namespace: prod, labels: {endpointslice.kubernetes.io/skip-mirror: 'true'}}
    subsets: [{addresses: [{ip: 10.0.0.1}]}]
    `,
      '',
    );
    checkRecords(
      `${headless}
    metadata: {name: db, namespace: prod, annotations: {control-plane.alpha.kubernetes.io/leader: '{}'}}
    subsets: [{addresses: [{ip: 10.0.0.1}]}]
    `,
      '',
    );
  });

  test('addresses are copied in canonical form', () => {
    checkRecords(
      `${headless}
    metadata: {name: db, namespace: prod}
    subsets: [{addresses: [{ip: '2001:DB8:0::1'}]}]
    `,
      `
      db.prod.svc.cluster.local. AAAA 2001:db8::1
      2001-db8--1.db.prod.svc.cluster.local. AAAA 2001:db8::1 ; CoreDNS
      1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR 2001-db8--1.db.prod.svc.cluster.local. ; CoreDNS
      `,
    );
  });

  // k8s.io/endpointslice util/endpointset.go, hashEndpoint.
  test('count an address once where host name and ports are the same, as it was said last', () => {
    const source = (subsets: string): string => `${headless}
    metadata: {name: db, namespace: prod}
    subsets: ${subsets}
    `;
    const one = 'addresses: [{ip: 10.0.0.1, hostname: one}]';
    const question = 'db.prod.svc.cluster.local SRV';
    const answer = (weight: number, port: number): string =>
      `db.prod.svc.cluster.local. SRV 0 ${weight} ${port} one.db.prod.svc.cluster.local.`;
    checkResolve(
      source(`[{${one}, ports: [{port: 1}]}, {${one}, ports: [{port: 1}]}]`),
      question,
      `NOERROR\n${answer(100, 1)}`,
    );
    checkResolve(
      source(`[{${one}, ports: [{port: 1}]}, {${one}, ports: [{port: 2}]}]`),
      question,
      `NOERROR\n${answer(50, 1)}\n${answer(50, 2)}`,
    );
    checkResolve(
      source(`[{${one}, notReadyAddresses: [{ip: 10.0.0.1, hostname: one}], ports: [{port: 1}]}]`),
      question,
      'NXDOMAIN',
    );
  });

  // kubernetes pkg/controller/endpointslicemirroring, MirroringMaxEndpointsPerSubset.
  test('a thousand addresses of each subset are copied', () => {
    const addresses = Array.from({ length: 1001 }, (_, n) => `{ip: 10.1.${n >> 8}.${n & 255}}`).join(', ');
    const source = `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets: [{addresses: [${addresses}]}]
      `;
    checkResolve(
      source,
      '10-1-3-231.db.default.svc.cluster.local A',
      'NOERROR\n10-1-3-231.db.default.svc.cluster.local. A 10.1.3.231',
    );
    checkResolve(source, '10-1-3-232.db.default.svc.cluster.local A', 'NXDOMAIN');
  });

  // kubernetes pkg/apis/discovery/v1/defaults.go, SetDefaults_EndpointPort.
  test('a port without a name and protocol is TCP and has no SRV name of its own', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets: [{addresses: [{ip: 10.1.0.1, hostname: one}], ports: [{port: 5432}, {name: sql, port: 5433}]}]
      `,
      `
      _sql._tcp.db.default.svc.cluster.local. SRV 0 100 5433 one.db.default.svc.cluster.local.
      db.default.svc.cluster.local. SRV 0 50 5432 one.db.default.svc.cluster.local. ; CoreDNS
      db.default.svc.cluster.local. SRV 0 50 5433 one.db.default.svc.cluster.local. ; CoreDNS
      one.db.default.svc.cluster.local. SRV 0 50 5432 one.db.default.svc.cluster.local. ; CoreDNS
      one.db.default.svc.cluster.local. SRV 0 50 5433 one.db.default.svc.cluster.local. ; CoreDNS
      `,
      / SRV /,
    );
  });

  test('what is no address, or has an impossible host name, is left out', () => {
    checkRecords(
      `${headless}
    metadata: {name: db, namespace: prod}
    subsets: [{addresses: [{ip: db.example.com}, {ip: 10.0.0.01}, {ip: 10.0.0.1, hostname: No_Label}, {hostname: one}]}]
    `,
      '',
    );
  });
});

// CoreDNS plugin/kubernetes/object/endpoint.go; Kubernetes API discovery/v1.
describe('EndpointSlices', () => {
  const slice = (metadata: string, endpoints: string, addressType = 'IPv4'): string => `
    kind: Service
    metadata: {name: reef}
    spec: {clusterIP: None}
    ---
    kind: EndpointSlice
    metadata: ${metadata}
    addressType: ${addressType}
    endpoints: ${endpoints}
    `;
  const labelled = '{name: reef-1, labels: {kubernetes.io/service-name: reef}}';

  test('belong to a Service by their label', () => {
    checkRecords(
      slice(labelled, '[{addresses: [10.0.0.1]}]'),
      'reef.default.svc.cluster.local. A 10.0.0.1',
      /^reef.* A /,
    );
  });

  test('do not belong to it by name, nor from another namespace', () => {
    checkRecords(slice('{name: reef}', '[{addresses: [10.0.0.1]}]'), '');
    checkRecords(
      slice('{name: reef, namespace: other, labels: {kubernetes.io/service-name: reef}}', '[{addresses: [10.0.0.1]}]'),
      '',
    );
  });

  test('all addresses of an endpoint count, and ready counts where it is not written', () => {
    checkRecords(
      slice(
        labelled,
        `
      - {addresses: [10.0.0.1, 10.0.0.2], hostname: coral}
      - {addresses: [10.0.0.3], hostname: kelp, conditions: {ready: false}}
      - {addresses: [10.0.0.4], hostname: foam, conditions: {ready: true, serving: false, terminating: true}}`,
      ),
      `
      reef.default.svc.cluster.local. A 10.0.0.1
      reef.default.svc.cluster.local. A 10.0.0.2
      reef.default.svc.cluster.local. A 10.0.0.4
      coral.reef.default.svc.cluster.local. A 10.0.0.1
      coral.reef.default.svc.cluster.local. A 10.0.0.2
      foam.reef.default.svc.cluster.local. A 10.0.0.4
      `,
      / A /,
    );
  });

  test('several are merged, an address in two of them counted once', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: reef}
      spec: {clusterIP: None}
      ---
      kind: EndpointSlice
      metadata: {name: reef-1, labels: {kubernetes.io/service-name: reef}}
      ports: [{name: a, port: 1}]
      endpoints: [{addresses: [10.0.0.1], hostname: one}]
      ---
      kind: EndpointSlice
      metadata: {name: reef-2, labels: {kubernetes.io/service-name: reef}}
      ports: [{name: b, port: 2}]
      endpoints: [{addresses: [10.0.0.1], hostname: one}, {addresses: [10.0.0.2], hostname: two}]
      `,
      `
      reef.default.svc.cluster.local. A 10.0.0.1
      reef.default.svc.cluster.local. A 10.0.0.2
      _a._tcp.reef.default.svc.cluster.local. SRV 0 100 1 one.reef.default.svc.cluster.local.
      _b._tcp.reef.default.svc.cluster.local. SRV 0 50 2 one.reef.default.svc.cluster.local.
      _b._tcp.reef.default.svc.cluster.local. SRV 0 50 2 two.reef.default.svc.cluster.local.
      one.reef.default.svc.cluster.local. A 10.0.0.1
      two.reef.default.svc.cluster.local. A 10.0.0.2
      `,
      /^(?!.*(CoreDNS|PTR))/,
    );
  });

  test('made by hand they count beside a selector as well', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: blend}
      spec: {clusterIP: None, selector: {role: nobody}}
      ---
      kind: EndpointSlice
      metadata: {name: blend-1, labels: {kubernetes.io/service-name: blend}}
      endpoints: [{addresses: [10.0.0.1], hostname: spoon}]
      `,
      `
      blend.default.svc.cluster.local. A 10.0.0.1
      spoon.blend.default.svc.cluster.local. A 10.0.0.1
      1.0.0.10.in-addr.arpa. PTR spoon.blend.default.svc.cluster.local.
      `,
    );
  });

  // kubernetes pkg/controller/endpointslice syncService; pkg/controller/endpointslicemirroring syncEndpoints.
  test('labelled as those of a controller they are rewritten, or deleted', () => {
    const source = (manager: string, spec: string): string => `
      kind: Service
      metadata: {name: blend}
      spec: ${spec}
      ---
      kind: EndpointSlice
      metadata:
        name: blend-1
        labels: {kubernetes.io/service-name: blend, endpointslice.kubernetes.io/managed-by: ${manager}}
      addressType: IPv4
      endpoints: [{addresses: [10.0.0.1]}]
      `;
    const records = 'blend.default.svc.cluster.local. A 10.0.0.1';
    const [controller, mirroring] = ['endpointslice-controller.k8s.io', 'endpointslicemirroring-controller.k8s.io'];
    const awaited = 'blend.default.svc.cluster.local. A ? ; while ready';
    checkRecords(source(controller, '{clusterIP: None, selector: {role: nobody}}'), awaited);
    checkRecords(source(mirroring, '{clusterIP: None, selector: {role: nobody}}'), awaited);
    checkRecords(source(mirroring, '{clusterIP: None}'), '');
    checkRecords(source(controller, '{clusterIP: None}'), records, /^blend/);
    checkRecords(source('somebody', '{clusterIP: None, selector: {role: nobody}}'), records, /^blend/);
    const alias = '{type: ExternalName, externalName: x.example, selector: {role: nobody}}';
    const pointer = '1.0.0.10.in-addr.arpa. PTR 10-0-0-1.blend.default.svc.cluster.local. ; CoreDNS';
    checkRecords(source(controller, alias), pointer, /PTR/);
    checkRecords(source(mirroring, alias), '', /PTR/);
    const orphan = (manager: string): string => source(manager, '{}').replace('{name: blend}', '{name: other}');
    checkResolve(orphan(mirroring), '1.0.0.10.in-addr.arpa PTR', 'NXDOMAIN');
    checkResolve(
      orphan(controller),
      '1.0.0.10.in-addr.arpa PTR',
      'NOERROR\n1.0.0.10.in-addr.arpa. PTR 10-0-0-1.blend.default.svc.cluster.local.',
    );
  });

  test('an IPv6 address written in another form has no PTR record', () => {
    checkRecords(
      slice(labelled, '[{addresses: ["2001:DB8::1"], hostname: coral}]', 'IPv6'),
      `
      reef.default.svc.cluster.local. AAAA 2001:db8::1
      coral.reef.default.svc.cluster.local. AAAA 2001:db8::1
      `,
      /^/,
      { kubernetesVersion: '1.32' },
    );
  });

  test('addresses that the API server rejects', () => {
    checkRecords(
      slice(labelled, '[{addresses: [127.0.0.1, "::ffff:10.0.0.1", "2001:db8::1"]}, {addresses: [10.0.0.2]}]'),
      'reef.default.svc.cluster.local. A 10.0.0.2',
      /^reef.* A/,
    );
  });

  test('a port without a number has no SRV record', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: reef}
      spec: {clusterIP: None}
      ---
      kind: EndpointSlice
      metadata: {name: reef-1, labels: {kubernetes.io/service-name: reef}}
      ports: [{name: any}]
      endpoints: [{addresses: [10.0.0.1], hostname: one}]
      `,
      '',
      /SRV/,
    );
  });
});

// Kubernetes API, ServiceSpec.selector: a cluster applies every file, variants of one object are alternatives.
describe('what is behind a Service', () => {
  test('every workload in its namespace that its selector matches, whichever file it is in', () => {
    checkRecords(
      `
      #- /all/service.yaml
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {clusterIP: None, selector: {app: web}}
      #- /all/one.yaml
      kind: Pod
      metadata: {name: one, namespace: shop, labels: {app: web}}
      spec: {hostname: one, subdomain: web}
      #- /all/two.yaml
      kind: Pod
      metadata: {name: two, namespace: shop, labels: {app: web, more: yes}}
      spec: {hostname: two, subdomain: web}
      #- /all/three.yaml
      kind: Pod
      metadata: {name: three, labels: {app: web}}
      spec: {hostname: three, subdomain: web}
      `,
      `
      one.web.shop.svc.cluster.local. A ? ; while ready
      two.web.shop.svc.cluster.local. A ? ; while ready
      `,
      /^(one|two|three)/,
    );
  });

  test('each variant of a Service has the nearest variant of what it selects', () => {
    const variant = (folder: string, replicas: number): string => `
      #- /${folder}/db.yaml
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: None, selector: {app: db}}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec: {serviceName: db, replicas: ${replicas}, template: {metadata: {labels: {app: db}}}}`;
    checkRecords(
      `${variant('dev', 1)}${variant('prod', 2)}
      `,
      `
      db-0.db.default.svc.cluster.local. A ? ; while ready
      db-0.db.default.svc.cluster.local. A ? ; while ready
      db-1.db.default.svc.cluster.local. A ? ; while ready
      `,
      /^db-/,
    );
  });
});

test('a slice in two files is one slice', () => {
  const slice = `
    kind: EndpointSlice
    metadata: {name: tn-1, labels: {kubernetes.io/service-name: tn}}
    addressType: IPv4
    ports: [{name: tn, port: 23}]
    endpoints: [{addresses: [192.0.2.1], hostname: east}, {addresses: [192.0.2.2], hostname: west}]`;
  checkResolve(
    `
    #- /service.yaml
    kind: Service
    metadata: {name: tn}
    spec: {clusterIP: None, ports: [{name: tn, port: 23}]}
    #- /a.yaml${slice}
    #- /b.yaml${slice}`,
    '_tn._tcp.tn.default.svc.cluster.local SRV',
    `
    NOERROR
    _tn._tcp.tn.default.svc.cluster.local. SRV 0 50 23 east.tn.default.svc.cluster.local.
    _tn._tcp.tn.default.svc.cluster.local. SRV 0 50 23 west.tn.default.svc.cluster.local.`,
  );
});

// Kubernetes API, OwnerReference.
test('Pods that a workload of the manifests made are those of the workload', () => {
  const owned = (kind: string, name: string, owner: string): string => `
    kind: ${kind}
    metadata: {name: ${name}, labels: {app: web}, ownerReferences: [{apiVersion: apps/v1, kind: ${owner.split('/')[0]}, name: ${owner.split('/')[1]}, uid: x}]}
    spec: {template: {metadata: {labels: {app: web}}}}
    ---`;
  checkResolve(
    `
    kind: Service
    metadata: {name: web}
    spec: {clusterIP: None, selector: {app: web}, ports: [{name: http, port: 80}]}
    ---
    kind: StatefulSet
    metadata: {name: web}
    spec: {serviceName: web, template: {metadata: {labels: {app: web}}}}
    ---${owned('Pod', 'web-0', 'StatefulSet/web')}${owned('ReplicaSet', 'other', 'StatefulSet/web')}`,
    '_http._tcp.web.default.svc.cluster.local SRV',
    'NOERROR\n_http._tcp.web.default.svc.cluster.local. SRV 0 100 80 web-0.web.default.svc.cluster.local.',
  );
});

describe('a slice of names', () => {
  const source = (service: string, more = ''): string => `
    kind: Service
    metadata: {name: head}
    spec: {${service}, ports: [{name: web, port: 80}]}
    ---
    kind: EndpointSlice
    metadata: {name: head-1, labels: {kubernetes.io/service-name: head}}
    addressType: FQDN
    ports: [{name: web, port: 80}]
    endpoints:
    - {addresses: [a.example.com], hostname: web-0}
    - {addresses: [b.example.com]}
    ${more}
  `;
  const head = 'head.default.svc.cluster.local.';

  test('answers with aliases at every name, and has no SRV records', () => {
    const aliases = (name: string): string => `${name} CNAME a.example.com.\n${name} CNAME b.example.com.`;
    const headless = source('clusterIP: None');
    for (const type of ['A', 'AAAA']) {
      checkResolve(headless, `${head} ${type}`, `NOERROR\n${aliases(head)}`);
      checkResolve(headless, `_web._tcp.${head} ${type}`, `NOERROR\n${aliases(`_web._tcp.${head}`)}`);
      checkResolve(headless, `web-0.${head} ${type}`, `NOERROR\nweb-0.${head} CNAME a.example.com.`);
      checkResolve(headless, `b-example-com.${head} ${type}`, `NOERROR\nb-example-com.${head} CNAME b.example.com.`);
    }
    checkResolve(headless, `${head} CNAME`, `NOERROR\n${head} CNAME a.example.com.`);
    for (const name of [head, `_web._tcp.${head}`, `web-0.${head}`]) checkResolve(headless, `${name} SRV`, 'NOERROR');
    checkResolve(headless, `a-example-com.${head} A`, 'NXDOMAIN');
  });

  test('behind a cluster IP has the names of its endpoints alone', () => {
    const virtual = source('clusterIP: 10.0.0.1');
    checkResolve(virtual, `${head} A`, `NOERROR\n${head} A 10.0.0.1`);
    checkResolve(virtual, `web-0.${head} A`, `NOERROR\nweb-0.${head} CNAME a.example.com.`);
  });

  test('a name inside of the zone is followed', () => {
    const more = `- {addresses: [api.default.svc.cluster.local], hostname: web-1}
    ---
    kind: Service
    metadata: {name: api}
    spec: {clusterIP: 10.0.0.7, ports: [{port: 80}]}`;
    checkResolve(
      source('clusterIP: None', more),
      `web-1.${head} A`,
      `NOERROR\napi.default.svc.cluster.local. A 10.0.0.7\nweb-1.${head} CNAME api.default.svc.cluster.local.`,
    );
    checkResolve(source('clusterIP: None', more), `web-1.${head} AAAA`, 'NOERROR');
  });

  test('is listed among the records', () => {
    checkRecords(
      source('clusterIP: None'),
      `
      ${head} CNAME a.example.com. ; CoreDNS
      ${head} CNAME b.example.com. ; CoreDNS
      _web._tcp.${head} CNAME a.example.com. ; CoreDNS
      _web._tcp.${head} CNAME b.example.com. ; CoreDNS
      web-0.${head} CNAME a.example.com. ; CoreDNS
      b-example-com.${head} CNAME b.example.com. ; CoreDNS
      `,
    );
  });
});
