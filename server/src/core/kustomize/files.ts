import { addTo, getOrMake, madeOnce } from '../util/collections.ts';
import { kustomizationNames, type Kustomization } from '../kubernetes/kustomization.ts';
import { folderOf, fileNameOf, isInFolder, partsOf } from '../util/paths.ts';
import type { SnapshotDocument, SnapshotFile, UnreadFile } from '../files/file.ts';
import { foundAt, namesListed, type Listings } from '../files/listing.ts';
import { isNull, type YamlNode } from '../yaml/node.ts';
import { originOf, type Origin } from '../objects/origins.ts';
import type { BuildOrder, Orders } from './orders.ts';

/** A kustomization with the document it is read from. */
export interface KustomizationFile {
  readonly kustomization: Kustomization;
  readonly document: SnapshotDocument;
  /** The folder that its entries are relative to. */
  readonly folder: string;
  /** Where it is in a string of the document: what it says there. */
  readonly inside?: PlacedTree;
}

/** A tree, and the text that its nodes are in. */
export interface PlacedTree {
  readonly tree: YamlNode | undefined;
  readonly origin: Origin;
}

/** What the places of a kustomization lead through. Its text is parsed anew where it was not lately. */
export function writtenIn(one: KustomizationFile): PlacedTree {
  return one.inside ?? { tree: one.document.forOthers.yaml.root, origin: originIn(one) };
}

/** The text that a kustomization is in. */
export function originIn({ document, inside }: KustomizationFile): Origin {
  return inside?.origin ?? originOf(document);
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
   * What is missing at a path: a file or folder, one that a person or tool makes as an example of it is there or its folder says, all that
   * would be in the folder around it but kustomizations, or the kustomization of a folder that is there. `unknown` where that cannot be
   * told.
   */
  absence(path: string): 'file' | 'made' | 'allAround' | 'kustomization' | 'unknown';
  /** What is in a folder that was listed, by name. */
  namesListed(folder: string): readonly string[];
  /** What is known to be in a folder, by name. */
  namesIn(folder: string): readonly string[];
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
  /** What is in folders of which not all was read. */
  readonly listings: Listings;
  readonly isExcluded: (path: string) => boolean;
  /** What the files order. */
  readonly orders: Orders;
}

/** The files of a snapshot by path. */
export function findKustomizations({
  files,
  unread,
  searched,
  listings,
  isExcluded,
  orders,
}: KnownFiles): KustomizationFiles {
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
  const namesByFolder = madeOnce(() => {
    const names = new Map<string, string[]>();
    for (const path of [...folders, ...byPath.keys()])
      if (path !== folderOf(path)) addTo(names, folderOf(path), fileNameOf(path));
    return names;
  });
  const allNames = new Map<string, readonly string[]>();
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
      const found = foundAt(path, listings);
      if (folders.has(path) || found === 'folder') {
        const isKnown = (name: string): boolean => byPath.has(fileIn(path, name)) || isExcluded(fileIn(path, name));
        return kustomizationNames.some(isKnown) ? 'unknown' : 'kustomization';
      }
      if (found === 'file' || found === 'link' || path.split('/').includes('node_modules')) return 'unknown';
      const isManifest = isManifestPath(path);
      const isOfTool = folderOf(path)
        .split('/')
        .some((part) => /^\.[^.]/.test(part));
      // Without a list, only manifests were looked for, and not in folders of tools.
      if (found === undefined && (!isManifest || isOfTool || fileNameOf(path).startsWith('.'))) return 'unknown';
      const beside = namesListed(folderOf(path), listings);
      if (isOfTool || namesOfExamples(beside).has(fileNameOf(path))) return 'made';
      const isAlone = isManifest
        ? !filled.has(folderOf(path))
        : beside.every((name) => kustomizationNames.includes(name));
      return isAlone ? 'allAround' : 'file';
    },
    namesListed: (folder) => namesListed(folder, listings),
    namesIn: (folder) =>
      getOrMake(allNames, folder, () => [
        ...new Set([...(namesByFolder().get(folder) ?? []), ...namesListed(folder, listings)]),
      ]),
  };
}

/** Whether the search for manifests finds a file of this path, or it is a folder. */
export function isManifestPath(path: string): boolean {
  const name = fileNameOf(path);
  return !name.includes('.') || /\.ya?ml$/.test(name);
}

/**
 * Of what is in a folder, the other names under which files are there to be copied, filled in or decrypted: `db.env` where there is
 * `db.env.example`.
 */
function namesOfExamples(names: readonly string[]): ReadonlySet<string> {
  return getOrMake(knownExamples, names, () => {
    const others = new Set<string>();
    for (const name of names) {
      const other = name.replace(exampleWord, '');
      if (other !== name) others.add(other);
    }
    return others;
  });
}

/** Kept as thousands of paths may be looked for in one folder; rests on the names alone. */
const knownExamples = new WeakMap<readonly string[], ReadonlySet<string>>();

const exampleWord =
  /[._-](?:example|sample|template|tmpl|tpl|dist|default|enc|encrypted|sops|age|gpg|j2)(?![a-z\d])|^(?:example|sample|template)[._-]|\.in$/i;

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

/** What a file that has nothing of a kustomization but the name is. */
export function emptinessOf({ role, documents }: SnapshotFile): 'empty' | 'noFields' | undefined {
  // Nearly all are read as one, whose tree is gone.
  if (role !== 'kustomization' || documents[0]?.facts.kustomization !== undefined) return undefined;
  if (documents.some(({ facts }) => facts.templated || facts.broken)) return undefined;
  const root = documents.find(({ facts }) => facts.yaml.root !== undefined)?.facts.yaml.root;
  if (root === undefined || isNull(root)) return 'empty';
  return root.kind === 'map' ? undefined : 'noFields';
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

/** The path of an entry that may give the key, `key=path`. Source: kustomize api/internal/generators/utils.go, ParseFileSource. */
export function pathOfEntry(entry: string): string {
  return entry.slice(entry.indexOf('=') + 1);
}
