import { describe, expect, it } from 'vitest';
import { codeActions, convertAt } from '../../../server/src/core/features/code-actions.ts';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { withTexts } from '../../../server/src/core/workspace/workspace.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const toHeadless = 'Convert to Headless Service (delete and re-create a running one)';

/** The conversion at the cursor, as the files that it changes, with the errors that are there afterwards; else why there is none. */
function converted(source: string): string {
  const fixture = parseFixture(source);
  const snapshot = snapshotOfFixture(fixture);
  const { uri = '', offset = 0 } = fixture.cursor ?? {};
  const result = convertAt(snapshot, uri, offset);
  const offers = codeActions(snapshot, uri, { start: offset, end: offset });
  const offer = offers.find(({ title }) => title === toHeadless);
  const isRejected = 'rejected' in result;
  expect(offer?.edit() === undefined, 'the action does what the command does').toBe(isRejected);
  if (offer !== undefined) expect(offer.rejection).toMatch(/^Nothing was changed: /);
  if (isRejected) return result.rejected;
  const texts = new Map(result.alone.edit.files.map(({ file, edits }) => [file.uri, applyEdits(file.text, edits)]));
  const after = withTexts(snapshot, texts);
  const errors = [...after.files.values()].flatMap((file) =>
    findProblems(after, file).filter(({ severity }) => severity === 'error'),
  );
  return [
    ...[...texts].map(([path, text]) => `${path.replace('file://', '')}\n${text}`),
    ...errors.map(({ file, message }) => `${file.path}: ${message}`),
  ].join('');
}

const base = `
  #- /base/kustomization.yaml
  resources: [db.yaml]
  #- /base/db.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: d$0b}
  spec:
    selector: {app: db}
    ports:
      - {name: sql, port: 80, targetPort: 80}
`;
const notBuilt =
  'Service "db" was not changed: this edit cannot follow what its kustomizations change in it. Change their patches, replacements and generators by hand.';

describe('the conversion to a headless Service in kustomizations', () => {
  it('changes the patches of all overlays', () => {
    expect(
      converted(`${base}
  #- /one/kustomization.yaml
  resources: [../base]
  #- /two/kustomization.yaml
  resources: [../base]
  patches:
    - path: type.yaml
  #- /two/type.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: db}
  spec:
    type: LoadBalancer
    externalTrafficPolicy: Local
`),
    ).toMatchInlineSnapshot(`
      "/base/db.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec:
        clusterIP: None
        selector: {app: db}
        ports:
          - {name: sql, port: 80, targetPort: 80}
      /two/type.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec:
        type: ClusterIP
      "
    `);
  });

  it('takes operations out of JSON patches, or has them take out what they replaced', () => {
    expect(
      converted(
        `${base}
  #- /one/kustomization.yaml
  resources: [../base]
  patches:
    - target: {kind: Service}
      patch: |-
        - op: add
          path: /spec/type
          value: NodePort
        - op: add
          path: /spec/externalTrafficPolicy
          value: Local
        - op: replace
          path: /spec/ports/0/targetPort
          value: 81
  #- /two/kustomization.yaml
  resources: [../base]
  patches:
    - target: {kind: Service}
      path: ports.json
  #- /two/ports.json
  [{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 81}]
  #- /base/pods.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: db}
  spec:
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db, ports: [{containerPort: 81}]}]}
`.replace('[db.yaml]', '[db.yaml, pods.yaml]'),
      ),
    ).toMatchInlineSnapshot(`
      "/one/kustomization.yaml
      resources: [../base]
      patches:
        - target: {kind: Service}
          patch: |-
            - op: add
              path: /spec/type
              value: ClusterIP
            - op: remove
              path: /spec/ports/0/targetPort
      /base/db.yaml
      apiVersion: v1
      kind: Service
      metadata: {name: db}
      spec:
        clusterIP: None
        selector: {app: db}
        ports:
          - {name: sql, port: 81, targetPort: 80}
      /two/ports.json
      [{"op": "remove", "path": "/spec/ports/0/targetPort"}]
      "
    `);
  });

  it('is not made where a patch would make another port of the one that is changed', () => {
    const source = `${base.replace('targetPort: 80', 'targetPort: sql')}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: db}
  spec:
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 90}]}]}
  #- /app/kustomization.yaml
  resources: [../base]
  patches:
    - patch: |
        apiVersion: v1
        kind: Service
        metadata: {name: db}
        spec:
          ports:
            - port: 80
              appProtocol: tcp
`;
    expect(converted(source)).toBe(notBuilt);
  });

  it('is not made where a replacement writes a type that has a cluster IP', () => {
    const source = `${base.replace('spec:\n', 'spec:\n    type: ClusterIP\n')}
  #- /app/kustomization.yaml
  resources: [../base, types.yaml]
  replacements:
    - source: {kind: ConfigMap, name: types, fieldPath: data.type}
      targets:
        - select: {kind: Service}
          fieldPaths: [spec.type]
  #- /app/types.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: types}
  data: {type: NodePort}
`;
    expect(converted(source)).toBe(notBuilt);
  });

  it('is not made where a replacement writes the address', () => {
    const source = `${base.replace('    selector', '    clusterIP: 10.0.0.1\n    selector')}
  #- /app/kustomization.yaml
  resources: [../base]
  replacements:
    - sourceValue: 10.0.0.2
      targets:
        - select: {kind: Service}
          fieldPaths: [spec.clusterIP]
`;
    expect(converted(source)).toBe(notBuilt);
  });
});

describe('in kustomizations', () => {
  it('no Service is split off a base with the values of one overlay', () => {
    const overlay = (name: string): string => `
  #- /${name}/kustomization.yaml
  namespace: ${name}
  resources: [../base]
  labels:
    - {pairs: {env: ${name}}, includeSelectors: true}
`;
    expect(titlesAt(base + overlay('one') + overlay('two'))).toEqual([toHeadless]);
    expect(titlesAt(base + overlay('one'))).toContain('Split off headless Service "db-headless"');
  });

  it('a Service that a patch makes headless is converted back from the patch, in it alone', () => {
    const patched = (patch: string): string => `
  #- /base/kustomization.yaml
  resources: [all.yaml]
  #- /base/all.yaml
  kind: Service
  metadata: {name: db}
  spec: {selector: {app: db}, ports: [{name: sql, port: 5432}]}
  #- /one/kustomization.yaml
  namespace: one
  resources: [../base]
  patches:
    - path: patch.yaml
  #- /one/patch.yaml
  kind: Service
  metadata: {name: db}
  ${patch}
  #- /two/kustomization.yaml
  namespace: two
  resources: [../base]
`;
    const toClusterIP = 'Convert to ClusterIP Service (delete and re-create a running one)';
    expect(titlesAt(patched('spec: {clusterIP: No$0ne}'))).toEqual([toClusterIP]);
    expect(titlesAt(patched('spec: {publishNotReadyAddresses: tr$0ue}'))).toEqual([]);
  });

  it('what is split off a Service writes the namespace and labels of its text, not those of an overlay', () => {
    const split = `
  #- /base/kustomization.yaml
  resources: [all.yaml]
  #- /base/all.yaml
  kind: Service
  metadata: {name: d$0b}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
  #- /one/kustomization.yaml
  namespace: one
  labels: [{pairs: {env: one}}]
  resources: [../base]
  #- /two/kustomization.yaml
  namespace: two
  resources: [../base]
`;
    const fixture = parseFixture(split);
    const { uri = '', offset = 0 } = fixture.cursor ?? {};
    const offers = codeActions(snapshotOfFixture(fixture), uri, { start: offset, end: offset });
    const texts = offers
      .find(({ title }) => title.startsWith('Split'))
      ?.edit()
      ?.files.flatMap(({ edits }) => edits);
    expect(texts?.map(({ newText }) => newText).join('')).toContain('name: db-client');
    expect(texts?.map(({ newText }) => newText).join('')).not.toMatch(/namespace|env/);
  });

  it('no slice is made of Endpoints that a patch changes, as the patch would find nothing', () => {
    expect(
      titlesAt(`
  #- /app/kustomization.yaml
  resources: [db.yaml]
  patches:
    - path: patch.yaml
  #- /app/db.yaml
  apiVersion: v1
  kind: Endpoints
  metadata: {name: d$0b}
  subsets:
    - addresses: [{ip: 10.0.0.1}]
      ports: [{port: 80}]
  #- /app/patch.yaml
  apiVersion: v1
  kind: Endpoints
  metadata: {name: db, labels: {a: b}}
`),
    ).toEqual([]);
  });
});

/** The titles of what is offered at the cursor, without comments that turn rules off. */
function titlesAt(source: string): readonly string[] {
  const fixture = parseFixture(source);
  const { uri = '', offset = 0 } = fixture.cursor ?? {};
  const offers = codeActions(snapshotOfFixture(fixture), uri, { start: offset, end: offset });
  const possible = offers.filter((offer) => !offer.title.startsWith('Disable') && offer.edit() !== undefined);
  return possible.map(({ title }) => title);
}
