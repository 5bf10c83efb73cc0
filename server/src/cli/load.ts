import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Settings } from '../core/settings/settings.ts';
import type { Snapshot, UnreadFile } from '../core/workspace/snapshot.ts';
import { Workspace, type FileText } from '../core/workspace/workspace.ts';
import type { FoundFile } from '../host/host.ts';
import { mayHoldManifests } from '../host/manifests.ts';
import { nodeHost } from '../host/node.ts';
import { UsageError } from './environment.ts';

/**
 * The complete snapshot of the files and folders given, `.` where none is. A folder is searched, a file is read whatever
 * its name. A path that cannot be read is a UsageError; a file found in a folder that cannot be read is in `snapshot.unread`.
 */
export async function loadSnapshot(
  paths: readonly string[],
  settings: Settings,
  workingFolder: string,
): Promise<Snapshot> {
  const found = new Map<string, FoundFile>();
  const unread = new Map<string, UnreadFile>();
  const named = new Set<string>();
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const target = await locate(given, workingFolder);
    if (target.isFolder) {
      const search = await nodeHost.findFiles(target.uri, settings.exclude);
      for (const file of search.files) found.set(file.path, file);
      for (const file of search.unread) unread.set(file.path, file);
      if (unread.has(target.path))
        throw new UsageError(`"${given}" cannot be listed. ${unread.get(target.path)?.reason ?? ''}`);
    } else {
      found.set(target.path, target);
      named.add(target.path);
    }
  }
  const files: FileText[] = [];
  for (const { file, result } of await readAll([...found.values()], settings.maxFileSize)) {
    if (result.kind === 'unread' && named.has(file.path))
      throw new UsageError(`"${displayPath(file.path, workingFolder)}" cannot be read. ${result.reason}`);
    if (result.kind === 'unread') unread.set(file.path, { ...file, reason: result.reason });
    else if (mayHoldManifests(file.path, result.text)) files.push({ ...file, text: result.text });
  }
  const workspace = new Workspace();
  workspace.apply({ files: files.sort(byPath), unread: [...unread.values()].sort(byPath), settings, complete: true });
  return workspace.snapshot;
}

/** A path as it is printed: relative to the working directory, with `/` between folders. */
export function displayPath(file: string, workingFolder: string): string {
  return path.relative(workingFolder, file).replaceAll('\\', '/') || '.';
}

async function locate(given: string, workingFolder: string): Promise<FoundFile & { readonly isFolder: boolean }> {
  const absolute = path.resolve(workingFolder, given);
  try {
    const found = await stat(absolute);
    return { uri: pathToFileURL(absolute).href, path: absolute.replaceAll('\\', '/'), isFolder: found.isDirectory() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UsageError(`"${given}" does not exist. Give a file or folder that does.`);
    throw new UsageError(`"${given}" cannot be read (${code}). Give a file or folder that can.`);
  }
}

interface ReadFile {
  readonly file: FoundFile;
  readonly result: Awaited<ReturnType<typeof nodeHost.readFile>>;
}

/** Reads files some at a time: more at once would only wait for the disk and hold handles. */
async function readAll(files: readonly FoundFile[], maxSize: number): Promise<readonly ReadFile[]> {
  const results: ReadFile[] = [];
  const remaining = files.values();
  const worker = async (): Promise<void> => {
    for (const file of remaining) results.push({ file, result: await nodeHost.readFile(file.uri, maxSize) });
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}
