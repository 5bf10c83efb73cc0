import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { UnreadFile } from '../core/files/file.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { diskPathOfUri, nodeHost } from '../host/node-host.ts';
import { decodeText } from '../host/manifest-files.ts';
import { UsageError, type Environment } from './environment.ts';
import { foldersUpFrom } from './folders-up.ts';

const messages = defineMessages('cli/targets', {
  pattern: '"{path}" does not exist. Headlight expands no patterns: give a folder, or leave the quotes out.',
  empty: 'A path is empty. Give an existing file or folder.',
  absent: '"{path}" does not exist. Give an existing file or folder.',
  unreadable: '"{path}" cannot be read. {reason}',
  unreadableCode: '"{path}" cannot be read ({code}). Give a file or folder that can be read.',
});

/** A file that was asked for or found. */
export interface FoundFile {
  readonly uri: string;
  /** With `/` between folders. */
  readonly path: string;
}

/** A file or folder that was asked for. */
export interface Target extends FoundFile {
  /** As it was written. */
  readonly given: string;
  readonly isFolder: boolean;
  /** What standard input holds, where that is what was asked for. */
  readonly text?: string;
}

/** What stands for standard input among paths. */
const standardInput = '-';

/** Whether standard input is among the paths. */
export function asksForInput(paths: readonly string[]): boolean {
  return paths.includes(standardInput);
}

/** Standard input as a file of the working directory, of the name that it has among paths. */
async function readInput(input: Environment['input'], workingFolder: string): Promise<Target> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk));
  const read = decodeText(Buffer.concat(chunks));
  if (read.kind === 'unread') throw unreadable(standardInput, read.reason);
  const absolute = path.resolve(workingFolder, standardInput);
  const uri = pathToFileURL(absolute).href;
  return { given: standardInput, uri, path: absolute.replaceAll('\\', '/'), isFolder: false, text: read.text };
}

/** The files and folders that paths name, `.` where there are none. A path that cannot be read is a UsageError. */
export async function locateTargets(
  paths: readonly string[],
  workingFolder: string,
  input: Environment['input'] | undefined,
): Promise<readonly Target[]> {
  const targets: Target[] = [];
  for (const given of paths.length === 0 ? ['.'] : new Set(paths))
    targets.push(
      given === standardInput && input !== undefined
        ? await readInput(input, workingFolder)
        : await locateTarget(given, workingFolder),
    );
  return targets;
}

export async function locateTarget(given: string, workingFolder: string): Promise<Target> {
  const absolute = path.resolve(workingFolder, given);
  // A variable of a script that is not set is not the working directory.
  if (given === '') throw new UsageError(formatMessage(messages.empty));
  try {
    const found = await stat(absolute);
    const uri = pathToFileURL(absolute).href;
    return { given, uri, path: absolute.replaceAll('\\', '/'), isFolder: found.isDirectory() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new UsageError(formatMessage(/[*?]/.test(given) ? messages.pattern : messages.absent, { path: given }));
    throw new UsageError(formatMessage(messages.unreadableCode, { path: given, code }));
  }
}

export function unreadable(given: string, reason: string): UsageError {
  return new UsageError(formatMessage(messages.unreadable, { path: given, reason }));
}

/** The files of the targets, each once, and what could not be read. */
export async function search(
  targets: readonly Target[],
  within: readonly string[],
): Promise<{ readonly found: Map<string, FoundFile>; readonly unread: Map<string, UnreadFile> }> {
  const found = new Map<string, FoundFile>();
  const unread = new Map<string, UnreadFile>();
  for (const target of targets) {
    if (!target.isFolder) {
      found.set(target.path, target);
      continue;
    }
    const result = await nodeHost.findFiles(target.uri, [], within);
    const rejected = result.unread.find((folder) => folder.path === target.path);
    if (rejected !== undefined) throw unreadable(target.given, rejected.reason);
    for (const uri of result.uris) {
      const file = { uri, path: diskPathOfUri(uri) ?? uri };
      found.set(file.path, file);
    }
    for (const file of result.unread) unread.set(file.path, file);
  }
  return { found, unread };
}

/** The nearest configuration file at or above each target; what lies below a folder is found by searching it. */
export async function configurationsAbove(targets: readonly Target[]): Promise<readonly FoundFile[]> {
  const files = new Map<string, FoundFile>();
  for (const target of targets) {
    for (const folder of foldersUpFrom(target.isFolder ? target.path : path.dirname(target.path))) {
      const file = folder.endsWith('/') ? folder + configurationFileName : `${folder}/${configurationFileName}`;
      const isThere = await stat(file).then(
        (found) => found.isFile(),
        () => false,
      );
      if (!isThere) continue;
      files.set(file, { uri: pathToFileURL(file).href, path: file });
      break;
    }
  }
  return [...files.values()];
}
