import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AskedFiles } from '../../../server/src/core/kustomize/asked-files.ts';
import { buildKustomization } from '../../../server/src/core/kustomize/build.ts';
import type { Bases } from '../../../server/src/core/kustomize/bases.ts';
import { findKustomizations, type KustomizationFiles } from '../../../server/src/core/kustomize/files.ts';
import { Orders } from '../../../server/src/core/kustomize/orders.ts';
import { placeBuild } from '../../../server/src/core/kustomize/placed-build.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { SharedReads } from '../../../server/src/core/yaml/shared.ts';
import { dedent, parseFixture } from '../../support/fixture.ts';
import { repositories, type MadeFile } from '../../support/kustomize-repositories.ts';
import { valueOf } from '../../support/yaml-value.ts';

// Kustomizations that share what their bases come to, and what was read of them, build what each of them builds alone, in whatever
// order they are built.

function filesOf(files: readonly MadeFile[]): KustomizationFiles {
  const given = files.map((file) => ({ ...file, uri: file.path }));
  const { files: read } = snapshotOf(given);
  return findKustomizations({
    files: read,
    unread: [],
    searched: [''],
    listings: new Map(),
    isExcluded: () => false,
    orders: new Orders(),
  });
}

/** A kustomization upon the base that says more. */
function overlay(name: string, more: string): MadeFile {
  return { path: `/${name}/kustomization.yaml`, text: `resources: [../base]\n${more}` };
}

/** All that builds say and rest on, by kustomization. */
function builtOf(
  files: KustomizationFiles,
  tops: KustomizationFiles['all'],
  known: () => { readonly bases: Bases; readonly reads: SharedReads },
): unknown {
  const built = tops.map((top) => {
    const { bases, reads } = known();
    const asked = new AskedFiles(files);
    const build = buildKustomization(top, asked, bases);
    const { drafts, open, problems, files: used } = build;
    const { file } = top.document;
    const scope = { kind: 'kustomization', folder: '', file, open, altered: open, deletedServices: [] } as const;
    const placed = placeBuild(build, scope, () => 'default', reads);
    return [
      top.document.file.path,
      {
        objects: drafts.map(({ tree, previous, prefixes, suffixes, patchedBy }) => {
          const patches = [...patchedBy].map(({ file }) => file.path);
          return { tree: valueOf(tree), previous, prefixes, suffixes, patches };
        }),
        read: placed.map(({ resource }) => resource),
        open,
        problems: problems.map(({ document, kind, at, values }) => ({ file: document.file.path, kind, at, values })),
        used: used.map(({ path }) => path),
        asked: [...asked.paths].sort(),
      },
    ] as const;
  });
  return Object.fromEntries(built);
}

function expectSame(made: readonly MadeFile[]): void {
  const files = filesOf(made);
  const nothingKnown = (): Parameters<typeof builtOf>[2] => {
    const known = { bases: new Map(), reads: new SharedReads() };
    return () => known;
  };
  const alone = builtOf(files, files.all, () => ({ bases: new Map(), reads: new SharedReads() }));
  expect(builtOf(files, files.all, nothingKnown())).toEqual(alone);
  expect(builtOf(files, [...files.all].reverse(), nothingKnown())).toEqual(alone);
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

test('parts of a base that only some overlays have, or have at another place, and those that come twice in one object', () => {
  expectSame([
    ...parseFixture(
      dedent(`
        #- /base/kustomization.yaml
        resources: [d.yaml]
        commonAnnotations: {peer: "http://db.shop.svc:80"}
        configMapGenerator:
          - name: conf
            files: [long.properties]
        #- /base/d.yaml
        kind: Deployment
        apiVersion: apps/v1
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
                - {name: one, env: [{name: DB_HOST, value: db}, {name: DB_PORT, value: "5432"}]}
                - {name: two, env: &env [{name: DB, value: "db-0.db:5432"}]}
                - {name: three, env: *env}
      `),
    ).files,
    { path: '/base/long.properties', text: 'db.hosts=db-0.db:5432\n'.repeat(20) },
    overlay('same', ''),
    overlay('namespaced', 'namespace: x'),
    overlay('less', 'patches: [{target: {kind: Deployment}, patch: "- {op: remove, path: /metadata/annotations}"}]'),
    overlay(
      'moved',
      'patches: [{target: {kind: Deployment}, patch: "- {op: remove, path: /spec/template/spec/containers/0}"}]',
    ),
    overlay(
      'without',
      'patches: [{target: {kind: Deployment}, patch: "- {op: remove, path: /spec/template/spec/containers/1}"}]',
    ),
    overlay(
      'secret',
      'patches: [{target: {kind: ConfigMap}, options: {allowKindChange: true}, patch: "{kind: Secret, apiVersion: v1, metadata: {name: conf}}"}]',
    ),
    overlay('more', 'configMapGenerator: [{name: conf, behavior: merge, literals: [x=http://y.z.svc]}]'),
  ]);
});

test('arguments of a container whose variables have other values in each overlay, beside those that hold none', () => {
  const host = (name: string, value: string): MadeFile =>
    overlay(
      name,
      `patches: [{target: {kind: Deployment}, patch: '- {op: replace, path: /spec/template/spec/containers/0/env/0/value, value: ${value}}'}]`,
    );
  const made = [
    ...parseFixture(
      dedent(`
        #- /base/kustomization.yaml
        resources: [d.yaml]
        #- /base/d.yaml
        kind: Deployment
        apiVersion: apps/v1
        metadata: {name: web}
        spec:
          template:
            spec:
              containers:
                - name: web
                  env:
                    - {name: BASE, value: db.prod}
                    - {name: PEER, value: "http://db-0.$(BASE).svc"}
                    - {name: CACHE, value: "redis.prod.svc:6379"}
                  args: ["--db=http://$(BASE).svc:5432", "--cache=redis.prod.svc:6379"]
                  command: [connect, "http://cache.prod.svc"]
      `),
    ).files,
    host('one', 'db.one'),
    host('two', 'db.two'),
    host('three', '10.0.0.1'),
  ];
  expectSame(made);
  const known = { bases: new Map(), reads: new SharedReads() };
  const files = filesOf(made);
  const read = JSON.stringify(builtOf(files, files.all, () => known));
  for (const host of ['db.one.svc', 'db.two.svc', 'redis.prod.svc', 'cache.prod.svc'])
    expect(read).toContain(`"host":"${host}"`);
});
