import { addAll, groupBy } from '../util/collections.ts';
import { folderOf } from '../util/paths.ts';
import { buildKustomization } from '../kustomize/build.ts';
import {
  findKustomizations,
  kustomizationOf,
  type KustomizationFile,
  type KustomizationFiles,
} from '../kustomize/files.ts';
import { resolvePath } from '../kustomize/kustomization-paths.ts';
import { placeBuild } from '../kustomize/placed-build.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import { filesBelow, findTops } from '../kustomize/tops.ts';
import type { Failures } from '../files/failures.ts';
import type { AppliedBuild, SnapshotMemory } from './memory.ts';
import { placeResource, type Placed } from '../objects/placed.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import { Contents } from './contents.ts';
import { findParts } from './parts.ts';
import { plainScope, type ChartScope, type KustomizationScope, type Scope } from '../objects/scope.ts';

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
  /** The files that a kustomization is built of: kustomizations, objects, patches. */
  filesOf(scope: KustomizationScope): readonly SnapshotFile[];
}

/** What scopes are found in. */
export interface ScopeInput {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  /** The folders all of whose manifests were looked for. */
  readonly searched: readonly string[];
  /** Whether a setting leaves a path out. */
  readonly isExcluded: (path: string) => boolean;
  readonly memory: SnapshotMemory;
  readonly failures: Failures;
  readonly ambientNamespace: (file: SnapshotFile) => string;
}

/** Finds the charts and kustomizations of a workspace, and what the kustomizations build. */
export function findScopes(input: ScopeInput): ScopeIndex {
  const charts = new Map<string, ChartScope>();
  let hasKustomizations = false;
  for (const file of input.files.values()) {
    if (file.role === 'chart') charts.set(folderOf(file.path), chartIn(folderOf(file.path), input.memory));
    if (file.role === 'kustomization') hasKustomizations = true;
  }
  const isPart = findParts([...input.files.values()]);
  const unbound = (file: SnapshotFile): Scope | undefined => {
    if (isPart(file)) return undefined;
    return (charts.size === 0 ? undefined : outermostChart(file.path, charts)) ?? plainScope;
  };
  if (!hasKustomizations) {
    const bound = [...charts.values()];
    return {
      bound,
      scopeOf: unbound,
      builtFrom: () => undefined,
      builtBy: () => undefined,
      problemsOf: () => [],
      filesOf: () => [],
      namedBy: () => undefined,
      filesBelow: () => [],
    };
  }
  const files = findKustomizations(input);
  const builds = buildAll(files, input);
  const byScope = new Map<Scope, AppliedBuild>(builds.map((build) => [build.scope, build]));
  const builtFrom = objectsByFile(builds, input);
  const problems = problemsByDocument(builds);
  return {
    bound: [...charts.values(), ...builds.map((build) => build.scope)],
    scopeOf(file) {
      const objects = builtFrom.get(file);
      return objects === undefined ? unbound(file) : objects[0]?.scope;
    },
    builtFrom: (file) => builtFrom.get(file),
    builtBy: (scope) => byScope.get(scope)?.contents,
    problemsOf: (document) => problems.get(document) ?? [],
    namedBy(kustomization, entry) {
      const path = resolvePath(folderOf(kustomization.path), entry);
      return path === undefined ? undefined : (files.file(path) ?? files.inFolder(path)?.document.file);
    },
    filesBelow: (kustomization) => filesBelow(kustomization, files),
    filesOf: (scope) => byScope.get(scope)?.files ?? [],
  };
}

function buildAll(files: KustomizationFiles, input: ScopeInput): readonly AppliedBuild[] {
  return findTops(files).map((top) => {
    const { path } = top.document.file;
    const kept = input.memory.builds.get(path);
    if (kept?.holds(files, input.ambientNamespace) === true) return kept.build;
    return input.failures.attempt(top.document.file, 'building it', unbuilt(top), () => buildTop(top, files, input));
  });
}

/** A kustomization of which nothing is known but that it is there. */
function unbuilt({ document }: KustomizationFile): AppliedBuild {
  const { file } = document;
  return {
    scope: { kind: 'kustomization', folder: folderOf(file.path), file, open: true },
    contents: new Contents([]),
    objects: new Map(),
    problems: [],
    reached: new Set([document]),
    files: [file],
  };
}

function buildTop(top: KustomizationFile, files: KustomizationFiles, input: ScopeInput): AppliedBuild {
  const { file } = top.document;
  const lookups = new Lookups(files);
  const build = buildKustomization(top, lookups);
  const scope = { kind: 'kustomization', folder: folderOf(file.path), file, open: build.open } as const;
  const namespaces = new Map<SnapshotFile, string>();
  const ambientNamespace = (of: SnapshotFile): string => {
    const namespace = input.ambientNamespace(of);
    namespaces.set(of, namespace);
    return namespace;
  };
  const objects = placeBuild(build, scope, ambientNamespace);
  const applied: AppliedBuild = {
    scope,
    contents: new Contents(objects),
    objects: groupBy(objects, ({ document }) => document.file),
    problems: build.problems,
    reached: new Set(build.reached.map((one) => one.document)),
    files: build.files,
  };
  input.memory.builds.set(file.path, {
    build: applied,
    holds: (current, ambient) =>
      current.inFolder(scope.folder)?.document === top.document &&
      lookups.hold(current) &&
      [...namespaces].every(([of, namespace]) => ambient(of) === namespace),
  });
  return applied;
}

/** Files that remember what was asked of them. */
class Lookups implements KustomizationFiles {
  readonly #files: KustomizationFiles;
  readonly #asked = new Map<string, SnapshotFile | undefined>();
  readonly #folders = new Map<string, SnapshotDocument | undefined>();
  readonly #absent = new Map<string, ReturnType<KustomizationFiles['absence']>>();
  readonly #ambiguous = new Map<string, ReturnType<KustomizationFiles['isAmbiguous']>>();

  constructor(files: KustomizationFiles) {
    this.#files = files;
  }

  get all(): readonly KustomizationFile[] {
    return this.#files.all;
  }

  file(path: string): SnapshotFile | undefined {
    const found = this.#files.file(path);
    this.#asked.set(path, found);
    return found;
  }

  inFolder(folder: string): KustomizationFile | undefined {
    const found = this.#files.inFolder(folder);
    this.#folders.set(folder, found?.document);
    return found;
  }

  isAmbiguous(folder: string): boolean {
    const found = this.#files.isAmbiguous(folder);
    this.#ambiguous.set(folder, found);
    return found;
  }

  absence(path: string): ReturnType<KustomizationFiles['absence']> {
    const found = this.#files.absence(path);
    this.#absent.set(path, found);
    return found;
  }

  /** Whether other files answer the same to all that was asked. */
  hold(files: KustomizationFiles): boolean {
    return (
      [...this.#asked].every(([path, file]) => files.file(path) === file) &&
      [...this.#folders].every(([folder, document]) => files.inFolder(folder)?.document === document) &&
      [...this.#ambiguous].every(([folder, was]) => files.isAmbiguous(folder) === was) &&
      [...this.#absent].every(([path, was]) => files.absence(path) === was)
    );
  }
}

function objectsByFile(
  builds: readonly AppliedBuild[],
  input: ScopeInput,
): ReadonlyMap<SnapshotFile, readonly Placed[]> {
  const objects = new Map<SnapshotFile, Placed[]>();
  for (const build of builds) {
    for (const file of build.files) {
      const known = objects.get(file) ?? [];
      const isFirst = file.role === 'kustomization' && !objects.has(file);
      if (isFirst) addAll(known, placeKustomization(file, build, input));
      addAll(known, build.objects.get(file) ?? []);
      objects.set(file, known);
    }
  }
  // By document, then by kustomization, as all objects of a document are variants of it.
  for (const [file, placed] of objects) {
    if (file.documents.length > 1) placed.sort((one, other) => one.document.start - other.document.start);
  }
  return objects;
}

function placeKustomization(file: SnapshotFile, build: AppliedBuild, input: ScopeInput): readonly Placed[] {
  const found = kustomizationOf(file);
  if (found === undefined) return [];
  return [placeResource(found.kustomization, found.document, build.scope, input.ambientNamespace(file))];
}

function problemsByDocument(
  builds: readonly AppliedBuild[],
): ReadonlyMap<SnapshotDocument, readonly KustomizationProblem[]> {
  const problems = new Map<SnapshotDocument, Map<string, KustomizationProblem>>();
  for (const problem of builds.flatMap((build) => build.problems)) {
    const known = problems.get(problem.document) ?? new Map<string, KustomizationProblem>();
    known.set(JSON.stringify([problem.kind, problem.at.path, problem.values]), problem);
    problems.set(problem.document, known);
  }
  return new Map([...problems].map(([document, known]) => [document, [...known.values()]]));
}

function chartIn(folder: string, { charts }: SnapshotMemory): ChartScope {
  const known = charts.get(folder) ?? { kind: 'chart', folder };
  charts.set(folder, known);
  return known;
}

/** The outermost chart above a path, as a chart's own charts are rendered with it. */
function outermostChart(path: string, charts: ReadonlyMap<string, ChartScope>): ChartScope | undefined {
  let found: ChartScope | undefined;
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    found = charts.get(folder) ?? found;
    if (folder === '' || folder === '/' || folderOf(folder) === folder) return found;
  }
}
