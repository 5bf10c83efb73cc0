import { getOrMake, lastWhere } from '../util/collections.ts';
import { folderOf, foldersAbove, isInFolder } from '../util/paths.ts';
import { findKustomizations, kustomizedFolders, type KustomizationFiles } from '../kustomize/files.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import { Orders, type BuildOrder } from '../kustomize/orders.ts';
import { filesBelow, fileNamedBy } from '../kustomize/tops.ts';
import type { Failure } from '../files/failures.ts';
import type { SnapshotMemory } from './memory.ts';
import { type Placed, plainScope, type ChartScope, type KustomizationScope, type Scope } from '../objects/placed.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import type { Listings } from '../files/listing.ts';
import { Builds, type WhenBuilt } from './builds.ts';
import type { Contents } from './contents.ts';
import { findParts } from './partial-manifests.ts';

/** Tells which files belong together, and the objects of those that a kustomization builds. */
export interface ScopeIndex {
  /** The kustomizations and charts of the workspace. */
  readonly bound: readonly Scope[];
  /** The scope of a file's objects, the first of several; `undefined` for a file whose documents are no objects: a patch. */
  scopeOf(file: SnapshotFile): Scope | undefined;
  /**
   * The objects of a file that a kustomization is, reads or applies as a patch: one for each that builds it, under the
   * names they will have; `undefined` for all other files.
   */
  builtFrom(file: SnapshotFile): readonly Placed[] | undefined;
  /** The objects that a kustomization builds. */
  builtBy(scope: KustomizationScope): Contents | undefined;
  /** What kustomize rejects about a kustomization. */
  problemsOf(document: SnapshotDocument): readonly KustomizationProblem[];
  /** The files that a kustomization reads, directly and through others; itself included. */
  filesBelow(kustomization: SnapshotFile): readonly SnapshotFile[];
  /** The file that an entry of a kustomization names; for a folder, its kustomization. */
  namedBy(kustomization: SnapshotFile, entry: string): SnapshotFile | undefined;
  /** What is there at paths, and what is not. */
  readonly known: Pick<KustomizationFiles, 'all' | 'absence' | 'file' | 'inFolder' | 'namesIn'>;
  /** The files that a kustomization is built of: kustomizations, objects, patches. */
  filesOf(scope: KustomizationScope): readonly SnapshotFile[];
  /** By what Flux or Argo CD builds a kustomization. */
  orderOf(scope: KustomizationScope): BuildOrder | undefined;
  /**
   * The namespace that Flux or Argo CD gives the objects of a file of a scope that write none; `undefined` where they give none, or a
   * kustomization builds it.
   */
  namespaceOrdered(file: SnapshotFile, scope: Scope): string | undefined;
  /** What our own code failed at while a kustomization was built. */
  failuresOf(kustomization: SnapshotFile): readonly Failure[];
  /** Takes in the new texts of manifests that stay where they are. Returns the URIs of the files whose objects may be others now. */
  takeTexts(manifests: readonly SnapshotFile[]): Iterable<string>;
  /**
   * Builds the next kustomization that is to be built; `false` where all are. Until then it is as it was built before, or as if it were not
   * there.
   */
  buildNext(): boolean;
  /** The URIs of the files whose objects may be others than before, as they were built since this was asked for the last time. */
  takeNews(): Iterable<string>;
}

/** What scopes are found in. */
interface ScopeInput {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  readonly listings: Listings;
  /** The folders all of whose manifests were looked for. */
  readonly searched: readonly string[];
  /** Whether a setting leaves a path out. */
  readonly isExcluded: (path: string) => boolean;
  readonly memory: SnapshotMemory;
  /** As it is at the moment. */
  readonly building: () => WhenBuilt;
  readonly ambientNamespace: (file: SnapshotFile) => string;
}

/** Finds the charts and kustomizations of a workspace, and what the kustomizations build. */
export function findScopes(input: ScopeInput): ScopeIndex {
  const charts = new Map<string, ChartScope>();
  const orders = new Orders();
  const kustomized = kustomizedFolders([...input.files.values()].map(({ path }) => path));
  for (const file of input.files.values()) {
    orders.read(file);
    if (file.role === 'chart') charts.set(folderOf(file.path), chartIn(folderOf(file.path), input.memory));
  }
  const isPart = findParts([...input.files.values()]);
  const unbound = (file: SnapshotFile): Scope | undefined => {
    if (isPart(file)) return undefined;
    return (charts.size === 0 ? undefined : outermostChart(file.path, charts)) ?? plainScope;
  };
  const files = findKustomizations({ ...input, orders });
  const builds = new Builds(files, input);
  return {
    namespaceOrdered(file, scope) {
      const folder = scope.kind === 'chart' ? scope.folder : folderOf(file.path);
      return orders.namespaceIn(folder, (one) => kustomized.has(one));
    },
    get bound() {
      return [...charts.values(), ...builds.scopes];
    },
    scopeOf(file) {
      const objects = builds.objectsIn(file);
      return objects === undefined ? unbound(file) : objects[0]?.scope;
    },
    builtFrom: (file) => builds.objectsIn(file),
    builtBy: (scope) => builds.of(scope)?.contents,
    problemsOf: (document) => builds.problemsOf(document),
    failuresOf: (file) => builds.failuresOf(file),
    namedBy: (kustomization, entry) => fileNamedBy(kustomization, entry, files),
    known: files,
    filesBelow: (kustomization) => filesBelow(kustomization, files),
    filesOf: (scope) => builds.of(scope)?.files ?? [],
    orderOf: (scope) => builds.of(scope)?.order,
    takeTexts(manifests) {
      // The folders for which something else may be ordered now than before.
      const folders = new Set(manifests.flatMap((manifest) => orders.read(manifest)));
      const isOrdered = ({ path }: SnapshotFile): boolean => [...folders].some((folder) => isInFolder(path, folder));
      const inThem = folders.size === 0 ? [] : [...input.files.values()].filter(isOrdered);
      return [...[...manifests, ...inThem].map(({ uri }) => uri), ...builds.takeTexts(manifests, folders)];
    },
    buildNext: () => builds.buildNext(),
    takeNews: () => builds.takeNews(),
  };
}

function chartIn(folder: string, { charts }: SnapshotMemory): ChartScope {
  return getOrMake(charts, folder, () => ({ kind: 'chart', folder }));
}

/** The outermost chart above a path, as a chart's own charts are rendered with it. */
function outermostChart(path: string, charts: ReadonlyMap<string, ChartScope>): ChartScope | undefined {
  if (charts.size === 0) return undefined;
  const folder = lastWhere(foldersAbove(folderOf(path)), (one) => charts.has(one));
  return folder === undefined ? undefined : charts.get(folder);
}
