import { describe, expect, test } from 'vitest';
import { textsNamed } from '../../../server/src/core/kustomize/looked-for.ts';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';
import { parseFixture } from '../../support/fixture.ts';
import { compareFiles, hasKubectl } from '../../support/kustomize.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

// Generators and transformers that come with kustomize, held against kubectl's own kustomize.

const base = `
#- /base/kustomization.yaml
resources: [all.yaml]
#- /base/all.yaml
apiVersion: v1
kind: Service
metadata: {name: db, labels: {app: db}}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
---
apiVersion: v1
kind: Service
metadata: {name: old, namespace: legacy}
spec: {type: ExternalName, externalName: db.example.com}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: db
          image: example.com/db:1
          env: [{name: SELF, value: db-0.db}]
          envFrom: [{configMapRef: {name: made}}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: example.com/web:1, env: [{name: DB, value: x}]}]}
---
apiVersion: v1
kind: Namespace
metadata: {name: legacy}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: web}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: web}
subjects: [{kind: ServiceAccount, name: default}]
`;

const nameFields = 'fieldSpecs: [{path: metadata/name}]';
const plugin = (kind: string, fields: string): string =>
  `apiVersion: builtin\nkind: ${kind}\nmetadata: {name: it, namespace: prod}\n${fields}\n`;

/** What each transformer does that is followed. */
const followed: Readonly<Record<string, string>> = {
  namespace: plugin('NamespaceTransformer', ''),
  namespaceOfNone: plugin('NamespaceTransformer', 'unsetOnly: true'),
  namespaceOfFields: plugin(
    'NamespaceTransformer',
    'fieldSpecs: [{path: metadata/namespace, create: true}, {path: metadata/name, kind: Namespace, create: true}]',
  ),
  prefix: plugin('PrefixTransformer', `prefix: a-\n${nameFields}`),
  suffix: plugin('SuffixTransformer', `suffix: -z\n${nameFields}`),
  labels: plugin(
    'LabelTransformer',
    'labels: {tier: gold}\nfieldSpecs: [{path: metadata/labels, create: true}, {path: spec/selector, kind: Service, create: true}]',
  ),
  labelsOfNothing: plugin('LabelTransformer', 'labels: {tier: gold}'),
  annotations: plugin(
    'AnnotationsTransformer',
    'annotations: {note: x}\nfieldSpecs: [{path: metadata/annotations, create: true}]',
  ),
  images: plugin('ImageTagTransformer', 'imageTag: {name: example.com/db, newName: other.example.com/db}'),
  replicas: plugin('ReplicaCountTransformer', 'replica: {name: db, count: 4}\nfieldSpecs: [{path: spec/replicas}]'),
  replicasOfKind: plugin(
    'ReplicaCountTransformer',
    'replica: {name: web, count: 4}\nfieldSpecs: [{path: spec/replicas, create: true, kind: Deployment}]',
  ),
  patch: plugin(
    'PatchTransformer',
    'target: {kind: StatefulSet}\npatch: |-\n  - {op: replace, path: /spec/replicas, value: 3}',
  ),
  patchFile: plugin('PatchTransformer', 'path: patch.yaml'),
  patchDeletes: plugin(
    'PatchTransformer',
    'patch: "{apiVersion: v1, kind: Service, metadata: {name: db}, $patch: delete}"',
  ),
  merges: plugin(
    'PatchStrategicMergeTransformer',
    'paths: [patch.yaml]\npatches: |-\n  {apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {replicas: 7}}',
  ),
  operations: plugin(
    'PatchJson6902Transformer',
    `target: {group: apps, version: v1, kind: StatefulSet, name: db}\njsonOp: '[{"op": "replace", "path": "/spec/replicas", "value": 9}]'`,
  ),
  replacement: plugin(
    'ReplacementTransformer',
    'replacements: [{source: {kind: Service, name: db}, targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.containers.0.env.0.value]}]}]',
  ),
  hash: plugin('HashTransformer', ''),
  several: [
    plugin('NamespaceTransformer', ''),
    plugin('SuffixTransformer', `suffix: -z\n${nameFields}`),
    plugin('PatchTransformer', 'target: {kind: Service, name: db}\npatch: "- {op: remove, path: /spec/clusterIP}"'),
  ].join('---\n'),
};

/** Texts that are on one line: what begins as JSON is no path. */
const onOneLine: Readonly<Record<string, string>> = {
  onOneLine:
    'transformers: [\'{"apiVersion": "builtin", "kind": "SuffixTransformer", "metadata": {"name": "it"}, "suffix": "-z", "fieldSpecs": [{"path": "metadata/name"}]}\']',
  patchOnOneLine:
    'patchesStrategicMerge: [\'{"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"}, "spec": {"replicas": 3}}\']',
};

const rejected: Readonly<Record<string, string>> = {
  replicasOfNobody: plugin(
    'ReplicaCountTransformer',
    'replica: {name: wbe, count: 4}\nfieldSpecs: [{path: spec/replicas, create: true, kind: Deployment}]',
  ),
  patchOfNobody: plugin('PatchTransformer', 'patch: "{apiVersion: v1, kind: Service, metadata: {name: bd}}"'),
};

const generated: Readonly<Record<string, string>> = {
  configMap: plugin('ConfigMapGenerator', 'literals: [DB=db-0.db]\noptions: {disableNameSuffixHash: true}').replace(
    'it, namespace: prod',
    'made',
  ),
  secret: plugin('SecretGenerator', 'literals: [DB=db-0.db]'),
};

describe.skipIf(!hasKubectl)('plugins do what they do in kustomize', () => {
  const indented = (text: string): string => text.replace(/^/gm, '    ');
  const patchFile =
    'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {ports: [{name: sql, port: 5432, targetPort: 1}]}\n';
  const folders = (cases: Readonly<Record<string, string>>, field: string): string =>
    Object.entries(cases)
      .map(
        ([name, text]) =>
          `#- /${name}/kustomization.yaml\nresources: [../base]\n${field}: [it.yaml]\n#- /${name}/it.yaml\n${text}` +
          `#- /${name}/patch.yaml\n${patchFile}` +
          `#- /${name}Inside/kustomization.yaml\nresources: [../base]\n${field}:\n  - |-\n${indented(text.trimEnd())}\n` +
          `#- /${name}Inside/patch.yaml\n${patchFile}`,
      )
      .join('');
  const verdicts = (cases: Readonly<Record<string, string>>, verdict: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.keys(cases).flatMap((name) => [name, `${name}Inside`].map((one) => [one, verdict])));

  test('in files and in place', async () => {
    const source =
      base +
      folders(followed, 'transformers') +
      folders(rejected, 'transformers') +
      folders(generated, 'generators') +
      Object.entries(onOneLine)
        .map(([name, text]) => `#- /${name}/kustomization.yaml\nresources: [../base]\n${text}\n`)
        .join('');
    const found = await compareFiles(parseFixture(source).files);
    const lines = found.flatMap((one) => one.lines.map((line) => `${one.kustomization}: ${line}`)).join('\n');
    expect(Object.fromEntries(found.map((one) => [one.kustomization, one.verdict])), lines).toEqual({
      ...verdicts(followed, 'same'),
      ...verdicts(rejected, 'bothReject'),
      ...verdicts(generated, 'same'),
      ...Object.fromEntries(Object.keys(onOneLine).map((name) => [name, 'same'])),
    });
  });
});

test('what a transformer makes wrong is said where it says it, and nothing where it is not followed', () => {
  const rest = `
    #- /app/db.yaml
    kind: Service
    apiVersion: v1
    metadata: {name: db}
    spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432, name: sql}]}
    ---
    kind: StatefulSet
    apiVersion: apps/v1
    metadata: {name: db}
    spec:
      serviceName: db
      selector: {matchLabels: {app: db}}
      template:
        metadata: {labels: {app: db}}
        spec: {containers: [{name: db, image: db}]}
  `;
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [db.yaml]
    transformers: [patch.yaml, nobody.yaml]
                               ^^^^^^^^^^^ error[invalid-kustomization] There is no Service "bd" here to patch.
    #- /app/patch.yaml
    apiVersion: builtin
    kind: PatchTransformer
    metadata: {name: it}
    target: {kind: StatefulSet}
    patch: |-
      - op: replace
        path: /spec/serviceName
        value: bd
               ^^ warning[missing-governing-service] 💡
    #- /app/nobody.yaml
    apiVersion: builtin
    kind: PatchTransformer
    metadata: {name: it}
    patch: '{apiVersion: v1, kind: Service, metadata: {name: bd}}'
    ${rest}
  `);
  checkDiagnostics(`
    #- /app/kustomization.yaml
    resources: [db.yaml]
    transformers: [other.yaml]
    #- /app/other.yaml
    apiVersion: builtin
    kind: ValueAddTransformer
    metadata: {name: it}
    value: x
    ${rest.replace('serviceName: db', 'serviceName: other')}
  `);
});

test('the files that generators read are looked for, wherever these are written', () => {
  const files = {
    '/app/kustomization.yaml':
      'generators:\n  - settings.yaml\n  - |-\n    apiVersion: builtin\n    kind: SecretGenerator\n    metadata: {name: b}\n    files: [key=in-place.txt]\n',
    '/app/settings.yaml': 'apiVersion: builtin\nkind: ConfigMapGenerator\nmetadata: {name: a}\nenvs: [db.env]\n',
  };
  const all = Object.entries(files).map(([path, text]) => ({ uri: `file://${path}`, path, text }));
  const named = textsNamed(snapshotOf(all).files.values());
  expect([...named]).toEqual(expect.arrayContaining(['/app/db.env', '/app/in-place.txt']));
});
