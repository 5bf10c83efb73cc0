import { describe, expect, test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const backend = `
    kind: Service
    metadata: {name: backend, namespace: shop}
    spec: {selector: {app: backend}, ports: [{port: 80}]}
`;

/** A Deployment whose one variable has a value. */
const client = (value: string): string => `
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - name: web
            env:
            - name: BACKEND
              value: ${value}
`;

test('a Service is called alike, in a URL', () => {
  checkDiagnostics(`
    #- /web.yaml
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - name: web
            env:
            - name: BACKEND
              value: http://backned.shop.svc:80/api
                            ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backned" in namespace "shop"; there is a Service "backend".
    #- /backend.yaml
    kind: Service
    metadata:
      name: backend
            ^^^^^^^ note[dangling-host-name] Service "backend" in namespace "shop".
      namespace: shop
    spec: {selector: {app: backend}, ports: [{port: 80}]}
  `);
});

describe('a Service whose name has words more or fewer', () => {
  const service = (name: string, port = 6379): string => `
    ---
    kind: Service
    metadata: {name: ${name}, namespace: shop}
    spec: {selector: {app: redis}, clusterIP: 10.0.0.7, ports: [{port: ${port}}]}
`;
  const marked = (host: string, near: string): string =>
    `${client(`redis://${host}:6379/0`)}${'^'.repeat(host.length).padStart(29 + host.length)} warning[dangling-host-name] 💡 There is no Service "${host}" in namespace "shop"; there is a Service "${near}".`;

  test.each([
    ['the name of a release is missing', 'redis', 'cart-redis'],
    ['one of several words', 'cart-redis-master', 'cart-cache-redis-master'],
    ['a release that it is not of', 'swift-fox-redis', 'redis'],
    ['a word too many', 'cart-shop-redis', 'cart-redis'],
  ])('and its port: %s', (_, host, near) => {
    checkDiagnostics(
      `${marked(host, near)}
    ---
    kind: Service
    metadata: {name: ${near}, namespace: shop}
${'^'.repeat(near.length).padStart(21 + near.length)} note[dangling-host-name] Service "${near}" in namespace "shop".
    spec: {selector: {app: redis}, clusterIP: 10.0.0.7, ports: [{port: 6379}]}
`,
    );
  });

  test('the fix', () => {
    checkFix(
      client('redis://redis:6379/0') + service('cart-redis'),
      'Change to "cart-redis"',
      client('redis://cart-redis:6379/0') + service('cart-redis'),
    );
  });

  test.each([
    ['another port', client('redis://redis:6379/0') + service('cart-redis', 6380)],
    ['no port', client('http://redis/') + service('cart-redis')],
    ['two may be meant', client('redis://redis:6379/0') + service('cart-redis') + service('user-redis')],
    ['another last word', client('redis://cart:6379/0') + service('cart-redis')],
    ['another number', client('redis://redis-1:6379/0') + service('cart-redis-2')],
  ])('%s', (_, text) => {
    checkDiagnostics(text);
  });
});

test('a Service has the same number behind a dash', () => {
  checkDiagnostics(`${client('http://backend2:80').trimEnd()}
                            ^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend2" in namespace "shop"; there is a Service "backend-2".
    ---
    kind: Service
    metadata: {name: backend-2, namespace: shop}
                     ^^^^^^^^^ note[dangling-host-name] Service "backend-2" in namespace "shop".
    spec: {selector: {app: backend}, ports: [{port: 80}]}
  `);
});

test('a Service of another example is called alike', () => {
  const files = (folder: string, level: string): string => `
    #- /config/web/web.yaml
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      a: http://backned.shop.svc:80/api
                ^^^^^^^^^^^^^^^^ ${level}[dangling-host-name] 💡 There is no Service "backned" in namespace "shop"; there is a Service "backend".
    #- /${folder}/backend.yaml${backend}`;
  checkDiagnostics(files('other/start', 'warning'));
  checkDiagnostics(files('examples/start', 'hint'));
});

test('the Service is in another namespace, in folded text with a final dot', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: front}
    data:
      config: >-
        upstream
        backend.front.svc.cluster.local.:80
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "front"; it is in "shop".
    ---${backend}`);
});

test('no such Service, in a namespace whose Services are there', () => {
  checkDiagnostics(`
    kind: Secret
    metadata: {name: web, namespace: shop}
    stringData:
      url: postgres://u:p@database.shop.svc.cluster.local:5432/x
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[dangling-host-name] There is no Service "database" in namespace "shop".
    ---${backend}`);
});

test('an alias to nothing', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: alias, namespace: front}
    spec:
      type: ExternalName
      externalName: bakend.shop.svc.cluster.local
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('each name of a list is judged alone', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: one, namespace: shop}
    spec:
      containers:
      - name: one
        args: ["--peers=backend.shop:80,bakcend.shop:80"]
                                        ^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('the annotation of an Ingress', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata:
      name: web
      annotations:
        nginx.ingress.kubernetes.io/auth-url: http://backned.shop.svc/auth
                                                     ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test.each([
  ['the Service is there', 'http://backend.shop.svc:80'],
  ['a name of another zone', 'http://backned.shop.example.com'],
  ['another cluster', 'http://backned.shop.svc.other.example'],
  ['a namespace nobody knows', 'http://backned.elsewhere.svc'],
  ['the API server', 'https://kubernetes.default.svc'],
  ['a namespace of the system', 'kube-dns.kube-system.svc:53'],
  ['a variable in the name', 'http://$(NAME).shop.svc'],
  ['a variable in the namespace', 'http://backned.$(NAMESPACE).svc'],
  ['prose', 'ask backned.shop about it'],
  ['a site called like the Service', 'https://backend.com/docs'],
  ['a site with a port', 'backend.io:443'],
  ['a site of three labels', 'https://docs.backend.org'],
  ['a host of a private network', 'http://git.backend.lan:3000'],
  ['a site in a domain that is a namespace, too', 'https://example.shop/'],
  ['a domain of three labels that nobody here knows', 'http://wiki.backend.mycorp:80'],
])('%s', (_, value) => {
  checkDiagnostics(`${client(value)}    ---${backend}`);
});

test('a misspelt namespace', () => {
  checkDiagnostics(`${client('http://backend.shpo:80').trimEnd()}
                            ^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "shpo"; it is in "shop".
    ---${backend}`);
});

test('of Services in several namespaces the one whose namespace is called alike', () => {
  const alike = backend.replace('shop', 'prod');
  checkDiagnostics(`${client('http://backend.prd.svc:80').trimEnd()}
                            ^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "prd"; it is in "prod".
    ---${backend}    ---${alike}`);
});

test('a namespace that nothing here is in', () => {
  checkDiagnostics(`${client('http://backend.legacy.svc:80').trimEnd()}
                            ^^^^^^^^^^^^^^^^^^ hint[dangling-host-name] 💡 There is no Service "backend" in namespace "legacy"; it is in "shop".
    ---${backend}`);
});

test('the namespace of objects that write none', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: other}
    ---
    kind: ConfigMap
    metadata: {name: web, namespace: front}
    data:
      url: http://backend.default.svc
                  ^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "default"; it is in "shop".
    ---${backend}`);
});

test('the namespace "default" is meant where a name says it, though the object itself writes none', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web}
    data:
      url: http://backend.default.svc
                  ^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "default"; it is in "shop".
      short: http://backend
    ---${backend}`);
});

test('a port tells a Service from a site, also the usual one', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: app}
    data:
      url: http://backend.app:80/
                  ^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backend" in namespace "app"; it is in "shop".
      site: http://backend.app/
    ---${backend}`);
  checkDiagnostics(`${client('http://other.shop:8080').trimEnd()}
                            ^^^^^^^^^^ hint[dangling-host-name] There is no Service "other" in namespace "shop".
    ---${backend}`);
});

test('comments, labels, and short names in custom resources', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: shop, labels: {host: backned.shop.svc}}
    data:
      config: |
        # upstream backned.shop.svc:80
        level: info
    ---
    apiVersion: example.com/v1
    kind: Client
    metadata: {name: x, namespace: shop}
    spec: {names: [backned.shop], topic: backned, status: {url: "http://backned.shop"}}
    ---${backend}`);
});

test('a short name in a custom resource or an annotation, where nothing but a host is', () => {
  checkDiagnostics(`
    apiVersion: example.com/v1
    kind: Client
    metadata:
      name: x
      namespace: shop
      annotations:
        example.com/ask: http://backned:80
                                ^^^^^^^ warning[dangling-host-name] 💡
    spec:
      url: http://backned.shop
                  ^^^^^^^^^^^^ warning[dangling-host-name] 💡
      brokers: [backned:9092]
                ^^^^^^^ warning[dangling-host-name] 💡
      trigger: {host: backned, port: "80"}
                      ^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('the containers of a custom resource that is no workload', () => {
  checkDiagnostics(`
    apiVersion: serving.knative.dev/v1
    kind: Service
    metadata: {name: x, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - env: [{name: DB_HOST, value: backned}]
                                         ^^^^^^^ warning[dangling-host-name] 💡
    ---
    apiVersion: argoproj.io/v1alpha1
    kind: Workflow
    metadata: {name: x, namespace: shop}
    spec:
      templates:
      - container: {args: [--db-host, backned]}
                                      ^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('a namespace that is known, or nearly one, however far its Service is', () => {
  checkDiagnostics(`
    #- /a/deep/down/client.yaml
    kind: ConfigMap
    metadata: {name: web, namespace: web}
    data:
      api: http://backned.shop:8080
                  ^^^^^^^^^^^^ warning[dangling-host-name] 💡
      other: backend.shpo.svc:80
             ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
      site: http://backned.example.com
    #- /b/base/service.yaml${backend}`);
});

test('the name of the Pod itself makes a host of a word', () => {
  checkDiagnostics(`
    kind: StatefulSet
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - env:
            - {name: POD, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
            - {name: NODE_ID, value: $(POD).backned}
                                     ^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
            - {name: LOG, value: /var/log/$(POD).backned}
    ---${backend}`);
});

test('a name that says svc in a custom resource', () => {
  checkDiagnostics(`
    apiVersion: example.com/v1
    kind: Client
    metadata: {name: x, namespace: shop}
    spec: {url: "http://backned.shop.svc"}
                        ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('nearly the name of a Service that an operator makes', () => {
  const cluster = `
    ---
    apiVersion: postgresql.cnpg.io/v1
    kind: Cluster
    metadata: {name: orders, namespace: shop}
  `;
  const source = `${client('postgres://u:p@order-rw/app').trimEnd()}
                                    ^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "order-rw"; the operator of Cluster "orders" makes "orders-rw".
${cluster}`;
  checkDiagnostics(source);
  checkFix(source, 'Change to "orders-rw"', source.replace('order-rw/', 'orders-rw/'));
  checkDiagnostics(`${client('postgres://u:p@orders-rw/app')}${cluster}`);
  checkDiagnostics(`${client('postgres://u:p@payments-rw/app')}${cluster}`);
  const far = cluster.replace('---', '#- /other/team/db/cluster.yaml');
  checkDiagnostics(`
    #- /shop/team/web/web.yaml${client('postgres://u:p@order-rw/app')}${far}`);
});

test('an operator or a chart may bring the Service', () => {
  const missing = client('http://cache-master.shop.svc');
  checkDiagnostics(`${missing}    ---
    apiVersion: example.com/v1
    kind: Redis
    metadata: {name: cache, namespace: shop}
    ---${backend}`);
  checkDiagnostics(`${missing}    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: any, namespace: shop}
    ---${backend}`);
  checkDiagnostics(`
    #- /shop/main/web/web.yaml${missing}    ---${backend}
    #- /clusters/main/apps/any.yaml
    apiVersion: argoproj.io/v1alpha1
    kind: Application
    metadata: {name: any, namespace: argocd}
    spec: {source: {chart: any}, destination: {namespace: shop}}
  `);
});

test('nothing is said while files are unread, nor in templates', () => {
  const source = `${client('http://backned.shop.svc')}    ---${backend}`;
  checkIncomplete(source, { complete: false, unread: [] });
  checkIncomplete(source, { complete: true, unread: ['/other.yaml'] });
  checkDiagnostics(`${client('"http://backned.shop.svc/{{ .Values.path }}"')}    ---${backend}`);
});

test('the fix changes the label alone', () => {
  checkFix(
    `${client('"http://backned.shop.svc:80/\\x61pi" # as before')}    ---${backend}`,
    'Change to "backend.shop.svc"',
    `${client('"http://backend.shop.svc:80/\\x61pi" # as before')}    ---${backend}`,
  );
});

test('a name written with escapes is reported and left as it is', () => {
  expect(() =>
    checkFix(
      `${client('"http://b\\x61ckned.shop.svc"')}    ---${backend}`,
      'Change to "backend.shop.svc"',
      `${client('x')}    ---${backend}`,
    ),
  ).toThrow('makes no edit');
});

test('the headers of a probe are looked up by nobody', () => {
  checkDiagnostics(`
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec:
      containers:
      - name: web
        livenessProbe:
          httpGet:
            host: backned.shop.svc
                  ^^^^^^^^^^^^^^^^ warning[unreachable-from-node] 💡
            port: 80
            httpHeaders: [{name: Host, value: backned.shop.svc}]
    ---${backend}`);
});

test('a name in a string that a prefix of a kustomization does not follow', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Deployment
    metadata: {name: db}
    spec:
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: db
              env:
                - {name: SHORT, value: 'postgres://db:5432/all'}
                                                   ^^ warning[dangling-host-name] Service "db" becomes "prod-db" in "/overlays/prod", but this name does not.
                - {name: LONG, value: db.default.svc}
                                      ^^^^^^^^^^^^^^ warning[dangling-host-name] Service "db" becomes "prod-db" in "/overlays/prod", but this name does not.
                - {name: OTHER, value: 'http://api.example.com/'}
                - {name: WORD, value: db}
    #- /overlays/dev/kustomization.yaml
    resources: [../../base]
    #- /overlays/prod/kustomization.yaml
    namePrefix: prod-
    resources: [../../base]
  `);
});

test('a name in a string that a Service has only between two prefixes', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    namePrefix: in-
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Deployment
    metadata: {name: db}
    spec:
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: db
              args: ['--url=http://in-db:5432/', '--url=http://out-in-db:5432/', '--name=in-db']
                                   ^^^^^ warning[dangling-host-name] 💡 Service "in-db" becomes "out-in-db" in "/out", but this name does not.
    #- /out/kustomization.yaml
    namePrefix: out-
    resources: [../base]
  `);
});

test('a name of another namespace, whose kustomization gave the Service another one', () => {
  checkDiagnostics(`
    #- /db/kustomization.yaml
    namespace: data
    namePrefix: main-
    resources: [all.yaml]
    #- /db/all.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    #- /app/kustomization.yaml
    namespace: app
    resources: [all.yaml]
    #- /app/all.yaml
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - name: web
          args: ['--db=db.data.svc.cluster.local:5432', '--db=main-db.data.svc:5432', '--url=http://db:5432/']
                       ^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 Service "db" becomes "main-db" in "/db", but this name does not.
  `);
});

test('a name of a Service that a patch deletes in one kustomization', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: cache}
    spec: {selector: {app: cache}, ports: [{port: 6379}]}
    ---
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: web
              env:
                - {name: SHORT, value: 'postgres://db:5432/all'}
                                                   ^^ warning[dangling-host-name] A patch deletes Service "db" in "/lean".
                - {name: AGAIN, value: 'redis://cache:6379'}
    #- /full/kustomization.yaml
    namespace: full
    resources: [../base]
    #- /lean/kustomization.yaml
    namespace: lean
    resources: [../base, cache.yaml]
    patches:
      - patch: '{$patch: delete, apiVersion: v1, kind: Service, metadata: {name: db}}'
      - patch: '{$patch: delete, apiVersion: v1, kind: Service, metadata: {name: cache}}'
    #- /lean/cache.yaml
    kind: Service
    metadata: {name: cache, namespace: lean}
    spec: {type: ExternalName, externalName: cache.example.com}
  `);
});

test('the fix of a name that a prefix does not follow writes the new names of Pods, too', () => {
  const source = `
    #- /kustomization.yaml
    namePrefix: prod-
    resources: [all.yaml]
    #- /all.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
            - name: db
              env:
                - {name: PEER, value: 'db-0.db:5432'}
    `;
  checkFix(source, 'Change to "prod-db-0.prod-db"', source.replace('db-0.db:', 'prod-db-0.prod-db:'));
});

test('a prefix, where the name is that of another Service or everything is not known', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Deployment
    metadata: {name: db}
    spec:
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, env: [{name: SHORT, value: 'postgres://db:5432/all'}]}]}
    #- /more/kustomization.yaml
    resources: [db.yaml]
    #- /more/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com}
    #- /overlays/prod/kustomization.yaml
    resources: [../prefixed, ../../more]
    #- /overlays/prefixed/kustomization.yaml
    namePrefix: prod-
    resources: [../../base]
    #- /overlays/remote/kustomization.yaml
    namePrefix: remote-
    resources: [../../base, https://example.com/more.yaml]
  `);
});

const asked = (name: string, value: string): string => `
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - name: web
            env:
            - name: ${name}
              value: ${value}
`;

test('a word that a key asks for, one letter off', () => {
  checkDiagnostics(`${asked('DB_HOST', 'backned').trimEnd()}
                     ^^^^^^^ warning[dangling-host-name] 💡 There is no Service "backned" in namespace "shop"; there is a Service "backend".
    ---${backend}`);
});

test('words apart by underscores, as in Docker Compose', () => {
  const api = backend.replaceAll('backend', 'orders-api');
  checkDiagnostics(`${asked('X', 'http://orders_api:80').trimEnd()}
                            ^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "orders_api" in namespace "shop"; there is a Service "orders-api".
    ---${api}`);
  checkDiagnostics(`${asked('DB_HOST', 'orders_api').trimEnd()}
                     ^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${api}`);
  checkFix(
    `${asked('X', 'http://orders_api:80')}    ---${api}`,
    'Change to "orders-api"',
    `${asked('X', 'http://orders-api:80')}    ---${api}`,
  );
  checkDiagnostics(`${asked('QUEUE_NAME', 'orders_api')}    ---${api}`);
  checkDiagnostics(`${asked('DB_HOST', 'other_api')}    ---${api}`);
});

test('a short name in a URL and that of a Pod, one letter off', () => {
  checkDiagnostics(`${asked('X', 'http://backned:80').trimEnd()}
                            ^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
  checkDiagnostics(`${asked('X', 'backend-0.backned:80').trimEnd()}
                     ^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test.each([
  ['a key that asks for no host', asked('DB_NAME', 'backned')],
  ['a word that no Service resembles', asked('DB_HOST', 'postgres')],
  ['a number more', asked('DB_HOST', 'backend2')],
  ['no namespace, and a number that no Pod has', asked('X', 'backend-00.backend.svc.cluster.local')],
  ['an ordinary word', asked('DB_HOST', 'backen-d.example.com')],
  ['a sentence', asked('DB_HOST', 'ask backned')],
  ['the Service itself', asked('DB_HOST', 'backend')],
  [
    'a name that the Pod is told',
    asked('DB_HOST', 'backned').replace(
      '          containers:',
      '          hostAliases: [{ip: 192.0.2.1, hostnames: [backned]}]\n          containers:',
    ),
  ],
])('silent: %s', (_, source) => {
  checkDiagnostics(`${source}    ---${backend}`);
});

test('Service and namespace the other way round', () => {
  const before = asked('X', 'http://shop.backend.svc');
  checkDiagnostics(`${before.trimEnd()}
                            ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 Service "backend" is in namespace "shop"; this name has them in the wrong order.
    ---${backend}`);
  checkFix(
    `${before}    ---${backend}`,
    'Change to "backend.shop.svc"',
    `${asked('X', 'http://backend.shop.svc')}    ---${backend}`,
  );
});

test('svc before the namespace', () => {
  const short = asked('X', 'http://backend.svc.shop');
  checkDiagnostics(`${short.trimEnd()}
                            ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 "svc" belongs after the namespace: "backend.shop.svc".
    ---${backend}`);
  checkFix(
    `${short}    ---${backend}`,
    'Change to "backend.shop.svc"',
    `${asked('X', 'http://backend.shop.svc')}    ---${backend}`,
  );
  checkFix(
    `${asked('X', 'backend.svc.shop.cluster.local')}    ---${backend}`,
    'Change to "backend.shop.svc.cluster.local"',
    `${asked('X', 'backend.shop.svc.cluster.local')}    ---${backend}`,
  );
  checkDiagnostics(`${asked('X', 'http://backend.svc.example')}    ---${backend}`);
});

test('no namespace before svc', () => {
  const before = asked('X', 'backend-0.backend.svc.cluster.local');
  checkDiagnostics(`${before.trimEnd()}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
  checkFix(
    `${before}    ---${backend}`,
    'Change to "backend-0.backend.shop.svc.cluster.local"',
    `${asked('X', 'backend-0.backend.shop.svc.cluster.local')}    ---${backend}`,
  );
});

test('no namespace before svc at the end of the name', () => {
  checkDiagnostics(`${asked('X', 'http://backend.svc:80').trimEnd()}
                            ^^^^^^^^^^^ warning[dangling-host-name] 💡 The name lacks the namespace before "svc".
    ---${backend}`);
  checkFix(
    `${asked('X', 'http://backend.svc:80')}    ---${backend}`,
    'Change to "backend.shop.svc"',
    `${asked('X', 'http://backend.shop.svc:80')}    ---${backend}`,
  );
  const built = (host: string): string => `
    #- /kustomization.yaml
    resources: [all.yaml]
    #- /all.yaml${asked('X', host)}    ---${backend}`;
  checkFix(built('http://backend.svc:80'), 'Change to "backend.shop.svc"', built('http://backend.shop.svc:80'));
  checkDiagnostics(`${asked('X', 'http://backend.svc:80')}    ---${backend.replace('shop', 'svc')}`);
});

test('a label too many beside the name of a Pod', () => {
  const set = `
    kind: Service
    metadata: {name: db-headless, namespace: shop}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec: {serviceName: db-headless, template: {metadata: {labels: {app: db}}}}
  `;
  const between = asked('DB_HOST', 'db-0.db.db-headless');
  checkDiagnostics(`${between.trimEnd()}
                     ^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 "db-0.db.db-headless" has too many labels, so it does not resolve.
    ---${set}`);
  checkFix(
    `${between}    ---${set}`,
    'Change to "db-0.db-headless"',
    `${asked('DB_HOST', 'db-0.db-headless')}    ---${set}`,
  );
  checkFix(
    `${asked('DB_HOST', 'main.db-0.db-headless')}    ---${set}`,
    'Change to "db-0.db-headless"',
    `${asked('DB_HOST', 'db-0.db-headless')}    ---${set}`,
  );
  checkDiagnostics(`${asked('DB_HOST', 'www.example.db-headless')}    ---${set}`);
});

test('the name of a Pod in the namespace of an example, where its Service is called like that', () => {
  const db = `
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec: {serviceName: db, template: {metadata: {labels: {app: db}}}}
  `;
  checkDiagnostics(`${asked('DB_HOST', 'db-0.db.db.svc.cluster.local').trimEnd()}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[dangling-host-name] 💡 There is no Service "db" in namespace "db"; it is in "shop".
    ---${db}`);
});

test('a StatefulSet names its own Pod in the namespace of examples', () => {
  const set = (peer: string): string => `
    kind: Service
    metadata: {name: db, namespace: shop}
    spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: shop}
    spec:
      serviceName: db
      template:
        metadata: {labels: {app: db}}
        spec:
          containers:
          - name: db
            env:
            - name: SEEDS
              value: ${peer}
`;
  checkDiagnostics(`${set('db-0.db.default.svc.cluster.local').trimEnd()}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡 There is no Service "db" in namespace "default"; it is in "shop".
`);
  checkDiagnostics(`${set('db-0.db.other.svc.cluster.local').trimEnd()}
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint[dangling-host-name] 💡
`);
});

test('a fix leaves variables as they are written, and the message quotes them', () => {
  const before = asked('X', 'http://$(POD).backned.shop.svc');
  checkDiagnostics(`${before.trimEnd()}
                            ^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
  checkFix(
    `${before}    ---${backend}`,
    'Change to "$(POD).backend.shop.svc"',
    `${asked('X', 'http://$(POD).backend.shop.svc')}    ---${backend}`,
  );
});

test('the namespace that a script reads from the file of its account', () => {
  const file = '$(cat /var/run/secrets/kubernetes.io/serviceaccount/namespace)';
  const waiting = (service: string): string => asked('X', `nslookup ${service}.${file}.svc`);
  checkDiagnostics(`${waiting('backned').trimEnd()}
                              ${'^'.repeat(`backned.${file}.svc`.length)} warning[dangling-host-name] 💡
    ---${backend}`);
  checkDiagnostics(`${waiting('backend')}    ---${backend}`);
  checkFix(
    `${waiting('backned')}    ---${backend}`,
    `Change to "backend.${file}.svc"`,
    `${waiting('backend')}    ---${backend}`,
  );
});

test('the Service of a name that says svc may stand far away', () => {
  checkDiagnostics(`
    #- /apps/web/deploy/prod/web.yaml
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {containers: [{name: web, args: [http://backned.shop.svc]}]}
                                                  ^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    #- /platform/data/base/backend.yaml
    ${backend.trim()}`);
});

test('what stands in for a variable that is not set', () => {
  const read = (text: string): string => `${asked('X', `'${text}'`)}    ---${backend}`;
  checkFix(
    read('curl http://${BACKEND_HOST:-backnd}:80'),
    'Change to "backend"',
    read('curl http://${BACKEND_HOST:-backend}:80'),
  );
  checkFix(
    read('h = os.getenv("BACKEND_HOST", "backend.shpo.svc")'),
    'Change to "backend.shop.svc"',
    read('h = os.getenv("BACKEND_HOST", "backend.shop.svc")'),
  );
  for (const right of [
    '${BACKEND_HOST:-backend}',
    'http://${BACKEND_HOST:-backend-svc}',
    '${BACKEND_HOST:-db.example}',
  ])
    checkDiagnostics(read(right));
});

test('the fix writes the name that a kustomization makes, where it is the same in all that build the Service', () => {
  const source = (host: string, more = ''): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com, ports: [{port: 5432}]}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {url: 'http://${host}:5432'}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
    ${more}`;
  checkFix(source('db'), 'Change to "prod-db"', source('prod-db'));
  const other = `
    #- /dev/kustomization.yaml
    namePrefix: dev-
    resources: [../base]
  `;
  expect(() => checkFix(source('db', other), 'Change to "prod-db"', '')).toThrow('Fixes called');
});

test('a name like the one that a Service has before a kustomization renames it', () => {
  const source = (host: string, more = ''): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    kind: Service
    metadata: {name: orders}
    spec: {ports: [{port: 80}], selector: {app: orders}}
    ---
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: web, env: [{name: URL, value: 'http://${host}:80'}]}]}}}
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
    ${more}`;
  checkFix(source('ordes'), 'Change to "prod-orders"', source('prod-orders'));
  const other = `
    #- /dev/kustomization.yaml
    namePrefix: dev-
    resources: [../base]
  `;
  expect(() => checkFix(source('ordes', other), 'Change to "prod-orders"', '')).toThrow('Fixes called');
});

test('a whole name in a field of a custom resource that refers to a Service', () => {
  checkDiagnostics(`
    apiVersion: networking.istio.io/v1
    kind: VirtualService
    metadata: {name: web, namespace: shop}
    spec:
      hosts: [web.example.com]
      http:
        - route: [{destination: {host: backned.shop.svc.cluster.local}}]
                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---${backend}`);
});

test('a name that the operator of a custom resource beside it may make', () => {
  const custom = (name: string, namespace: string): string => `
    apiVersion: stores.example.com/v1
    kind: Cache
    metadata: {name: ${name}, namespace: ${namespace}}
    ---
    kind: Service
    metadata: {name: sessions-ro, namespace: shop}
    spec: {selector: {app: sessions}, ports: [{port: 80}]}
    ---
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      a: sessions-rw.shop.svc.cluster.local
  `;
  const mark = (level: string): string => `       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ ${level}[dangling-host-name] 💡\n`;
  checkDiagnostics(custom('sessions', 'shop') + mark('hint'));
  checkDiagnostics(custom('sessions', 'other') + mark('warning'));
  checkDiagnostics(custom('session', 'shop') + mark('warning'));
});

test('names that a ServiceEntry makes known to the mesh, and where it leads', () => {
  checkDiagnostics(`
    apiVersion: networking.istio.io/v1
    kind: ServiceEntry
    metadata: {name: legacy, namespace: shop}
    spec:
      hosts: [legacy.shop.svc.cluster.local, backned.shop.svc.cluster.local]
      endpoints: [{address: backned.shop.svc.cluster.local}]
                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[dangling-host-name] 💡
    ---
    kind: Service
    metadata: {name: backend, namespace: shop}
    spec: {selector: {app: backend}, ports: [{port: 80}]}
  `);
});
