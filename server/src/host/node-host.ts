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
import type { FoundFiles, Host, Reach, ReadResult } from './host.ts';
import { decodeText, isManifestName, tooLarge } from './manifest-files.ts';
import { placeToOpen, realPlaceOf, systemPathOf, type RealPlace } from './reach.ts';
import { hostReason, notRead } from './unread-reasons.ts';
import { createSearch, topOf, type Search, type SearchPlace } from './search.ts';
import type { FolderEntry, Listing } from '../core/files/listing.ts';

/**
 * The host over the file system of this machine. URIs of other schemes than `file` are reported as unread. The calls of one file or
 * folder are made at once: by way of Node's thread pool each takes seven times as long, and ten thousand files a second.
 */
export const nodeHost: Host = {
  findFiles,
  readFile: (uri, maxSize, within) => Promise.resolve(readTextFile(uri, maxSize, within)),
  listFolder: (uri, within) => Promise.resolve(listingOf(uri, within)),
};

async function findFiles(
  folderUri: string,
  exclude: readonly string[],
  within: readonly string[],
): Promise<FoundFiles> {
  const folder = diskPathOfUri(folderUri);
  if (folder === undefined)
    return { uris: [], unread: [{ uri: folderUri, path: folderUri, reason: hostReason('notOnDisk') }], leftOut: [] };
  const search = createSearch(exclude);
  const reach = pathsOf(within);
  const top = topOf(folderUri, folder);
  const isLink = !within.includes(folderUri) && !isReal(top, reach);
  if (!isLink) await walk(top, search);
  for (const link of isLink ? [top] : search.links) judgeLink(link, reach, search);
  return search.found();
}

// What takes the place of a file while it is looked at is not followed, and a pipe is not waited for.
const careful = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Whether a file that is a link is not opened; Windows has no such mode. */
const seesLinks = constants.O_NOFOLLOW !== undefined;

function readTextFile(uri: string, maxSize: number, within: Reach): ReadResult {
  const path = systemPathOf(uri);
  if (path === undefined) return notRead(hostReason('notOnDisk'));
  try {
    if (within === 'anywhere') return readAt({ kind: 'inside', path: realpathSync.native(path) }, maxSize);
    const folders = pathsOf(within);
    try {
      if (seesLinks) return readAt(placeToOpen(path, folders), maxSize);
    } catch {
      // It is a link, or cannot be read, as is found out now.
    }
    return readAt(realPlaceOf(path, folders), maxSize);
  } catch (error) {
    return notRead(reasonOf(error));
  }
}

/** Reads the file at a place; throws what the file system rejects. */
function readAt(place: RealPlace, maxSize: number): ReadResult {
  if (place.kind === 'outside') return notRead(hostReason('outside'));
  if (place.kind === 'linked') return notRead(hostReason('linked'));
  const file = openSync(place.path, careful);
  try {
    const found = fstatSync(file);
    if (!found.isFile()) return notRead(hostReason(found.isDirectory() ? 'folder' : 'special'));
    if (found.size > maxSize) return notRead(tooLarge(found.size, maxSize));
    return decodeText(bytesOf(file, found.size));
  } finally {
    closeSync(file);
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

function listingOf(uri: string, within: readonly string[]): Listing | undefined {
  const path = systemPathOf(uri);
  if (path === undefined) return undefined;
  try {
    const place = realPlaceOf(path, pathsOf(within)).kind;
    if (place === 'outside') return undefined;
    return readdirSync(path, { withFileTypes: true }).map((entry) => {
      const [found] = entryOf(entry);
      // What is in a folder behind a link is known by another path.
      return found === undefined || (place === 'linked' && found.kind === 'folder')
        ? { name: entry.name, kind: 'link' }
        : found;
    });
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? 'absent' : undefined;
  }
}

function pathsOf(uris: readonly string[]): readonly string[] {
  return uris.flatMap((uri) => systemPathOf(uri) ?? []);
}

/** The path of a `file:` URI with `/` between its parts; `undefined` for other schemes. */
export function diskPathOfUri(uri: string): string | undefined {
  return systemPathOf(uri)?.replaceAll('\\', '/');
}

/** How many folders are listed before others get their turn. */
const turnAfter = 64;

async function walk(top: SearchPlace, search: Search): Promise<void> {
  const folders = [top];
  for (let count = 1, folder = folders.pop(); folder !== undefined; count++, folder = folders.pop()) {
    for (const below of search.take(folder, entriesOf(folder, search))) folders.push(below);
    if (count % turnAfter === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

function entriesOf(folder: SearchPlace, search: Search): readonly FolderEntry[] {
  try {
    return readdirSync(folder.path, { withFileTypes: true }).flatMap(entryOf);
  } catch (error) {
    search.reject(folder, reasonOf(error));
    return [];
  }
}

function entryOf(entry: Dirent): readonly FolderEntry[] {
  const { name } = entry;
  if (entry.isDirectory()) return [{ name, kind: 'folder' }];
  if (entry.isSymbolicLink()) return [{ name, kind: 'link' }];
  return entry.isFile() ? [{ name, kind: 'file' }] : [];
}

/** Whether a folder is where its path says. One that cannot be looked at is, until it is listed. */
function isReal(folder: SearchPlace, reach: readonly string[]): boolean {
  try {
    return realPlaceOf(folder.path, reach).kind === 'inside';
  } catch {
    return true;
  }
}

/**
 * Reports a link that leads out of what is read, and one that leads nowhere, if it could be a manifest or a folder of some. What
 * a link points to inside is found there, and would count twice; so every circle ends, too.
 */
function judgeLink(link: SearchPlace, reach: readonly string[], search: Search): void {
  try {
    if (realPlaceOf(link.path, reach).kind !== 'outside') return;
    if (isManifestName(link.path) || statSync(link.path).isDirectory()) search.reject(link, hostReason('outside'));
  } catch (error) {
    if (isManifestName(link.path)) search.reject(link, reasonOf(error));
  }
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
  const code = codeOf(error);
  const reason = reasons[code];
  return reason === undefined
    ? hostReason('readFailed', { error: code === '' ? String(error) : code })
    : hostReason(reason);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
