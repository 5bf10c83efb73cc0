import type { TextDocument } from 'vscode-languageserver-textdocument';
import { defaultSettings, type Settings } from '../core/settings/settings.ts';
import { isConfigurationPath } from '../core/files/configuration.ts';
import type { WhenBuilt } from '../core/scopes/builds.ts';
import type { FolderSettings, Snapshot } from '../core/workspace/snapshot.ts';
import type { SnapshotFile, UnreadFile } from '../core/files/file.ts';
import type { Listings } from '../core/files/listing.ts';
import type { FileText } from '../core/workspace/read-file.ts';
import { isLongerThan } from '../core/text/utf8.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { kustomizedFolders } from '../core/kustomize/files.ts';
import { textsNamed } from '../core/kustomize/looked-for.ts';
import type { ReadResult } from '../host/host.ts';
import { applyFiles, type FileChanges } from './apply-files.ts';
import { isSameFile, namesOthers, type DiskFile } from './disk-file.ts';
import { createFolders, type Folders } from './folders.ts';
import type { Log } from './log.ts';
import { createNamedFiles } from './named-files.ts';
import { createOpenDocuments, type OpenDocuments } from './open-documents.ts';
import { createSingleDocuments, type SingleDocuments } from './single-documents.ts';
import type { Surroundings } from './surroundings.ts';
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
export class Documents {
  /** What kustomizations and charts name. */
  readonly named = createNamedFiles();
  readonly opened: OpenDocuments;
  readonly #log: Log;
  readonly #onChange: () => void;
  readonly #workspace = new Workspace();
  readonly #disk = new Map<string, DiskFile>();
  readonly #singles: SingleDocuments;
  /** How the workspace's files are spelt in its snapshot, by key. */
  readonly #present = new Map<string, string>();
  /** What has to be looked at again before the next answer. Keystrokes that no question follows cost nothing. */
  readonly #dirty = new Set<string>();
  /** What reading itself failed at, by URI. */
  readonly #failed = new Map<string, UnreadFile>();
  #folders = createFolders([], []);
  #settings = defaultSettings;
  #maxFileSize = defaultSettings.maxFileSize;
  #unreadFolders: readonly UnreadFile[] = [];
  #unreadChanged = false;
  /** The folders in which a search has found kustomizations. */
  #kustomized: ReadonlySet<string> = new Set<string>();

  /**
   * Nothing is known yet. `onChange` is told about every change, before it is looked at. `whole` are the keys of files that are
   * looked at alone and have everything they refer to in them; `realUri` is as in the surroundings.
   */
  constructor(
    log: Log,
    onChange: () => void,
    whole: ReadonlySet<string> = new Set<string>(),
    realUri: Surroundings['realUri'] = (uri) => uri,
  ) {
    this.#log = log;
    this.#onChange = onChange;
    this.opened = createOpenDocuments((uri) => realUri(uri, this.#folders.uris));
    this.#singles = createSingleDocuments(log, whole);
  }

  /** The snapshot of the workspace as it is now. */
  get snapshot(): Snapshot {
    this.#bringUpToDate();
    return this.#workspace.snapshot;
  }

  get folders(): Folders {
    return this.#folders;
  }

  /** The editor's; what configuration files lay over them is the snapshot's to say. */
  get settings(): Settings {
    return this.#settings;
  }

  /** How large a file may be, in bytes. A configuration does not leave itself out. */
  maxFileSizeOf(uri: string): number {
    return isConfigurationPath(uri) ? defaultSettings.maxFileSize : this.#maxFileSize;
  }

  /** A document by URI in any spelling, with the snapshot that answers for it. */
  locate(uri: string): Located | undefined {
    this.#bringUpToDate();
    const key = this.opened.keyOf(uri);
    const single = this.#singles.get(key);
    const { snapshot } = single?.workspace ?? this.#workspace;
    const file = snapshot.files.get(single?.uri ?? this.#present.get(key) ?? uri);
    const document = this.opened.get(key);
    return file && { snapshot, file, version: document?.version, languageId: document?.languageId };
  }

  /** The open documents, those of the workspace and those looked at alone. */
  openDocuments(): readonly Located[] {
    return this.opened.documents().flatMap((document) => this.locate(document.uri) ?? []);
  }

  isOpen(uri: string): boolean {
    return this.opened.has(this.opened.keyOf(uri));
  }

  /** The files on disk that something is kept of, by key. */
  knownFiles(): Iterable<string> {
    return this.#disk.keys();
  }

  /** Says which files a search has found, before any is read: by their names some of them may name others. */
  expect(uris: readonly string[]): void {
    this.named.expect([...uris, ...this.opened.files()]);
    const paths = uris.filter(namesOthers).flatMap((uri) => this.#folders.pathOf(uriKey(uri)) ?? []);
    this.#kustomized = kustomizedFolders(paths);
  }

  /** The URIs of files that kustomizations put into ConfigMaps, and that are to be read for it; those told before are left out. */
  takeNamedTexts(): readonly string[] {
    this.#bringUpToDate();
    if (!this.named.mayHaveChanged) return [];
    const { files } = this.#workspace.snapshot;
    const wasTried = (path: string): boolean => this.named.texts.has(uriKey(this.#folders.uriOf(path) ?? path));
    const uris = [...textsNamed(files.values(), wasTried)].flatMap((path) => this.#folders.uriOf(path) ?? []);
    const changed = this.named.setTexts(uris.map(uriKey).filter((key) => !this.#folders.isExcluded(key)));
    for (const key of changed) this.#touch(key);
    const isNew = (key: string): boolean => changed.has(key) && this.named.texts.has(key);
    return uris.filter((uri) => isNew(uriKey(uri)) && this.#disk.get(uriKey(uri))?.kind !== 'text');
  }

  /** Takes in what is in folders that were listed. */
  setListings(listings: Listings): void {
    this.#workspace.apply({ listings });
    this.#onChange();
  }

  /** Whether what is in a file counts: the search for manifests would find it, or a kustomization names it. */
  isRead(uri: string): boolean {
    return this.#isRead(uriKey(uri));
  }

  open(document: TextDocument): void {
    const { key, file } = this.opened.open(document);
    this.named.noteFile(file);
    this.#unreadChanged ||= this.#disk.get(key)?.kind === 'unread';
    this.#touch(key);
  }

  changed(uri: string): void {
    this.#touch(this.opened.changed(uri));
  }

  close(uri: string): void {
    const closed = this.opened.close(uri);
    if (closed === undefined) return;
    const { key, document } = closed;
    if (this.#isRead(key)) {
      const file = this.#disk.get(key) ?? this.#toDiskFile(closed.file, { kind: 'text', text: document.getText() });
      // The client's spelling is kept; where nothing is known of the file, its last text is, until it is read.
      if (file !== undefined) this.#disk.set(key, { ...file, uri: closed.file });
      this.#unreadChanged ||= file?.kind === 'unread';
    }
    this.#touch(key);
  }

  /** Takes in what is on disk now; `undefined` where there is nothing any more. */
  setOnDisk(uri: string, content: ReadResult | undefined): void {
    const key = uriKey(uri);
    const before = this.#disk.get(key);
    const spelt = before?.uri ?? uri;
    if (content !== undefined) this.named.noteFile(uri);
    const after = content && this.#toDiskFile(spelt, content);
    if (isSameFile(before, after)) return;
    if (after === undefined) this.#disk.delete(key);
    else this.#disk.set(key, after);
    this.#unreadChanged ||= before?.kind === 'unread' || after?.kind === 'unread';
    if (this.opened.has(key) && !this.#unreadChanged) return;
    this.#touch(key);
  }

  /** Changes the folders, and how large files may be. What no longer belongs to them is forgotten. */
  setFolders(folders: Folders, maxFileSize: number): void {
    this.#folders = folders;
    this.named.noteChange();
    this.#maxFileSize = maxFileSize;
    this.#workspace.apply({ searched: folders.paths });
    for (const key of this.#disk.keys()) if (!this.#isRead(key)) this.#disk.delete(key);
    for (const key of [...this.#present.keys(), ...this.#disk.keys(), ...this.opened.follow()]) this.#dirty.add(key);
    this.#unreadChanged = true;
    this.#onChange();
  }

  /** `folders` are settings of folders that have their own, by path. */
  setSettings(settings: Settings, folders: readonly FolderSettings[]): void {
    this.#settings = settings;
    this.#workspace.apply({ settings, folderSettings: folders });
    this.#singles.setSettings(settings);
    this.#onChange();
  }

  /** Says whether `buildNext` builds what changes, or whoever asks. */
  setBuilding(building: WhenBuilt): void {
    this.#workspace.apply({ building });
    this.#onChange();
  }

  /** How much of the workspace has been read; with it, the folders that could not be searched. */
  setRead(much: 'wholly' | 'partly', unreadFolders: readonly UnreadFile[]): void {
    this.#unreadFolders = unreadFolders;
    this.#unreadChanged = true;
    this.#workspace.apply({ complete: much === 'wholly' });
    this.#onChange();
  }

  #touch(key: string): void {
    this.#dirty.add(key);
    this.#onChange();
  }

  #isRead(key: string): boolean {
    return this.#folders.isIndexed(key) || this.named.texts.has(key);
  }

  #isTooLarge(document: TextDocument | undefined): boolean {
    return document !== undefined && isLongerThan(document.getText(), this.maxFileSizeOf(document.uri));
  }

  #toDiskFile(uri: string, content: ReadResult): DiskFile | undefined {
    if (content.kind === 'unread') return { uri, ...content };
    return this.named.keeps(uri, content.text) ? { uri, kind: 'text', text: content.text } : undefined;
  }

  #bringUpToDate(): void {
    if (this.#dirty.size === 0 && !this.#unreadChanged) return;
    const changes = this.#takeDirty();
    const failed = this.#failed;
    const before = failed.size;
    for (const { uri } of changes.files) failed.delete(uri);
    for (const file of applyFiles(this.#workspace, changes, this.#kustomized, this.#log)) failed.set(file.uri, file);
    this.#unreadChanged ||= before > 0 || failed.size > 0;
    if (this.#unreadChanged) this.#workspace.apply({ unread: this.#unreadFiles() });
    this.#unreadChanged = false;
  }

  /** What is to be looked at again: the files of the workspace as they are now, and those that are gone. */
  #takeDirty(): FileChanges {
    const files: FileText[] = [];
    const removed: string[] = [];
    for (const key of this.#dirty) {
      const file = this.#currentText(key);
      const spelt = this.#present.get(key);
      if ((spelt === undefined) !== (file === undefined) || namesOthers(key)) this.named.noteChange();
      if (spelt !== undefined && spelt !== file?.uri) removed.push(spelt);
      if (file === undefined) this.#present.delete(key);
      else {
        this.#present.set(key, file.uri);
        files.push(file);
      }
      const document = this.opened.get(key);
      this.#singles.set(key, file === undefined && !this.#isTooLarge(document) ? document : undefined);
    }
    this.#dirty.clear();
    return { files, removed };
  }

  /** The text a file of the workspace has now. */
  #currentText(key: string): FileText | undefined {
    const path = this.#folders.pathOf(key);
    if (path === undefined || !this.#isRead(key)) return undefined;
    const kind = this.#folders.isIndexed(key) ? {} : ({ readAs: 'text' } as const);
    const document = this.opened.get(key);
    if (document !== undefined)
      return this.#isTooLarge(document)
        ? undefined
        : { uri: document.uri, path, text: document.getText(), isOpen: true, ...kind };
    const file = this.#disk.get(key);
    return file?.kind === 'text' ? { uri: file.uri, path, text: file.text, ...kind } : undefined;
  }

  #unreadFiles(): readonly UnreadFile[] {
    const files = [...this.#disk].flatMap(([key, file]): readonly UnreadFile[] => {
      const isHidden = this.opened.has(key) && !this.#isTooLarge(this.opened.get(key));
      if (file.kind !== 'unread' || isHidden) return [];
      return [{ uri: file.uri, path: this.#folders.pathOf(key) ?? pathOfUri(file.uri), reason: file.reason }];
    });
    return [...this.#unreadFolders, ...files, ...this.#failed.values()];
  }
}
