import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AskedFiles } from '../../../server/src/core/kustomize/asked-files.ts';
import { buildKustomization } from '../../../server/src/core/kustomize/build.ts';
import type { Bases } from '../../../server/src/core/kustomize/bases.ts';
import { findKustomizations, type KustomizationFiles } from '../../../server/src/core/kustomize/files.ts';
import { snapshotOf } from '../../../server/src/core/workspace/workspace.ts';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { repositories, type MadeFile } from '../../support/kustomize-repositories.ts';
import { valueOf } from '../../support/yaml-value.ts';

// Kustomizations that share what their bases come to build what each of them builds alone, in whatever order they are built.

function filesOf(files: readonly MadeFile[]): KustomizationFiles {
  const given = files.map((file) => ({ ...file, uri: file.path }));
  const { files: read } = snapshotOf(given);
  return findKustomizations({ files: read, unread: [], searched: [''], isExcluded: () => false });
}

/** All that builds say and rest on, by kustomization. */
function builtOf(files: KustomizationFiles, tops: KustomizationFiles['all'], bases: () => Bases): unknown {
  const built = tops.map((top) => {
    const asked = new AskedFiles(files);
    const { drafts, open, problems, reached, files: used } = buildKustomization(top, asked, bases());
    return [
      top.document.file.path,
      {
        objects: drafts.map(({ tree, previous, prefixes, suffixes, patchedBy }) => {
          const patches = [...patchedBy].map(({ file }) => file.path);
          return { tree: valueOf(tree), previous, prefixes, suffixes, patches };
        }),
        open,
        problems: problems.map(({ document, kind, at, values }) => ({ file: document.file.path, kind, at, values })),
        reached: reached.map(({ document }) => document.file.path),
        used: used.map(({ path }) => path),
        asked: [...asked.paths].sort(),
      },
    ] as const;
  });
  return Object.fromEntries(built);
}

function expectSame(made: readonly MadeFile[]): void {
  const files = filesOf(made);
  const alone = builtOf(files, files.all, () => new Map());
  const shared: Bases = new Map();
  expect(builtOf(files, files.all, () => shared)).toEqual(alone);
  const backwards: Bases = new Map();
  expect(builtOf(files, [...files.all].reverse(), () => backwards)).toEqual(alone);
}

test('repositories made at random', () => {
  fc.assert(fc.property(repositories(), expectSame), { numRuns: 30 });
});

/** Two overlays upon one base, with what else there is. */
function overlays(source: string): readonly MadeFile[] {
  return parseFixture(
    dedent(`
      #- /base/s.yaml
      kind: Service
      apiVersion: v1
      metadata: {name: db}
      #- /one/kustomization.yaml
      namePrefix: one-
      resources: [../base]
      #- /two/kustomization.yaml
      namePrefix: two-
      resources: [../base]
    `) + dedent(source),
  ).files;
}

test('a base that only one of the overlays closes a chain with', () => {
  expectSame(
    overlays(`
      #- /base/kustomization.yaml
      resources: [s.yaml, ../two]
    `),
  );
});

test('a base that names an object twice, and one with variables and fields of its own', () => {
  expectSame(
    overlays(`
      #- /base/kustomization.yaml
      resources: [s.yaml, t.yaml]
      #- /base/t.yaml
      kind: Service
      apiVersion: v1
      metadata: {name: db}
    `),
  );
  expectSame(
    overlays(`
      #- /base/kustomization.yaml
      resources: [s.yaml]
      vars: [{name: DB, objref: {kind: Service, name: db, apiVersion: v1}}]
      configurations: [fields.yaml]
      #- /base/fields.yaml
      varReference: [{path: metadata/annotations, kind: Service}]
    `),
  );
});

test('a base that lacks a file, upon which there are patches', () => {
  expectSame([
    ...overlays(`
      #- /base/kustomization.yaml
      resources: [s.yaml, gone.yaml, https://example.com/x]
      patches: [{target: {kind: Job}, patch: "[]"}]
    `),
    {
      path: '/three/kustomization.yaml',
      text: 'resources: [https://example.com/y, ../base]\nreplicas: [{name: x, count: 1}]',
    },
  ]);
});
