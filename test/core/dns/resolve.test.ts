import { describe, expect, test } from 'vitest';
import { checkResolve, resolveText } from '../../support/check-records.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const web = `
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {clusterIP: 10.0.0.1, ports: [{name: http, port: 80}]}
  `;

// CoreDNS plugin/kubernetes/parse.go, parseRequest.
describe('the grammar of names', () => {
  test('case does not matter, and the answer repeats the spelling of the question', () => {
    checkResolve(web, 'WEB.Shop.svc.Cluster.LOCAL. A', 'NOERROR\nWEB.Shop.svc.Cluster.LOCAL. A 10.0.0.1');
  });

  test('port and protocol filter every type, with or without underscores', () => {
    checkResolve(
      web,
      '_http._tcp.web.shop.svc.cluster.local A',
      'NOERROR\n_http._tcp.web.shop.svc.cluster.local. A 10.0.0.1',
    );
    checkResolve(
      web,
      'http.tcp.web.shop.svc.cluster.local SRV',
      'NOERROR\nhttp.tcp.web.shop.svc.cluster.local. SRV 0 100 80 web.shop.svc.cluster.local.',
    );
  });

  test('more than two labels before a Service are too many', () => {
    checkResolve(web, '_http._tcp.x.web.shop.svc.cluster.local SRV', 'NXDOMAIN');
  });

  test('there are no wildcards', () => {
    for (const name of ['*.shop.svc', 'any.shop.svc', '*._tcp.web.shop.svc', 'web.*.svc']) {
      checkResolve(web, `${name}.cluster.local A`, 'NXDOMAIN');
    }
  });

  test('a Service that is not there does not exist', () => {
    checkResolve(web, 'cart.shop.svc.cluster.local A', 'NXDOMAIN');
  });

  test('another cluster domain is another zone', () => {
    const snapshot = snapshotOfFixture(parseFixture(web), { clusterDomain: 'k8s.example' });
    checkResolve(snapshot, 'web.shop.svc.k8s.example A', 'NOERROR\nweb.shop.svc.k8s.example. A 10.0.0.1');
    checkResolve(snapshot, 'web.shop.svc.cluster.local A', 'forwarded');
  });

  test('a Service that the API server refuses is not there', () => {
    checkResolve(
      `
      kind: Service
      metadata: {name: web}
      spec: {type: External, clusterIP: 10.0.0.1}
      `,
      'web.default.svc.cluster.local A',
      'NXDOMAIN',
    );
  });
});

// CoreDNS plugin/kubernetes/namespace.go, namespaceExposed.
describe('namespaces', () => {
  test('exist with a Namespace object, with any object in them, and in every cluster', () => {
    const source = `
      kind: Namespace
      metadata: {name: hive}
      ---
      kind: ConfigMap
      metadata: {name: settings, namespace: nest}
      ---
      apiVersion: example.com/v1
      kind: Widget
      metadata: {name: one, namespace: burrow}
      `;
    for (const namespace of ['hive', 'nest', 'burrow', 'default', 'kube-system', 'kube-public', 'kube-node-lease']) {
      checkResolve(source, `${namespace}.svc.cluster.local A`, 'NOERROR');
      checkResolve(source, `${namespace}.pod.cluster.local A`, 'NOERROR');
    }
    checkResolve(source, 'marina.svc.cluster.local A', 'NXDOMAIN');
    checkResolve(source, 'x.marina.svc.cluster.local A', 'NXDOMAIN');
  });
});

// CoreDNS plugin/kubernetes Services, isDefaultNS.
describe('the zone itself', () => {
  test('its own nodes exist without data, but for TXT', () => {
    for (const name of ['cluster.local', 'svc.cluster.local', 'pod.cluster.local', 'shop.svc.cluster.local']) {
      checkResolve(web, `${name} A`, 'NOERROR');
      checkResolve(web, `${name} SRV`, 'NOERROR');
      checkResolve(web, `${name} TXT`, 'NXDOMAIN');
    }
  });

  test('nothing else is directly below it', () => {
    for (const name of ['dns', 'x', 'shop']) checkResolve(web, `${name}.cluster.local A`, 'NXDOMAIN');
  });

  test('the version of the schema is a text', () => {
    checkResolve(web, 'dns-version.cluster.local TXT', 'NOERROR\ndns-version.cluster.local. TXT "1.1.0"');
    checkResolve(web, 'dns-version.cluster.local A', 'NXDOMAIN');
  });

  test('the name server has an address when it runs', () => {
    checkResolve(
      web,
      'ns.dns.cluster.local A',
      'NOERROR\n? ns.dns.cluster.local. A: The DNS server gets its address when it starts.',
    );
    for (const type of ['AAAA', 'SRV', 'CNAME']) checkResolve(web, `ns.dns.cluster.local ${type}`, 'NOERROR');
    for (const type of ['TXT', 'PTR']) checkResolve(web, `ns.dns.cluster.local ${type}`, 'NXDOMAIN');
  });

  test('names elsewhere are forwarded, and nobody here knows what becomes of them', () => {
    for (const name of ['example.com', '.', 'local']) checkResolve(web, `${name} A`, 'forwarded');
  });

  test('a short name that no Service has ends outside, unless it has one label only', () => {
    checkResolve(web, 'nobody A from shop', 'NXDOMAIN');
    checkResolve(web, 'example.com A from shop', 'forwarded');
  });
});

// kubernetes pkg/controlplane/controller/kubernetesservice; kubeadm CoreDNSService.
describe('what every cluster has', () => {
  const name = 'kubernetes.default.svc.cluster.local';

  test('answers with an address that only the cluster knows', () => {
    const known = 'Every cluster has this Service and knows its address.';
    checkResolve(web, `${name} A`, `NOERROR\n? ${name}. A: ${known}`);
    checkResolve(web, 'kubernetes.default A from shop', `NOERROR\n? ${name}. A: ${known}`);
    checkResolve(web, `${name} TXT`, 'NOERROR');
  });

  test('has the ports that it has', () => {
    checkResolve(web, `_https._tcp.${name} SRV`, `NOERROR\n_https._tcp.${name}. SRV 0 100 443 ${name}.`);
    checkResolve(web, `_http._tcp.${name} SRV`, 'NXDOMAIN');
    const dns = 'kube-dns.kube-system.svc.cluster.local';
    checkResolve(web, `${dns} SRV`, `NOERROR\n${dns}. SRV 0 33 53 ${dns}.\n${dns}. SRV 0 33 9153 ${dns}.`);
  });

  test('has endpoints that nobody here can name', () => {
    checkResolve(web, `api-0.${name} A`, 'unknown');
  });

  test('is what a manifest says where there is one', () => {
    const own = 'kind: Service\nmetadata: {name: kubernetes}\nspec: {clusterIP: 10.96.0.1}\n';
    checkResolve(own, `${name} A`, `NOERROR\n${name}. A 10.96.0.1`);
  });
});

// CoreDNS plugin/kubernetes findPods, as kubeadm configures it (pods insecure).
describe('pod records', () => {
  test('echo any address, as long as the namespace exists', () => {
    checkResolve(web, '10-1-2-3.shop.pod.cluster.local A', 'NOERROR\n10-1-2-3.shop.pod.cluster.local. A 10.1.2.3');
    checkResolve(web, '10-1-2-3.nowhere.pod.cluster.local A', 'NXDOMAIN');
  });

  test('three dashes are IPv4, anything else IPv6', () => {
    checkResolve(
      web,
      'fd00-0-0--1.shop.pod.cluster.local AAAA',
      'NOERROR\nfd00-0-0--1.shop.pod.cluster.local. AAAA fd00::1',
    );
    checkResolve(web, 'fd00--1.shop.pod.cluster.local A', 'NOERROR');
    checkResolve(web, '10-1-2-3.shop.pod.cluster.local AAAA', 'NOERROR');
  });

  test('what is no address does not exist: the name of a Pod is never in DNS', () => {
    for (const label of ['bee', 'a-b-c-d', '10-1-2-300', '10-1-2-03']) {
      checkResolve(web, `${label}.shop.pod.cluster.local A`, 'NXDOMAIN');
    }
  });

  test('up to two labels before the address are not looked at', () => {
    checkResolve(
      web,
      'x.y.10-1-2-3.shop.pod.cluster.local A',
      'NOERROR\nx.y.10-1-2-3.shop.pod.cluster.local. A 10.1.2.3',
    );
    checkResolve(web, 'x.y.z.10-1-2-3.shop.pod.cluster.local A', 'NXDOMAIN');
  });
});

// CoreDNS plugin/kubernetes/reverse.go, serviceRecordForIP.
describe('reverse names', () => {
  const twins = `
    kind: Service
    metadata: {name: left}
    spec: {clusterIP: None}
    ---
    kind: Service
    metadata: {name: right}
    spec: {clusterIP: 10.0.0.3}
    ---
    kind: EndpointSlice
    metadata: {name: left-1, labels: {kubernetes.io/service-name: left}}
    endpoints: [{addresses: [10.0.0.1], hostname: castor}, {addresses: [10.0.0.3], hostname: shadowed}]
    ---
    kind: EndpointSlice
    metadata: {name: right-1, labels: {kubernetes.io/service-name: right}}
    endpoints: [{addresses: [10.0.0.1]}]
    ---
    kind: EndpointSlice
    metadata: {name: ghost-1, labels: {kubernetes.io/service-name: ghost}}
    endpoints: [{addresses: [10.0.0.4], hostname: boo}]
    `;

  test('an address has one for every Service it is an endpoint of', () => {
    checkResolve(
      twins,
      '1.0.0.10.in-addr.arpa PTR',
      `
      NOERROR
      1.0.0.10.in-addr.arpa. PTR 10-0-0-1.right.default.svc.cluster.local.
      1.0.0.10.in-addr.arpa. PTR castor.left.default.svc.cluster.local.
      `,
    );
  });

  test('a Service with that cluster IP wins alone', () => {
    checkResolve(
      twins,
      '3.0.0.10.in-addr.arpa PTR',
      'NOERROR\n3.0.0.10.in-addr.arpa. PTR right.default.svc.cluster.local.',
    );
  });

  test('a slice counts although its Service is missing', () => {
    checkResolve(
      twins,
      '4.0.0.10.in-addr.arpa PTR',
      'NOERROR\n4.0.0.10.in-addr.arpa. PTR boo.ghost.default.svc.cluster.local.',
    );
    checkResolve(twins, 'boo.ghost.default.svc.cluster.local A', 'NXDOMAIN');
  });

  test('parts of an address, unknown addresses and other types do not exist', () => {
    for (const name of ['0.0.10.in-addr.arpa', '9.0.0.10.in-addr.arpa', 'x.0.0.10.in-addr.arpa', '1.ip6.arpa']) {
      checkResolve(twins, `${name} PTR`, 'NXDOMAIN');
    }
    checkResolve(twins, '1.0.0.10.in-addr.arpa A', 'NXDOMAIN');
    checkResolve(twins, 'in-addr.arpa PTR', 'NOERROR');
  });
});

// kubernetes pkg/kubelet/network/dns/dns.go; resolv.conf(5).
describe('asked from a Pod', () => {
  const tried = (question: { name: string; from: string }): readonly string[] =>
    resolveText(snapshotOfFixture(parseFixture(web)), { ...question, type: 'A' }).tried;

  test('short names are found by the search list', () => {
    checkResolve(web, 'web A from shop', 'NOERROR\nweb.shop.svc.cluster.local. A 10.0.0.1');
    checkResolve(web, 'web.shop A from default', 'NOERROR\nweb.shop.svc.cluster.local. A 10.0.0.1');
    checkResolve(web, 'web.shop.svc A from default', 'NOERROR\nweb.shop.svc.cluster.local. A 10.0.0.1');
    checkResolve(web, 'web A from default', 'NXDOMAIN');
  });

  test('with fewer than five dots the list goes first', () => {
    expect(tried({ name: 'web.shop.svc.cluster.local', from: 'shop' })).toEqual([
      'web.shop.svc.cluster.local.shop.svc.cluster.local.',
      'web.shop.svc.cluster.local.svc.cluster.local.',
      'web.shop.svc.cluster.local.cluster.local.',
      'web.shop.svc.cluster.local.',
    ]);
  });

  test('with five dots the name itself goes first', () => {
    expect(tried({ name: 'x.web.shop.svc.cluster.local', from: 'shop' })[0]).toBe('x.web.shop.svc.cluster.local.');
    expect(tried({ name: '_http._tcp.web.shop.svc.cluster.local', from: 'shop' })).toEqual([
      '_http._tcp.web.shop.svc.cluster.local.',
    ]);
  });

  test('a final dot leaves the list out', () => {
    expect(tried({ name: 'web.', from: 'shop' })).toEqual(['web.']);
  });

  test('a name without data is passed over, and remembered', () => {
    const source = `
      kind: Service
      metadata: {name: web, namespace: shop}
      spec: {clusterIP: 10.0.0.1}
      ---
      kind: Service
      metadata: {name: shop, namespace: web}
      spec: {clusterIP: None}
      `;
    checkResolve(source, 'web AAAA from shop', 'NOERROR');
  });
});

describe('names that cannot be asked for', () => {
  const label = 'a'.repeat(63);
  const ask = (name: string): string | undefined =>
    resolveText(snapshotOfFixture(parseFixture(web)), { name, type: 'A' }).error;

  test('are told apart, in one sentence', () => {
    expect(ask('')).toBe('The name is empty.');
    expect(ask('web..svc')).toBe('The name "web..svc" has an empty part between dots.');
    expect(ask('.web')).toBe('The name ".web" has an empty part between dots.');
    expect(ask(`a${label}.svc`)).toBe(`The name "a${label}.svc" has a part of more than 63 characters between dots.`);
    expect(ask(`${label}.${label}.${label}.${label}`)).toBe('The name is longer than 253 characters.');
    expect(ask('we b')).toBe('The name "we b" has a character that is not allowed in a host name.');
  });

  test('the longest names can be asked for', () => {
    expect(ask(`${label}.${label}.${label}.${'a'.repeat(61)}.`)).toBeUndefined();
    expect(ask('.')).toBeUndefined();
  });
});

test('of very many Pods, those beyond the ones that are told apart are not known rather than missing', () => {
  const many = `
  kind: Service
  metadata: {name: q, namespace: shop}
  spec: {clusterIP: None, selector: {app: q}}
  ---
  kind: StatefulSet
  metadata: {name: q, namespace: shop}
  spec: {serviceName: q, replicas: 20000, template: {metadata: {labels: {app: q}}}}
  `;
  checkResolve(many, 'q-15000.q.shop.svc.cluster.local A', 'unknown');
  checkResolve(many, 'q-20000.q.shop.svc.cluster.local A', 'NXDOMAIN');
});

test('the address of a Service with several Pods of one StatefulSet is that of all of them', () => {
  const set = (replicas: number): string => `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec: {serviceName: db, replicas: ${replicas}, template: {metadata: {labels: {app: db}}}}
  `;
  const name = 'db.default.svc.cluster.local';
  const one = 'The Pod of StatefulSet "db" gets its address when it starts.';
  checkResolve(
    set(3),
    `${name} A`,
    `NOERROR\n? ${name}. A: The Pods of StatefulSet "db" get their addresses when they start.`,
  );
  checkResolve(set(3), `db-0.${name} A`, `NOERROR\n? db-0.${name}. A: ${one}`);
  checkResolve(set(1), `${name} A`, `NOERROR\n? ${name}. A: ${one}`);
});
