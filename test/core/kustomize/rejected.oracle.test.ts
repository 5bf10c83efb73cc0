import { describe, expect, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl } from '../../support/kustomize.ts';

// What kustomize rejects field by field, held against kubectl's own kustomize, and what it takes that looks alike.

const patch = (spec: string): string =>
  `patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: db}, ${spec}}"}]`;

/** Objects beside the base, of which one gets the name or namespace of another. */
const jsonPatch = (field: string, value: string): string =>
  `patches: [{target: {kind: Secret, name: a}, patch: '[{"op": "add", "path": "/metadata/${field}", "value": "${value}"}]'}]`;

const generator = (fields: string): string =>
  `generators: ["apiVersion: builtin\\nkind: ConfigMapGenerator\\nmetadata: {name: a}\\n${fields}"]`;

const wrong: Readonly<Record<string, string>> = {
  resourcesNull: 'components: [null]',
  basesNull: 'bases: [null]',
  crdsNull: 'crds: [null]',
  configurationsNull: 'configurations: [null]',
  patchesNull: 'patchesStrategicMerge: [null]',
  literalsNull: 'configMapGenerator: [{name: a, literals: [null]}]',
  filesNull: 'configMapGenerator: [{name: a, files: [null]}]',
  envsNull: 'secretGenerator: [{name: a, envs: [null]}]',
  replicasNoName: 'replicas: [{count: 2}]',
  replicasEmptyName: 'replicas: [{name: "", count: 2}]',
  directive: patch('$patch: remove'),
  directiveCase: patch('$patch: Delete'),
  directiveEmpty: patch("$patch: ''"),
  directiveInMap: patch('spec: {selector: {$patch: remove}}'),
  directiveInItem: patch('spec: {ports: [{port: 80, $patch: remove}]}'),
  configurationUnknown: 'configurations: [unknown.yaml]',
  configurationKind: 'configurations: [kind.yaml]',
  configurationSpec: 'configurations: [spec.yaml]',
  configurationPath: 'configurations: [path.yaml]',
  chartsMap: 'helmCharts: {name: x}',
  chartsUnknown: 'helmCharts: [{name: x, valuesFiles: [a]}]',
  chartsVersion: 'helmCharts: [{name: x, version: 1.2}]',
  globalsList: 'helmGlobals: [{chartHome: x}]',
  globalsUnknown: 'helmGlobals: {chartsHome: x}',
  imageTagsMap: 'imageTags: {name: x}',
  configurationList: 'configurations: [list.yaml]',
  configurationMap: 'configurations: [map.yaml]',
  configurationWord: 'configurations: [word.yaml]',
  crdsResource: 'crds: [crd.yaml]',
  crdsList: 'crds: [list.yaml]',
  schemaTwice: 'openapi: {version: v1.21.2, path: schema.json}',
  schemaUnknown: 'openapi: {version: v1.32.0}',
  transformerUnknown: 'transformers: [builtin.yaml]',
  transformerOfOrder: 'transformers: ["apiVersion: builtin\\nkind: SortOrderTransformer\\nmetadata: {name: a}"]',
  transformerNameless: 'transformers: ["apiVersion: builtin\\nkind: AnnotationsTransformer\\nannotations: {a: b}"]',
  transformerNamelessFile: 'transformers: [nameless.yaml]',
  validatorNameless: 'validators: [nameless.yaml]',
  generatorKeyTwice: generator('literals: [A=1, A=2]'),
  generatorNoPair: generator('literals: [A]'),
  generatorNoFile: generator('envs: [absent.env]'),
  transformerAsGenerator: 'generators: [prefix.yaml]',
  generatorAsTransformer: 'transformers: [secret.yaml]',
  jsonPatchAlike: jsonPatch('name', 'b'),
  jsonPatchLater: jsonPatch('name', 'b').replace('patches:', 'patchesJson6902:').replace('{kind', '{version: v1, kind'),
  jsonPatchForNoName: jsonPatch('name', 'b').replace('patches:', 'patchesJson6902:').replace(', name: a', ''),
  intoReplacedByNothing:
    'configMapGenerator: [{name: settings, behavior: replace}]\npatches: [{target: {name: settings}, patch: "[{\\"op\\": \\"add\\", \\"path\\": \\"/data/A\\", \\"value\\": \\"b\\"}]"}]',
  namespaceAlike: jsonPatch('namespace', 'other'),
  renamedAlike:
    'patches: [{target: {kind: Secret, name: a}, options: {allowNameChange: true}, patch: "{apiVersion: v1, kind: Secret, metadata: {name: b}}"}]',
  replacedAlike: 'replacements: [{sourceValue: b, targets: [{select: {kind: Secret, name: a}}]}]',
  emptyPatch: 'patches: [{patch: "", target: {kind: Service}}]',
  listWithTarget: 'patches: [{path: patches.yaml, target: {kind: Secret}}]',
  noTargets: 'replacements: [{source: {kind: Service, name: db}, targets: []}]',
};

const right: Readonly<Record<string, string>> = {
  jsonPatchApart: jsonPatch('name', 'c'),
  namespaceApart: jsonPatch('namespace', 'other').replace('name: a', 'name: b'),
  definitions: 'crds: [definitions.yaml]',
  emptyDefinitions: 'crds: [empty.yaml]',
  schema: 'openapi: {version: v1.21.2}',
  configurationText: 'configurations: [text.yaml]',
  emptyConfiguration: 'configurations: [empty.yaml]',
  transformerKnown: 'transformers: [prefix.yaml]',
  directiveMerge: patch('$patch: merge'),
  directiveInNewItem: patch('spec: {ports: [{port: 90, $patch: remove}]}'),
  configurationAll: 'configurations: [all.yaml]',
  emptyTextAndPath: 'patches: [{patch: "", path: patch.yaml}]',
  listOfPatches: 'patchesStrategicMerge: [patches.yaml]',
  listNull: 'components:',
  nullItems: 'images: [null]',
};

const files = `
#- /NAME/unknown.yaml
nameRefs: []
#- /NAME/kind.yaml
apiVersion: v1
kind: Configuration
#- /NAME/spec.yaml
nameReference: [{kind: ConfigMap, fieldSpec: [{path: a}]}]
#- /NAME/path.yaml
nameReference: [{kind: ConfigMap, fieldSpecs: [{paths: a}]}]
#- /NAME/list.yaml
- kind: ConfigMap
#- /NAME/map.yaml
namespace: {path: a}
#- /NAME/word.yaml
namespace: [{path: a, create: sure}]
#- /NAME/text.yaml
namespace: [{path: 1}]
#- /NAME/empty.yaml
# later
#- /NAME/crd.yaml
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: a.example.com}
#- /NAME/definitions.yaml
com.example.v1.A: {Schema: {type: object}}
#- /NAME/schema.json
{}
#- /NAME/builtin.yaml
apiVersion: builtin
kind: NamePrefixTransformer
metadata: {name: a}
#- /NAME/nameless.yaml
apiVersion: example.com/v1
kind: Anything
#- /NAME/prefix.yaml
apiVersion: builtin
kind: AnnotationsTransformer
metadata: {name: a}
#- /NAME/secret.yaml
apiVersion: builtin
kind: SecretGenerator
metadata: {name: a}
#- /NAME/all.yaml
namePrefix: []
namereference: [{kind: ConfigMap, version: v1, fieldSpecs: [{path: a, kind: Pod, create: true}]}]
#- /NAME/patches.yaml
apiVersion: v1
kind: List
items:
- {apiVersion: v1, kind: Service, metadata: {name: db}, spec: &type {type: NodePort}}
- {apiVersion: v1, kind: Secret, metadata: {name: b}, stringData: {a: b}}
#- /NAME/patch.yaml
kind: Service
metadata: {name: db}
spec: {type: NodePort}
`;

describe.skipIf(!hasKubectl)('kustomize', () => {
  test('rejects and takes the same', async () => {
    const base = dedent(`
      #- /base/kustomization.yaml
      resources: [all.yaml]
      #- /base/all.yaml
      kind: Service
      metadata: {name: db}
      spec: {selector: {app: db}, ports: [{port: 80}]}
      ---
      kind: Secret
      metadata: {name: a}
      ---
      kind: Secret
      metadata: {name: b}
      ---
      kind: Secret
      metadata: {name: a, namespace: other}
      ---
      kind: ConfigMap
      metadata: {name: settings}
      data: {A: a}
    `);
    const each = Object.entries({ ...wrong, ...right }).map(
      ([name, text]) =>
        `\n#- /${name}/kustomization.yaml\nresources: [../base]\n${text}${files.replaceAll('NAME', name)}`,
    );
    const found = await compareFiles(parseFixture(base + each.join('')).files);
    expect(Object.fromEntries(found.map((one) => [one.kustomization, one.verdict]))).toEqual({
      ...Object.fromEntries(Object.keys(wrong).map((name) => [name, 'bothReject'])),
      ...Object.fromEntries(Object.keys(right).map((name) => [name, 'same'])),
    });
  });
});

test('what a generator is given wrong is said where it is named, and a null that removes nothing where it is', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [all.yaml]
    generators: [settings.yaml]
                 ^^^^^^^^^^^^^ error[invalid-kustomization] This generator gets the key "A" twice.
    transformers: [replicas.yaml, nameless.yaml]
                   ^^^^^^^^^^^^^ error[invalid-kustomization] There is no workload "wbe" here to patch.
                                  ^^^^^^^^^^^^^ error[invalid-kustomization] This generator or transformer has no kind or no metadata.name.
    patches:
      - target: {kind: Deployment}
        patch: |-
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: any
            labels:
              tier: null
                    ^^^^ warning[invalid-kustomization] This patch sets "tier" to the text "null" instead of removing it.
              zone:
              ^^^^ warning[invalid-kustomization] This patch sets "zone" to the text "" instead of removing it.
      - patch: |-
          apiVersion: apps/v1
          kind: Deployment
          metadata: {name: web, labels: {tier: null}}
    #- /app/settings.yaml
    apiVersion: builtin
    kind: ConfigMapGenerator
    metadata: {name: settings}
    literals: [A=1, A=2]
    #- /app/replicas.yaml
    apiVersion: builtin
    kind: ReplicaCountTransformer
    metadata: {name: it}
    replica: {name: wbe, count: 2}
    fieldSpecs: [{path: spec/replicas}]
    #- /app/nameless.yaml
    apiVersion: builtin
    kind: AnnotationsTransformer
    #- /app/all.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web, labels: {tier: front}}
    spec:
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec: {containers: [{name: web, image: web}]}
  `);
});

test('what the API server rejects of a generated Secret is said at its generator, and annotations are texts after a JSON patch', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [web.yaml]
    secretGenerator:
      - {name: whole, type: kubernetes.io/tls, literals: [tls.crt=a, tls.key=b]}
      - {name: half, type: kubernetes.io/tls, literals: [tls.crt=x]}
         ^^^^ hint[missing-field] A Secret of type kubernetes.io/tls needs the key tls.key, in data or stringData.
      - {name: unread, type: kubernetes.io/tls, files: [tls.crt, tls.key]}
                                                        ^^^^^^^ error[invalid-kustomization] "tls.crt" does not exist.
                                                                 ^^^^^^^ error[invalid-kustomization] "tls.key" does not exist.
      - {name: token, behavior: merge, files: [extra.txt]}
                                               ^^^^^^^^^ error[invalid-kustomization] "extra.txt" does not exist.
    patches:
      - target: {kind: ConfigMap}
        patch: |-
          - {op: add, path: /metadata/annotations/word, value: yes}
          - {op: add, path: /metadata/annotations/number, value: 8080}
          - {op: add, path: /data/word, value: true}
                                               ^^^^ error[invalid-field-type] 💡 word must be a string, but "true" is a boolean.
    patchesJson6902:
      - target: {version: v1, kind: ConfigMap}
        ^^^^^^ error[invalid-kustomization] This target has no "name", without which kustomize rejects "patchesJson6902".
        patch: '[{"op": "add", "path": "/data/a", "value": "b"}]'
    #- /app/web.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: web}
    data: {a: b}
    ---
    apiVersion: v1
    kind: Secret
    metadata: {name: token}
    stringData: {user: a}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: web}
    spec:
      containers:
        - {name: web, image: web, env: [{name: A, valueFrom: {secretKeyRef: {name: token, key: extra.txt}}}]}
  `);
});

test('kustomizations with nothing in them', () => {
  checkDiagnostics(`
    #- /comments/kustomization.yaml
    # resources: [later.yaml]
    ^^^^^^^^^^^^^^^^^^^^^^^^^ error[invalid-kustomization] This kustomization is empty, which kustomize rejects.
    #- /list/kustomization.yaml
    - service.yaml
    ^^^^^^^^^^^^^^ error[invalid-kustomization] This kustomization has no fields.
    #- /list/service.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /template/kustomization.yaml
    # {{ .Files }}
    {{ range .Items }}
    {{ end }}
  `);
});

test('each empty entry, replicas for nobody, and a directive that there is not', () => {
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources:
      - all.yaml
      - ~
        ^ error[invalid-kustomization] This list entry is empty.
    replicas:
      - {count: 2}
        ^^^^^^^^^^ error[invalid-kustomization] This entry of "replicas" has no "name".
      - nmae: web
        ^^^^ error[invalid-kustomization] A kustomization has no field "nmae" here; it has "name".
    patches:
      - path: patch.yaml
              ^^^^^^^^^^ error[invalid-kustomization] "$patch" cannot be "remove".
    configurations: [names.yaml]
                     ^^^^^^^^^^ error[invalid-kustomization] "names.yaml" has a field "nameReferences" that kustomize does not know there.
    #- /app/all.yaml
    kind: ConfigMap
    metadata: {name: settings}
    #- /app/patch.yaml
    kind: ConfigMap
    metadata: {name: settings}
    $patch: remove
    #- /app/names.yaml
    nameReferences: []
  `);
});
