import { test } from 'vitest';
import { checkDefinition, checkReferences } from '../../../support/check-features.ts';
import { checkNameless, checkRenameFromEach } from '../../../support/check-rename.ts';

interface Names {
  readonly container: string;
  readonly variable: string;
  readonly volume: string;
  readonly port: string;
}

const usual: Names = { container: 'web', variable: 'HOST', volume: 'data', port: 'http' };

const draw = (changed: Partial<Names>): string => {
  const { container, variable, volume, port } = { ...usual, ...changed };
  return `
    #- /kustomization.yaml
    resources: [web.yaml]
    replacements:
      - source: {kind: Service, name: db}
        targets:
          - select: {kind: Deployment, name: shop}
            fieldPaths:
              - spec.template.spec.containers.[name=${container}].env.[name=${variable}].value
              - spec.template.spec.containers.[name=side].env.[name=HOST].value
          - select: {kind: Job}
            fieldPaths: ["spec.template.spec.containers.[name=web].env.[name=HOST].value"]
      - path: ports.yaml
    #- /ports.yaml
    source: {kind: Service, name: db, fieldPath: 'spec.ports.[name=sql].port'}
    targets:
      - select: {kind: Deployment}
        fieldPaths:
          - 'spec.template.spec.containers.*.ports.[name=${port}].containerPort'
          - spec.template.spec.volumes.[name=${volume}].emptyDir.sizeLimit
    #- /web.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: shop}
    spec:
      template:
        spec:
          containers:
            - name: ${container}
              env: [{name: ${variable}, value: a}]
              ports: [{name: ${port}, containerPort: 1}]
              volumeMounts: [{name: ${volume}, mountPath: /data}]
            - {name: side, env: [{name: HOST, value: b}], ports: [{name: http, containerPort: 2}]}
          volumes: [{name: ${volume}, emptyDir: {sizeLimit: 1}}]
    ---
    apiVersion: batch/v1
    kind: Job
    metadata: {name: once}
    spec: {template: {spec: {containers: [{name: web, env: [{name: HOST, value: c}]}]}}}
  `;
};

test('a container, variable or volume, in the field paths of replacements of its workload', () => {
  checkRenameFromEach((container) => draw({ container }), 'web', 'front');
  checkRenameFromEach((variable) => draw({ variable }), 'HOST', 'DB_HOST');
  checkRenameFromEach((volume) => draw({ volume }), 'data', 'files');
});

test('what such a step leads to, and where it is one that refers', () => {
  checkDefinition(`
    #- /kustomization.yaml
    resources: [web.yaml]
    replacements:
      - source: {kind: Service, name: web, fieldPath: 'spec.ports.[name=ht$0tp].port'}
                                                                        ^^^^^^ origin
        targets: [{select: {kind: Pod}, fieldPaths: [metadata.labels.port]}]
    #- /web.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {ports: [{name: http, port: 80}]}
                          ^^^^
  `);
  checkReferences(`
    #- /kustomization.yaml
    resources: [web.yaml]
    replacements:
      - source: {kind: Service, name: web, fieldPath: 'spec.ports.[name=http].port'}
                                                                        ^^^^
        targets: [{select: {kind: Pod}, fieldPaths: [metadata.labels.port]}]
    #- /web.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec: {ports: [{name: $0http, port: 80}]}
                          ^^^^^^ declaration
  `);
});

test('a key of a ConfigMap, in field paths and in the pointers of JSON patches', () => {
  checkRenameFromEach(
    (key) => `
    #- /kustomization.yaml
    resources: [web.yaml]
    configMapGenerator: [{name: env, literals: [${key}=a, OTHER=b]}]
    patches:
      - target: {kind: ConfigMap, name: env}
        patch: '[{op: replace, path: /data/${key}, value: c}]'
    replacements:
      - source: {kind: ConfigMap, name: env, fieldPath: data.${key}}
        targets: [{select: {kind: Deployment}, fieldPaths: [metadata.annotations.HOST]}]
    #- /web.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, annotations: {HOST: a}}
    spec: {template: {spec: {containers: [{name: web, envFrom: [{configMapRef: {name: env}}], args: [$(${key})]}]}}}
  `,
    'HOST',
    'DB_HOST',
  );
});

test('nothing where a field path calls what is not there', () => {
  checkNameless(draw({}).replace('[name=web].env', '[name=we$0c].env'));
});
