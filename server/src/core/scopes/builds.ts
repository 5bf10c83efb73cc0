import { doing, type Failure } from '../files/failures.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import { AskedFiles } from '../kustomize/asked-files.ts';
import type { Bases } from '../kustomize/bases.ts';
import { buildKustomization } from '../kustomize/build.ts';
import { kustomizationOf, type KustomizationFile, type KustomizationFiles } from '../kustomize/files.ts';
import { placeBuild } from '../kustomize/placed-build.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import { findTops } from '../kustomize/tops.ts';
import { placeResource, type Placed, type KustomizationScope, type Scope } from '../objects/placed.ts';
import { addAll, byPath, firstIndexWhere, getOrMake, groupBy } from '../util/collections.ts';
import { SharedReads } from '../yaml/shared.ts';
import { folderOf } from '../util/paths.ts';
import { Contents } from './contents.ts';
import { placedIn, type AppliedBuild, type SnapshotMemory } from './memory.ts';
import { formatMessage } from '../util/format.ts';

/**
 * When kustomizations are built: on demand; or one by one, each by a call of `buildNext`, as what thousands of
 * changed files make takes its time. Until then those that were built before are as they were.
 */
export type WhenBuilt = 'atOnce' | 'inTurns';

/** What builds are made of. */
interface BuildInput {
  readonly building: () => WhenBuilt;
  readonly memory: SnapshotMemory;
  readonly ambientNamespace: (file: SnapshotFile) => string;
}

/** What kustomizations that are built one after the other have in common. Rests on the files, which stay the same meanwhile. */
interface BuiltBefore {
  readonly bases: Bases;
  readonly reads: SharedReads;
}

function nothingBuilt(): BuiltBefore {
  return { bases: new Map(), reads: new SharedReads() };
}

/**
 * What the kustomizations of a workspace build that no other one reaches, in the order of their paths: a base has no names of its own.
 * Builds are kept from snapshot to snapshot while every file that they asked for is the same. What has to be built
 * waits for `buildNext`; until then it is as if its kustomization were not read, or as it was built before where builds come in turns.
 */
export class Builds {
  readonly #files: KustomizationFiles;
  readonly #input: BuildInput;
  /** By the path of the kustomization. */
  readonly #all = new Map<string, AppliedBuild>();
  /** The builds that a file is part of, by its path. */
  readonly #madeOf = new Map<string, AppliedBuild[]>();
  readonly #byScope = new Map<Scope, AppliedBuild>();
  /** What is not built yet, the last one first. */
  readonly #waiting: KustomizationFile[] = [];
  /** Those of them that are built already, of texts that have changed since. */
  readonly #outdated = new Set<KustomizationFile>();
  /** The URIs of kustomizations that nothing is made of so far: one that stays so is applied as it is, as it may be none but by its name. */
  readonly #undecided = new Set<string>();
  /** The URIs of the files of what was built since somebody asked for them. */
  #news = new Set<string>();
  #known = nothingBuilt();
  #problems: ReadonlyMap<SnapshotDocument, readonly KustomizationProblem[]> | undefined;

  constructor(files: KustomizationFiles, input: BuildInput) {
    this.#files = files;
    this.#input = input;
    const { builds } = input.memory;
    for (const top of findTops(files)) {
      const kept = this.#kept(top);
      if (kept === undefined) this.#waiting.push(top);
      const standIn = input.building() === 'inTurns' ? builds.get(top.document.file.path)?.build : undefined;
      const build = kept ?? standIn;
      if (build !== undefined) this.#enter(top, build);
    }
    this.#waiting.reverse();
    for (const path of builds.keys()) if (!this.#all.has(path)) builds.delete(path);
  }

  /** Builds the next kustomization that waits; `false` where none does. */
  buildNext(): boolean {
    const top = this.#waiting.pop();
    if (top === undefined) return false;
    this.#outdated.delete(top);
    for (const uri of this.#buildAnew(top)) this.#news.add(uri);
    if (this.#waiting.length > 0) return true;
    this.#known = nothingBuilt();
    for (const uri of this.#undecided) this.#news.add(uri);
    this.#undecided.clear();
    return true;
  }

  /** The URIs of the files whose objects may be others than before, as they were built since this was asked for the last time. */
  takeNews(): Iterable<string> {
    const news = this.#news;
    this.#news = new Set();
    return news;
  }

  get scopes(): readonly Scope[] {
    return [...this.#byScope.keys()];
  }

  of(scope: KustomizationScope): AppliedBuild | undefined {
    return this.#byScope.get(scope);
  }

  /** The objects of a file by document, then by kustomization, as those of a document are variants of it; `undefined` where none builds it. */
  objectsIn(file: SnapshotFile): readonly Placed[] | undefined {
    const builds = this.#madeOf.get(file.path);
    const [first] = builds ?? [];
    if (builds === undefined || first === undefined) {
      if (file.role !== 'kustomization' || this.#waiting.length === 0) return undefined;
      this.#undecided.add(file.uri);
      return [];
    }
    const objects = file.role === 'kustomization' ? [...this.#placeKustomization(file, first)] : [];
    for (const build of builds) addAll(objects, build.objects.get(file) ?? []);
    return file.documents.length > 1
      ? objects.sort((one, other) => one.document.start - other.document.start)
      : objects;
  }

  problemsOf(document: SnapshotDocument): readonly KustomizationProblem[] {
    this.#problems ??= problemsByDocument([...this.#all.values()].sort(byFile));
    return this.#problems.get(document) ?? [];
  }

  failuresOf(file: SnapshotFile): readonly Failure[] {
    return this.#all.get(file.path)?.failures ?? [];
  }

  /**
   * Builds anew what reads manifests, each once, and what is in folders that are ordered otherwise than before. Returns the URIs of the
   * files that builds are made of which may be others now.
   */
  takeTexts(manifests: readonly SnapshotFile[], ordered: ReadonlySet<string>): Iterable<string> {
    for (const manifest of manifests) this.#files.replace(manifest);
    const uris = new Set<string>();
    this.#known = nothingBuilt();
    for (const build of [...this.#all.values()]) {
      const isOrdered = ordered.has(build.scope.folder);
      if (!isOrdered && !manifests.some(({ path }) => build.asked.has(path))) continue;
      const top = this.#files.inFolder(build.scope.folder);
      if (top === undefined || this.#outdated.has(top)) continue;
      if (this.#input.building() === 'inTurns') {
        this.#outdated.add(top);
        this.#waiting.push(top);
      } else for (const uri of this.#buildAnew(top)) uris.add(uri);
    }
    if (this.#waiting.length === 0) this.#known = nothingBuilt();
    return uris;
  }

  /** Puts a build in the place of the one there was. Returns the URIs of the files of both. */
  #buildAnew(top: KustomizationFile): readonly string[] {
    const before = this.#all.get(top.document.file.path);
    const build = this.#build(top, this.#known);
    if (before !== undefined) this.#leave(before);
    this.#enter(top, build);
    return [...(before?.files ?? []), ...build.files].map(({ uri }) => uri);
  }

  #enter(top: KustomizationFile, build: AppliedBuild): void {
    this.#all.set(top.document.file.path, build);
    this.#byScope.set(build.scope, build);
    for (const { path } of build.files) {
      const known = this.#madeOf.get(path);
      if (known === undefined) this.#madeOf.set(path, [build]);
      else if (!known.includes(build)) known.splice(placeAmong(known, build), 0, build);
    }
    this.#problems = undefined;
  }

  #leave(build: AppliedBuild): void {
    this.#byScope.delete(build.scope);
    for (const { path } of build.files) {
      const left = (this.#madeOf.get(path) ?? []).filter((one) => one !== build);
      if (left.length === 0) this.#madeOf.delete(path);
      else this.#madeOf.set(path, left);
    }
  }

  #placeKustomization(file: SnapshotFile, build: AppliedBuild): readonly Placed[] {
    const found = kustomizationOf(file);
    if (found === undefined) return [];
    const { document, kustomization } = found;
    const ambient = this.#input.ambientNamespace(file);
    return placedIn(this.#input.memory, document, build.scope, ambient, () => [
      placeResource(kustomization, document, build.scope, ambient),
    ]);
  }

  #kept(top: KustomizationFile): AppliedBuild | undefined {
    const kept = this.#input.memory.builds.get(top.document.file.path);
    return kept?.holds(this.#files, this.#input.ambientNamespace) === true ? kept.build : undefined;
  }

  #build(top: KustomizationFile, known: BuiltBefore): AppliedBuild {
    try {
      return this.#buildTop(top, known);
    } catch (error) {
      return unbuilt(top, { what: formatMessage(doing.building), error });
    }
  }

  #buildTop(top: KustomizationFile, { bases, reads }: BuiltBefore): AppliedBuild {
    const { file } = top.document;
    const lookups = new AskedFiles(this.#files);
    const build = buildKustomization(top, lookups, bases);
    const { open, altered, deletedServices } = build;
    const scope = { kind: 'kustomization', folder: folderOf(file.path), file, open, altered, deletedServices } as const;
    const namespaces = new Map<SnapshotFile, string>();
    const ambientNamespace = (of: SnapshotFile): string => {
      const namespace = this.#input.ambientNamespace(of);
      namespaces.set(of, namespace);
      return namespace;
    };
    const objects = placeBuild(build, scope, ambientNamespace, reads);
    const applied: AppliedBuild = {
      scope,
      contents: new Contents(objects),
      objects: groupBy(objects, ({ document }) => document.file),
      problems: build.problems,
      failures: [],
      files: build.files,
      order: build.order,
      asked: lookups.paths,
    };
    this.#input.memory.builds.set(file.path, {
      build: applied,
      holds: (current, ambient) =>
        current.inFolder(scope.folder)?.document === top.document &&
        lookups.hold(current) &&
        [...namespaces].every(([of, namespace]) => ambient(of) === namespace),
    });
    return applied;
  }
}

/** A kustomization of which nothing is known but that it is there. */
function unbuilt({ document }: KustomizationFile, failure: Failure): AppliedBuild {
  const { file } = document;
  return {
    scope: { kind: 'kustomization', folder: folderOf(file.path), file, open: true, altered: true, deletedServices: [] },
    contents: new Contents(),
    objects: new Map(),
    problems: [],
    failures: [failure],
    files: [file],
    order: undefined,
    // Whatever changes may mend it.
    asked: { has: () => true },
  };
}

function byFile({ scope: one }: AppliedBuild, { scope: other }: AppliedBuild): number {
  return byPath(one.file, other.file);
}

function placeAmong(builds: readonly AppliedBuild[], build: AppliedBuild): number {
  return firstIndexWhere(builds, ({ scope }) => scope.file.path > build.scope.file.path);
}

function problemsByDocument(
  builds: readonly AppliedBuild[],
): ReadonlyMap<SnapshotDocument, readonly KustomizationProblem[]> {
  const problems = new Map<SnapshotDocument, Map<string, KustomizationProblem>>();
  for (const problem of builds.flatMap((build) => build.problems)) {
    const known = getOrMake(problems, problem.document, () => new Map<string, KustomizationProblem>());
    known.set(JSON.stringify([problem.kind, problem.at.path, problem.values]), problem);
  }
  return new Map([...problems].map(([document, known]) => [document, [...known.values()]]));
}
