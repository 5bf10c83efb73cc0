import { groupBy } from '../core/util/collections.ts';
import { count, quotedList } from '../core/util/format.ts';
import type { Configuration } from '../core/files/configuration.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { SnapshotFile, UnreadFile } from '../core/files/file.ts';
import type { LeftOut } from '../host/host.ts';
import type { Client } from './client.ts';
import type { GivenFolder } from './folders.ts';
import type { Log } from './log.ts';
import type { ClientSettings } from './client-settings.ts';
import { pathOfUri } from './uris.ts';

/**
 * What the log tells of the server's work, in sentences for people. What is so already is not said again: only `started` and the
 * results of a search are written whenever they are told.
 */
export interface Notes {
  started(client: Client, version: string | undefined): void;
  folders(folders: readonly GivenFolder[]): void;
  settings(given: ClientSettings): void;
  configurations(configurations: readonly Configuration[]): void;
  /** A search after the first one, and the reason for it: the end of a sentence that begins "because". */
  readingAgain(because: string): void;
  read(result: ReadingResult): void;
  unread(files: readonly UnreadFile[]): void;
  checked(result: CheckingResult): void;
  /** Paths of files that were read again, or forgotten, as something happened to them. */
  tookIn(paths: readonly string[]): void;
}

/** What came of a search. */
export interface ReadingResult {
  readonly snapshot: Snapshot;
  readonly read: number;
  readonly found: number;
  readonly isCancelled: boolean;
  readonly milliseconds: number;
  readonly leftOut: readonly LeftOut[];
}

/** What came of checking all files. */
export interface CheckingResult {
  readonly files: number;
  readonly milliseconds: number;
  readonly problems: Readonly<Record<'error' | 'warning' | 'information' | 'hint', number>>;
}

/** How many files are named one by one. */
const named = 20;

/** Prepares to write into a log. */
export function createNotes(log: Log): Notes {
  const said = new Map<string, string>();
  let settingsBefore: ClientSettings | undefined;
  let configurationsBefore: ReadonlyMap<string, string> = new Map();
  let unreadBefore: ReadonlySet<string> = new Set();

  /** Writes what is about a topic, unless it was the last thing said about it. */
  const sayOnce = (topic: string, message: string): void => {
    if (said.get(topic) === message) return;
    said.set(topic, message);
    log.info(message);
  };

  return {
    started({ name, keepsLog }, version) {
      const { platform, arch, versions, pid } = process;
      const client = keepsLog || name === undefined ? '' : ` It serves ${name}.`;
      log.info(
        `Headlight's language server ${version ?? ''} runs on Node.js ${versions.node} (${platform} ${arch}) as process ${pid}.${client}`,
      );
    },
    folders(folders) {
      const text = folders.map(({ name, uri }) => `"${name || 'root'}" at ${pathOfUri(uri)}`).join(', ');
      sayOnce(
        'folders',
        text === ''
          ? 'No folder is open, so each open file is looked at by itself.'
          : `${folders.length === 1 ? 'Folder' : 'Folders'} of the workspace: ${text}.`,
      );
    },
    settings(given) {
      const before = settingsBefore;
      settingsBefore = given;
      if (before === undefined) noteSettings(given.inForce);
      else noteChanges(before.inForce, given.inForce);
      const known = before?.problems.map(({ message }) => message) ?? [];
      for (const { message } of given.problems) if (!known.includes(message)) log.warn(message);
    },
    configurations(configurations) {
      const before = configurationsBefore;
      configurationsBefore = new Map(configurations.map(({ file }) => [file.path, file.text]));
      for (const configuration of configurations) {
        const { path, text } = configuration.file;
        if (before.get(path) !== text)
          noteConfiguration(configuration, before.has(path) ? 'has changed' : 'is in force');
      }
      for (const path of before.keys())
        if (!configurationsBefore.has(path)) log.info(`"${path}" is gone and no longer in force.`);
    },
    readingAgain: (because) => log.info(`Reading the workspace again, because ${because}.`),
    read({ snapshot, read, found, isCancelled, milliseconds, leftOut }) {
      const files = [...snapshot.files.values()];
      const manifests = files.reduce((sum, file) => sum + manifestsIn(file), 0);
      const documents = files.reduce((sum, file) => sum + file.documents.length, 0);
      const scopes = snapshot.scopes.bound.length;
      const built = scopes === 0 ? '' : `, ${count(scopes, 'kustomization or chart', 'kustomizations and charts')}`;
      if (isCancelled)
        log.warn(
          `Reading was cancelled after ${read} of ${found} files. Restart the server to read the others; until then nothing is said to be missing.`,
        );
      else
        log.info(
          `Read ${count(read, 'file')} in ${duration(milliseconds)}: ${count(documents, 'document')}, ${count(manifests, 'manifest')}${built}.`,
        );
      for (const [reason, paths] of byReason(leftOut)) sayOnce(reason, `Left out, ${reason}: ${namesOf(paths)}.`);
    },
    unread(files) {
      const before = unreadBefore;
      const news = files.filter((file) => !before.has(keyOf(file)));
      unreadBefore = new Set(files.map(keyOf));
      for (const { path, reason } of news.slice(0, named)) log.warn(`Left out "${path}". ${reason}`);
      if (news.length > named) log.warn(`Left out ${news.length - named} more files for reasons like these.`);
    },
    checked({ files, milliseconds, problems }) {
      const { error, warning, information, hint } = problems;
      const parts = [
        count(error, 'error'),
        count(warning, 'warning'),
        count(information, 'information', 'information'),
        count(hint, 'hint'),
      ];
      log.info(`Checked ${count(files, 'file')} in ${duration(milliseconds)}: ${parts.join(', ')}.`);
    },
    tookIn(paths) {
      if (paths.length > 0) log.debug(`Took in what happened on disk: ${namesOf(paths)}.`);
    },
  };

  function noteSettings(inForce: ClientSettings['inForce']): void {
    const all = [...inForce].map(([name, value]) => `${name} = ${value}`);
    log.info(
      all.length === 0
        ? 'All settings have their defaults.'
        : `Settings: ${all.join('; ')}. All others have their defaults.`,
    );
  }

  function noteChanges(before: ClientSettings['inForce'], after: ClientSettings['inForce']): void {
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      const [was, is] = [before.get(name) ?? 'its default', after.get(name) ?? 'its default'];
      if (was !== is) log.info(`The setting ${name} has changed from ${was} to ${is}.`);
    }
  }

  function noteConfiguration({ file, folder, keys, problems }: Configuration, what: string): void {
    const place = folder === '' ? 'all files' : `the files below "${folder}"`;
    const sets = keys.length === 0 ? 'It sets nothing.' : `It sets ${keys.join(', ')}.`;
    log.info(`"${file.path}" ${what} for ${place}. ${sets}`);
    if (problems.length > 0)
      log.warn(
        `"${file.path}" has ${count(problems.length, 'mistake')}, which the Problems panel lists; those parts of it do nothing.`,
      );
  }
}

function keyOf({ path, reason }: UnreadFile): string {
  return `${path}\n${reason}`;
}

function manifestsIn({ documents }: SnapshotFile): number {
  return documents.filter(({ facts }) => facts.resources.length > 0).length;
}

function byReason(leftOut: readonly LeftOut[]): ReadonlyMap<string, readonly string[]> {
  const groups = groupBy(leftOut, ({ reason }) => reason);
  return new Map([...groups].map(([reason, files]) => [reason, files.map(({ path }) => path)]));
}

/** Names in quotes, the first ones only where there are many. */
function namesOf(paths: readonly string[]): string {
  if (paths.length <= named) return quotedList(paths);
  return `${paths
    .slice(0, named)
    .map((path) => `"${path}"`)
    .join(', ')} and ${paths.length - named} more`;
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
