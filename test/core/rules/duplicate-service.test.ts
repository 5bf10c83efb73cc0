import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('twice in one file', () => {
  checkDiagnostics(`
    kind: Service
    metadata:
      name: web
            ^^^ note[duplicate-service] Service "web" is first defined here.
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata:
      name: web
            ^^^ warning[duplicate-service] Service "web" is defined twice in namespace "default".
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
                         ^^^ warning[duplicate-service] Service "web" is defined twice in namespace "shop".
        spec: {selector: {app: web}, ports: [{port: 81}]}
  `);
});

test('in two files of a folder', () => {
  checkDiagnostics(`
    #- /deploy/web-b.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ hint[duplicate-service] Another file in this folder also defines Service "web".
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
                     ^^^ hint[duplicate-service] Another file in this folder also defines Service "web".
    spec: {ipFamilies: [IPv6], selector: {app: web}, ports: [{port: 80}]}
    #- /deploy/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});

test('alternatives in one folder are told once', () => {
  checkDiagnostics(`
    #- /deploy/one.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 80}]}
    #- /deploy/three.yaml
    kind: Service
    metadata: {name: other}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: web}
                     ^^^ hint[duplicate-service]
    spec: {selector: {app: web}, ports: [{port: 80}]}
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 80}]}
    #- /deploy/two.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /other/a.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /other/b.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ hint[duplicate-service]
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

test('two files of one kustomization', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - web.yaml
      - again.yaml
        ^^^^^^^^^^ error[invalid-kustomization] Service "web" is added a second time.
    #- /app/web.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ note[duplicate-service] Service "web" is first defined here.
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /app/again.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ warning[duplicate-service] Service "web" appears twice in this kustomization, and kustomize rejects the second one.
    spec: {selector: {app: web}, ports: [{port: 8080}]}
  `);
});

test('one namespace for what stood in two', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    namespace: shop
               ^^^^ error[invalid-kustomization] Service "web" exists twice once everything is put into namespace "shop".
    resources: [a.yaml, b.yaml]
    #- /app/a.yaml
    kind: Service
    metadata: {name: web, namespace: front}
    spec: {selector: {app: web}, ports: [{port: 80}]}
    #- /app/b.yaml
    kind: Service
    metadata: {name: web, namespace: back}
                     ^^^ warning[duplicate-service] Service "web" appears twice in this kustomization, and kustomize rejects the second one.
    spec: {selector: {app: web}, ports: [{port: 8080}]}
  `);
});

test('one object that two overlays of one kustomization reach', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - ../base
      - ../more
        ^^^^^^^ error[invalid-kustomization] Service "web" is added a second time.
    #- /more/kustomization.yaml
    resources: [../base]
    #- /base/kustomization.yaml
    resources: [web.yaml]
    #- /base/web.yaml
    kind: Service
    metadata: {name: web}
    spec: {selector: {app: web}, ports: [{port: 80}]}
  `);
});
