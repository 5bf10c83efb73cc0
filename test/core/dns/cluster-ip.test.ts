import { describe, test } from 'vitest';
import { checkRecords, checkResolve } from '../../support/check-records.ts';

// Kubernetes DNS specification 2.3; CoreDNS plugin/kubernetes findServices.
describe('a Service with a cluster IP', () => {
  test('answers with it, endpoints or not, and in reverse', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {clusterIP: 10.0.0.1, selector: {app: nobody}}
      `,
      `
      web.shop.svc.cluster.local. A 10.0.0.1
      1.0.0.10.in-addr.arpa. PTR web.shop.svc.cluster.local.
      `,
    );
  });

  test('nobody knows a cluster IP that is not written', () => {
    const source = `
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}}
      `;
    checkRecords(source, 'web.default.svc.cluster.local. A ?');
    checkResolve(
      source,
      'web.default.svc.cluster.local A',
      `
      NOERROR
      ? web.default.svc.cluster.local. A: Service "web" gets its cluster IP when it is created.
      `,
    );
  });

  test('clusterIPs counts, and clusterIP where it is empty', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: one}
      spec: {clusterIPs: [10.0.0.1]}
      ---
      kind: Service
      metadata: {name: two}
      spec: {clusterIP: 10.0.0.2, clusterIPs: []}
      `,
      `
      one.default.svc.cluster.local. A 10.0.0.1
      two.default.svc.cluster.local. A 10.0.0.2
      `,
      / A /,
    );
  });

  for (const type of ['NodePort', 'LoadBalancer']) {
    test(`${type} answers like ClusterIP: node ports, external and load balancer addresses are not in DNS`, () => {
      checkRecords(
        `
        kind: Service
        metadata: {name: web}
        spec:
          type: ${type}
          clusterIP: 10.0.0.1
          externalIPs: [198.51.100.9]
          ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]
        status: {loadBalancer: {ingress: [{ip: 203.0.113.1}]}}
        `,
        `
        web.default.svc.cluster.local. A 10.0.0.1
        _http._tcp.web.default.svc.cluster.local. SRV 0 100 80 web.default.svc.cluster.local.
        web.default.svc.cluster.local. SRV 0 100 80 web.default.svc.cluster.local. ; CoreDNS
        1.0.0.10.in-addr.arpa. PTR web.default.svc.cluster.local.
        `,
      );
    });
  }

  test('SRV shows the port of the Service, also where nothing has the targetPort', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: web}
      spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: nowhere}]}
      ---
      kind: Pod
      metadata: {name: web, labels: {app: web}}
      `,
      '_http._tcp.web.default.svc.cluster.local. SRV 0 100 80 web.default.svc.cluster.local.',
      /^_/,
    );
  });

  test('a port without a name has an SRV record at the bare name only', () => {
    const source = `
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}
      `;
    checkRecords(source, 'web.default.svc.cluster.local. SRV 0 100 80 web.default.svc.cluster.local. ; CoreDNS', /SRV/);
    checkResolve(source, '_http._tcp.web.default.svc.cluster.local SRV', 'NXDOMAIN');
  });

  test('weights are shared among ports and addresses, and equal records collapse', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: dns}
      spec:
        clusterIP: 10.0.0.10
        ports:
          - {name: dns, port: 53, protocol: UDP}
          - {name: dns-tcp, port: 53, protocol: TCP}
          - {name: metrics, port: 9153}
      ---
      kind: Service
      metadata: {name: dual}
      spec: {clusterIPs: [10.0.0.1, 'fd00::1'], ports: [{name: http, port: 80}]}
      `,
      `
      _dns._udp.dns.default.svc.cluster.local. SRV 0 100 53 dns.default.svc.cluster.local.
      _dns-tcp._tcp.dns.default.svc.cluster.local. SRV 0 100 53 dns.default.svc.cluster.local.
      _metrics._tcp.dns.default.svc.cluster.local. SRV 0 100 9153 dns.default.svc.cluster.local.
      dns.default.svc.cluster.local. SRV 0 33 53 dns.default.svc.cluster.local. ; CoreDNS
      dns.default.svc.cluster.local. SRV 0 33 9153 dns.default.svc.cluster.local. ; CoreDNS
      _http._tcp.dual.default.svc.cluster.local. SRV 0 50 80 dual.default.svc.cluster.local.
      dual.default.svc.cluster.local. SRV 0 50 80 dual.default.svc.cluster.local. ; CoreDNS
      `,
      /SRV/,
    );
  });

  test('a name or protocol of no port does not exist', () => {
    const source = `
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
      `;
    checkResolve(source, '_https._tcp.web.default.svc.cluster.local SRV', 'NXDOMAIN');
    checkResolve(source, '_http._udp.web.default.svc.cluster.local SRV', 'NXDOMAIN');
  });

  test('a type or family it does not have is no data', () => {
    const source = `
      kind: Service
      metadata: {name: web}
      spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
      `;
    for (const type of ['AAAA', 'CNAME', 'TXT', 'PTR']) {
      checkResolve(source, `web.default.svc.cluster.local ${type}`, 'NOERROR');
    }
  });

  test('the Pods of a StatefulSet it governs have names with CoreDNS', () => {
    const source = `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: 10.0.0.1, selector: {app: db}, ports: [{name: sql, port: 5432, targetPort: 15432}]}
      ---
      kind: StatefulSet
      metadata: {name: db}
      spec:
        serviceName: db
        replicas: 2
        template: {metadata: {labels: {app: db}}}
      `;
    checkRecords(
      source,
      `
      db-0.db.default.svc.cluster.local. A ? ; while ready, CoreDNS
      db-1.db.default.svc.cluster.local. A ? ; while ready, CoreDNS
      db-0.db.default.svc.cluster.local. SRV 0 100 15432 db-0.db.default.svc.cluster.local. ; while ready, CoreDNS
      db-1.db.default.svc.cluster.local. SRV 0 100 15432 db-1.db.default.svc.cluster.local. ; while ready, CoreDNS
      `,
      /^db-/,
    );
    checkResolve(
      source,
      'db-1.db.default.svc.cluster.local A',
      `
      NOERROR
      ? db-1.db.default.svc.cluster.local. A: The Pod of StatefulSet "db" gets its address when it starts.
      `,
    );
    checkResolve(source, 'db-2.db.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('so have written Endpoints, by host name or by address', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: db}
      spec: {clusterIP: 10.0.0.1, ports: [{name: sql, port: 5432}]}
      ---
      kind: Endpoints
      metadata: {name: db}
      subsets:
        - addresses: [{ip: 10.1.0.1, hostname: one}, {ip: 10.1.0.2}]
          ports: [{name: sql, port: 15432}]
      `,
      `
      db.default.svc.cluster.local. A 10.0.0.1
      _sql._tcp.db.default.svc.cluster.local. SRV 0 100 5432 db.default.svc.cluster.local.
      one.db.default.svc.cluster.local. A 10.1.0.1 ; CoreDNS
      10-1-0-2.db.default.svc.cluster.local. A 10.1.0.2 ; CoreDNS
      db.default.svc.cluster.local. SRV 0 100 5432 db.default.svc.cluster.local. ; CoreDNS
      one.db.default.svc.cluster.local. SRV 0 100 15432 one.db.default.svc.cluster.local. ; CoreDNS
      10-1-0-2.db.default.svc.cluster.local. SRV 0 100 15432 10-1-0-2.db.default.svc.cluster.local. ; CoreDNS
      1.0.0.10.in-addr.arpa. PTR db.default.svc.cluster.local.
      1.0.1.10.in-addr.arpa. PTR one.db.default.svc.cluster.local. ; CoreDNS
      2.0.1.10.in-addr.arpa. PTR 10-1-0-2.db.default.svc.cluster.local. ; CoreDNS
      `,
    );
  });

  test('a cluster IP that a template leaves open is not known', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: web}
      spec:
        clusterIP: {{ .Values.ip }}
      `,
      'web.default.svc.cluster.local. A ?',
    );
  });

  // A cluster gives an address to one Service. CoreDNS plugin/kubernetes serviceRecordForIP returns the first it finds.
  test('a cluster IP that two Services write leads back to the first', () => {
    checkRecords(
      `
      kind: Service
      metadata: {name: one}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: Service
      metadata: {name: two}
      spec: {clusterIP: 10.0.0.1}
      `,
      '1.0.0.10.in-addr.arpa. PTR one.default.svc.cluster.local.',
      / PTR /,
    );
  });
});

describe('a Service whose nature a template leaves open', () => {
  const source = (field: string): string => `
    kind: Service
    metadata: {name: web}
    spec:
      ${field}
      ports: [{name: http, port: 80}]
    `;

  test.each(['type: {{ .Values.type }}', 'clusterIP: {{ .Values.ip }}', "type: '${TYPE}'"])('%s', (field) => {
    checkRecords(
      source(field),
      `
      web.default.svc.cluster.local. A ?
      _http._tcp.web.default.svc.cluster.local. SRV ?
      web.default.svc.cluster.local. SRV ? ; CoreDNS
      `,
    );
    checkResolve(
      source(field),
      'web.default.svc.cluster.local A',
      'NOERROR\n? web.default.svc.cluster.local. A: It depends on a template in the manifest of Service "web".',
    );
  });

  test('a type that nobody knows has no name', () => {
    checkRecords(source('type: Cluster'), '');
  });
});
