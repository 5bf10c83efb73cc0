import { expect, test } from 'vitest';
import { checkHover, hoverAt } from '../../support/check-features.ts';

const db = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec: {serviceName: db, replicas: 2, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}
`;

/** The hover over a string of a ConfigMap, the names of its files left out. */
function over(value: string, namespace = 'namespace: shop', others = db): string {
  const shown = hoverAt(`
    kind: ConfigMap
    metadata: {name: web, ${namespace}}
    data: {url: "${value}"}
    ---${others}`);
  return shown.replaceAll(/\[([^\]]+?) · [^\]]*\]\([^)]*\)/g, '$1');
}

test('the whole hover of a Pod in a list', () => {
  checkHover(
    `
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      peers: >-
        db-0.db.data:7000,
        db-1.d$0b.data:7000
        ^^^^^^^^^^^^^^
    ---${db}`,
    `
    \`db-1.db.data.svc.cluster.local\`

    A Pod of [StatefulSet db · manifest.yaml:16](file:///manifest.yaml#L16), by its name under [Service db · manifest.yaml:11](file:///manifest.yaml#L11). A Pod in the namespace \`shop\` finds \`db-1.db.data\` by its search domain \`svc.cluster.local\`. That is number 2 of the names it tries: with fewer than 5 dots, the search list comes first. It takes 4 queries.

    | Name in \`data.svc.cluster.local\` | Type | Answer | When |
    | :--- | :--- | :--- | :--- |
    | \`db-1.db\` | A | Pod \`db-1\` | while ready |
    | \`db-1.db\` | SRV | port \`5432\` of \`db-1.db\` | while ready, CoreDNS only |
    `,
  );
});

test('a name can be asked for as the Pods do that read it, where the client can do that', () => {
  const text = hoverAt(
    `
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data: {url: "http://d$0b.data:5432"}
    ---${db}`,
    {},
    { commands: ['headlight.resolveName'] },
  );
  const link = encodeURIComponent(JSON.stringify(['db.data', 'shop']));
  expect(text).toContain(`[Resolve](command:headlight.resolveName?${link})`);
});

test.each([
  ['http://d$0b.data:5432', 'by its search domain `svc.cluster.local`. That is number 2', '4 queries.'],
  ['d$0b.data.svc', 'by its search domain `cluster.local`. That is number 3', '6 queries.'],
  ['d$0b.data.svc.cluster.local', 'as written. That is number 4', '8 queries. With a final dot it takes 2.'],
  ['db-0.db.data.s$0vc.cluster.local', 'as written. That is the first name it tries', '2 queries'],
  [
    'd$0b.data.svc.cluster.local.:5432',
    'It names Service db. The name is complete, so it is looked up as written.',
    '',
  ],
  ['_sql._tcp.d$0b.data.svc', 'It names a port of Service db.', 'number 3 of the names', 'It takes 3 queries.'],
  ['_sql._tcp.d$0b.data.svc.cluster.local', 'That is the first name it tries.', ''],
  ['db-$(N).d$0b.data', 'Part of the name is a variable', '`db.data.svc.cluster.local`'],
  ['db-7.d$0b.data', 'There is no Pod `db-7`: StatefulSet `db` has', 'does not find `db-7.db.data`, after 8 queries.'],
  ['dx.d$0ata.svc', 'does not find `dx.data.svc`', ''],
])('%s', (value, ...expected) => {
  const shown = over(value);
  for (const part of expected) expect(shown).toContain(part);
});

test('a short name within its namespace, and from one left open', () => {
  expect(over('http://d$0b:5432', 'namespace: data')).toContain('by its search domain `data.svc.cluster.local`');
  const open = over('http://d$0b:5432', 'labels: {}');
  expect(open).toContain('A Pod in the namespace `default` does not find `db`, after 8 queries.');
  expect(open).toContain('There is no Service `db` in namespace `default`; it is in `data`.');
});

test('a headless Service whose Pods are made elsewhere', () => {
  const service = db.slice(0, db.indexOf('---'));
  expect(over('http://d$0b.data', 'namespace: shop', service)).toContain('once something behind it is ready.');
});

test('a name of another namespace that nobody has', () => {
  const shown = over('http://d$0b.mistakes');
  expect(shown).toContain('There is no Service `db` in namespace `mistakes`; it is in `data`.');
  expect(over('https://d$0b.io/docs')).toBe('');
  expect(over('http://a.d$0b.mistakes')).toBe('');
});

test.each(['plain w$0ords', 'http://exa$0mple.com', 'http://dx.data.svc.other.e$0xample'])(
  'nothing is shown over %s',
  (value) => {
    expect(over(value)).toBe('');
  },
);

test('a name that no Service of a known namespace has, or whose parts are not where they belong', () => {
  expect(over('dx.d$0ata')).toContain('There is no Service `dx` in namespace `data`.');
  expect(over('http://que$0ue.data:80')).toContain('There is no Service `queue` in namespace `data`.');
  expect(over('http://d$0b.svc:5432')).toContain('The name lacks the namespace before "svc".');
  expect(over('http://db-0.st$0ore.db:5432', 'namespace: data')).toContain(
    '`db-0.store.db` has too many labels, so it does not resolve.',
  );
  expect(over('http://queue.no$0where:80')).toBe('');
});

test('where the string is not looked up, only the Service is shown', () => {
  const shown = hoverAt(`
    kind: Certificate
    apiVersion: cert-manager.io/v1
    metadata: {name: web, namespace: shop}
    spec: {dnsNames: [d$0b.data.svc]}
    ---${db}`);
  expect(shown).toContain('It names');
  expect(shown).not.toContain('queries');
});

test.each([
  ['hostNetwork: true, ', 'http://d$0b:5432', 'A Pod on the host network uses the name servers of the node'],
  ['dnsPolicy: Default, ', 'http://d$0b.data:5432', 'dnsPolicy Default uses the name servers of the node'],
  ['dnsPolicy: None, dnsConfig: {nameservers: [192.0.2.53]}, ', 'd$0b.data.svc.cluster.local', 'uses 192.0.2.53'],
  [
    "dnsConfig: {options: [{name: ndots, value: '1'}]}, ",
    'http://d$0b.data.svc',
    'with ndots of 1, the name as written comes first',
  ],
  [
    'hostAliases: [{ip: 192.0.2.7, hostnames: [db.data]}], ',
    'http://d$0b.data',
    'hosts file of the Pod has `db.data` (hostAliases): `192.0.2.7`',
  ],
])('the resolver of a Pod with %s', (fields, value, expected) => {
  const shown = hoverAt(`
    kind: Pod
    metadata: {name: one, namespace: data}
    spec: {${fields}containers: [{name: c, args: ["${value}"]}]}
    ---${db}`);
  expect(
    shown
      .replaceAll('`192.0.2.53`', '192.0.2.53')
      .replace('`dnsPolicy Default`', 'dnsPolicy Default')
      .replace('`A Pod on the host network`', 'A Pod on the host network'),
  ).toContain(expected);
});

test('a name that the node looks up', () => {
  const shown = hoverAt(`
    kind: Pod
    metadata: {name: one, namespace: data}
    spec: {containers: [{name: c}], volumes: [{name: v, nfs: {server: d$0b.data.svc.cluster.local, path: /}}]}
    ---${db}`);
  expect(shown).toContain('does not resolve here.');
  const volume = hoverAt(`
    apiVersion: v1
    kind: PersistentVolume
    metadata: {name: one}
    spec: {nfs: {server: d$0b.data.svc.cluster.local, path: /}}
    ---${db}`);
  expect(volume).toContain('does not resolve here.');
});

test('a variable that the kubelet sets for a Service', () => {
  const shop = `
    kind: Service
    metadata: {name: price-list}
    spec: {selector: {app: shop}, ports: [{name: http, port: 80}, {name: grpc, port: 81}]}
    ---
    kind: Service
    metadata: {name: peers}
    spec: {clusterIP: None, selector: {app: shop}}
    ---
    kind: Pod
    metadata: {name: shop}
    spec: {containers: [{name: shop, args: [`;
  const shown = (variable: string): string => hoverAt(`${shop}"$(${variable.replace('_', '$0_')})"]}]}`);
  expect(shown('PRICE_LIST_SERVICE_HOST')).toMatch(
    /sets `PRICE_LIST_SERVICE_HOST` to the cluster IP of \[Service price-list/,
  );
  expect(shown('PRICE_LIST_SERVICE_PORT')).toContain('to `80`, a port of [Service price-list');
  expect(shown('PRICE_LIST_SERVICE_PORT_GRPC')).toContain('to `81`, a port of');
  expect(shown('PEERS_SERVICE_HOST')).toContain('`PEERS_SERVICE_HOST` is not set: Service `peers` is headless.');
  expect(shown('PRICE_LITS_SERVICE_HOST')).toContain(
    'Namespace `default` has a Service `price-list`. See [Service price-list',
  );
  expect(shown('QUEUE_SERVICE_HOST')).toContain('unless Service `queue` comes from elsewhere');
  expect(shown('KUBERNETES_SERVICE_PORT')).toContain('in every container: it leads to the API server');
});

test('a short name that no Service has, and one is called alike', () => {
  const shown = hoverAt(`
    kind: Pod
    metadata: {name: web, namespace: data}
    spec: {containers: [{name: c, env: [{name: URL, value: "http://post$0gers:5432"}]}]}
    ---
    kind: Service
    metadata: {name: postgres, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}`);
  expect(shown).toContain('There is no Service `postgers` in namespace `data`; there is a Service `postgres`.');
  expect(shown).toContain('See [Service postgres · manifest.yaml:8](file:///manifest.yaml#L8).');
});

test('a host in a custom resource', () => {
  const shown = hoverAt(`
    kind: Client
    apiVersion: example.com/v1
    metadata: {name: web, namespace: shop}
    spec: {url: "http://d$0b.data.svc"}
    ---${db}`);
  expect(shown).toContain('queries');
});

test('a name of a Service with more before it than any name has', () => {
  const shown = hoverAt(`
    kind: Pod
    metadata: {name: web, namespace: data}
    spec: {containers: [{name: c, env: [{name: URL, value: "http://a.b$0.c.db.data.svc:5432"}]}]}
    ---${db}`);
  expect(shown).toContain(
    '`a.b.c.db.data.svc` has too many labels, so it does not resolve. Only one label, or two for a port, can come before Service `db`',
  );
});

test('a host in the values of a chart', () => {
  const shown = hoverAt(`
    #- /shop/Chart.yaml
    name: shop
    #- /shop/values.yaml
    backend: http://a$0pi:8080/
    other: http://nobody/
    #- /shop/templates/api.yaml
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{name: http, port: 8080}]}`);
  expect(shown).toContain('`_http._tcp.api` | SRV | port `8080` of `api`');
});
