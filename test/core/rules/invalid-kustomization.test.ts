import { test } from 'vitest';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { checkDiagnostics, checkIncomplete, checkSnapshot } from '../../support/check-diagnostics.ts';
import { parseFixture } from '../../support/fixture.ts';

test('a file and folders that are not there', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - config.yaml
      - service.yml
        ^^^^^^^^^^^ error[invalid-kustomization] "service.yml" is not there.
      - ../base
        ^^^^^^^ error[invalid-kustomization] "../base" is not there.
      - ../plain
        ^^^^^^^^ error[invalid-kustomization] Folder "../plain" has no kustomization file.
    components:
      - ../tls
        ^^^^^^ error[invalid-kustomization] "../tls" is not there.
    patches:
      - path: more.yaml
              ^^^^^^^^^ error[invalid-kustomization] "more.yaml" is not there.
      - service.yaml
        ^^^^^^^^^^^^ error[invalid-kustomization] Here kustomize wants a map, and this is a string.
      - target: {kind: ConfigMap}
        ^^^^^^ error[invalid-kustomization] This patch has neither a path nor a text.
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /plain/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
  `);
});

test('what may be there all the same', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - config.yaml
      - https://example.com/base.yaml
      - github.com/example/base//deploy?ref=v1
      - \${ENVIRONMENT}.yaml
      - crds.json
      - .generated/all.yaml
    patches:
      - path: patch.yaml
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/patch.yaml
    kind: Service
    metadata: {name: from-the-network}
    spec: {clusterIP: None}
  `);
});

test('a file that could not be read', () => {
  checkIncomplete(
    `
    #- /app/kustomization.yaml
    resources: [large.yaml]
  `,
    { complete: true, unread: ['/app/large.yaml'] },
  );
});

test('while the workspace is being read', () => {
  checkIncomplete(
    `
    #- /app/kustomization.yaml
    resources: [service.yaml]
  `,
    { complete: false, unread: [] },
  );
});

test('a circle, a folder above, and a file of another folder', () => {
  checkDiagnostics(`
    #- /one/kustomization.yaml
    resources:
      - ../two
    #- /two/kustomization.yaml
    resources:
      - ../one
        ^^^^^^ error[invalid-kustomization] "../one" leads back to this kustomization.
    #- /three/kustomization.yaml
    resources:
      - ../three
        ^^^^^^^^ error[invalid-kustomization] "../three" leads back to this kustomization.
      - ../shared/config.yaml
        ^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] "../shared/config.yaml" is out of bounds for this kustomization.
    #- /shared/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
  `);
});

test('components and kustomizations in each other’s place', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - ../tls
        ^^^^^^ error[invalid-kustomization] Component "../tls" is named under "resources".
    components:
      - ../base
        ^^^^^^^ error[invalid-kustomization] "../base" is named under "components" and is no component.
    #- /tls/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    #- /base/kustomization.yaml
    namePrefix: a-
  `);
});

test('an object that is not there to be patched, a field that is not, and one object twice', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - service.yaml
      - again.yaml
        ^^^^^^^^^^ error[invalid-kustomization] Service "web" comes in a second time.
    patches:
      - patch: |-
        ^^^^^ error[invalid-kustomization] There is no Service "wep" here to be changed.
          apiVersion: v1
          kind: Service
          metadata: {name: wep}
      - target: {kind: Service}
        ^^^^^^ error[invalid-kustomization] Service "web" has no "/spec/ports/3/port", which this patch leads to.
        patch: '[{"op": "replace", "path": "/spec/ports/3/port", "value": 1}]'
      - target: {kind: Service}
        patch: '[{op: remove, path: /metadata}]'
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] This patch begins with "[" and is no JSON.
    replicas:
      - name: api
              ^^^ error[invalid-kustomization] There is no workload "api" here to be changed.
        count: 2
    #- /app/service.yaml
    kind: Service
    metadata: {name: web}
    spec: {externalName: web.example.com, type: ExternalName, ports: [{port: 80}]}
    #- /app/again.yaml
    kind: Service
    metadata: {name: web}
                     ^^^ warning[duplicate-service] Service "web" is in this kustomization twice, and kustomize rejects the second.
    spec: {externalName: web.example.com, type: ExternalName}
  `);
});

test('fields of other names and types than kustomize knows', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] A Kustomization has apiVersion "kustomize.config.k8s.io/v1beta1", and this one "kustomize.config.k8s.io/v1".
    kind: Kustomization
    resources: config.yaml
               ^^^^^^^^^^^ error[invalid-kustomization] Here kustomize wants a list, and this is a string.
    namePrefx: a-
    ^^^^^^^^^ error[invalid-kustomization] A kustomization has no field "namePrefx" here, and has "namePrefix".
    namespace: on
               ^^ error[invalid-kustomization] Here kustomize wants a string, and this is a boolean.
    labels:
      - pairs: {tier: 1}
                      ^ error[invalid-kustomization] Here kustomize wants a string, and this is a number.
        includeSelector: true
        ^^^^^^^^^^^^^^^ error[invalid-kustomization] A kustomization has no field "includeSelector" here, and has "includeSelectors".
    patches:
      - patc: '{}'
        ^^^^ error[invalid-kustomization] A kustomization has no field "patc" here, and has "path".
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /component/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1beta1
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] A Component has apiVersion "kustomize.config.k8s.io/v1alpha1", and this one "kustomize.config.k8s.io/v1beta1".
    kind: Component
    namePrefix: a-
  `);
});

test('fields in another case, and one that later versions may bring', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    Resources: [config.yaml]
    nameprefix: a-
    somethingNew: {}
    metadata: {name: app}
    labels: [{pairs: {tier: null}, fields: [{path: spec/selector, kind: Service, create: true}]}]
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /flux/kustomization.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: app}
    spec: {path: ./app, targetNamespace: 1}
  `);
});

test('patches that are none, or for nobody', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [service.yaml]
    components:
      - component.yaml
        ^^^^^^^^^^^^^^ error[invalid-kustomization] "component.yaml" is a file.
    patches:
      - patch: |-
        ^^^^^ error[invalid-kustomization] This list of operations has no target.
          - {op: remove, path: /spec/type}
      - target: {kind: Service}
        path: two.yaml
              ^^^^^^^^ error[invalid-kustomization] This patch holds several objects and has a target.
      - target: {kind: Service}
        ^^^^^^ error[invalid-kustomization] This patch is neither an object nor a list of operations.
        patch: 'spec: {type: NodePort}'
      - target: {kind: Service}
        path: two.yaml
              ^^^^^^^^ error[invalid-kustomization] This patch is written here and in "two.yaml".
        patch: '- {op: remove, path: /spec/type}'
      - target: {name: '(?!web).*'}
                       ^^^^^^^^^^^ error[invalid-kustomization] "(?!web).*" cannot be read.
        patch: '- {op: remove, path: /spec/type}'
      - target: {labelSelector: a=b=c}
                                ^^^^^ error[invalid-kustomization] "a=b=c" cannot be read.
        patch: '- {op: remove, path: /spec/type}'
    patchesJson6902:
      - target: {version: v1, kind: Service, name: web}
        ^^^^^^ error[invalid-kustomization] This patch is neither an object nor a list of operations.
        patch: '{apiVersion: v1, kind: Service, metadata: {name: web}}'
    #- /app/component.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/service.yaml
    kind: Service
    metadata: {name: web}
    spec: {externalName: web.example.com, type: ExternalName}
    #- /app/two.yaml
    kind: Service
    metadata: {name: web}
    ---
    kind: Service
    metadata: {name: api}
  `);
});

test('selectors and patterns as kubectl and Go read them', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [config.yaml]
    patches:
      - target: {name: '(?i)SET.*|x\\.y', labelSelector: '!a, b in (c, d), e notin (f), g=h, i != j, k'}
        patch: '- {op: remove, path: /nothing}'
      - target: {labelSelector: 'app.kubernetes.io/name=web', annotationSelector: 'a='}
        patch: '- {op: remove, path: /nothing}'
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
  `);
});

test('objects without a name, and two that a namespace makes one', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    namespace: prod
               ^^^^ error[invalid-kustomization] ConfigMap "settings" is there twice once all is put into namespace "prod".
    resources:
      - two.yaml
      - job.yaml
        ^^^^^^^^ error[invalid-kustomization] "job.yaml" holds an object without a kind or a name.
    #- /app/two.yaml
    kind: ConfigMap
    metadata: {name: settings, namespace: a}
    ---
    kind: ConfigMap
    metadata: {name: settings, namespace: b}
    #- /app/job.yaml
    kind: Job
    metadata: {generateName: job-}
    spec: {template: {spec: {restartPolicy: Never, containers: [{name: job, image: job}]}}}
  `);
});

test('an annotation that a patch adds where there are none yet', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [config.yaml]
    patches:
      - target: {kind: ConfigMap}
        patch: |-
          - {op: add, path: /metadata/annotations/note, value: added}
          - {op: test, path: /data, value: null}
      - target: {kind: ConfigMap}
        ^^^^^^ error[invalid-kustomization] ConfigMap "settings" has no "/metadata/labels/note", which this patch leads to.
        patch: |-
          - {op: add, path: /metadata/labels/note, value: added}
    #- /app/config.yaml
    kind: ConfigMap
    metadata: {name: settings}
  `);
});

test('a base in two overlays is wrong once', () => {
  checkDiagnostics(`
    #- /base/kustomization.yaml
    resources:
      - gone.yaml
        ^^^^^^^^^ error[invalid-kustomization] "gone.yaml" is not there.
    #- /overlays/dev/kustomization.yaml
    resources: [../../base]
    #- /overlays/prod/kustomization.yaml
    resources: [../../base]
  `);
});

test('a patch that leads to what a generator puts in', () => {
  checkDiagnostics(`
    #- /kustomization.yaml
    configMapGenerator:
      - {name: settings, literals: [mode=fast]}
    patches:
      - target: {kind: ConfigMap, name: settings}
        patch: |-
          - {op: replace, path: /data/mode, value: slow}
  `);
});

test('one that says nothing, and two of one folder', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1beta1
    ^^^^^^^^^^ error[invalid-kustomization] This kustomization says nothing.
    kind: Kustomization
    resources:
    #- /list/kustomization.yaml
    resources: []
    #- /two/kustomization.yaml
    namePrefix: a-
    ^^^^^^^^^^ error[invalid-kustomization] Folder "." has more than one kustomization file.
    #- /two/kustomization.yml
    namePrefix: b-
    ^^^^^^^^^^ error[invalid-kustomization] Folder "." has more than one kustomization file.
  `);
});

test('what stands outside of the folders that were searched, and what a setting leaves out', () => {
  const fixture = parseFixture(`
    #- /app/kustomization.yaml
    resources:
      - ../base
      - generated/all.yaml
      - gone.yaml
        ^^^^^^^^^ error[invalid-kustomization] "gone.yaml" is not there.
  `);
  const workspace = new Workspace();
  workspace.apply({
    files: fixture.files,
    complete: true,
    searched: ['/app'],
    overrides: { exclude: ['generated/**'] },
  });
  checkSnapshot(fixture, workspace.snapshot);
});

test('replacements whose values come from nowhere, or go nowhere', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [db.yaml]
    replacements:
      - source: {kind: Service, name: dbb}
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] There is no Service "dbb" here to take a value from.
        targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]
      - source:
          kind: Service
          fieldPath: spec.clusterIPs.0
                     ^^^^^^^^^^^^^^^^^ error[invalid-kustomization] Service "db" has no "spec.clusterIPs.0" to take a value from.
        targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]
      - source: {kind: Service, name: db}
        targets:
          - select: {kind: Service}
            fieldPaths: ['spec.ports.[name=http].name']
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] Service "db" has no "spec.ports.[name=http].name" to be replaced.
      - source: {kind: Service, name: db}
        ^^^^^^ error[invalid-kustomization] This replacement has no source or no target.
      - path: wrong.yaml
              ^^^^^^^^^^ error[invalid-kustomization] There is no Service "gone" here to take a value from.
      - path: gone.yaml
              ^^^^^^^^^ error[invalid-kustomization] "gone.yaml" is not there.
      - source: {kind: Service, name: db}
        targets: [{select: {kind: Service}, fieldPath: [spec.externalName]}]
                                            ^^^^^^^^^ error[invalid-kustomization] A kustomization has no field "fieldPath" here, and has "fieldPaths".
    #- /app/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: placeholder.example.com, ports: [{name: sql, port: 5432}]}
    #- /app/wrong.yaml
    source: {kind: Service, name: gone}
    targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]
  `);
});

test('replacements in a kustomization that has parts that are not known', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [https://example.com/base.yaml]
    replacements:
      - source: {kind: Service, name: db}
        targets: [{select: {kind: Service}, fieldPaths: [spec.externalName]}]
  `);
});
