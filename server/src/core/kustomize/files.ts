import { addTo } from '../util/collections.ts';
import { kustomizationNames, type Kustomization, type GeneratedMap } from '../kubernetes/kustomization.ts';
import { folderOf, fileNameOf, isInFolder, partsOf } from '../util/paths.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import type { BuildOrder, Orders } from './orders.ts';
import { ignoreFilesAbove } from './ignored.ts';

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

/**
 * Where a path of a kustomization leads from its folder; `undefined` where it leaves the files that are known, or begins at the
 * root of the machine. Relative folders start with no slash, as those of a workspace do.
 */
export function resolvePath(folder: string, written: string): string | undefined {
  if (written.startsWith('/')) return undefined;
  const parts = partsOf(folder);
  const isAbsolute = parts[0] === '';
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.length <= (isAbsolute ? 1 : 0)) return undefined;
    else parts.pop();
  }
  if (isAbsolute && parts.length === 1) return '/';
  return parts.join('/');
}

/** The path of a file in a folder. */
export function fileIn(folder: string, name: string): string {
  if (folder === '') return name;
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/**
 * Whether an entry names something in the network: a URL, a git remote, or a host and a path.
 * Source: kustomize api/internal/git/repospec.go.
 */
export function isRemote(written: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:(?:\/\/|:)/i.test(written) ||
    /^[\w.-]+@[\w.-]+:/.test(written) ||
    /^(?:github\.com|gitlab\.com|bitbucket\.org|dev\.azure\.com|ssh\.dev\.azure\.com)[/:]/.test(written) ||
    /^[\w-]+(?:\.[\w-]+)+\/.+(?:\/\/|\.git(?:\/|$)|\?)/.test(written) ||
    written.includes('?ref=')
  );
}

/**
 * The paths of the files that kustomizations need and that are no manifests, whether they are there or not; none that lead out of what is
 * known: those whose text they put into ConfigMaps and Secrets, whatever these are called, and those that tell whether git keeps a
 * manifest that is not there.
 */
export function textsNamed(files: Iterable<SnapshotFile>): ReadonlySet<string> {
  const paths = new Set<string>();
  const named: string[] = [];
  const known = new Set<string>();
  for (const file of files) {
    known.add(file.path);
    const found = file.role === 'kustomization' ? kustomizationOf(file) : undefined;
    if (found === undefined) continue;
    const folder = folderOf(file.path);
    known.add(folder);
    const { generators, resources, components, patches } = found.kustomization;
    for (const written of generators.flatMap(writtenPaths)) {
      const path = resolvePath(folder, written);
      if (path !== undefined) paths.add(path);
    }
    for (const { value } of [...resources, ...components, ...patches.flatMap(({ path }) => path ?? [])]) {
      const path = resolvePath(folder, value);
      if (path !== undefined) named.push(path);
    }
  }
  for (const path of named) if (!known.has(path)) for (const one of ignoreFilesAbove(path)) paths.add(one);
  return paths;
}

function writtenPaths({ files, envs }: GeneratedMap): readonly string[] {
  return [...files.map(({ value }) => pathOfEntry(value)), ...envs.map(({ value }) => value)];
}

/** The path of an entry that may give the key, `key=path`. Source: kustomize api/internal/generators/utils.go, ParseFileSource. */
export function pathOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('=') + 1);
}
