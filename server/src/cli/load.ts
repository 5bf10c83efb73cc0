import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { foldersUpFrom } from './folders-up.ts';
import { defaultSettings } from '../core/settings/settings.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { judgeEarly } from '../core/rules/constraints/judge-early.ts';
import { byPath, groupBy } from '../core/util/collections.ts';
import { defineMessages, formatMessage, quotedList } from '../core/util/format.ts';
import { tellFolders } from '../core/util/paths.ts';
import { isConfigurationPath } from '../core/files/configuration.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnreadFile } from '../core/files/file.ts';
import type { FileText } from '../core/workspace/read-file.ts';
import { Workspace } from '../core/workspace/workspace.ts';
import { kustomizedFolders } from '../core/kustomize/files.ts';
import { textsNamed } from '../core/kustomize/looked-for.ts';
import { listFolders } from '../host/list-folders.ts';
import { createExclusion, mayHoldManifests } from '../host/manifest-files.ts';
import type { Reach, ReadResult } from '../host/host.ts';
import { diskPathOfUri, nodeHost } from '../host/node-host.ts';
import { hostReason } from '../host/unread-reasons.ts';
import { UsageError, type Environment } from './environment.ts';
import type { RunSettings } from './options.ts';
import { printError } from './output.ts';

const messages = defineMessages('cli/load', {
  absent: '"{path}" does not exist. Give an existing file or folder.',
  unreadable: '"{path}" cannot be read. {reason}',
  unreadableCode: '"{path}" cannot be read ({code}). Give a file or folder that can be read.',
  leftOut: 'Not read: {files}. {reason}',
});

/**
 * The complete snapshot of the files and folders given, `.` where none is. A folder is searched, a file is read whatever
 * its name. A path that cannot be read is a UsageError; a file found in a folder that cannot be read is in `snapshot.unread`.
 * The files' paths are relative to the working directory if all lie below it, else absolute.
 *
 * Configuration files are those in the folders searched, and for each path the nearest above it; with `run.config` it alone.
 */
export async function loadSnapshot(
  paths: readonly string[],
  run: RunSettings,
  workingFolder: string,
): Promise<Snapshot> {
  const targets: Target[] = [];
  for (const given of paths.length === 0 ? ['.'] : paths) targets.push(await locate(given, workingFolder));
  const chosen = run.config === undefined ? undefined : await locate(run.config, workingFolder);
  const configurations = chosen === undefined ? await configurationsAbove(targets) : [chosen];
  const isInside = [...targets, ...configurations].every((target) => isBelow(target.path, workingFolder));
  const above = `${workingFolder.replaceAll('\\', '/')}/`;
  // Most paths are as a search has them, so nothing is to be put together.
  const pathShown = (file: string): string =>
    file.startsWith(above) ? file.slice(above.length) : displayPath(file, workingFolder);
  const shown = <F extends { readonly path: string }>(file: F): F =>
    isInside ? { ...file, path: pathShown(file.path) } : file;

  const within = targets.filter((target) => target.isFolder).map((target) => target.uri);
  const { found, unread } = await search(targets, within);
  if (!isInside) tellFolders((folder) => displayPath(folder, workingFolder));
  const workspace = new Workspace();
  const folders = targets.filter((target) => target.isFolder).map((target) => shown(target).path);
  workspace.apply({
    overrides: run.overrides,
    searched: folders.map((folder) => (folder === '.' ? '' : folder)),
    ...(chosen === undefined ? {} : { configuration: { uri: chosen.uri, folder: isInside ? '' : workingFolder } }),
  });
  const isConfiguration = ({ path: file }: FoundFile): boolean => isConfigurationPath(file);
  const configuring =
    chosen === undefined ? [...configurations, ...[...found.values()].filter(isConfiguration)] : [chosen];
  const readConfiguration = async (file: FoundFile): Promise<ReadResult> => {
    const read = (reach: Reach): Promise<ReadResult> => nodeHost.readFile(file.uri, defaultSettings.maxFileSize, reach);
    if (file === chosen) return read('anywhere');
    const result = await read([...within, pathToFileURL(path.dirname(file.path)).href]);
    // What counts here is the name, and what it leads to has another.
    return result.kind === 'unread' && result.reason === hostReason('linked') ? read('anywhere') : result;
  };
  for (const { file, result } of await readAll(configuring, readConfiguration)) {
    found.delete(file.path);
    if (result.kind === 'text') workspace.apply({ files: [shown({ ...file, text: result.text })] });
    else if (file === chosen) throw unreadable(run.config ?? '', result.reason);
    else unread.set(file.path, { ...file, reason: result.reason });
  }
  const isExcluded = createExclusion(workspace.snapshot.configurations);
  const isTarget = (file: FoundFile): Target | undefined => targets.find((target) => target.path === file.path);
  const wanted = [...found.values()].filter((file) => isTarget(file) !== undefined || !isExcluded(shown(file).path));

  const files: FileText[] = [];
  const { maxFileSize } = workspace.snapshot.settings;
  const readManifest = (file: FoundFile): Promise<ReadResult> =>
    nodeHost.readFile(file.uri, maxFileSize, isTarget(file) === undefined ? within : 'anywhere');
  for (const { file, result } of await readAll(wanted, readManifest)) {
    if (result.kind === 'unread') {
      const target = isTarget(file);
      if (target !== undefined) throw unreadable(target.given, result.reason);
      unread.set(file.path, { uri: file.uri, path: file.path, reason: result.reason });
    } else if (mayHoldManifests(file.path, result.text)) {
      files.push({ uri: file.uri, path: file.path, text: result.text });
    }
  }
  const configured = [...workspace.snapshot.files.values()];
  workspace.apply({
    removed: configured.map(({ uri }) => uri),
    unread: [...unread.values()]
      .map(shown)
      .filter((file) => !isExcluded(file.path))
      .sort(byPath),
    complete: true,
  });
  const sorted = [...configured, ...files.map(shown)].sort(byPath);
  const kustomized = kustomizedFolders(sorted.map((file) => file.path));
  for (let start = 0; start < sorted.length; start += sliceSize) {
    const slice = sorted.slice(start, start + sliceSize);
    workspace.apply({ files: slice });
    judgeEarly(workspace.snapshot, slice, kustomized);
  }
  const root = isInside ? workingFolder : '/';
  await readNamedTexts(workspace, root, (file) => nodeHost.readFile(file.uri, maxFileSize, within));
  workspace.apply({
    listings: await listFolders(workspace.snapshot, (folder) =>
      isExcluded(folder) ? undefined : nodeHost.listFolder(pathToFileURL(path.resolve(root, folder)).href, within),
    ),
  });
  return workspace.snapshot;
}

/** Reads the files that kustomizations put into ConfigMaps and that are no manifests. What cannot be read, or is not below a folder that is searched, is not known. */
async function readNamedTexts(
  workspace: Workspace,
  root: string,
  read: (file: FoundFile) => Promise<ReadResult>,
): Promise<void> {
  const tried = new Set([...workspace.snapshot.files.values()].map((file) => file.path));
  for (;;) {
    const named = textsNamed(workspace.snapshot.files.values(), (text) => tried.has(text));
    const wanted = [...named].filter((text) => !tried.has(text));
    if (wanted.length === 0) return;
    for (const text of wanted) tried.add(text);
    const all = await readAll(
      wanted.map((text) => ({ uri: pathToFileURL(path.resolve(root, text)).href, path: text })),
      read,
    );
    const files = all.flatMap(({ file, result }) =>
      result.kind === 'text' ? [{ ...file, text: result.text, readAs: 'text' } as const] : [],
    );
    workspace.apply({ files });
  }
}

/** The files of the targets, each once, and what could not be read. */
async function search(
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
async function configurationsAbove(targets: readonly Target[]): Promise<readonly FoundFile[]> {
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

/**
 * Where files may be written that paths of the command line name: in the folders, and for a file, in its own folder and in the
 * working directory if it lies below. Links that lead elsewhere are not followed.
 */
export async function writableFolders(paths: readonly string[], workingFolder: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const { path: file, isFolder } = await locate(given, workingFolder);
    folders.push(isFolder ? file : path.dirname(file));
    if (!isFolder && isBelow(file, workingFolder)) folders.push(workingFolder);
  }
  return folders;
}

/** How many files are taken in at a time: few enough that their trees are still at hand when they are judged. */
const sliceSize = 16;

/** Says on standard error which files could not be read, for commands whose own output has no place for it. */
export function reportUnread(snapshot: Snapshot, environment: Environment): void {
  for (const [reason, files] of groupBy(snapshot.unread, (file) => file.reason)) {
    const shown = files.map((file) => displayPath(file.path, environment.workingFolder));
    printError(
      `headlight: ${formatMessage(messages.leftOut, { files: quotedList(shown, named), reason })}`,
      environment,
    );
  }
}

/** How many files are named in a line. */
const named = 5;

/** A path as it is printed: relative to the working directory, with `/` between folders. */
export function displayPath(file: string, workingFolder: string): string {
  return path.relative(workingFolder, path.resolve(workingFolder, file)).replaceAll('\\', '/') || '.';
}

/** Whether a path, absolute or relative to the folder, lies in the folder or is it. */
export function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, path.resolve(folder, file));
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}

/** A file that was asked for or found. */
interface FoundFile {
  readonly uri: string;
  /** With `/` between folders. */
  readonly path: string;
}

/** A file or folder that was asked for. */
interface Target extends FoundFile {
  /** As it was written. */
  readonly given: string;
  readonly isFolder: boolean;
}

async function locate(given: string, workingFolder: string): Promise<Target> {
  const absolute = path.resolve(workingFolder, given);
  try {
    const found = await stat(absolute);
    const uri = pathToFileURL(absolute).href;
    return { given, uri, path: absolute.replaceAll('\\', '/'), isFolder: found.isDirectory() };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(formatMessage(messages.absent, { path: given }));
    throw new UsageError(formatMessage(messages.unreadableCode, { path: given, code }));
  }
}

function unreadable(given: string, reason: string): UsageError {
  return new UsageError(formatMessage(messages.unreadable, { path: given, reason }));
}

interface ReadFile {
  readonly file: FoundFile;
  readonly result: ReadResult;
}

/** Reads files some at a time: more at once would only wait for the disk and hold handles. */
async function readAll(
  files: readonly FoundFile[],
  read: (file: FoundFile) => Promise<ReadResult>,
): Promise<readonly ReadFile[]> {
  const results: ReadFile[] = [];
  const remaining = files.values();
  const worker = async (): Promise<void> => {
    for (const file of remaining) results.push({ file, result: await read(file) });
  };
  await Promise.all(Array.from({ length: 16 }, worker));
  return results;
}
