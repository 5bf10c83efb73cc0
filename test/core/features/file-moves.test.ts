import { expect, test } from 'vitest';
import { editsForMoves } from '../../../server/src/core/features/facade.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const workspace = `
  #- /apps/web/kustomization.yaml
  resources: [web.yaml, ../../base/] # own and shared
  components: [./extra]
  configMapGenerator:
    - {name: a, files: [app.conf, key=other.conf], envs: [x.env]}
  patches: [{path: "p.yaml"}]
  #- /apps/web/web.yaml
  kind: ConfigMap
  #- /apps/web/extra/kustomization.yaml
  kind: Component
  #- /base/kustomization.yaml
  resources: []
  #- /apps/other/kustomization.yaml
  resources: [../web, https://example.com/apps/web]
  #- /flux/web.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: web}
  spec: {path: ./apps/web, sourceRef: {kind: GitRepository, name: all}}
  #- /flux/chart.yaml
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata: {name: web}
  spec:
    source: {repoURL: https://example.com/all.git, path: apps/web, helm: {valueFiles: [values.yaml, ../values.yaml]}}
`;

/** The lines that are others once files have moved. */
function changed(...moves: readonly (readonly [string, string])[]): readonly string[] {
  const snapshot = snapshotOfFixture(parseFixture(workspace));
  const { files } = editsForMoves(
    snapshot,
    moves.map(([from, to]) => ({ from, to })),
  );
  return files.flatMap(({ file, edits }) => {
    const before = file.text.split('\n');
    const after = applyEdits(file.text, edits).split('\n');
    return after.flatMap((line, index) => (line === before[index] ? [] : [`${file.path}: ${line.trim()}`]));
  });
}

test('a file that a kustomization names', () => {
  expect(changed(['/apps/web/web.yaml', '/apps/web/all.yaml'])).toEqual([
    '/apps/web/kustomization.yaml: resources: [all.yaml, ../../base/] # own and shared',
  ]);
  expect(changed(['/apps/web/p.yaml', '/apps/web/patches/p.yaml'])).toEqual([
    '/apps/web/kustomization.yaml: patches: [{path: "patches/p.yaml"}]',
  ]);
});

test('a file of a generator keeps its key', () => {
  expect(changed(['/apps/web/app.conf', '/apps/web/main.conf'], ['/apps/web/other.conf', '/apps/o.conf'])).toEqual([
    '/apps/web/kustomization.yaml: - {name: a, files: [app.conf=main.conf, key=../o.conf], envs: [x.env]}',
  ]);
});

test('a folder, with what Flux and Argo CD apply', () => {
  expect(changed(['/apps/web', '/apps/front'])).toEqual([
    '/apps/other/kustomization.yaml: resources: [../front, https://example.com/apps/web]',
    '/flux/chart.yaml: source: {repoURL: https://example.com/all.git, path: apps/front, helm: {valueFiles: [values.yaml, ../values.yaml]}}',
    '/flux/web.yaml: spec: {path: ./apps/front, sourceRef: {kind: GitRepository, name: all}}',
  ]);
});

test('a folder that moves finds what stays', () => {
  expect(changed(['/apps/web', '/web'])).toEqual([
    '/apps/other/kustomization.yaml: resources: [../../web, https://example.com/apps/web]',
    '/apps/web/kustomization.yaml: resources: [web.yaml, ../base/] # own and shared',
    '/flux/chart.yaml: source: {repoURL: https://example.com/all.git, path: web, helm: {valueFiles: [values.yaml, ../apps/values.yaml]}}',
    '/flux/web.yaml: spec: {path: ./web, sourceRef: {kind: GitRepository, name: all}}',
  ]);
});

test('nothing for what nobody names, and for a name that only begins alike', () => {
  expect(changed(['/apps/we', '/apps/x'], ['/docs', '/doc'])).toEqual([]);
});
