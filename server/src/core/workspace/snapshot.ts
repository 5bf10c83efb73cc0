import type { Configuration } from '../files/configuration.ts';
import type { Failure } from '../files/failures.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import type { Listings } from '../files/listing.ts';
import { findSuppressions, type Suppression } from '../files/suppressions.ts';
import type { KustomizationProblem } from '../kustomize/problem.ts';
import type { Resource, ResourceOf } from '../kubernetes/resource.ts';
import type { Placed, KustomizationScope, Scope } from '../objects/placed.ts';
import type { WhenBuilt } from '../scopes/builds.ts';
import type { Contents } from '../scopes/contents.ts';
import { linksFrom, linksTo, type LinkIndex } from '../scopes/links.ts';
import { newMemory, type SnapshotMemory } from '../scopes/memory.ts';
import type { ScopeIndex } from '../scopes/scopes.ts';
import type { GivenSettings, Settings } from '../settings/settings.ts';
import { firstIndexWhere, getOrMake } from '../util/collections.ts';
import { Answers, Cell, unnoted } from '../util/derived.ts';
import { FileIndex, type FileIndexDefinition } from './file-index.ts';
import { FileSettings } from './file-settings.ts';
import { Objects } from './objects.ts';
import { isSamePath } from '../yaml/path.ts';

/** What an editor has set for a folder of its workspace. */
export interface FolderSettings {
  /** As `Configuration.folder` has it. */
  readonly folder: string;
  readonly settings: Settings;
}

/** Everything a snapshot is made of. */
export interface SnapshotInput {
  /** Those of the editor, or the defaults; configuration files are laid over them. */
  readonly settings: Settings;
  /** Those that the editor has for files below folders instead, whole and not laid over; the nearest folder counts. */
  readonly folderSettings?: readonly FolderSettings[] | undefined;
  /** Those that are laid over configuration files: options of the command line. */
  readonly overrides?: GivenSettings;
  /** The one configuration file that counts, and the folder its globs are relative to; else the nearest of each file does. */
  readonly configuration?: { readonly uri: string; readonly folder: string } | undefined;
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  /** What is in folders in which kustomizations name something that was not read, as far as somebody looked. */
  readonly listings?: Listings;
  /** Whether the first scan of the workspace is done. Rules about absence wait for it. */
  readonly complete: boolean;
  /** When kustomizations are built again whose files have changed: at once where it is left out. */
  readonly building?: WhenBuilt;
  /** The folders all of whose manifests were looked for: what is not there is missing. All relative paths where it is left out. */
  readonly searched?: readonly string[];
  /** What an earlier snapshot of the workspace found out. */
  readonly memory?: SnapshotMemory;
}

/** What a workspace says of itself that may change while the same settings hold. */
type SnapshotChange = Pick<SnapshotInput, 'complete' | 'unread' | 'listings' | 'building'>;

/**
 * The workspace as it is now. Everything but its input is derived on demand, and kept while what was read for it is the
 * same (`util/derived.ts`). It follows its workspace from change to change, and only that changes it; `revision` tells one moment
 * from another.
 */
export class Snapshot {
  /** What it is made of. */
  input: SnapshotInput;
  /** Another one after every change. */
  revision = 0;
  readonly #settings: FileSettings;
  readonly #objects: Objects;
  readonly #answers = new Answers<Snapshot>(this);
  readonly #fileIndexes = new Map<FileIndexDefinition, FileIndex>();
  readonly #suppressions = new WeakMap<SnapshotFile, readonly Suppression[]>();
  readonly #filesCell = new Cell();
  readonly #unreadCell = new Cell();
  readonly #completeCell = new Cell();
  /** The files that changed since anything was asked, as they were before. */
  #changed = new Map<string, SnapshotFile | undefined>();
  #isUnreadChanged = false;
  /** Whether more may be built than what was asked last has seen. */
  #isMoreBuilt = false;

  constructor(input: SnapshotInput) {
    this.input = input;
    this.#settings = new FileSettings(input);
    this.#objects = new Objects(this.#settings, input.memory ?? newMemory(), () => this.input);
  }

  /** Moves on to what its workspace says now. `changed` are the files that were changed in `input.files`, as they were before. */
  follow(change: SnapshotChange, changed: ReadonlyMap<string, SnapshotFile | undefined>): void {
    const { unread, listings, complete, building } = this.input;
    const isSeenAsBefore = change.unread === unread && change.listings === listings;
    const isAsBefore = isSeenAsBefore && change.complete === complete && change.building === building;
    if (isAsBefore && changed.size === 0) return;
    this.input = { ...this.input, ...change };
    this.revision++;
    for (const [uri, before] of changed) if (!this.#changed.has(uri)) this.#changed.set(uri, before);
    if (change.complete !== complete) this.#completeCell.change();
    if (change.complete !== complete || change.building !== building) this.#isMoreBuilt = true;
    if (isSeenAsBefore) return;
    this.#unreadCell.change();
    this.#isUnreadChanged = true;
  }

  /**
   * Builds the next kustomization that is to be built; `false` where all are. Until the workspace is complete, and where builds come in turns,
   * one that is not is as it was built before, or as if it were not there, so that questions meanwhile need not wait.
   */
  buildNext(): boolean {
    if (this.#changed.size > 0 || this.#isUnreadChanged) this.#settled();
    if (!unnoted(() => this.#objects.buildNext())) return false;
    this.revision++;
    this.#isMoreBuilt = true;
    return true;
  }

  /** The files by URI. */
  get files(): ReadonlyMap<string, SnapshotFile> {
    this.#filesCell.read();
    return this.input.files;
  }

  get unread(): readonly UnreadFile[] {
    this.#unreadCell.read();
    return this.input.unread;
  }

  get complete(): boolean {
    this.#completeCell.read();
    return this.input.complete;
  }

  /** What configuration files say, the outermost first. */
  get configurations(): readonly Configuration[] {
    return this.#settings.configurations;
  }

  /** The settings of the workspace as a whole: as one cluster serves it, the outermost configuration decides for all. */
  get settings(): Settings {
    return this.#settings.whole;
  }

  /** The settings that hold for a file. */
  settingsOf(file: SnapshotFile): Settings {
    return this.#settings.of(file);
  }

  /** Which resources are applied together. What is worked out from it is worked out again at every change. */
  get scopes(): ScopeIndex {
    this.#filesCell.read();
    return this.#settled().scopes;
  }

  /** What is there at paths, and what is not. What is worked out from it is worked out again at every change. */
  get known(): ScopeIndex['known'] {
    return this.scopes.known;
  }

  /** What kustomize rejects about a kustomization. */
  problemsOf(document: SnapshotDocument): readonly KustomizationProblem[] {
    const objects = this.#settled();
    objects.noteFile(document.file.uri);
    return objects.scopes.problemsOf(document);
  }

  /** The files that a kustomization is built of, always the same ones: of other files another one is built. */
  filesOf(scope: KustomizationScope): readonly SnapshotFile[] {
    return this.#settled().scopes.filesOf(scope);
  }

  /** What our own code failed at while a kustomization was built. */
  failuresOf(file: SnapshotFile): readonly Failure[] {
    const objects = this.#settled();
    objects.noteFile(file.uri);
    return objects.scopes.failuresOf(file);
  }

  /** Every object of the workspace, by file and position; patches are not objects. */
  get resources(): readonly Placed[] {
    return this.everything.all;
  }

  /** The objects of all scopes. */
  get everything(): Contents {
    return this.#settled().everything;
  }

  /** The objects that are applied together with others of a scope. */
  contentsOf(scope: Scope): Contents {
    return this.#settled().contentsOf(scope);
  }

  /** The objects of a kind. */
  ofKind<K extends Resource['kind']>(kind: K): readonly Placed<ResourceOf<K>>[] {
    return this.everything.ofKind(kind);
  }

  /** The objects of a document. */
  inDocument(document: SnapshotDocument): readonly Placed[] {
    const objects = this.inFile(document.file.uri);
    if (this.input.files.get(document.file.uri) !== document.file) return [];
    // They are in the order of their documents.
    const first = firstIndexWhere(objects, (placed) => placed.document.start >= document.start);
    const behind = firstIndexWhere(objects, (placed) => placed.document.start > document.start);
    return objects.slice(first, behind);
  }

  /** The objects of a file. */
  inFile(uri: string): readonly Placed[] {
    return this.#settled().inFile(uri);
  }

  /** An object as each kustomization builds it, itself among them; the object alone where none does. */
  variantsOf<P extends Placed>(placed: P): readonly P[] {
    if (placed.scope.kind !== 'kustomization') return [placed];
    const { root } = placed.resource;
    const variants = this.inDocument(placed.document).filter(({ resource }) => isSamePath(resource.root, root));
    // They are of its kind.
    return variants as readonly Placed[] as readonly P[];
  }

  /** Objects with all their variants, each once; a variant of one that is gone through is not gone through again. */
  withVariantsOf<P extends Placed>(objects: Iterable<P>): Set<P> {
    const found = new Set<P>();
    for (const object of objects)
      if (!found.has(object)) for (const variant of this.variantsOf(object)) found.add(variant);
    return found;
  }

  /** The objects of other files that have places in a file, as they do in the patches that change them. */
  writtenIn(file: SnapshotFile): readonly Placed[] {
    return this.#settled().writtenIn(file);
  }

  /** How objects refer to each other. */
  get links(): LinkIndex {
    return {
      from: (placed) => linksFrom(this.contentsOf(placed.scope), placed),
      to: (placed) => linksTo(this.contentsOf(placed.scope), placed),
    };
  }

  /** The suppression comments of a file. */
  suppressionsOf(file: SnapshotFile): readonly Suppression[] {
    return getOrMake(this.#suppressions, file, () => findSuppressions(file.text));
  }

  /** Notes that what is being worked out rests on a file's text. */
  noteText(file: SnapshotFile): void {
    this.#settled().noteFile(file.uri);
  }

  /** A way to ask whether some file says something. */
  fileIndex(definition: FileIndexDefinition): FileIndex {
    this.#settled();
    return getOrMake(this.#fileIndexes, definition, () => unnoted(() => new FileIndex(definition, this)));
  }

  /** A value that a later stage derives from the snapshot, kept while what it reads is the same. The function itself is the key. */
  derive<T>(compute: (snapshot: Snapshot) => T): T {
    this.#settled();
    return this.#answers.of(compute);
  }

  /** The same about an object, or a file as it is now. */
  about<Thing extends Placed | SnapshotFile | Scope, T>(
    thing: Thing,
    compute: (snapshot: Snapshot, thing: Thing) => T,
  ): T {
    this.#settled();
    return this.#answers.about(thing, compute);
  }

  /** The objects, with all changes taken in. */
  #settled(): Objects {
    if (this.#changed.size === 0 && !this.#isUnreadChanged && !this.#isMoreBuilt) return this.#objects;
    const changed = this.#changed;
    const isUnreadChanged = this.#isUnreadChanged;
    this.#changed = new Map();
    this.#isUnreadChanged = false;
    this.#isMoreBuilt = false;
    unnoted(() => {
      const { gone, files } = this.#objects.follow({ changed, isUnreadChanged });
      for (const thing of gone) this.#answers.forget(thing);
      for (const before of changed.values()) if (before !== undefined) this.#answers.forget(before);
      this.#filesCell.change();
      for (const index of this.#fileIndexes.values())
        for (const uri of files) index.update(this, uri, this.input.files.get(uri));
    });
    return this.#objects;
  }
}
