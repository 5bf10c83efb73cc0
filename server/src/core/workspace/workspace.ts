import { defaultSettings, type GivenSettings, type Settings } from '../settings/settings.ts';
import { newMemory } from '../scopes/memory.ts';
import { isConfiguration } from './file-settings.ts';
import { liveDocument, newDocument, readAs, readFile, type FileText } from './read-file.ts';
import { Snapshot, type SnapshotInput } from './snapshot.ts';
import { isHalfWritten, type SnapshotFile, type UnreadFile } from '../files/file.ts';

/** A transaction: everything that changed since the last snapshot. */
interface WorkspaceChange {
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
  /** See `SnapshotInput.listings`. */
  readonly listings?: SnapshotInput['listings'];
  readonly complete?: boolean;
  /** See `SnapshotInput.building`. */
  readonly building?: SnapshotInput['building'];
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
    building: 'atOnce',
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
      this.#snapshot?.follow(this.#input, changed);
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

/** A snapshot as it would be with other texts of some of its files, by URI. Facts of documents that stay the same are kept. */
export function withTexts(snapshot: Snapshot, texts: ReadonlyMap<string, string>): Snapshot {
  const files = new Map(snapshot.files);
  for (const [uri, text] of texts) {
    const file = files.get(uri);
    if (file === undefined) continue;
    const isOpen = file.documents.some(isHalfWritten);
    files.set(uri, readFile({ ...file, ...readAs(file), text, isOpen }, file, newDocument));
  }
  const { memory = newMemory() } = snapshot.input;
  // What would be is not what the next snapshot is like, so its kustomizations are not remembered.
  return new Snapshot({ ...snapshot.input, files, memory: { ...memory, builds: new Map(memory.builds) } });
}

/** With another of these nothing is as it was. */
const settingKeys = ['settings', 'folderSettings', 'overrides', 'configuration', 'searched'] as const;

/** What of a change is given. */
function definedIn(change: Omit<WorkspaceChange, 'files' | 'removed'>): Partial<SnapshotInput> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
