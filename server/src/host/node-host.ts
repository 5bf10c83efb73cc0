import { byPath } from '../core/util/collections.ts';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  realpathSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { globMatcher } from '../core/util/glob.ts';
import type { FoundFile, FoundFiles, Host, LeftOut, Reach, ReadResult } from './host.ts';
import { decodeText, isManifestName, isSkippedFolder, tooLarge } from './manifest-files.ts';
import { encodeSegment, realPlaceOf, systemPathOf, type RealPlace } from './reach.ts';
import { hostReason } from './reasons.ts';

/**
 * The host over the file system of this machine. URIs of other schemes than `file` are reported as unread. The calls of one file or
 * folder are made at once: by way of Node's thread pool each takes seven times as long, and ten thousand files a second.
 */
export const nodeHost: Host = {
  findFiles,
  readFile: (uri, maxSize, within) => Promise.resolve(readTextFile(uri, maxSize, within)),
};

async function findFiles(
  folderUri: string,
  exclude: readonly string[],
  within: readonly string[],
): Promise<FoundFiles> {
  const folder = diskPathOfUri(folderUri);
  if (folder === undefined)
    return { files: [], unread: [{ uri: folderUri, path: folderUri, reason: hostReason('notOnDisk') }], leftOut: [] };
  const search: Search = { isExcluded: globMatcher(exclude), files: [], links: [], unread: [], leftOut: [] };
  const reach = pathsOf(within);
  const root: Folder = { uri: folderUri.replace(/\/$/, ''), path: folder, relative: '' };
  if (within.includes(folderUri) || isReal(root, reach)) await walk(root, search);
  else search.links.push(root);
  for (const link of search.links) judgeLink(link, reach, search);
  return {
    files: search.files.sort(byPath),
    unread: search.unread.sort(byPath),
    leftOut: search.leftOut.sort(byPath),
  };
}

// What takes the place of a file while it is looked at is not followed, and a pipe is not waited for.
const careful = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function readTextFile(uri: string, maxSize: number, within: Reach): ReadResult {
  const path = systemPathOf(uri);
  if (path === undefined) return { kind: 'unread', reason: hostReason('notOnDisk') };
  try {
    const place: RealPlace =
      within === 'anywhere' ? { kind: 'inside', path: realpathSync.native(path) } : realPlaceOf(path, pathsOf(within));
    if (place.kind === 'outside') return { kind: 'unread', reason: hostReason('outside') };
    if (place.kind === 'linked') return { kind: 'unread', reason: hostReason('linked') };
    const file = openSync(place.path, careful);
    try {
      const found = fstatSync(file);
      if (!found.isFile()) return { kind: 'unread', reason: hostReason(found.isDirectory() ? 'folder' : 'special') };
      if (found.size > maxSize) return { kind: 'unread', reason: tooLarge(found.size, maxSize) };
      return decodeText(bytesOf(file, found.size));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    return { kind: 'unread', reason: reasonOf(error) };
  }
}

/** Of files that are no larger one after the other is read into the same memory: a text has its own. */
const scratch = new Uint8Array(256 * 1024);

/** What an open file of a size holds, until the next one is read. */
function bytesOf(file: number, size: number): Uint8Array {
  // One byte more tells of a file that has grown since.
  if (size >= scratch.length) return readFileSync(file);
  let length = 0;
  for (let read = -1; read !== 0 && length < scratch.length; length += read)
    read = readSync(file, scratch, length, scratch.length - length, null);
  return length < scratch.length ? scratch.subarray(0, length) : Buffer.concat([scratch, readFileSync(file)]);
}

function pathsOf(uris: readonly string[]): readonly string[] {
  return uris.flatMap((uri) => systemPathOf(uri) ?? []);
}

/** The path of a `file:` URI with `/` between its parts; `undefined` for other schemes. */
export function diskPathOfUri(uri: string): string | undefined {
  return systemPathOf(uri)?.replaceAll('\\', '/');
}

/** What a search has found so far. */
interface Search {
  readonly isExcluded: (relative: string) => boolean;
  readonly files: FoundFile[];
  readonly links: Folder[];
  readonly unread: { readonly uri: string; readonly path: string; readonly reason: string }[];
  readonly leftOut: LeftOut[];
}

/** A folder, or what is in one. */
interface Folder {
  readonly uri: string;
  readonly path: string;
  /** From the folder that is searched, for the globs. */
  readonly relative: string;
}

/** How many folders are listed before others get their turn. */
const turnAfter = 64;

async function walk(top: Folder, search: Search): Promise<void> {
  const folders = [top];
  for (let count = 1, folder = folders.pop(); folder !== undefined; count++, folder = folders.pop()) {
    list(folder, folders, search);
    if (count % turnAfter === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lists a folder; those in it are added to `folders`. */
function list(folder: Folder, folders: Folder[], search: Search): void {
  for (const entry of entriesOf(folder, search)) {
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name)) continue;
      const child = childOf(folder, entry.name);
      if (isIncluded(child, search)) folders.push(child);
    } else if (entry.isSymbolicLink()) {
      const child = childOf(folder, entry.name);
      if (!isSkippedFolder(entry.name) && isIncluded(child, search)) search.links.push(child);
    } else if (entry.isFile() && isManifestName(entry.name)) {
      const child = childOf(folder, entry.name);
      if (isIncluded(child, search)) search.files.push({ uri: child.uri, path: child.path });
    }
  }
}

function entriesOf({ uri, path }: Folder, search: Search): readonly Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    search.unread.push({ uri, path, reason: reasonOf(error) });
    return [];
  }
}

/** Whether no glob leaves it out; else that is noted. */
function isIncluded({ uri, path, relative }: Folder, search: Search): boolean {
  if (!search.isExcluded(relative)) return true;
  search.leftOut.push({ uri, path, reason: hostReason('excluded') });
  return false;
}

/** Whether a folder is where its path says. One that cannot be looked at is, until it is listed. */
function isReal(folder: Folder, reach: readonly string[]): boolean {
  try {
    return realPlaceOf(folder.path, reach).kind === 'inside';
  } catch {
    return true;
  }
}

/**
 * Reports a link that leads out of what is read, and one that leads nowhere, if it could be a manifest or a folder of some. What
 * a link leads to inside is found there, and would count twice; so every circle ends, too.
 */
function judgeLink(link: Folder, reach: readonly string[], search: Search): void {
  const report = (reason: string): void => void search.unread.push({ uri: link.uri, path: link.path, reason });
  try {
    if (realPlaceOf(link.path, reach).kind !== 'outside') return;
    if (isManifestName(link.path) || statSync(link.path).isDirectory()) report(hostReason('outside'));
  } catch (error) {
    if (isManifestName(link.path)) report(reasonOf(error));
  }
}

function childOf(folder: Folder, name: string): Folder {
  return {
    uri: `${folder.uri}/${encodeSegment(name)}`,
    path: folder.path.endsWith('/') ? `${folder.path}${name}` : `${folder.path}/${name}`,
    relative: folder.relative === '' ? name : `${folder.relative}/${name}`,
  };
}

const reasons: Readonly<Record<string, Parameters<typeof hostReason>[0]>> = {
  ENOENT: 'missing',
  ENOTDIR: 'notFolder',
  EACCES: 'notReadable',
  EPERM: 'notReadable',
  ELOOP: 'circle',
  EMFILE: 'tooManyFiles',
  ENAMETOOLONG: 'longName',
};

/** One sentence why the file system rejected. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const reason = reasons[code];
  return reason === undefined
    ? hostReason('readFailed', { error: code === '' ? String(error) : code })
    : hostReason(reason);
}
