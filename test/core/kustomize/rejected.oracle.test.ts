import { describe, expect, test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl } from '../../support/kustomize.ts';

// What kustomize rejects field by field, held against kubectl's own kustomize, and what it takes that looks alike.

const patch = (spec: string): string =>
  `patches: [{patch: "{apiVersion: v1, kind: Service, metadata: {name: db}, ${spec}}"}]`;

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
  emptyPatch: 'patches: [{patch: "", target: {kind: Service}}]',
  noTargets: 'replacements: [{source: {kind: Service, name: db}, targets: []}]',
};

const right: Readonly<Record<string, string>> = {
  directiveMerge: patch('$patch: merge'),
  directiveInNewItem: patch('spec: {ports: [{port: 90, $patch: remove}]}'),
  configurationAll: 'configurations: [all.yaml]',
  emptyTextAndPath: 'patches: [{patch: "", path: patch.yaml}]',
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
#- /NAME/all.yaml
namePrefix: []
namereference: [{kind: ConfigMap, version: v1, fieldSpecs: [{path: a, kind: Pod, create: true}]}]
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
        ^ error[invalid-kustomization] This entry says nothing.
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
