import {
  DidChangeWatchedFilesNotification,
  WatchKind,
  type Connection,
  type Disposable,
  type FileSystemWatcher,
} from 'vscode-languageserver';
import { configurationFileName } from '../core/settings/table.ts';
import { fileNameOf } from '../core/util/paths.ts';

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
