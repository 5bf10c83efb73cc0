import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

const db = `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
`;
const client = (value: string, namespace = ', namespace: shop'): string => `
    kind: Deployment
    metadata: {name: web${namespace}}
    spec: {template: {spec: {containers: [{name: web, env: [{name: X, value: "${value}"}]}]}}}
`;

test('a URL with a short name', () => {
  checkDiagnostics(`
    kind: Deployment
    metadata: {name: web, namespace: shop}
    spec:
      template:
        spec:
          containers:
          - name: web
            env:
            - name: DB
              value: postgres://app@db:5432/shop
                                    ^^ warning[unreachable-short-name] 💡 There is no Service "db" in namespace "shop"; it is in "data".
    ---
    kind: Service
    metadata:
      name: db
      namespace: data
                 ^^^^ note[unreachable-short-name] Service "db" in namespace "data".
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('the name of a Pod, in a list', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      peers: db-0.db:5432,10.0.0.1:5432
             ^^^^^^^ warning[unreachable-short-name] 💡
    ---${db}`);
});

test.each([
  ['the namespace is written', client('http://db.data:5432')],
  ['a word is no host', client('db')],
  ['another word and a port', client('cache:6379')],
  ['the namespace of the client is open', client('http://db:5432', '')],
])('%s', (_, source) => {
  checkDiagnostics(`${source}    ---${db}`);
});

test('a Service of that name is in the namespace, too, or in one left open', () => {
  checkDiagnostics(`${client('http://db:5432')}    ---${db}    ---${db.replace('namespace: data', 'namespace: shop')}`);
  checkDiagnostics(`${client('http://db:5432')}    ---${db.replace(', namespace: data', '')}`);
});

test('annotations are read by others, and host aliases name what they like', () => {
  checkDiagnostics(`
    kind: Ingress
    metadata: {name: web, namespace: shop, annotations: {auth: "http://db:5432/"}}
    ---
    kind: Pod
    metadata: {name: one, namespace: shop}
    spec: {hostAliases: [{ip: 192.0.2.1, hostnames: [db]}], containers: [{name: x, args: ["http://db:5432"]}]}
    ---${db}`);
});

test('a hint from folder to folder, where a namespace may have a Service of its own', () => {
  checkDiagnostics(`
    #- /apps/web/web.yaml
    kind: ConfigMap
    metadata: {name: web, namespace: shop}
    data:
      url: http://db:5432
                  ^^ hint[unreachable-short-name] 💡
    #- /apps/db/db.yaml${db}`);
});

test('a chart or an operator may bring a Service of that name', () => {
  checkDiagnostics(`${client('http://db:5432')}    ---
    apiVersion: helm.toolkit.fluxcd.io/v2
    kind: HelmRelease
    metadata: {name: storage, namespace: shop}
    ---${db}`);
});

test('nothing is said while files are unread', () => {
  checkIncomplete(`${client('http://db:5432')}    ---${db}`, { complete: false, unread: [] });
  checkIncomplete(`${client('http://db:5432')}    ---${db}`, { complete: true, unread: ['/x.yaml'] });
});

test('the fix adds the namespace', () => {
  checkFix(
    `${client('http://db:5432')}    ---${db}`,
    'Change to "db.data"',
    `${client('http://db.data:5432')}    ---${db}`,
  );
});

test.each(['postgres:15', '--image=postgres:15'])('an image and its tag: %s', (value) => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: postgres, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Pod
    metadata: {name: web, namespace: shop}
    spec: {containers: [{name: web, args: ["${value}"], env: [{name: RELATED_IMAGE, value: "postgres:5432"}]}]}
  `);
});

test('a short name in externalName, in its own namespace and in another', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: db
            ^^ note[unreachable-short-name] Service "db" in namespace "data".
      namespace: data
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: alias, namespace: data}
    spec:
      type: ExternalName
      externalName: db.data.svc
                    ^^^^^^^^^^^ warning[unreachable-short-name] 💡 externalName "db.data.svc" is looked up as written: a CNAME record has no search list.
  `);
  checkFix(
    `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: alias, namespace: shop}
    spec: {type: ExternalName, externalName: db.data.}
  `,
    'Change to "db.data.svc.cluster.local"',
    `
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: alias, namespace: shop}
    spec: {type: ExternalName, externalName: db.data.svc.cluster.local.}
  `,
  );
});

test.each(['db.data.svc.cluster.local', 'db.dev', 'db.example.com'])(
  'a whole name or a site in externalName: %s',
  (name) => {
    checkDiagnostics(`
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: db, namespace: dev}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Service
    metadata: {name: alias, namespace: shop}
    spec: {type: ExternalName, externalName: ${name}}
  `);
  },
);

test('a final dot on a short name', () => {
  const before = `
    kind: Pod
    metadata: {name: web, namespace: data}
    spec: {containers: [{name: web, args: [http://db.data.:5432]}]}
`;
  checkDiagnostics(`${before.trimEnd()}
                                                  ^^^^^^^ warning[unreachable-short-name] 💡 Because of its final dot, "db.data." is looked up without a search list.
    ---${db}`);
  const after = (host: string): string => `${before.replace('db.data.', host)}    ---${db}`;
  checkFix(`${before}    ---${db}`, 'Change to "db.data.svc.cluster.local"', after('db.data.svc.cluster.local.'));
  checkFix(`${before}    ---${db}`, 'Change to "db.data"', after('db.data'));
});

test('a whole name with its final dot, and the end of a sentence', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      whole: http://db.data.svc.cluster.local.:5432
      text: The data are in db.data.
    ---${db}`);
});

test('one label in externalName', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: alias, namespace: data}
    spec:
      type: ExternalName
      externalName: db
                    ^^ warning[unreachable-short-name] 💡
    ---${db}`);
});

test('a short name in a variable of nginx, which its own resolver looks up', () => {
  const map = (text: string): string => `
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      nginx.conf: |
        ${text}
        location / { proxy_pass $up; }
`;
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: web, namespace: data}
    data:
      nginx.conf: |
        resolver 10.96.0.10;
        set $up http://db.data.svc:5432;
                       ^^^^^^^^^^^ warning[unreachable-short-name] 💡 nginx asks its resolver for "db.data.svc" as it is written, without a search list.
        set $whole http://db.data.svc.cluster.local:5432;
        set $other http://db:5432;
        location / { proxy_pass $up; }
        location /whole { proxy_pass $whole; }
        location /db { proxy_pass http://db:5432; }
    ---${db}`);
  const before = 'resolver 10.96.0.10;\n        set $up http://db:5432;';
  checkFix(
    `${map(before)}    ---${db}`,
    'Change to "db.data.svc.cluster.local"',
    `${map(before.replace('//db:', '//db.data.svc.cluster.local:'))}    ---${db}`,
  );
  checkDiagnostics(`${map('set $up http://db:5432;')}    ---${db}`);
});

test('a short name in an annotation whose URL ingress-nginx puts into a variable', () => {
  const ingress = (key: string, url: string): string => `
    kind: Ingress
    metadata: {name: web, namespace: shop, annotations: {nginx.ingress.kubernetes.io/${key}: "${url}"}}
`;
  checkDiagnostics(`
    kind: Ingress
    metadata:
      name: web
      namespace: shop
      annotations:
        nginx.ingress.kubernetes.io/auth-url: http://db.data:5432/auth
                                                     ^^^^^^^ warning[unreachable-short-name] 💡 nginx asks its resolver for "db.data" as it is written, without a search list.
    ---${db}`);
  checkFix(
    `${ingress('auth-url', 'http://db.data.svc:5432/auth')}    ---${db}`,
    'Change to "db.data.svc.cluster.local"',
    `${ingress('auth-url', 'http://db.data.svc.cluster.local:5432/auth')}    ---${db}`,
  );
  checkDiagnostics(`${ingress('auth-url', 'http://db.data.svc.cluster.local:5432/auth')}    ---${db}`);
  checkDiagnostics(`${ingress('auth-url', 'https://$host/oauth2/auth')}    ---${db}`);
  checkDiagnostics(`${ingress('auth-signin', 'http://db.data:5432/start')}    ---${db}`);
});
