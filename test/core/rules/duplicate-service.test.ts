import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('twice in one file', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: web
            ^^^ note[duplicate-service] Service "web" is defined here first.
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata:
      name: web
            ^^^ warning[duplicate-service] Service "web" is defined twice in namespace "default", and the later one wins.
    spec: {selector: {app: web}, ports: [{port: 8080}]}
  `);
});

test('twice in one List', () => {
  checkDiagnostics(`
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}, ports: [{port: 80}]}
      - apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
                         ^^^ warning[duplicate-service] Service "web" is defined twice in namespace "shop", and the later one wins.
        spec: {selector: {app: web}, ports: [{port: 81}]}
  `);
});

test('in two files of a folder', () => {
  checkDiagnostics(`
    #- /deploy/web-b.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ hint[duplicate-service] Service "web" is defined in another file of this folder, too.
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /deploy/web-a.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('a variant comes behind what it is a variant of', () => {
  checkDiagnostics(`
    #- /deploy/web-ipv6.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ hint[duplicate-service] Service "web" is defined in another file of this folder, too.
    spec: {ipFamilies: [IPv6], selector: {app: web}, ports: [{port: 80}]}
    #- /deploy/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('in two namespaces', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web, namespace: shop}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: web, namespace: blog}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('in two folders', () => {
  checkDiagnostics(`
    #- /deploy/a/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /deploy/b/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('another kind of one name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: web}
    spec: {clusterIP: None, ports: [{name: http, port: 80}]}
    ---
    kind: Endpoints
    metadata: {name: web}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: http, port: 80}]}]
  `);
});
