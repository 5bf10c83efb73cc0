import type { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { isConfigurationPath } from '../core/files/configuration.ts';
import type { WhenBuilt } from '../core/scopes/builds.ts';
import type { FolderSettings, Snapshot } from '../core/workspace/snapshot.ts';
import type { SnapshotFile, UnreadFile } from '../core/files/file.ts';
import type { FileText } from '../core/workspace/read-file.ts';
import { isLongerThan } from '../core/text/utf8.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { kustomizedFolders, textsNamed } from '../core/kustomize/files.ts';
import type { ReadResult } from '../host/host.ts';
import { applyFiles } from './apply-files.ts';
import { isSameFile, namesOthers, type DiskFile } from './disk-file.ts';
import { createFolders, type Folders } from './folders.ts';
import type { Log } from './log.ts';
import { createNamedFiles } from './named-files.ts';
import { createSingleDocuments } from './single-documents.ts';
import { pathOfUri, uriKey } from './uris.ts';

/** A document where the engine can look at it. */
export interface Located {
  readonly snapshot: Snapshot;
  readonly file: SnapshotFile;
  /** The version the client gave it; `undefined` for a file that is not open. */
  readonly version: number | undefined;
  readonly languageId: string | undefined;
}

/**
 * All texts the server knows: what is on disk, and over it what is open in the editor, saved or not. Files below the
 * workspace's folders share one snapshot. Any other open document (`untitled:`, a revision of git, a file from
 * elsewhere) is looked at alone and is no answer to a reference of the others.
 */
export interface Documents {
  /** The snapshot of the workspace as it is now. */
  readonly snapshot: Snapshot;
  readonly folders: Folders;
  /** The editor's; what configuration files lay over them is the snapshot's to say. */
  readonly settings: Settings;
  /** How large a file may be, in bytes. A configuration does not leave itself out. */
  maxFileSizeOf(uri: string): number;
  /** A document by URI in any spelling, with the snapshot that answers for it. */
  locate(uri: string): Located | undefined;
  /** The open documents, those of the workspace and those looked at alone. */
  openDocuments(): readonly Located[];
  isOpen(uri: string): boolean;
  /** The files on disk that something is kept of, by key. */
  knownFiles(): Iterable<string>;

  open(document: TextDocument): void;
  changed(uri: string): void;
  close(uri: string): void;
  /** Says which files a search has found, before any is read: by their names some of them may name others. */
  expect(uris: readonly string[]): void;
  /** The files that kustomizations put into ConfigMaps, as they were last looked for, by key. */
  readonly namedTexts: ReadonlySet<string>;
  /** The URIs of files that kustomizations put into ConfigMaps, and that are to be read for it; those told before are left out. */
  takeNamedTexts(): readonly string[];
  /** Whether what is in a file counts: the search for manifests would find it, or a kustomization names it. */
  isRead(uri: string): boolean;
  /** Whether files were passed over that a kustomization or chart may name now: they have to be read again. */
  readonly lacksNamed: boolean;
  /** Takes in what is on disk now; `undefined` where there is nothing any more. */
  setOnDisk(uri: string, content: ReadResult | undefined): void;
  /** Changes the folders, and how large files may be. What no longer belongs to them is forgotten. */
  setFolders(folders: Folders, maxFileSize: number): void;
  /** `folders` are settings of folders that have their own, by path. */
  setSettings(settings: Settings, folders: readonly FolderSettings[]): void;
  /** Takes in what has been read, and builds the next kustomization of it; `false` where all are built. */
  buildNext(): boolean;
  /** Says whether `buildNext` builds what changes, or whoever asks. */
  setBuilding(building: WhenBuilt): void;
  /** Whether the workspace has been read wholly; with it, the folders that could not be searched. */
  setComplete(complete: boolean, unreadFolders: readonly UnreadFile[]): void;
}

/**
 * Makes an empty store. `onChange` is told about every change, before anybody looks at it. `whole` are the keys of files that are
 * looked at alone and have everything they refer to in them.
 */
export function createDocuments(
  log: Log,
  onChange: () => void,
  whole: ReadonlySet<string> = new Set<string>(),
): Documents {
  const workspace = new Workspace();
  const disk = new Map<string, DiskFile>();
  const open = new Map<string, TextDocument>();
  const singles = createSingleDocuments(log, whole);
  /** How the workspace's files are spelt in its snapshot, by key. */
  const present = new Map<string, string>();
  /** What has to be looked at again before the next answer. Keystrokes that nobody asks about cost nothing. */
  const dirty = new Set<string>();
  /** What reading itself failed at, by URI. */
  const failed = new Map<string, UnreadFile>();
  const named = createNamedFiles();
  let folders = createFolders([], []);
  let settings = defaultSettings;
  let maxFileSize = defaultSettings.maxFileSize;
  let unreadFolders: readonly UnreadFile[] = [];
  let unreadChanged = false;
  /** The folders in which a search has found kustomizations. */
  let kustomized: ReadonlySet<string> = new Set<string>();

  const touch = (key: string): void => {
    dirty.add(key);
    onChange();
  };

  const maxFileSizeOf = (uri: string): number => (isConfigurationPath(uri) ? defaultSettings.maxFileSize : maxFileSize);

  const toDiskFile = (uri: string, content: ReadResult): DiskFile | undefined => {
    if (content.kind === 'unread') return { uri, ...content };
    return named.keeps(uri, content.text) ? { uri, kind: 'text', text: content.text } : undefined;
  };

  const isRead = (key: string): boolean => folders.isIndexed(key) || named.texts.has(key);

  const isTooLarge = (document: TextDocument | undefined): boolean =>
    document !== undefined && isLongerThan(document.getText(), maxFileSizeOf(document.uri));

  /** The text a file of the workspace has now. */
  const currentText = (key: string): FileText | undefined => {
    const path = folders.pathOf(key);
    if (path === undefined || !isRead(key)) return undefined;
    const kind = folders.isIndexed(key) ? {} : ({ readAs: 'text' } as const);
    const document = open.get(key);
    if (document !== undefined)
      return isTooLarge(document)
        ? undefined
        : { uri: document.uri, path, text: document.getText(), isOpen: true, ...kind };
    const file = disk.get(key);
    return file?.kind === 'text' ? { uri: file.uri, path, text: file.text, ...kind } : undefined;
  };

  const bringUpToDate = (): void => {
    if (dirty.size === 0 && !unreadChanged) return;
    const files: FileText[] = [];
    const removed: string[] = [];
    for (const key of dirty) {
      const file = currentText(key);
      const spelt = present.get(key);
      if ((spelt === undefined) !== (file === undefined) || namesOthers(key)) named.noteChange();
      if (spelt !== undefined && spelt !== file?.uri) removed.push(spelt);
      if (file === undefined) present.delete(key);
      else {
        present.set(key, file.uri);
        files.push(file);
      }
      const document = open.get(key);
      singles.set(key, file === undefined && !isTooLarge(document) ? document : undefined);
    }
    dirty.clear();
    const before = failed.size;
    for (const { uri } of files) failed.delete(uri);
    for (const file of applyFiles(workspace, { files, removed }, kustomized, log)) failed.set(file.uri, file);
    unreadChanged ||= before > 0 || failed.size > 0;
    if (unreadChanged) workspace.apply({ unread: unreadFiles() });
    unreadChanged = false;
  };

  const unreadFiles = (): readonly UnreadFile[] => {
    const files = [...disk].flatMap(([key, file]): readonly UnreadFile[] =>
      file.kind === 'unread' && (!open.has(key) || isTooLarge(open.get(key)))
        ? [{ uri: file.uri, path: folders.pathOf(key) ?? pathOfUri(file.uri), reason: file.reason }]
        : [],
    );
    return [...unreadFolders, ...files, ...failed.values()];
  };

  const locate = (uri: string): Located | undefined => {
    bringUpToDate();
    const key = uriKey(uri);
    const single = singles.get(key);
    const snapshot = single === undefined ? workspace.snapshot : single.workspace.snapshot;
    const file = snapshot.files.get(single?.uri ?? present.get(key) ?? uri);
    const document = open.get(key);
    return file && { snapshot, file, version: document?.version, languageId: document?.languageId };
  };

  return {
    get snapshot() {
      bringUpToDate();
      return workspace.snapshot;
    },
    get folders() {
      return folders;
    },
    get settings() {
      return settings;
    },
    maxFileSizeOf,
    locate,
    openDocuments: () => [...open.values()].flatMap((document) => locate(document.uri) ?? []),
    isOpen: (uri) => open.has(uriKey(uri)),
    knownFiles: () => disk.keys(),
    expect(uris) {
      named.expect([...uris, ...[...open.values()].map(({ uri }) => uri)]);
      kustomized = kustomizedFolders(uris.filter(namesOthers).flatMap((uri) => folders.pathOf(uriKey(uri)) ?? []));
    },
    get namedTexts() {
      return named.texts;
    },
    takeNamedTexts() {
      bringUpToDate();
      if (!named.mayHaveChanged) return [];
      const uris = [...textsNamed(workspace.snapshot.files.values())].flatMap((path) => folders.uriOf(path) ?? []);
      const changed = named.setTexts(uris.map(uriKey).filter((key) => !folders.isExcluded(key)));
      for (const key of changed) touch(key);
      const isNew = (key: string): boolean => changed.has(key) && named.texts.has(key);
      return uris.filter((uri) => isNew(uriKey(uri)) && disk.get(uriKey(uri))?.kind !== 'text');
    },
    isRead: (uri) => isRead(uriKey(uri)),
    get lacksNamed() {
      return named.lacksSome;
    },
    open(document) {
      const key = uriKey(document.uri);
      named.noteFile(document.uri);
      open.set(key, document);
      unreadChanged ||= disk.get(key)?.kind === 'unread';
      touch(key);
    },
    changed: (uri) => touch(uriKey(uri)),
    close(uri) {
      const key = uriKey(uri);
      const document = open.get(key);
      if (document === undefined) return;
      open.delete(key);
      if (isRead(key)) {
        const file = disk.get(key) ?? toDiskFile(document.uri, { kind: 'text', text: document.getText() });
        // The client's spelling is kept; where nothing is known of the file, its last text is, until it is read.
        if (file !== undefined) disk.set(key, { ...file, uri: document.uri });
        unreadChanged ||= file?.kind === 'unread';
      }
      touch(key);
    },
    setOnDisk(uri, content) {
      const key = uriKey(uri);
      const before = disk.get(key);
      const spelt = before?.uri ?? uri;
      if (content !== undefined) named.noteFile(uri);
      const after = content && toDiskFile(spelt, content);
      if (isSameFile(before, after)) return;
      if (after === undefined) disk.delete(key);
      else disk.set(key, after);
      unreadChanged ||= before?.kind === 'unread' || after?.kind === 'unread';
      if (open.has(key) && !unreadChanged) return;
      touch(key);
    },
    setFolders(given, size) {
      folders = given;
      named.noteChange();
      maxFileSize = size;
      workspace.apply({ searched: folders.paths });
      for (const key of disk.keys()) if (!isRead(key)) disk.delete(key);
      for (const key of [...present.keys(), ...disk.keys(), ...open.keys()]) dirty.add(key);
      unreadChanged = true;
      onChange();
    },
    setSettings(given, folderSettings) {
      settings = given;
      workspace.apply({ settings, folderSettings });
      singles.setSettings(settings);
      onChange();
    },
    buildNext() {
      bringUpToDate();
      return workspace.snapshot.buildNext();
    },
    setBuilding(building) {
      workspace.apply({ building });
      onChange();
    },
    setComplete(complete, unread) {
      unreadFolders = unread;
      unreadChanged = true;
      workspace.apply({ complete });
      onChange();
    },
  };
}
