import { defaultSettings, type GivenSettings, type Settings } from '../settings/settings.ts';
import { splitDocuments } from '../yaml/split.ts';
import { readFacts, type DocumentFacts } from '../files/facts.ts';
import { isKustomizationName } from '../kustomize/files.ts';
import { newMemory } from '../scopes/memory.ts';
import { isConfiguration } from './file-settings.ts';
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

/** Holds what the workspace says now. Only what changes it changes its snapshot. */
export class Workspace {
  readonly #files = new Map<string, SnapshotFile>();
  #input: SnapshotInput = {
    settings: defaultSettings,
    files: this.#files,
    unread: [],
    complete: false,
    memory: newMemory(),
  };
  #snapshot: Snapshot | undefined;

  /** Applies a change. Facts of documents whose text is the same are kept, as is all that does not rest on what changed. */
  apply({ files = [], removed = [], ...change }: WorkspaceChange): void {
    const changed = new Map<string, SnapshotFile | undefined>();
    const replace = (uri: string, after: SnapshotFile | undefined): void => {
      const before = this.#files.get(uri);
      if (before === after) return;
      if (!changed.has(uri)) changed.set(uri, before);
      if (after === undefined) this.#files.delete(uri);
      else this.#files.set(uri, after);
    };
    try {
      for (const uri of removed) replace(uri, undefined);
      for (const file of files) replace(file.uri, readFile(file, this.#files.get(file.uri), liveDocument));
    } finally {
      const given = definedIn(change);
      const before = this.#input;
      this.#input = { ...before, ...given };
      const isOther = settingKeys.some((key) => key in given && given[key] !== before[key]);
      const isConfigured = [...changed].some(([uri, file]) =>
        isConfiguration(this.#input, uri, this.#pathOf(uri, file)),
      );
      if (isOther || isConfigured) this.#snapshot = undefined;
      this.#snapshot?.follow({ complete: this.#input.complete, unread: this.#input.unread }, changed);
    }
  }

  /** The workspace as it is now: the same object from change to change, but for those of settings. */
  get snapshot(): Snapshot {
    return (this.#snapshot ??= new Snapshot(this.#input));
  }

  #pathOf(uri: string, before: SnapshotFile | undefined): string {
    return this.#files.get(uri)?.path ?? before?.path ?? '';
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
    if (file !== undefined) files.set(uri, readFile({ ...file, text }, file, newDocument));
  }
  const { memory = newMemory() } = snapshot.input;
  // What would be is not what the next snapshot is like, so its kustomizations are not remembered.
  return new Snapshot({ ...snapshot.input, files, memory: { ...memory, builds: new Map(memory.builds) } });
}

/** Makes the document of a file, with that of the file's earlier text that has the same facts in the same place, if there is one. */
type MakeDocument = (
  file: SnapshotFile,
  start: number,
  facts: DocumentFacts,
  before: SnapshotDocument | undefined,
) => SnapshotDocument;

/** A document that stays the same object while its own text is the same, wherever its file's other text moves it. */
class LiveDocument implements SnapshotDocument {
  readonly facts: DocumentFacts;
  file: SnapshotFile;
  start: number;

  constructor(file: SnapshotFile, start: number, facts: DocumentFacts) {
    this.facts = facts;
    this.file = file;
    this.start = start;
  }
}

const liveDocument: MakeDocument = (file, start, facts, before) => {
  if (!(before instanceof LiveDocument)) return new LiveDocument(file, start, facts);
  before.file = file;
  before.start = start;
  return before;
};

const newDocument: MakeDocument = (file, start, facts) => ({ file, start, facts });

function readFile(given: FileText, previous: SnapshotFile | undefined, make: MakeDocument): SnapshotFile {
  if (previous !== undefined && previous.text === given.text && previous.path === given.path) return previous;
  const before = previous?.documents ?? [];
  const kept = new Map(before.map((document) => [document.facts.text, document.facts]));
  const pieces = splitDocuments(given.text);
  const isSame = (index: number, old: number): boolean => pieces[index]?.text === before[old]?.facts.text;
  const most = previous?.path === given.path ? Math.min(pieces.length, before.length) : 0;
  // What is the same at the beginning and the end are the same documents; in between nobody can tell.
  let first = 0;
  while (first < most && isSame(first, first)) first++;
  let last = 0;
  while (last < most - first && isSame(pieces.length - 1 - last, before.length - 1 - last)) last++;
  const documents: SnapshotDocument[] = [];
  const file: SnapshotFile = {
    uri: given.uri,
    path: given.path,
    text: given.text,
    documents,
    role: roleOf(given.path),
  };
  const found = pieces.map(({ text }) => kept.get(text) ?? readFacts(text));
  for (const [index, { start }] of pieces.entries()) {
    const old = index < first ? index : index >= pieces.length - last ? index - pieces.length + before.length : -1;
    const facts = found[index];
    if (facts !== undefined) documents.push(make(file, start, facts, before[old]));
  }
  return file;
}

/** With another of these nothing is as it was. */
const settingKeys = ['settings', 'folderSettings', 'overrides', 'configuration', 'searched'] as const;

/** What of a change is given. */
function definedIn(change: Omit<WorkspaceChange, 'files' | 'removed'>): Partial<SnapshotInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/** What a file's name makes of it. */
export function roleOf(path: string): SnapshotFile['role'] {
  if (isKustomizationName(path)) return 'kustomization';
  return path === 'Chart.yaml' || path.endsWith('/Chart.yaml') ? 'chart' : 'manifest';
}
