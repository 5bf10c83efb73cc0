import type { Host, LeftOut } from '../host/host.ts';
import { hostReason } from '../host/unread-reasons.ts';
import { configurationFileName } from '../core/settings/table.ts';
import { isConfigurationPath } from '../core/files/configuration.ts';
import type { UnreadFile } from '../core/files/file.ts';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { buildAll } from './build-all.ts';
import type { Documents } from './documents.ts';
import type { Folders } from './folders.ts';
import { inBackground, type Log } from './log.ts';
import type { NamedReader } from './named-reader.ts';
import type { Notes, ReadingReason } from './notes.ts';
import type { Progress } from './progress.ts';
import type { Reader } from './reader.ts';
import { uriKey } from './uris.ts';

const messages = defineMessages('lsp/scan', { reading: 'Reading Kubernetes manifests' });

/** The search through the workspace's folders. */
export interface Scan {
  /** `waiting` before the first search, `cancelled` where a person ended it. */
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled';
  /**
   * Searches everything anew, and says `because` of what; a search that is running is given up. The promise is kept when this one
   * has ended, however it did.
   */
  start(because: ReadingReason): Promise<void>;
  stop(): void;
}

/** What a search needs. */
interface ScanContext {
  readonly host: Host;
  readonly documents: Documents;
  readonly reader: Reader;
  readonly named: NamedReader;
  readonly log: Log;
  readonly notes: Notes;
  beginProgress(title: string): Progress;
  onStateChange(): void;
  /** Called in a search once the configuration files are read: what they leave out is not read then. */
  onConfigurationsRead(): void;
}

/** Prepares the search. Until it is done, the snapshot is not complete, and rules about absence wait. */
export function createScan(context: ScanContext): Scan {
  const { host, documents, reader, named, log, notes } = context;
  let state: Scan['state'] = 'waiting';
  let current = 0;

  const run = async (): Promise<void> => {
    const own = ++current;
    const started = performance.now();
    documents.setRead('partly', []);
    setState('running');
    const progress = context.beginProgress(formatMessage(messages.reading));
    try {
      const isOver = (): boolean => own !== current || progress.isCancelled();
      const found = await findAll(host, documents);
      if (own !== current) return;
      // Configurations say what else is left out, so they are read before anything else.
      await reader.read(found.uris.filter(isConfigurationPath));
      if (own !== current) return;
      context.onConfigurationsRead();
      notes.configurations(documents.snapshot.configurations);
      const uris = found.uris.filter((uri) => documents.folders.isIndexed(uriKey(uri)));
      forgetLost(documents, reader, uris);
      documents.expect(uris);
      let count = 0;
      await reader.read(uris, {
        isCancelled: isOver,
        onRead: () => progress.report(++count, uris.length),
      });
      if (own !== current) return;
      await named.read();
      if (own !== current) return;
      await buildAll(documents);
      if (own !== current) return;
      documents.setRead(progress.isCancelled() ? 'partly' : 'wholly', unreadOf(found.unread, documents.folders));
      const { snapshot } = documents;
      notes.read({
        snapshot,
        read: count,
        found: uris.length,
        isCancelled: progress.isCancelled(),
        milliseconds: performance.now() - started,
        leftOut: found.leftOut
          .concat(leftOutOf(found.uris, uris))
          .map((one) => ({ ...one, path: documents.folders.pathOf(uriKey(one.uri)) ?? one.path })),
      });
      notes.unread(snapshot.unread);
    } finally {
      progress.end();
      if (own === current) setState(progress.isCancelled() ? 'cancelled' : 'done');
    }
  };

  const setState = (next: Scan['state']): void => {
    state = next;
    context.onStateChange();
  };

  return {
    get state() {
      return state;
    },
    start(because) {
      if (state !== 'waiting') notes.readingAgain(because);
      const running = run();
      inBackground(log, 'Reading the workspace', running);
      return running.catch(() => undefined);
    },
    stop: () => {
      current++;
    },
  };
}

/** The files of all folders. */
interface Found {
  readonly uris: readonly string[];
  readonly unread: readonly UnreadFile[];
  readonly leftOut: readonly LeftOut[];
}

async function findAll(host: Host, documents: Documents): Promise<Found> {
  const { folders } = documents;
  const found = await Promise.all(folders.roots.map(({ uri, exclude }) => host.findFiles(uri, exclude, folders.uris)));
  // No folder is searched twice. Of tens of thousands of files no list more is made than is needed: V8 gives the room of one back late.
  const uris: string[] = [];
  for (const one of found) for (const uri of one.uris) if (folders.isIndexed(uriKey(uri))) uris.push(uri);
  return {
    uris,
    unread: found.flatMap(({ unread }) => unread),
    leftOut: found.flatMap(({ leftOut }) => leftOut),
  };
}

/** What configuration files leave out. */
function leftOutOf(found: readonly string[], wanted: readonly string[]): readonly LeftOut[] {
  if (wanted.length === found.length) return [];
  const kept = new Set(wanted);
  const reason = hostReason('excludedByFile', { file: configurationFileName });
  return found.flatMap((uri) => (kept.has(uri) ? [] : [{ uri, path: uri, reason }]));
}

/** What could not be searched, by the paths that files have, without what is left out on purpose. */
function unreadOf(unread: readonly UnreadFile[], folders: Folders): readonly UnreadFile[] {
  return unread
    .filter(({ uri }) => !folders.isExcluded(uriKey(uri)))
    .map((one) => ({ ...one, path: folders.pathOf(uriKey(one.uri)) ?? one.path }));
}

/** Forgets what an earlier search found and this one did not. */
function forgetLost(documents: Documents, reader: Reader, uris: readonly string[]): void {
  const known = [...documents.knownFiles()];
  if (known.length === 0) return;
  const found = new Set(uris.map(uriKey));
  reader.remove(known.filter((key) => !found.has(key)));
}
