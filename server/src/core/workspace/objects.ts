import { factsOfObjects, type SnapshotFile } from '../files/file.ts';
import { placeResource, type Placed, type Scope } from '../objects/placed.ts';
import { byPlace, Contents } from '../scopes/contents.ts';
import { placedIn, type SnapshotMemory } from '../scopes/memory.ts';
import { findScopes, type ScopeIndex } from '../scopes/scopes.ts';
import { addTo, defined, getOrMake, groupBy } from '../util/collections.ts';
import { Cell } from '../util/derived.ts';
import { exchange } from '../util/ordered.ts';
import { sharedList } from '../util/shared.ts';
import { everywhere, type FileSettings } from './file-settings.ts';
import type { SnapshotInput } from './snapshot.ts';

/** What there is once everything has been looked at. */
interface Known {
  /** By the URI of the file they are in. */
  readonly byFile: Map<string, readonly Placed[]>;
  /** Those that kustomizations make of a file's patches, by the URI of that file, in order. */
  readonly byPatch: Map<string, Placed[]>;
  readonly everything: Contents;
  /** The contents of the scopes that are no kustomizations, which keep their own. */
  readonly unbuilt: Map<Scope, Contents>;
}

/** What has changed since it was looked last. */
interface Change {
  /** The files that changed, as they were before, by URI. */
  readonly changed: ReadonlyMap<string, SnapshotFile | undefined>;
  /** Whether other files cannot be read than before, or more is known of what was not read. */
  readonly isUnreadChanged: boolean;
}

/** What a change did to the objects. */
interface Followed {
  /** What is no more: objects, and the scopes of kustomizations that are built anew. */
  readonly gone: ReadonlySet<Placed | Scope>;
  /** The URIs of all files of which something may be other than it was. */
  readonly files: Iterable<string>;
}

/** The objects of a workspace by file and scope, kept up to date with every change of a file. Worked out on demand. */
export class Objects {
  readonly #settings: FileSettings;
  readonly #memory: SnapshotMemory;
  readonly #input: () => SnapshotInput;
  readonly #cells = new Map<string, Cell>();
  #scopes: ScopeIndex | undefined;
  #known: Known | undefined;
  /** The scopes of charts and of what was built when it was looked last. */
  #bound: ReadonlySet<Scope> = new Set();

  constructor(settings: FileSettings, memory: SnapshotMemory, input: () => SnapshotInput) {
    this.#settings = settings;
    this.#memory = memory;
    this.#input = input;
  }

  get scopes(): ScopeIndex {
    this.#all();
    return this.#currentScopes();
  }

  get everything(): Contents {
    return this.#all().everything;
  }

  contentsOf(scope: Scope): Contents {
    const { unbuilt } = this.#all();
    const built = scope.kind === 'kustomization' ? this.#currentScopes().builtBy(scope) : undefined;
    return built ?? contentsIn(unbuilt, scope);
  }

  inFile(uri: string): readonly Placed[] {
    this.noteFile(uri);
    return this.#all().byFile.get(uri) ?? [];
  }

  writtenIn({ uri }: SnapshotFile): readonly Placed[] {
    this.noteFile(uri);
    return this.#all().byPatch.get(uri) ?? [];
  }

  /** Notes that what is being worked out rests on a file: its text, and the objects that are written in it. */
  noteFile(uri: string): void {
    getOrMake(this.#cells, uri, () => new Cell()).read();
  }

  /** Builds the next kustomization that is not built yet, which counts once it is followed; `false` where all are. */
  buildNext(): boolean {
    return this.#currentScopes().buildNext();
  }

  /** Takes in what has changed. */
  follow({ changed, isUnreadChanged }: Change): Followed {
    const { files } = this.#input();
    const known = this.#known;
    for (const uri of changed.keys()) this.#cells.get(uri)?.change();
    if (known === undefined) {
      if (changed.size > 0 || isUnreadChanged) this.#scopes = undefined;
      return { gone: new Set(), files: changed.keys() };
    }
    const mayDiffer = new Set(changed.keys());
    if (isUnreadChanged || [...changed].some(([uri, before]) => isOtherKind(before, files.get(uri)))) {
      this.#scopes = undefined;
      for (const uri of [...files.keys(), ...known.byFile.keys()]) mayDiffer.add(uri);
    } else {
      const after = defined([...changed.keys()].map((uri) => files.get(uri)));
      for (const uri of this.#currentScopes().takeTexts(after)) mayDiffer.add(uri);
    }
    for (const uri of this.#takeBuilt()) mayDiffer.add(uri);
    const gone = this.#replace(mayDiffer);
    const before = this.#bound;
    this.#bound = new Set(this.#currentScopes().bound);
    return { gone: new Set([...gone, ...[...before].filter((scope) => !this.#bound.has(scope))]), files: mayDiffer };
  }

  /** Puts the objects of files as they are now in the place of those that were there. */
  #replace(uris: Iterable<string>): ReadonlySet<Placed> {
    const { byFile, everything, unbuilt } = this.#all();
    const { files } = this.#input();
    const gone = new Set<Placed>();
    const added: Placed[] = [];
    for (const uri of uris) {
      const before = byFile.get(uri) ?? [];
      const file = files.get(uri);
      const after = file === undefined ? [] : this.#placed(file);
      if (before.length === after.length && before.every((object, index) => object === after[index])) continue;
      const [were, are] = [new Set(before), new Set(after)];
      for (const object of before) if (!are.has(object)) gone.add(object);
      for (const object of after) if (!were.has(object)) added.push(object);
      byFile.set(uri, after);
      this.#cells.get(uri)?.change();
    }
    this.#replaceWritten([...gone], added);
    const [goneForOthers, addedForOthers] = [[...gone].filter(isForOthers), added.filter(isForOthers)];
    everything.update(new Set(goneForOthers), addedForOthers);
    const goneByScope = groupBy(goneForOthers.filter(isUnbuilt), ({ scope }) => scope);
    const addedByScope = groupBy(addedForOthers.filter(isUnbuilt), ({ scope }) => scope);
    for (const scope of new Set([...goneByScope.keys(), ...addedByScope.keys()]))
      contentsIn(unbuilt, scope).update(new Set(goneByScope.get(scope)), addedByScope.get(scope) ?? []);
    return gone;
  }

  /** Puts objects in the place of others where they are found by the files of their patches. */
  #replaceWritten(gone: readonly Placed[], added: readonly Placed[]): void {
    const { byPatch } = this.#all();
    const [were, are] = [byPatches(gone), byPatches(added)];
    for (const uri of new Set([...were.keys(), ...are.keys()])) {
      byPatch.set(uri, exchange(byPatch.get(uri) ?? [], were.get(uri) ?? [], are.get(uri) ?? [], byPlace));
      this.#cells.get(uri)?.change();
    }
  }

  #all(): Known {
    if (this.#known !== undefined) return this.#known;
    this.#takeBuilt();
    this.#known = { byFile: new Map(), byPatch: new Map(), everything: new Contents([], byPlace), unbuilt: new Map() };
    this.#replace(this.#input().files.keys());
    this.#bound = new Set(this.#currentScopes().bound);
    return this.#known;
  }

  /** The URIs of the files of what was built meanwhile. Once everything is read, all is built, unless it takes its turns. */
  #takeBuilt(): Iterable<string> {
    const scopes = this.#currentScopes();
    const { complete, building } = this.#input();
    if (complete && building !== 'inTurns') while (scopes.buildNext());
    return scopes.takeNews();
  }

  #currentScopes(): ScopeIndex {
    return (this.#scopes ??= this.#findScopes());
  }

  #findScopes(): ScopeIndex {
    const { files, unread, listings = new Map(), searched = everywhere } = this.#input();
    return findScopes({
      files,
      unread,
      listings,
      searched,
      memory: this.#memory,
      building: () => this.#input().building ?? 'atOnce',
      isExcluded: this.#settings.exclusion(),
      ambientNamespace: (file) => this.#settings.ambientNamespace(file),
    });
  }

  #placed(file: SnapshotFile): readonly Placed[] {
    const scopes = this.#currentScopes();
    const built = scopes.builtFrom(file);
    if (built !== undefined) return built;
    const scope = scopes.scopeOf(file);
    if (scope === undefined) return [];
    const ambient = this.#settings.ambientNamespace(file, scopes.namespaceOrdered(file, scope));
    const placed = file.documents.flatMap((document) =>
      placedIn(this.#memory, document, scope, ambient, () =>
        factsOfObjects(document).resources.map((resource) => placeResource(resource, document, scope, ambient)),
      ),
    );
    return sharedList(placed);
  }
}

/** Whether more than a manifest's text is other than it was: what is applied together may be. */
function isOtherKind(before: SnapshotFile | undefined, after: SnapshotFile | undefined): boolean {
  if (before === undefined || after === undefined) return true;
  const namesOthers = ({ role }: SnapshotFile): boolean => role === 'kustomization' || role === 'chart';
  return namesOthers(before) || namesOthers(after) || before.role !== after.role || before.path !== after.path;
}

/** Whether an object is there for others than who looks at its document, see `factsOfObjects`. */
function isForOthers({ document, scope }: Placed): boolean {
  return scope.kind === 'kustomization' || factsOfObjects(document) === document.forOthers;
}

function isUnbuilt({ scope }: Placed): boolean {
  return scope.kind !== 'kustomization';
}

function contentsIn(contents: Map<Scope, Contents>, scope: Scope): Contents {
  return getOrMake(contents, scope, () => new Contents([], byPlace));
}

/** Objects by the URIs of the files of the patches that change them, their own left out. */
function byPatches(objects: readonly Placed[]): ReadonlyMap<string, readonly Placed[]> {
  const found = new Map<string, Placed[]>();
  for (const object of objects) {
    const uris = new Set(object.built?.documents.map(({ file }) => file.uri));
    for (const uri of uris) if (uri !== object.document.file.uri) addTo(found, uri, object);
  }
  return found;
}
