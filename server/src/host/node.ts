import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { globMatcher } from '../core/util/glob.ts';
import type { FoundFile, FoundFiles, Host, LeftOut, ReadResult } from './host.ts';
import { decodeText, excludedReason, isManifestName, isSkippedFolder, missingReason, tooLarge } from './manifests.ts';

/** The host over the file system of this machine. URIs of other schemes than `file` are reported as unread. */
export const nodeHost: Host = { findFiles, readFile: readTextFile };

async function findFiles(folderUri: string, exclude: readonly string[]): Promise<FoundFiles> {
  const folder = pathOfUri(folderUri);
  if (folder === undefined)
    return { files: [], unread: [{ uri: folderUri, path: folderUri, reason: notOnDisk }], leftOut: [] };
  const isExcluded = globMatcher(exclude);
  const search: Search = { isExcluded, files: [], links: [], unread: [], leftOut: [] };
  const root: Folder = { uri: folderUri.replace(/\/$/, ''), path: folder, relative: '' };
  await walk(root, search);
  if (search.links.length > 0) await followLinks(root, search);
  return {
    files: search.files.sort(byPath),
    unread: search.unread.sort(byPath),
    leftOut: search.leftOut.sort(byPath),
  };
}

async function readTextFile(uri: string, maxSize: number): Promise<ReadResult> {
  const path = pathOfUri(uri);
  if (path === undefined) return { kind: 'unread', reason: notOnDisk };
  try {
    const found = await stat(path);
    // Opening a pipe would wait for its other end.
    if (!found.isFile())
      return { kind: 'unread', reason: found.isDirectory() ? 'It is a folder.' : 'It is no ordinary file.' };
    if (found.size > maxSize) return { kind: 'unread', reason: tooLarge(found.size, maxSize) };
    return decodeText(await readFile(path));
  } catch (error) {
    return { kind: 'unread', reason: reasonOf(error) };
  }
}

/** The path of a `file:` URI with `/` between its parts; `undefined` for other schemes. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return fileURLToPath(uri).replaceAll('\\', '/');
  } catch {
    return undefined;
  }
}

const notOnDisk = 'It is not on the disk of this machine.';

/** What a search has found so far. Symbolic links wait until all that is really there is known. */
interface Search {
  readonly isExcluded: (relative: string) => boolean;
  readonly files: FoundFile[];
  readonly links: Folder[];
  readonly unread: { readonly uri: string; readonly path: string; readonly reason: string }[];
  readonly leftOut: LeftOut[];
}

/** A folder, or what stands in one. */
interface Folder {
  readonly uri: string;
  readonly path: string;
  /** From the folder that is searched, for the globs. */
  readonly relative: string;
}

async function walk(folder: Folder, search: Search): Promise<void> {
  let entries: readonly Dirent[];
  try {
    entries = await readdir(folder.path, { withFileTypes: true });
  } catch (error) {
    search.unread.push({ uri: folder.uri, path: folder.path, reason: reasonOf(error) });
    return;
  }
  const below: Promise<void>[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) {
      if (isSkippedFolder(entry.name)) continue;
      const child = childOf(folder, entry.name);
      if (isIncluded(child, search)) below.push(walk(child, search));
    } else if (entry.isSymbolicLink()) {
      const child = childOf(folder, entry.name);
      if (!isSkippedFolder(entry.name) && isIncluded(child, search)) search.links.push(child);
    } else if (entry.isFile() && isManifestName(entry.name)) {
      const child = childOf(folder, entry.name);
      if (isIncluded(child, search)) search.files.push({ uri: child.uri, path: child.path });
    }
  }
  await Promise.all(below);
}

/** Whether no glob leaves it out; else that is noted. */
function isIncluded({ uri, path, relative }: Folder, search: Search): boolean {
  if (!search.isExcluded(relative)) return true;
  search.leftOut.push({ uri, path, reason: excludedReason });
  return false;
}

/**
 * Follows the links that lead out of the searched folder, each target once. What they lead to inside it is found there,
 * and would count twice; this also ends every circle.
 */
async function followLinks(root: Folder, search: Search): Promise<void> {
  const seen = [await realpath(root.path).catch(() => root.path)];
  for (let links = search.links.splice(0).sort(byPath); links.length > 0; links = search.links.splice(0).sort(byPath)) {
    for (const link of links) {
      try {
        const target = await realpath(link.path);
        if (seen.some((known) => target === known || isBelow(target, known))) continue;
        const found = await stat(target);
        if (found.isFile() && isManifestName(link.path)) search.files.push({ uri: link.uri, path: link.path });
        if (!found.isDirectory()) continue;
        seen.push(target);
        await walk(link, search);
      } catch (error) {
        if (isManifestName(link.path)) search.unread.push({ uri: link.uri, path: link.path, reason: reasonOf(error) });
      }
    }
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder) && (/[\\/]$/.test(folder) || /[\\/]/.test(path.charAt(folder.length)));
}

function childOf(folder: Folder, name: string): Folder {
  return {
    uri: `${folder.uri}/${encodeSegment(name)}`,
    path: folder.path.endsWith('/') ? `${folder.path}${name}` : `${folder.path}/${name}`,
    relative: folder.relative === '' ? name : `${folder.relative}/${name}`,
  };
}

/** A URI's path segment as VS Code writes it, so that a file found and the same file opened have one URI. */
function encodeSegment(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: missingReason,
  ENOTDIR: 'It is no folder.',
  EACCES: 'Reading it is not permitted.',
  EPERM: 'Reading it is not permitted.',
  ELOOP: 'Its symbolic links go in a circle.',
  EMFILE: 'Too many files are open.',
  ENAMETOOLONG: 'Its name is too long.',
};

/** One sentence why the file system refused. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  return reasons[code] ?? `Reading it failed: ${code === '' ? String(error) : code}.`;
}
