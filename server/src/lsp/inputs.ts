import type { Connection } from 'vscode-languageserver';
import { createExclusion, excludesOf } from '../host/manifest-files.ts';
import type { Client } from './client.ts';
import { fetchSettings, type ClientSettings } from './client-settings.ts';
import type { Documents } from './documents.ts';
import { createFolders, folderKey, type GivenFolder } from './folders.ts';
import type { Notes, ReadingReason } from './notes.ts';
import type { Scan } from './scan.ts';
import type { Status } from './status.ts';

/** What a client gives besides texts, its folders and settings, and with configuration files: which files are read. */
interface Inputs {
  /** Takes in which folders came and went, and reads everything anew. */
  changeFolders(added: readonly GivenFolder[], removed: readonly GivenFolder[]): Promise<void>;
  /** Reads the settings, `sent` being those of the last notification; and all files, where others are to be read now. */
  updateSettings(sent?: unknown): Promise<void>;
  /** Takes in what decides which files are read; tells whether that has changed. */
  updateFolders(): boolean;
  /** Trusts nothing that is known: what an editor missed to tell of is found. */
  readAgain(): Promise<void>;
}

/** What the inputs are taken into. */
interface InputsContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: Documents;
  readonly notes: Notes;
  readonly status: Status;
  readonly scan: Scan;
}

/** Prepares for what a client gives. Nothing is read before `updateSettings`. */
export function createInputs({ connection, client, documents, notes, status, scan }: InputsContext): Inputs {
  let folders: readonly GivenFolder[] = client.folders;
  let sentSettings: unknown;
  /** What the editor has set for folders, by URI. */
  let folderSettings: ClientSettings['folders'] = new Map();
  /** What the last search went by. */
  let searched = '';

  const readSettings = async (): Promise<void> => {
    const given = await fetchSettings(connection, client, sentSettings, folders);
    notes.settings(given);
    folderSettings = given.folders;
    const places = createFolders(folders, []);
    const ofFolders = [...folderSettings].map(([uri, settings]) => ({ folder: places.pathOfFolder(uri), settings }));
    documents.setSettings(given.settings, ofFolders);
    status.setSettingProblems(given.problems);
  };

  const updateFolders = (): boolean => {
    const { exclude } = documents.settings;
    const { configurations, settings } = documents.snapshot;
    const given = folders.map((folder) => ({
      ...folder,
      exclude: folderSettings.get(folder.uri)?.exclude ?? exclude,
    }));
    const after = JSON.stringify([given, settings.maxFileSize, excludesOf(configurations)]);
    if (after === searched) return false;
    searched = after;
    documents.setFolders(createFolders(given, exclude, createExclusion(configurations)), settings.maxFileSize);
    return true;
  };

  const searchAgain = async (because: ReadingReason): Promise<void> => {
    await readSettings();
    updateFolders();
    await scan.start(because);
  };

  return {
    updateFolders,
    async changeFolders(added, removed) {
      const gone = new Set(removed.map(({ uri }) => folderKey(uri)));
      folders = [...folders.filter(({ uri }) => !gone.has(folderKey(uri))), ...added];
      notes.folders(folders);
      // New folders may have settings of their own, and paths change with the number of folders.
      await searchAgain('foldersChanged');
    },
    async updateSettings(sent = sentSettings) {
      sentSettings = sent;
      await readSettings();
      if (updateFolders() || scan.state === 'waiting') void scan.start('excludesChanged');
    },
    readAgain: () => searchAgain('asked'),
  };
}
