import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { defaultSettings } from '../core/settings/settings.ts';
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
import { nodeHost } from '../host/node-host.ts';
import { hostReason } from '../host/unread-reasons.ts';
import type { Environment } from './environment.ts';
import type { RunSettings } from './options.ts';
import { printError } from './output.ts';
import {
  configurationsAbove,
  locateTarget,
  locateTargets,
  search,
  unreadable,
  type FoundFile,
  type Target,
} from './targets.ts';

const messages = defineMessages('cli/load', {
  leftOut: 'Not read: {files}. {reason}',
});

/**
 * The complete snapshot of the files and folders given, `.` where none is. A folder is searched, a file is read whatever
 * its name, and `-` is the input, if there is one. A path that cannot be read is a UsageError; a file found in a folder that cannot be read is in `snapshot.unread`.
 * The files' paths are relative to the working directory if all lie below it, else absolute.
 *
 * Configuration files are those in the folders searched, and for each path the nearest above it; with `run.config` it alone.
 */
export async function loadSnapshot(
  paths: readonly string[],
  run: RunSettings,
  workingFolder: string,
  input?: Environment['input'],
): Promise<Snapshot> {
  const targets = await locateTargets(paths, workingFolder, input);
  const chosen = run.config === undefined ? undefined : await locateTarget(run.config, workingFolder);
  const configurations = chosen === undefined ? await configurationsAbove(targets) : [chosen];
  const isInside = [...targets, ...configurations].every((target) => isBelow(target.path, workingFolder));
  const above = `${workingFolder.replaceAll('\\', '/')}/`;
  // Most paths are as a search has them, so nothing is to be put together.
  const pathShown = (file: string): string =>
    file.startsWith(above) ? file.slice(above.length) : displayPath(file, workingFolder);
  const shown = <F extends { readonly path: string }>(file: F): F =>
    isInside ? { ...file, path: pathShown(file.path) } : file;

  const within = targets.filter((target) => target.isFolder).map((target) => target.uri);
  if (!isInside) tellFolders((folder) => displayPath(folder, workingFolder));
  const workspace = new Workspace();
  const loading: Loading = { workspace, targets, within, shown, ...(await search(targets, within)) };
  const folders = targets.filter((target) => target.isFolder).map((target) => shown(target).path);
  workspace.apply({
    overrides: run.overrides,
    searched: folders.map((folder) => (folder === '.' ? '' : folder)),
    ...(chosen === undefined ? {} : { configuration: { uri: chosen.uri, folder: isInside ? '' : workingFolder } }),
  });
  await readConfigurations(loading, configurations, chosen);
  const isExcluded = createExclusion(workspace.snapshot.configurations);
  const files = await readManifests(loading, isExcluded);
  takeIn(loading, files, isExcluded);
  const root = isInside ? workingFolder : '/';
  const { maxFileSize } = workspace.snapshot.settings;
  await readNamedTexts(workspace, root, (file) => nodeHost.readFile(file.uri, maxFileSize, within));
  workspace.apply({
    listings: await listFolders(workspace.snapshot, (folder) =>
      isExcluded(folder) ? undefined : nodeHost.listFolder(pathToFileURL(path.resolve(root, folder)).href, within),
    ),
  });
  return workspace.snapshot;
}

/** What is loaded, and what was found so far. */
interface Loading {
  readonly workspace: Workspace;
  readonly targets: readonly Target[];
  /** The folders that are searched. */
  readonly within: readonly string[];
  /** Files by path; what is read as something else is taken out. */
  readonly found: Map<string, FoundFile>;
  readonly unread: Map<string, UnreadFile>;
  /** A file with its path as it is shown. */
  shown<F extends { readonly path: string }>(this: void, file: F): F;
}

/** Reads the one configuration file that was given, else all that there are. They decide which other files are read. */
async function readConfigurations(
  { workspace, within, found, unread, shown }: Loading,
  configurations: readonly FoundFile[],
  chosen: Target | undefined,
): Promise<void> {
  const inFolders = [...found.values()].filter((file) => isConfigurationPath(file.path));
  const read = async (file: FoundFile): Promise<ReadResult> => {
    const readFrom = (reach: Reach): Promise<ReadResult> =>
      nodeHost.readFile(file.uri, defaultSettings.maxFileSize, reach);
    if (file === chosen) return readFrom('anywhere');
    const result = await readFrom([...within, pathToFileURL(path.dirname(file.path)).href]);
    // What counts here is the name, and what it refers to has another.
    return result.kind === 'unread' && result.reason === hostReason('linked') ? readFrom('anywhere') : result;
  };
  for (const { file, result } of await readAll(
    chosen === undefined ? [...configurations, ...inFolders] : [chosen],
    read,
  )) {
    found.delete(file.path);
    if (result.kind === 'text') workspace.apply({ files: [shown({ ...file, text: result.text })] });
    else if (chosen !== undefined) throw unreadable(chosen.given, result.reason);
    else unread.set(file.path, { ...file, reason: result.reason });
  }
}

/** Reads the files that may hold manifests: those that were given, and those found that are not excluded. */
async function readManifests(
  { workspace, targets, within, found, unread, shown }: Loading,
  isExcluded: (path: string) => boolean,
): Promise<readonly FileText[]> {
  const isTarget = (file: FoundFile): Target | undefined => targets.find((target) => target.path === file.path);
  const wanted = [...found.values()].filter((file) => isTarget(file) !== undefined || !isExcluded(shown(file).path));
  const files: FileText[] = [];
  const { maxFileSize } = workspace.snapshot.settings;
  const read = async (file: FoundFile): Promise<ReadResult> => {
    const target = isTarget(file);
    if (target?.text !== undefined) return { kind: 'text', text: target.text };
    return nodeHost.readFile(file.uri, maxFileSize, target === undefined ? within : 'anywhere');
  };
  for (const { file, result } of await readAll(wanted, read)) {
    if (result.kind === 'unread') {
      const target = isTarget(file);
      if (target !== undefined) throw unreadable(target.given, result.reason);
      unread.set(file.path, { uri: file.uri, path: file.path, reason: result.reason });
    } else if (mayHoldManifests(file.path, result.text)) {
      files.push({ uri: file.uri, path: file.path, text: result.text });
    }
  }
  return files;
}

/** Takes in all files in the order of their paths, and judges each while its tree is at hand. */
function takeIn(
  { workspace, unread, shown }: Loading,
  files: readonly FileText[],
  isExcluded: (path: string) => boolean,
): void {
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
}

/**
 * Reads the files that kustomizations put into ConfigMaps and that are no manifests. What cannot be read, or is not below a folder that is
 * searched, is not known.
 */
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

/**
 * Where files may be written that paths of the command line name: in the folders, and for a file, in its own folder and in the
 * working directory if it lies below. Links that lead elsewhere are not followed.
 */
export async function writableFolders(paths: readonly string[], workingFolder: string): Promise<readonly string[]> {
  const folders: string[] = [];
  for (const given of paths.length === 0 ? ['.'] : paths) {
    const { path: file, isFolder } = await locateTarget(given, workingFolder);
    folders.push(isFolder ? file : path.dirname(file));
    if (!isFolder && isBelow(file, workingFolder)) folders.push(workingFolder);
  }
  return folders;
}

/** How many files are taken in at a time: few enough that their trees are still at hand when they are judged. */
const sliceSize = 16;

/** Loads a snapshot for a command whose own output has no place for the files that could not be read: standard error says which. */
export async function loadAndReport(
  paths: readonly string[],
  run: RunSettings,
  environment: Environment,
): Promise<Snapshot> {
  const snapshot = await loadSnapshot(paths, run, environment.workingFolder, environment.input);
  reportUnread(snapshot, environment);
  return snapshot;
}

function reportUnread(snapshot: Snapshot, environment: Environment): void {
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
