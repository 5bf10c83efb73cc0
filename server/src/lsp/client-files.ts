import {
  type Connection,
  DidChangeWatchedFilesNotification,
  WatchKind,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { createClientHost } from '../host/client-host.ts';
import type { Host } from '../host/host.ts';
import { hostReason, notRead } from '../host/unread-reasons.ts';
import {
  readFileRequest,
  readFoldersRequest,
  type ReadFileResult,
  type ReadFoldersResult,
} from '../shared/protocol.ts';
import type { Client } from './client.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { fileNameOf } from '../core/util/paths.ts';

/**
 * The host that reads by itself what is on this machine, and asks the client for everything else, where it reads files. In a
 * browser nothing is on this machine, and there is no `own`.
 */
export function createHost(connection: Connection, client: Client, own: Host | undefined): Host {
  if (!client.readsFiles) return own ?? nothing;
  const asked = createClientHost({
    async readFolders(uris) {
      return (await connection.sendRequest<ReadFoldersResult>(readFoldersRequest, { uris })).folders;
    },
    readFile: (uri, maxSize) => connection.sendRequest<ReadFileResult>(readFileRequest, { uri, maxSize }),
  });
  if (own === undefined) return asked;
  const hostOf = (uri: string): Host => (/^file:/i.test(uri) ? own : asked);
  return {
    findFiles: (folderUri, exclude, within) => hostOf(folderUri).findFiles(folderUri, exclude, within),
    readFile: (uri, maxSize, within) => hostOf(uri).readFile(uri, maxSize, within),
    listFolder: (uri, within) => hostOf(uri).listFolder(uri, within),
  };
}

const nothing: Host = {
  findFiles: (uri) =>
    Promise.resolve({ uris: [], unread: [{ uri, path: uri, reason: hostReason('notOnDisk') }], leftOut: [] }),
  readFile: () => Promise.resolve(notRead(hostReason('notOnDisk'))),
  listFolder: () => Promise.resolve(undefined),
};

/** What is watched on disk, whatever it holds. A deleted folder is told of as such and takes its files with it, so every deletion is listened to. */
const always: readonly FileSystemWatcher[] = [
  { globPattern: '**/*.{yaml,yml,json}' },
  { globPattern: '**/Kustomization' },
  // A name that begins with a dot is none that a star stands for everywhere.
  { globPattern: `**/${configurationFileName}` },
  { globPattern: '**/*', kind: WatchKind.Delete },
];

/** Has the client watch files on disk. */
interface Watch {
  start(): Promise<void>;
  /** Watches files of other names in the place of those told before, by path. */
  follow(paths: Iterable<string>): Promise<void>;
}

/** Prepares for watching by a client that can be asked for it. */
export function createWatch(connection: Connection): Watch {
  let names = '';
  let following: Disposable | undefined;
  const register = (watchers: readonly FileSystemWatcher[]): Promise<Disposable> =>
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [...watchers] });
  return {
    start: async () => void (await register(always)),
    async follow(paths) {
      const globs = [...new Set([...paths].map((path) => `**/${fileNameOf(path)}`))].sort();
      if (globs.join('\n') === names) return;
      names = globs.join('\n');
      const before = following;
      following = globs.length === 0 ? undefined : await register(globs.map((globPattern) => ({ globPattern })));
      before?.dispose();
    },
  };
}
