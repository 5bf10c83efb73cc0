import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('kubectl takes the last value without a word, anywhere in an object of any kind', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      ports: [{port: 80, port: 81}]
                         ^^^^ warning[duplicate-key]
      selector: {app: db}
      selector: {app: web}
      ^^^^^^^^ warning[duplicate-key] The key "selector" appears twice in this map, so the first value is lost.
    ---
    apiVersion: example.com/v1
    kind: Database
    metadata: {name: db}
    spec: {size: 1, size: 2, size: 3}
                             ^^^^ warning[duplicate-key]
  `);
});

test('two objects without a line between them are one mistake', () => {
  checkDiagnostics(`
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {a: b}
    apiVersion: v1
    ^^^^^^^^^^ warning[duplicate-key] A second object begins here without a "---" line before it.
    kind: Service
    metadata: {name: web}
    spec: {type: ClusterIP}
  `);
});

test('in a List, each is said of its object', () => {
  checkDiagnostics(`
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: ConfigMap
        metadata: {name: a}
        data: {x: one, x: two}
                       ^ warning[duplicate-key]
      - apiVersion: v1
        kind: ConfigMap
        metadata: {name: b}
        data: {x: one, x: two}
                       ^ warning[duplicate-key]
  `);
});

test('kustomize refuses the files that it builds, and patches; of its own the last value counts', () => {
  checkDiagnostics(`
    #- /shop/kustomization.yaml
    resources: [db.yaml]
    patches: [{path: patch.yaml}]
    namespace: a
    namespace: b
    ^^^^^^^^^ warning[duplicate-key] The key "namespace" appears twice in this map, so the first value is lost.
    #- /shop/db.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: db}
    data: {x: one, x: two}
                   ^ error[duplicate-key]
    #- /shop/patch.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: db}
    data: {y: one, y: two}
                   ^ error[duplicate-key]
  `);
});

test('kustomize takes annotations twice, but no labels, and none of a template', () => {
  checkDiagnostics(`
    #- /shop/kustomization.yaml
    resources: [db.yaml]
    #- /shop/db.yaml
    kind: Deployment
    metadata:
      name: db
      annotations: {a: b}
      annotations: {c: d, c: e}
      ^^^^^^^^^^^ warning[duplicate-key] The key "annotations" appears twice in this map.
                          ^ warning[duplicate-key]
      labels: {a: b}
      labels: {c: d}
      ^^^^^^ error[duplicate-key]
    spec:
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}, annotations: {a: b}, annotations: {c: d}}
                                                           ^^^^^^^^^^^ error[duplicate-key]
        spec: {containers: [{name: db, image: db}]}
  `);
});

test('what a merge key brings is no second one, nor is the same key in two maps, nor what an alias stands for', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: db, labels: &labels {app: db}, annotations: *labels}
    data: {<<: *labels, app: x, tier: back}
  `);
});

test('branches of a template may both write a key', () => {
  checkDiagnostics(`
    kind: ConfigMap
    metadata: {name: db}
    data:
      {{- if .Values.on }}
      x: one
      {{- else }}
      x: two
      {{- end }}
  `);
});
