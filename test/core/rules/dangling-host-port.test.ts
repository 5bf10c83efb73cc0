import { test } from 'vitest';
import { checkRename } from '../../support/check-rename.ts';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const config = (value: string): string => `
    kind: ConfigMap
    metadata: {name: web}
    data: {url: "${value}"}
`;
const web = `
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}
`;
const headless = (ports: string): string => `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: main, port: 5432}]}
    ---
    kind: Pod
    metadata: {name: db, labels: {app: db}}
    spec: {containers: [{name: db${ports}}]}
`;

test('a name that the hosts file of the Pod has is not that of the Service', () => {
  const client = (aliased: string, marks = '', host = 'web'): string => `${web}
    ---
    kind: Pod
    metadata: {name: client}
    spec:
      hostAliases: [{ip: 192.0.2.1, hostnames: [${aliased}]}]
      containers:
        - name: client
          env:
            - name: URL
              value: http://${host}:81${marks}
  `;
  checkDiagnostics(client('web'));
  const full = 'web.default.svc.cluster.local';
  checkDiagnostics(client(full, '', full));
  checkDiagnostics(client(full, `\n${' '.repeat(59)}^^ warning[dangling-host-port] 💡`, `${full}.`));
  checkDiagnostics(client('other', '\n                                ^^ warning[dangling-host-port] 💡'));
});

test('the port of the Pods instead of the Service', () => {
  checkDiagnostics(`
    #- /client.yaml
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://web.default.svc:8080/api
                                  ^^^^ warning[dangling-host-port] 💡 Service "web" has no port 8080.
    #- /web.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports:
      - port: 80
              ^^ note[dangling-host-port] Service "web", ports 80.
        targetPort: 8080
  `);
});

test('a port that neither a headless Service nor its Pods have', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: db:5433
              ^^^^ hint[dangling-host-port] Neither Service "db" nor its Pods declare port 5433; the Pods declare 5432 and 9187.
    ---${headless(', ports: [{containerPort: 5432}, {containerPort: 9187}]')}`);
});

test.each([
  ['the port is there', config('http://web:80')],
  ['no port is written', config('http://web/')],
  ['the tag of an image', config('web:7')],
])('%s', (_, source) => {
  checkDiagnostics(`${source}    ---${web}`);
});

test('the Pods declare neither the ports of the Service itself nor those of an init container that ends', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://db:9999/
                     ^^^^ hint[dangling-host-port] Neither Service "db" nor its Pods declare port 9999; the Pods declare 8080 and 9090.
    ---
    kind: Service
    metadata: {name: db}
    spec:
      clusterIP: None
      selector: {app: db}
      ports: [{name: main, port: 80}]
                                 ^^ note[dangling-host-port] Service "db", ports 80.
    ---
    kind: Pod
    metadata: {name: db, labels: {app: db}}
    spec:
      initContainers: [{name: i, ports: [{containerPort: 9999}]}]
      containers: [{name: c, ports: [{containerPort: 8080}, {containerPort: 9090}]}]
  `);
});

test('a port of another protocol than the scheme of the URL has', () => {
  const service = (protocol: string): string => `---
    kind: Service
    metadata: {name: names}
    spec: {selector: {app: names}, ports: [{name: dns, port: 53, protocol: ${protocol}}]}
`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: client}
    data:
      a: tcp://names:53
                     ^^ warning[dangling-host-port] Service "names" has no port 53/TCP.
      b: udp://names:53
      c: names:53
    ${service('UDP')}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: client}
    data:
      a: tcp://names:53
    ${service('$(PROTOCOL)')}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: client}
    data:
      a: http://names:53
                      ^^ hint[dangling-host-port] Neither Service "names" nor its Pods declare port 53/TCP; the Pods declare 80 and 81.
    ${service('UDP').replace('selector', 'clusterIP: None, selector').trim()}
    ---
    kind: Pod
    metadata: {name: names, labels: {app: names}}
    spec: {containers: [{name: c, ports: [{containerPort: 80}, {containerPort: 81}]}]}
  `);
});

test('addresses that somebody lists are no Pods', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: client}
    data:
      url: http://out:81/
                      ^^ hint[dangling-host-port] Neither Service "out" nor its endpoints have port 81; the endpoints have 80.
    ---
    kind: Service
    metadata: {name: out}
    spec: {clusterIP: None, ports: [{name: http, port: 80}]}
    ---
    kind: Endpoints
    metadata: {name: out}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: http, port: 80}]}]
  `);
});

test('a name below a domain that a variable has is that of a site', () => {
  for (const host of ['web.${DOMAIN}', 'web.$(PUBLIC_ZONE)', 'web.prod.${SECRET_DOMAIN}'])
    checkDiagnostics(`${config(`https://${host}:2011/`)}    ---${web}`);
  for (const host of ['web.$NAMESPACE', 'web.shop-$SUFFIX'])
    checkDiagnostics(`${config(`https://${host}:2011/`)}${' '.repeat(26 + host.length)}^^^^ warning[dangling-host-port] 💡
    ---${web}`);
});

test('a name in a namespace that a Service is called as', () => {
  const files = (namespace: string, mark = ''): string => `${config('kafka.mesh:9092')}${mark}
    ---${headless(', ports: [{containerPort: 5432}]').replaceAll('db', 'mesh')}
    ---
    kind: Namespace
    metadata: {name: ${namespace}}`;
  const name = `${' '.repeat(17)}^^^^^^^^^^ warning[dangling-pod-name]`;
  checkDiagnostics(files('mesh', name));
  checkDiagnostics(files('other', `${name}\n${' '.repeat(28)}^^^^ hint[dangling-host-port]`));
});

test('the Service of another example', () => {
  const files = (folder: string, level: string): string => `
    #- /${folder}/tcp/client.yaml
    kind: ConfigMap
    metadata: {name: client}
    data:
      url: http://web:8181
                      ^^^^ ${level}[dangling-host-port] 💡
    #- /${folder}/http/ports/web.yaml${web}`;
  checkDiagnostics(files('config_examples', 'warning'));
  checkDiagnostics(
    files('config_examples/transport/a', 'warning')
      .replace('/transport/a/http', '/virtual/http')
      .replace('warning', 'hint'),
  );
  checkDiagnostics(files('deploy/transport/a', 'warning').replace('/transport/a/http', '/virtual/http'));
});

test('each Service that is named is judged for itself, in whatever order', () => {
  const service = (name: string): string => `
    #- /${name}/a.yaml
    kind: Service
    metadata: {name: ${name}, namespace: default}
    spec: {selector: {app: ${name}}, ports: [{port: 80}]}`;
  const near = 'near:81\n              ^^ warning[dangling-host-port] 💡';
  for (const order of [`${near}\n      b: far:81`, `far:81\n      b: ${near}`])
    checkDiagnostics(`
    #- /near/client.yaml
    kind: ConfigMap
    metadata: {name: client, namespace: default}
    data:
      a: ${order}${service('near')}${service('far')}
    #- /broken.yaml
    kind: Service
    metadata: {name: x
              ^^^^^^^^ error[invalid-syntax]
    `);
});

test('a headless Service: any port its Pods declare, and any at all where they declare none', () => {
  checkDiagnostics(`${config('db:9187')}    ---${headless(', ports: [{containerPort: 5432}, {containerPort: 9187}]')}`);
  checkDiagnostics(`${config('db:5433')}    ---${headless('')}`);
});

test('an alias has the ports of what it leads to', () => {
  checkDiagnostics(`${config('http://out:8443')}    ---
    kind: Service
    metadata: {name: out}
    spec: {type: ExternalName, externalName: out.example.com, ports: [{port: 443}]}
  `);
});

test('through an alias, whose target lacks the port', () => {
  const alias = (port: string, ports = ''): string => `
    #- /client.yaml
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://api:${port}/api
    #- /alias.yaml
    kind: Service
    metadata: {name: api}
    spec: {type: ExternalName, externalName: web.prod.svc.cluster.local${ports}}
    #- /web.yaml
    kind: Service
    metadata: {name: web, namespace: prod}
    spec: {selector: {app: web}, ports: [{port: 80, targetPort: 8080}]}`;
  const found = alias('8080').replace(
    ':8080/api',
    ':8080/api\n                      ^^^^ warning[dangling-host-port] 💡 Service "api" leads to Service "web", which has no port 8080.',
  );
  checkDiagnostics(
    `${found}\n                                                ^^ note[dangling-host-port] Service "web", ports 80.\n  `,
  );
  checkDiagnostics(alias('80'));
  // Ports of an alias are for people alone.
  checkDiagnostics(
    `${found.replace('.local}', '.local, ports: [{port: 8080}]}')}\n                                                ^^ note[dangling-host-port] Service "web", ports 80.\n  `,
  );
});

test('nothing is said while files are unread', () => {
  const source = `${config('http://web:8080')}    ---${web}`;
  checkIncomplete(source, { complete: false, unread: [] });
  checkIncomplete(source, { complete: true, unread: ['/x.yaml'] });
});

test('the fix is the only port there is', () => {
  checkFix(
    `${config('http://web:8080/api')}    ---${web}`,
    'Change the port to 80',
    `${config('http://web:80/api')}    ---${web}`,
  );
});

const sql = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{name: sql, port: 5432}, {name: dns, port: 53, protocol: UDP}]}
`;

test('the name of a port that the Service does not have', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      a: _sqll._tcp.db.data.svc
         ^^^^^^^^^^ warning[dangling-host-port] 💡 The Service "db" has no port "_sqll._tcp"; it has "_sql._tcp" and "_dns._udp".
      b: srv+_dns._tcp.db.data
             ^^^^^^^^^ warning[dangling-host-port] 💡
      c: _SQL._tcp.db.data.svc.cluster.local, _dns._udp.db.data.svc, _$(PORT)._tcp.db.data.svc
    ---${sql}`);
});

test('no port has a name, and one of a hand-made slice has', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      a: _sql._tcp.one.data.svc
         ^^^^^^^^^ warning[dangling-host-port] The Service "one" has no port "_sql._tcp": none of its ports has a name.
      b: _sql._tcp.two.data.svc
    ---
    kind: Service
    metadata: {name: one, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: two, namespace: data}
    spec: {clusterIP: None}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: two-a, namespace: data, labels: {kubernetes.io/service-name: two}}
    addressType: IPv4
    endpoints: [{addresses: [10.0.0.1]}]
    ports: [{name: sql, port: 5432}]
  `);
});

test('the name of a port of a headless Service without ports', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    endpoints: [{addresses: [10.0.0.1]}]
    ---
    kind: ConfigMap
    metadata: {name: c}
    data:
      srv: _sql._tcp.db.default.svc.cluster.local
           ^^^^^^^^^ warning[dangling-host-port] Service "db" has no ports, so there are no SRV records.
  `);
});

test('the fix for the name of a port', () => {
  checkFix(
    `${config('_sqll._tcp.db.data.svc')}    ---${sql}`,
    'Change to "_sql._tcp"',
    `${config('_sql._tcp.db.data.svc')}    ---${sql}`,
  );
});

test('a scheme that asks for the SRV record of a port', () => {
  const service = (port: string): string => `
    kind: Service
    metadata: {name: docs}
    spec: {clusterIP: None, selector: {app: docs}, ports: [{name: ${port}, port: 27017}]}
    ---
    kind: Pod
    metadata: {name: docs, labels: {app: docs}}
    spec: {containers: [{name: c, ports: [{containerPort: 27017}]}]}
`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: mongodb+srv://docs/app
                         ^^^^ warning[dangling-host-port] The Service "docs" has no port "_mongodb._tcp"; it has "_db._tcp".
    ---${service('db')}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: mongodb+srv://docs:27017/app
                              ^^^^^ warning[dangling-host-port] A URL with this scheme cannot have a port, so clients reject "docs:27017".
    ---${service('mongodb')}`);
  checkDiagnostics(`${config('mongodb+srv://docs/app')}    ---${service('mongodb')}`);
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      args: --discovery-srv=docs.default.svc.cluster.local
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-port] The Service "docs" has no port "_etcd-server._tcp"; it has "_peer._tcp".
    ---${service('peer')}`);
  for (const port of ['etcd-server', 'etcd-server-ssl'])
    checkDiagnostics(`${config('--discovery-srv docs.default.svc.cluster.local')}    ---${service(port)}`);
});

test('the record of a port below an alias', () => {
  const alias = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {type: ExternalName, externalName: db.example.com, ports: [{name: sql, port: 5432}]}
`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      a: _sql._tcp.db.data.svc
         ^^^^^^^^^ warning[dangling-host-port] The Service is an alias, so its ports have no SRV records.
      a2: _web._tcp.db.data.svc
          ^^^^^^^^^ warning[dangling-host-port] The Service "db" is an alias, so no names exist below it.
      b: mongodb+srv://db.data.svc/app
                       ^^^^^^^^^^^ warning[dangling-host-port] The Service "db" is an alias, so no names exist below it.
      c: db.data.svc:5432
    ---${alias}`);
});

test('a custom resource that asks for a Service in a namespace, which nothing says it is in', () => {
  const client = `
    apiVersion: example.com/v1
    kind: Client
    metadata: {name: x}
    spec: {url: "http://web.shop:8080"}
`;
  checkDiagnostics(`${client}    ---${web}`);
  checkDiagnostics(
    `${client}    ---${web.replace('{name: web}', '{name: web, namespace: shop}')}`.replace(
      'web.shop:8080"}',
      'web.shop:8080"}\n                                 ^^^^ warning[dangling-host-port] 💡',
    ),
  );
});

test('the Service of the API server has but one port', () => {
  const client = (url: string, mark = ''): string => `
    kind: Pod
    metadata: {name: x}
    spec: {containers: [{name: x, env: [{name: API, value: "${url}"}]}]}${mark}
  `;
  const wrong = client(
    'https://kubernetes.default.svc:6443',
    '\n                                                                                           ^^^^ warning[dangling-host-port] 💡 Service "kubernetes" has no port 6443.',
  );
  checkDiagnostics(wrong);
  checkFix(
    client('https://kubernetes.default.svc:6443'),
    'Change the port to 443',
    client('https://kubernetes.default.svc:443'),
  );
  checkDiagnostics(client('https://kubernetes.default:443'));
  checkDiagnostics(client('https://kubernetes.shop:6443'));
});

test('a variable that is a host, with a port behind it', () => {
  const client = (host: string, name = 'queue'): string => `
    kind: Service
    metadata: {name: ${name}, namespace: shop}
    spec: {selector: {app: queue}, ports: [{port: 5672}]}
    ---
    kind: Pod
    metadata: {name: x, namespace: shop, labels: {app: queue}}
    spec:
      containers:
        - name: x
          env:
            - {name: QUEUE_HOST, value: ${host}}
            - {name: URL, value: "amqp://$(QUEUE_HOST):5674"}
  `;
  const marked = (host: string): string =>
    `${client(host).trimEnd()}\n${' '.repeat(55)}^^^^ warning[dangling-host-port] 💡 Service "queue" has no port 5674.\n  `;
  checkDiagnostics(marked('queue'));
  checkDiagnostics(marked('queue.shop.svc'));
  checkFix(client('queue'), 'Change the port to 5672', client('queue').replace('5674', '5672'));
  checkDiagnostics(marked('queue.$(NS).svc').replace('env:', 'env:\n            - {name: NS, value: shop}'));
  const withNamespace = (name: string): string =>
    client(`${name}.$(NS).svc`, name.replace('$0', '')).replace('env:', 'env:\n            - {name: NS, value: shop}');
  checkRename(withNamespace('que$0ue'), 'line', withNamespace('line'));
  // The host is judged where it is written, and there alone.
  checkDiagnostics(client('quue').replace(/quue}/, `quue}\n${' '.repeat(40)}^^^^ warning[dangling-host-name] 💡`));
  checkRename(client('$0queue', 'queue'), 'line', client('line', 'line'));
});

test('a URL without a port leads to the port of its scheme', () => {
  const other = web.replace('port: 80,', 'port: 8080,');
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://web/health
                  ^^^ warning[dangling-host-port] 💡 Service "web" has no port 80, the default port of this URL.
      secure: wss://web.default/feed
                    ^^^^^^^^^^^ warning[dangling-host-port] 💡
      base: http://web
      root: http://web/
      other: amqp://web/vhost
    ---${other}`);
  checkFix(
    `${config('http://web/health')}    ---${other}`,
    'Add port 8080',
    `${config('http://web:8080/health')}    ---${other}`,
  );
  checkDiagnostics(`${config('http://web/health')}    ---${web}`);
  checkDiagnostics(`${config('http://db/health')}    ---${headless(', ports: [{containerPort: 5432}]')}`);
});

test('the name of a route of Envoy, which a filter of Istio only compares', () => {
  checkDiagnostics(`
    apiVersion: networking.istio.io/v1alpha3
    kind: EnvoyFilter
    metadata: {name: local}
    spec:
      configPatches:
        - applyTo: VIRTUAL_HOST
          match: {routeConfiguration: {name: "httpbin.shop.svc.cluster.local:8888"}}
          patch: {operation: MERGE, value: {domains: ["localhost:8888"]}}
    ---
    kind: Service
    metadata: {name: httpbin, namespace: shop}
    spec: {selector: {app: httpbin}, ports: [{port: 8000}]}
  `);
});

test('a kustomization to which a chart adds objects, and one that something unknown changes', () => {
  const files = (more: string, mark: string): string => `
    #- /app/kustomization.yaml
    namespace: shop
    resources: [web.yaml]
    ${more}
    #- /app/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: ConfigMap
    metadata: {name: settings}
    data: {url: "http://web:81/"}
${mark}`;
  const mark = '                            ^^ warning[dangling-host-port] 💡';
  checkDiagnostics(files('helmCharts: [{name: cache, repo: "https://charts.example.com"}]', mark));
  checkDiagnostics(files('bases: ["https://example.com/x//y?ref=v1"]', mark));
  checkDiagnostics(files('transformers: ["https://example.com/x//y"]', ''));
  checkDiagnostics(files('components: ["https://example.com/x//y"]', ''));
});
