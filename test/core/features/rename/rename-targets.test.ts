import { it } from 'vitest';
import { checkRename, checkRenameFromEach } from '../../../support/check-rename.ts';

it('a container in patches whose targets select its workload, though they say another name or none', () => {
  checkRenameFromEach(
    (name) => `
    #- /kustomization.yaml
    resources: [web.yaml]
    patches:
      - {path: patch.yaml, target: {kind: Deployment, name: we.*}}
      - {path: other.yaml, target: {kind: Deploy.*}}
      - {path: labelled.yaml, target: {kind: Deployment, labelSelector: no=such}}
      - target: {kind: Deployment}
        patch: |
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: any}
          spec: {template: {spec: {containers: [{name: ${name}, image: a}]}}}
    #- /web.yaml
    kind: Deployment
    metadata: {name: web}
    spec: {template: {spec: {containers: [{name: ${name}, image: web}]}}}
    #- /patch.yaml
    kind: Deployment
    metadata: {name: any}
    spec: {template: {spec: {containers: [{name: ${name}, image: b}]}}}
    #- /other.yaml
    kind: Deployment
    metadata: {name: any}
    spec: {template: {spec: {containers: [{name: ${name}, image: c}]}}}
    #- /labelled.yaml
    kind: Deployment
    metadata: {name: any}
    spec: {template: {spec: {containers: [{name: main, image: d}]}}}
  `,
    'main',
    'first',
  );
});

it('a target whose kind is a pattern', () => {
  checkRenameFromEach(
    (name) => `
    #- /kustomization.yaml
    resources: [web.yaml]
    patches:
      - target: {kind: Deployment|StatefulSet, name: ${name}}
        patch: '[{op: add, path: /metadata/labels, value: {a: b}}]'
    #- /web.yaml
    kind: Deployment
    metadata: {name: ${name}}
  `,
    'web',
    'api',
  );
});

it('objects of one name are told apart by the namespaces that targets, patches and generators say', () => {
  const draw = (inA: string, inB: string, open: string): string => `
    #- /kustomization.yaml
    resources: [all.yaml]
    patches:
      - target: {kind: Deployment, name: ${inA}, namespace: a}
        patch: '[{op: add, path: /metadata/labels, value: {a: b}}]'
      - path: b.yaml
      - path: open.yaml
    configMapGenerator: [{name: web, namespace: a, behavior: merge, literals: [a=b]}]
    #- /open.yaml
    kind: Deployment
    metadata: {name: ${open}}
    spec: {replicas: 2}
    #- /b.yaml
    kind: Deployment
    metadata: {name: ${inB}, namespace: b}
    spec: {replicas: 2}
    #- /all.yaml
    kind: Deployment
    metadata: {name: ${inA}, namespace: a}
    ---
    kind: Deployment
    metadata: {name: ${inB}, namespace: b}
    ---
    kind: Deployment
    metadata: {name: ${open}}
    ---
    kind: ConfigMap
    metadata: {name: web, namespace: a}
  `;
  // The last of the places, in the object itself.
  const fromObject = (drawn: string): string =>
    drawn.slice(0, drawn.lastIndexOf('$0')).replaceAll('$0', '') + drawn.slice(drawn.lastIndexOf('$0'));
  checkRename(fromObject(draw('web$0', 'web', 'web')), 'api', draw('api', 'web', 'web'));
  checkRename(fromObject(draw('web', 'web$0', 'web')), 'api', draw('web', 'api', 'web'));
  checkRename(fromObject(draw('web', 'web', 'web$0')), 'api', draw('web', 'web', 'api'));
});

it('what a kustomization puts into a namespace is meant by its name there and by the one before', () => {
  checkRenameFromEach(
    (name) => `
    #- /base/kustomization.yaml
    resources: [web.yaml]
    namespace: shop
    #- /base/web.yaml
    kind: Deployment
    metadata: {name: ${name}}
    #- /prod/kustomization.yaml
    resources: [../base]
    patches: [{path: old.yaml}, {path: new.yaml}]
    #- /prod/old.yaml
    kind: Deployment
    metadata: {name: ${name}}
    #- /prod/new.yaml
    kind: Deployment
    metadata: {name: ${name}, namespace: shop}
  `,
    'web',
    'api',
  );
});

it('the targets, patches, sources and replicas of transformers, in files and in place', () => {
  checkRenameFromEach(
    (name) => `
    #- /kustomization.yaml
    resources: [web.yaml]
    transformers:
      - all.yaml
      - |-
        apiVersion: builtin
        kind: PatchTransformer
        metadata: {name: inside}
        target: {kind: Deployment, name: ${name}}
        patch: '[{"op": "add", "path": "/metadata/labels", "value": {"a": "b"}}]'
    #- /all.yaml
    apiVersion: builtin
    kind: PatchTransformer
    metadata: {name: patch}
    patch: |-
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: ${name}}
      spec: {replicas: 2}
    ---
    apiVersion: builtin
    kind: ReplicaCountTransformer
    metadata: {name: count}
    replica: {name: ${name}, count: 3}
    fieldSpecs: [{path: spec/replicas}]
    ---
    apiVersion: builtin
    kind: ReplacementTransformer
    metadata: {name: replacement}
    replacements:
      - source: {kind: Deployment, name: ${name}}
        targets: [{select: {kind: ConfigMap}, fieldPaths: [data.name]}]
    #- /web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: ${name}}
    spec: {template: {spec: {containers: [{name: main, image: web}]}}}
    ---
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: settings}
    data: {name: x}
  `,
    'web',
    'api',
  );
});
