import { addTo } from '../util/collections.ts';
import { kustomizationNames, type Kustomization } from '../kubernetes/kustomization.ts';
import { folderOf, fileNameOf, isInFolder } from '../util/paths.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import { fileIn } from './kustomization-paths.ts';
import type { BuildOrder, Orders } from './orders.ts';

/** A kustomization with the document it is read from. */
export interface KustomizationFile {
  readonly kustomization: Kustomization;
  readonly document: SnapshotDocument;
  /** The folder that its entries are relative to. */
  readonly folder: string;
}

/** What kustomizations can reach. */
export interface KustomizationFiles {
  readonly all: readonly KustomizationFile[];
  file(path: string): SnapshotFile | undefined;
  /** The kustomization of a folder. */
  inFolder(folder: string): KustomizationFile | undefined;
  /** Whether a folder has two kustomizations, of which kustomize takes neither. */
  isAmbiguous(folder: string): boolean;
  /**
   * What is missing at a path: a file or folder, all that would be in the folder around it but kustomizations, or the kustomization of a
   * folder that is there. `unknown` where that cannot be told.
   */
  absence(path: string): 'file' | 'allAround' | 'kustomization' | 'unknown';
  /** By what Flux or Argo CD builds the kustomization of a folder. */
  ordersFor(folder: string): readonly BuildOrder[];
  /** Puts a file in the place of the one with its path. */
  replace(file: SnapshotFile): void;
}

/** What kustomizations are found in. */
interface KnownFiles {
  readonly files: ReadonlyMap<string, SnapshotFile>;
  readonly unread: readonly UnreadFile[];
  /** The folders all of whose manifests were looked for. */
  readonly searched: readonly string[];
  readonly isExcluded: (path: string) => boolean;
  /** What the files order. */
  readonly orders: Orders;
}

/** The files of a snapshot by path. */
export function findKustomizations({ files, unread, searched, isExcluded, orders }: KnownFiles): KustomizationFiles {
  const byPath = new Map<string, SnapshotFile>();
  const folders = new Set<string>();
  const filled = new Set<string>();
  const byFolder = new Map<string, KustomizationFile[]>();
  for (const file of files.values()) {
    byPath.set(file.path, file);
    addFolders(folderOf(file.path), folders);
    if (!isKustomizationName(file.path)) addFolders(folderOf(file.path), filled);
    const found = kustomizationOf(file);
    if (found === undefined) continue;
    addTo(byFolder, found.folder, found);
  }
  return {
    all: [...byFolder.values()].flat(),
    file: (path) => byPath.get(path),
    ordersFor: (folder) => orders.for(folder),
    replace(file) {
      byPath.set(file.path, file);
    },
    inFolder: (folder) => byFolder.get(folder)?.[0],
    isAmbiguous: (folder) => (byFolder.get(folder)?.length ?? 0) > 1,
    absence(path) {
      if (isExcluded(path) || !searched.some((folder) => path !== folder && isInFolder(path, folder))) return 'unknown';
      if (unread.some((file) => isInFolder(file.path, path) || isInFolder(path, file.path))) return 'unknown';
      if (folders.has(path)) {
        return kustomizationNames.some((name) => byPath.has(fileIn(path, name))) ? 'unknown' : 'kustomization';
      }
      // Only manifests are looked for, and not in folders of tools.
      const isSearched = path.split('/').every((part) => part !== 'node_modules' && !part.startsWith('.'));
      const name = fileNameOf(path);
      if (!isSearched || (name.includes('.') && !/\.ya?ml$/.test(name))) return 'unknown';
      return filled.has(folderOf(path)) ? 'file' : 'allAround';
    },
  };
}

/** Whether a file has the name of a kustomization. */
export function isKustomizationName(path: string): boolean {
  return kustomizationNames.includes(fileNameOf(path));
}

/** The folders of those paths that have the name of a kustomization. */
export function kustomizedFolders(paths: Iterable<string>): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const path of paths) if (isKustomizationName(path)) folders.add(folderOf(path));
  return folders;
}

/** The kustomization of a file, by the file's name. */
export function kustomizationOf(file: SnapshotFile): KustomizationFile | undefined {
  if (!isKustomizationName(file.path)) return undefined;
  for (const document of file.documents) {
    const { kustomization } = document.forOthers;
    if (kustomization !== undefined) return { kustomization, document, folder: folderOf(file.path) };
  }
  return undefined;
}

function addFolders(folder: string, folders: Set<string>): void {
  for (let current = folder; !folders.has(current); current = folderOf(current)) folders.add(current);
}
