import { defaultSettings, type GivenSettings, type Settings } from '../settings/settings.ts';
import { splitDocuments } from '../yaml/split.ts';
import { readFacts, type DocumentFacts } from '../files/facts.ts';
import { isKustomizationName } from '../kustomize/files.ts';
import { newMemory } from '../scopes/memory.ts';
import { Snapshot, type SnapshotInput } from './snapshot.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';

/** A file's text, as given to the workspace. */
export interface FileText {
  readonly uri: string;
  /** See `SnapshotFile.path`. */
  readonly path: string;
  /** Without a byte order mark. */
  readonly text: string;
}

/** A transaction: everything that changed since the last snapshot. */
export interface WorkspaceChange {
  readonly files?: readonly FileText[];
  readonly removed?: readonly string[];
  readonly settings?: Settings;
  /** See `SnapshotInput.folderSettings`. */
  readonly folderSettings?: SnapshotInput['folderSettings'];
  /** See `SnapshotInput.overrides`. */
  readonly overrides?: GivenSettings;
  /** See `SnapshotInput.configuration`. */
  readonly configuration?: SnapshotInput['configuration'];
  readonly unread?: readonly UnreadFile[];
  readonly complete?: boolean;
  /** See `SnapshotInput.searched`. */
  readonly searched?: readonly string[];
}

/** Holds what the workspace says now and makes snapshots of it. The only mutable thing of the core. */
export class Workspace {
  #files: ReadonlyMap<string, SnapshotFile> = new Map();
  #settings: Settings = defaultSettings;
  #folderSettings: SnapshotInput['folderSettings'];
  #overrides: GivenSettings = {};
  #configuration: SnapshotInput['configuration'];
  #unread: readonly UnreadFile[] = [];
  #complete = false;
  #searched: readonly string[] | undefined;
  readonly #memory = newMemory();
  #snapshot: Snapshot | undefined;

  /** Applies a change. Facts of documents whose text is the same are kept. */
  apply(change: WorkspaceChange): void {
    const files = new Map(this.#files);
    for (const uri of change.removed ?? []) files.delete(uri);
    for (const file of change.files ?? []) files.set(file.uri, readFile(file, files.get(file.uri)));
    this.#files = files;
    this.#settings = change.settings ?? this.#settings;
    this.#folderSettings = change.folderSettings ?? this.#folderSettings;
    this.#overrides = change.overrides ?? this.#overrides;
    this.#configuration = change.configuration ?? this.#configuration;
    this.#unread = change.unread ?? this.#unread;
    this.#complete = change.complete ?? this.#complete;
    this.#searched = change.searched ?? this.#searched;
    this.#snapshot = undefined;
  }

  /** The workspace as it is now; the same object until the next change. */
  get snapshot(): Snapshot {
    return (this.#snapshot ??= new Snapshot({
      settings: this.#settings,
      folderSettings: this.#folderSettings,
      overrides: this.#overrides,
      configuration: this.#configuration,
      files: this.#files,
      unread: this.#unread,
      complete: this.#complete,
      memory: this.#memory,
      ...(this.#searched === undefined ? {} : { searched: this.#searched }),
    }));
  }
}

/** A snapshot of files given at once, complete: for the command line and tests. */
export function snapshotOf(files: readonly FileText[], settings: Settings = defaultSettings): Snapshot {
  const workspace = new Workspace();
  workspace.apply({ files, settings, complete: true });
  return workspace.snapshot;
}

/** A snapshot as it would be with other texts of some of its files, by URI. Facts of documents that stay the same are kept. */
export function withTexts(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Snapshot {
  const files = new Map(snapshot.files);
  for (const [uri, text] of texts) {
    const file = files.get(uri);
    if (file !== undefined) files.set(uri, readFile({ ...file, text }, file));
  }
  const { memory = newMemory() } = snapshot.input;
  // What would be is not what the next snapshot is like, so its kustomizations are not remembered.
  return new Snapshot({ ...snapshot.input, files, memory: { ...memory, builds: new Map(memory.builds) } });
}

function readFile(given: FileText, previous: SnapshotFile | undefined): SnapshotFile {
  if (previous !== undefined && previous.text === given.text && previous.path === given.path) return previous;
  const kept = new Map<string, DocumentFacts>(
    previous?.documents.map((document) => [document.facts.text, document.facts]),
  );
  const documents: SnapshotDocument[] = [];
  const role = roleOf(given.path);
  const file: SnapshotFile = { uri: given.uri, path: given.path, text: given.text, documents, role };
  for (const { start, text } of splitDocuments(given.text)) {
    documents.push({ file, start, facts: kept.get(text) ?? readFacts(text) });
  }
  return file;
}

function roleOf(path: string): SnapshotFile['role'] {
  if (isKustomizationName(path)) return 'kustomization';
  return path === 'Chart.yaml' || path.endsWith('/Chart.yaml') ? 'chart' : 'manifest';
}
