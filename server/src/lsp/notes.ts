import { groupBy } from '../core/util/collections.ts';
import { defineMessages, formatMessage, type Message, quotedList } from '../core/util/format.ts';
import type { Configuration } from '../core/files/configuration.ts';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { UnreadFile } from '../core/files/file.ts';
import type { LeftOut } from '../host/host.ts';
import type { Client } from './client.ts';
import type { Surroundings } from './surroundings.ts';
import type { GivenFolder } from './folders.ts';
import type { Log } from './log.ts';
import { valueInForce, type ClientSettings } from './client-settings.ts';
import { pathOfUri } from './uris.ts';

const messages = {
  ...defineMessages('lsp/notes', {
    started: "Headlight's language server {version} runs on Node.js {node} ({platform} {arch}) as process {pid}.",
    startedInBrowser: "Headlight's language server {version} runs in a worker of the browser.",
    serves: 'It serves {name}.',
    noFolder: 'No folder is open, so each open file is checked by itself.',
    folder: 'Workspace folder: {folders}.',
    folders: 'Workspace folders: {folders}.',
    configurationApplies: '"{path}" applies to {place}.',
    configurationChanged: '"{path}" has changed. It applies to {place}.',
    configurationGone: '"{path}" was deleted and no longer applies.',
    allFiles: 'all files',
    filesBelow: 'the files below "{folder}"',
    setsNothing: 'It sets nothing.',
    sets: 'It sets {keys}.',
    mistakes: '"{path}" has {count} {mistake/mistakes}, listed in the Problems panel. Those parts have no effect.',
    read: 'Read {read} {file/files} in {time}: {documents} {document/documents}, {manifests} {manifest/manifests}.',
    readWithScopes:
      'Read {read} {file/files} in {time}: {documents} {document/documents}, {manifests} {manifest/manifests}, {scopes} {kustomization or chart/kustomizations and charts}.',
    cancelled:
      'Reading was cancelled after {read} of {found} files. Restart the server to read the others. Until then, Headlight reports nothing as missing.',
    leftOut: 'Left out, {reason}: {paths}.',
    unread: 'Left out "{path}". {reason}',
    moreUnread: 'Left out {count} more {file/files} for similar reasons.',
    checked:
      'Checked {files} {file/files} in {time}: {error} {error/errors}, {warning} {warning/warnings}, {information} information, {hint} {hint/hints}.',
    tookIn: 'Read changes on disk: {paths}.',
    defaultSettings: 'All settings have their defaults.',
    settings: 'Settings: {settings}. All others have their defaults.',
    settingChanged: 'The setting {name} has changed from {was} to {is}.',
  }),
  readingAgain: defineMessages('lsp/notes', {
    foldersChanged: 'Reading the workspace again: its folders have changed.',
    excludesChanged: 'Reading the workspace again: the settings now exclude other files.',
    asked: 'Reading the workspace again, as requested.',
    configurationExcludes: 'Reading the workspace again: a configuration file now excludes other files.',
    namedFilesChanged: 'Reading the workspace again: a kustomization or chart may now name other files.',
  }),
};

/** Why the workspace is read again. */
export type ReadingReason = keyof (typeof messages)['readingAgain'];

/**
 * What the log tells of the server's work, in sentences for people. What is so already is not said again: only `started` and the
 * results of a search are written whenever they are told.
 */
export interface Notes {
  started(client: Client, surroundings: Pick<Surroundings, 'version' | 'process'>): void;
  folders(folders: readonly GivenFolder[]): void;
  settings(given: ClientSettings): void;
  configurations(configurations: readonly Configuration[]): void;
  /** A search after the first one, and the reason for it. */
  readingAgain(because: ReadingReason): void;
  read(result: ReadingResult): void;
  unread(files: readonly UnreadFile[]): void;
  checked(result: CheckingResult): void;
  /** Paths of files that were read again, or forgotten, as something happened to them. */
  tookIn(paths: readonly string[]): void;
}

/** What came of a search. */
interface ReadingResult {
  readonly snapshot: Snapshot;
  readonly read: number;
  readonly found: number;
  readonly isCancelled: boolean;
  readonly milliseconds: number;
  readonly leftOut: readonly LeftOut[];
}

/** What came of checking all files. */
interface CheckingResult {
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
    started({ name, keepsLog }, { version = '', process }) {
      const client = keepsLog || name === undefined ? '' : ` ${formatMessage(messages.serves, { name })}`;
      const started =
        process === undefined
          ? formatMessage(messages.startedInBrowser, { version })
          : formatMessage(messages.started, { version, ...process });
      log.info(started + client);
    },
    folders(folders) {
      const text = folders.map(({ name, uri }) => `"${name || 'root'}" (${pathOfUri(uri)})`).join(', ');
      const message = [messages.noFolder, messages.folder, messages.folders][Math.min(folders.length, 2)];
      sayOnce('folders', formatMessage(message ?? messages.folders, { folders: text }));
    },
    settings(given) {
      const before = settingsBefore;
      settingsBefore = given;
      if (before === undefined) noteSettings(given.inForce);
      else noteChanges(before, given);
      const known = before?.problems.map(({ message }) => message) ?? [];
      for (const { message } of given.problems) if (!known.includes(message)) log.warn(message);
    },
    configurations(configurations) {
      const before = configurationsBefore;
      configurationsBefore = new Map(configurations.map(({ file }) => [file.path, file.text]));
      for (const configuration of configurations) {
        const { path, text } = configuration.file;
        if (before.get(path) !== text)
          noteConfiguration(
            configuration,
            before.has(path) ? messages.configurationChanged : messages.configurationApplies,
          );
      }
      for (const path of before.keys())
        if (!configurationsBefore.has(path)) log.info(formatMessage(messages.configurationGone, { path }));
    },
    readingAgain: (because) => log.info(formatMessage(messages.readingAgain[because])),
    read({ snapshot, read, found, isCancelled, milliseconds, leftOut }) {
      const files = [...snapshot.files.values()];
      const manifests = files.reduce(
        (sum, file) => sum + file.documents.filter(({ facts }) => facts.holdsObjects).length,
        0,
      );
      const documents = files.reduce((sum, file) => sum + file.documents.length, 0);
      const scopes = snapshot.scopes.bound.length;
      const values = { read, found, time: duration(milliseconds), documents, manifests, scopes };
      if (isCancelled) log.warn(formatMessage(messages.cancelled, values));
      else log.info(formatMessage(scopes === 0 ? messages.read : messages.readWithScopes, values));
      for (const [reason, paths] of byReason(leftOut))
        sayOnce(reason, formatMessage(messages.leftOut, { reason, paths: quotedList(paths, named) }));
    },
    unread(files) {
      const before = unreadBefore;
      const news = files.filter((file) => !before.has(keyOf(file)));
      unreadBefore = new Set(files.map(keyOf));
      for (const { path, reason } of news.slice(0, named)) log.warn(formatMessage(messages.unread, { path, reason }));
      if (news.length > named) log.warn(formatMessage(messages.moreUnread, { count: news.length - named }));
    },
    checked({ files, milliseconds, problems }) {
      log.info(formatMessage(messages.checked, { files, time: duration(milliseconds), ...problems }));
    },
    tookIn(paths) {
      if (paths.length > 0) log.debug(formatMessage(messages.tookIn, { paths: quotedList(paths, named) }));
    },
  };

  function noteSettings(inForce: ClientSettings['inForce']): void {
    const all = [...inForce].map(([name, value]) => `${name} = ${value}`);
    log.info(
      all.length === 0
        ? formatMessage(messages.defaultSettings)
        : formatMessage(messages.settings, { settings: all.join('; ') }),
    );
  }

  function noteChanges(before: ClientSettings, after: ClientSettings): void {
    for (const name of new Set([...before.inForce.keys(), ...after.inForce.keys()])) {
      const [was, is] = [valueInForce(before, name), valueInForce(after, name)];
      if (was !== is) log.info(formatMessage(messages.settingChanged, { name, was, is }));
    }
  }

  function noteConfiguration({ file, folder, keys, problems }: Configuration, message: Message): void {
    const place = folder === '' ? formatMessage(messages.allFiles) : formatMessage(messages.filesBelow, { folder });
    const sets = formatMessage(keys.length === 0 ? messages.setsNothing : messages.sets, { keys: keys.join(', ') });
    log.info(`${formatMessage(message, { path: file.path, place })} ${sets}`);
    if (problems.length > 0) log.warn(formatMessage(messages.mistakes, { path: file.path, count: problems.length }));
  }
}

function keyOf({ path, reason }: UnreadFile): string {
  return `${path}\n${reason}`;
}

function byReason(leftOut: readonly LeftOut[]): ReadonlyMap<string, readonly string[]> {
  const groups = groupBy(leftOut, ({ reason }) => reason);
  return new Map([...groups].map(([reason, files]) => [reason, files.map(({ path }) => path)]));
}

function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}
