import { describe, expect, test } from 'vitest';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';
import { checkDefinition, checkReferences, hoverAt } from '../../support/check-features.ts';
import { baseWithHost as app } from '../../support/base-with-host.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

// An object that a kustomization changes is judged, shown and fixed as it will be applied, at the places that say so.

describe('strings of patches', () => {
  test('the string of the base that a patch replaces is nobody’s, and that of the patch is judged', () => {
    checkDiagnostics(`${app('http://db:9999')}
  #- /one/kustomization.yaml
  namespace: one
  resources: [../base]
  patches: [{path: url.yaml}]
  #- /one/url.yaml
  kind: Deployment
  metadata: {name: api}
  spec:
    template:
      spec:
        containers:
          - name: api
            env:
              - name: DB_URL
                value: http://db:7777
                                 ^^^^ warning[dangling-host-port] 💡
    `);
  });

  test('in a patch that stands in the kustomization, and in the operations of a JSON patch', () => {
    checkDiagnostics(`${app('http://db:9999')}
  #- /one/kustomization.yaml
  resources: [../base]
  patches:
    - patch: |-
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          template:
            spec:
              containers:
                - name: api
                  env:
                    - {name: DB_URL, value: "http://db:7777"}
                                                       ^^^^ warning[dangling-host-port] 💡
  #- /two/kustomization.yaml
  resources: [../base]
  patches:
    - target: {kind: Deployment, name: api}
      patch: |-
        - op: replace
          path: /spec/template/spec/containers/0/env/0/value
          value: http://db:8888
                           ^^^^ warning[dangling-host-port] 💡
    `);
  });

  test('of a component', () => {
    checkDiagnostics(`${app('http://db:5432')}
  #- /one/kustomization.yaml
  resources: [../base]
  components: [../extra]
  #- /extra/kustomization.yaml
  apiVersion: kustomize.config.k8s.io/v1alpha1
  kind: Component
  patches: [{path: api.yaml}]
  #- /extra/api.yaml
  kind: Deployment
  metadata: {name: api}
  spec: {template: {spec: {containers: [{name: api, env: [{name: MORE, value: "db:1234"}]}]}}}
                                                                                  ^^^^ warning[dangling-host-port] 💡
    `);
  });

  test('variables and keys that a patch deletes are not judged', () => {
    checkDiagnostics(`${app('http://db:9999')}
  ---
  kind: ConfigMap
  metadata: {name: settings}
  data:
    OLD: http://db:1111
    NEW: http://db:2222
                   ^^^^ warning[dangling-host-port] 💡
  #- /one/kustomization.yaml
  resources: [../base]
  patches: [{path: api.yaml}]
  #- /one/api.yaml
  kind: Deployment
  metadata: {name: api}
  spec: {template: {spec: {containers: [{name: api, env: [{name: DB_URL, $patch: delete}]}]}}}
  ---
  kind: ConfigMap
  metadata: {name: settings}
  data: {OLD: null}
    `);
  });

  test('a config file is that of the patch, at its own lines', () => {
    checkDiagnostics(`${app('http://db:5432')}
  ---
  kind: ConfigMap
  metadata: {name: settings}
  data:
    app.conf: |
      first = 1
      second = http://db:1111
  #- /one/kustomization.yaml
  resources: [../base]
  patches: [{path: map.yaml}]
  #- /one/map.yaml
  kind: ConfigMap
  metadata: {name: settings}
  data:
    app.conf: |
      url = http://db:2222
                      ^^^^ warning[dangling-host-port] 💡
      last = 1
    `);
  });

  test('what one of two overlays says is said of that one', () => {
    const source = `${app('http://$0db:5432')}
  #- /one/kustomization.yaml
  namespace: one
  resources: [../base]
  #- /two/kustomization.yaml
  namespace: two
  resources: [../base]
    `;
    expect(hoverAt(source)).toContain('db.one.svc.cluster.local');
    expect(hoverAt(source)).toContain('db.two.svc.cluster.local');
  });
});

describe('strings of generators', () => {
  test('literals, those that are merged and those that replace others', () => {
    checkDiagnostics(`${app('http://db:5432')}
  #- /middle/kustomization.yaml
  resources: [../base]
  configMapGenerator:
    - name: kept
      literals:
        - "URL=http://db:1111"
                         ^^^^ warning[dangling-host-port] 💡
        - OTHER=http://db:2222
    - name: gone
      literals: ["URL=http://db:3333"]
  secretGenerator:
    - name: secret
      literals:
        - 'URL="http://user:word@db:4444/x"'
                                    ^^^^ warning[dangling-host-port] 💡
  #- /top/kustomization.yaml
  resources: [../middle]
  configMapGenerator:
    - name: kept
      behavior: merge
      literals:
        - OTHER=http://db:5555
                          ^^^^ warning[dangling-host-port] 💡
    - name: gone
      behavior: replace
      literals: ["NEW=http://db:5432"]
    `);
  });

  test('files', () => {
    checkDiagnostics(`${app('http://db:5432')}
  #- /top/kustomization.yaml
  resources: [../base]
  configMapGenerator:
    - {name: conf, files: [config.yaml]}
  #- /top/config.yaml
  database:
    url: http://db:1111
                   ^^^^ warning[dangling-host-port] 💡
    `);
  });

  test('files of pairs, in a value alone', () => {
    checkDiagnostics(`${app('http://db:5432')}
  #- /top/kustomization.yaml
  resources: [../base]
  configMapGenerator:
    - {name: conf, envs: [app.env]}
  #- /top/app.env
  # http://db:1111
  NAME=of db:2222
             ^^^^ warning[dangling-host-port] 💡

    URL=http://db:3333/x?a=b
                  ^^^^ warning[dangling-host-port] 💡
  GOOD=http://db:5432
    `);
  });

  test('hover and definition in a file', () => {
    const source = `${app('http://db:5432')}
  #- /top/kustomization.yaml
  namespace: shop
  resources: [../base]
  configMapGenerator:
    - {name: conf, files: [nginx.conf]}
  #- /top/nginx.conf
  upstream api { server $0db:5432; }
    `;
    expect(hoverAt(source)).toContain('db.shop.svc.cluster.local');
    checkDefinition(source.replace('metadata: {name: db}', 'metadata: {name: db}\n                   ^^'));
  });

  test('hover and definition in a literal', () => {
    const source = (at: string): string => `${app('http://db:5432')}
  #- /top/kustomization.yaml
  namespace: shop
  resources: [../base]
  configMapGenerator:
    - name: conf
      literals: ["URL=http://${at}:5432"]
    `;
    expect(hoverAt(source('$0db'))).toContain('db.shop.svc.cluster.local');
    checkDefinition(source('$0db').replace('metadata: {name: db}', 'metadata: {name: db}\n                   ^^'));
  });
});

describe('fixes change what the value comes from', () => {
  test('a patch', () => {
    const source = (url: string): string => `${app('http://db:9999')}
  #- /one/kustomization.yaml
  resources: [../base]
  patches: [{path: url.yaml}]
  #- /one/url.yaml
  kind: Deployment
  metadata: {name: api}
  spec: {template: {spec: {containers: [{name: api, env: [{name: DB_URL, value: "http://db:${url}"}]}]}}}
    `;
    checkFix(source('7777'), 'Change the port to 5432', source('5432'));
  });

  test('a patch in a block of a kustomization', () => {
    const source = (name: string): string => `${app('http://db:5432')}
  #- /one/kustomization.yaml
  resources: [../base]
  patches:
    - target: {kind: Service, name: db}
      patch: |-
        - op: replace
          path: /spec/selector/app
          value: ${name}
    `;
    checkFix(source('dbb'), 'Change the selector to "app: db"', source('db'));
  });

  test('a literal', () => {
    const source = (port: string): string => `${app('http://db:5432')}
  #- /one/kustomization.yaml
  resources: [../base]
  configMapGenerator:
    - {name: conf, literals: ["URL=http://db:${port}/x"]}
    `;
    checkFix(source('1111'), 'Change the port to 5432', source('5432'));
  });

  test('a reference that follows a prefix, with the name before it', () => {
    const source = (serviceName: string): string => `
  #- /base/kustomization.yaml
  resources: [db.yaml]
  #- /base/db.yaml
  kind: Service
  metadata: {name: ledger}
  spec: {clusterIP: None, selector: {app: ledger}, ports: [{name: sql, port: 5432}]}
  ---
  kind: StatefulSet
  metadata: {name: ledger}
  spec:
    serviceName: ${serviceName}
    selector: {matchLabels: {app: ledger}}
    template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}}
  #- /dev/kustomization.yaml
  namePrefix: dev-
  resources: [../base]
    `;
    checkFix(source('ledgr'), 'Change serviceName to "ledger"', source('ledger'));
  });

  test('a subdomain, which follows no prefix, with the name behind it', () => {
    const source = (subdomain: string): string => `
  #- /base/kustomization.yaml
  resources: [db.yaml]
  #- /base/db.yaml
  kind: Service
  metadata: {name: ledger}
  spec: {clusterIP: None, selector: {app: ledger}, ports: [{name: sql, port: 5432}]}
  ---
  kind: Pod
  metadata: {name: ledger, labels: {app: ledger}}
  spec:
    hostname: one
    subdomain: ${subdomain}
    containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]
  #- /dev/kustomization.yaml
  namePrefix: dev-
  resources: [../base]
    `;
    checkFix(source('dev-ledgr'), 'Change subdomain to "dev-ledger"', source('dev-ledger'));
  });

  test('not what is said of all objects at once', () => {
    const snapshot = snapshotOfFixture(
      parseFixture(`
        #- /base/kustomization.yaml
        resources: [db.yaml]
        labels: [{pairs: {tier: back}, includeSelectors: true}]
        #- /base/db.yaml
        kind: Service
        metadata: {name: db}
        spec: {selector: {tier: back}, ports: [{name: sql, port: 5432}]}
        #- /one/kustomization.yaml
        resources: [../base, pod.yaml]
        #- /one/pod.yaml
        kind: Pod
        metadata: {name: db, labels: {tier: bakc}}
        spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}
      `),
    );
    const found = [...snapshot.files.values()].flatMap((file) => findProblems(snapshot, file));
    expect(found.map(({ code, file }) => `${file.path} ${code}`)).toEqual([
      '/base/kustomization.yaml dangling-selector',
    ]);
    expect(found.flatMap(({ fixes }) => fixes.map((fix) => fix.edit()))).toEqual([undefined]);
  });
});

test('references reach the patches', () => {
  checkReferences(`${app('http://db:9999').replace('name: db}\n  spec: {sel', 'name: $0db}\n                     ^^ declaration\n  spec: {sel')}
  #- /one/kustomization.yaml
  resources: [../base]
  patches: [{path: url.yaml}]
  configMapGenerator:
    - name: conf
      literals: ["URL=http://db:5432"]
                             ^^
  #- /one/url.yaml
  kind: Deployment
  metadata: {name: api}
  spec: {template: {spec: {containers: [{name: api, env: [{name: DB_URL, value: "http://db:5432"}]}]}}}
                                                                                        ^^
  `);
});

test('fields that a patch takes out are not judged, and those that it brings are', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources: [service.yaml]
    #- /base/service.yaml
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{name: http, port: 80}]
      sessionAffinity: ClientIP
      sessionAffinityConfig: {clientIP: {timeoutSeconds: 600}}
    ---
    kind: Service
    metadata: {name: api}
    spec: {selector: {app: api}, ports: [{name: http, port: 80}]}
    #- /one/kustomization.yaml
    resources: [../base]
    patches: [{path: patch.yaml}]
    #- /one/patch.yaml
    kind: Service
    metadata: {name: web}
    spec: {sessionAffinity: None, sessionAffinityConfig: null}
    ---
    kind: Service
    metadata: {name: api}
    spec:
      sessionAffinityConfig:
      ^^^^^^^^^^^^^^^^^^^^^ information[ineffective-service-field] 💡
        clientIP: {timeoutSeconds: 900}
  `);
});
