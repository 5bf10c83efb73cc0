import type { Host } from '../host/host.ts';
import { isConfigurationPath } from '../core/workspace/configuration.ts';
import type { SnapshotFile, UnreadFile } from '../core/workspace/snapshot.ts';
import type { Documents } from './documents.ts';
import { inBackground, type Log } from './log.ts';
import type { Progress } from './progress.ts';
import type { Reader } from './reader.ts';
import { uriKey } from './uris.ts';

/** The search through the workspace's folders. */
export interface Scan {
  /** `waiting` before the first search, `cancelled` where a person ended it. */
  readonly state: 'waiting' | 'running' | 'done' | 'cancelled';
  /** Searches everything anew; a search that is running is given up. */
  start(): void;
  stop(): void;
}

/** What a search needs. */
export interface ScanContext {
  readonly host: Host;
  readonly documents: Documents;
  readonly reader: Reader;
  readonly log: Log;
  beginProgress(title: string): Progress;
  onStateChange(): void;
  /** Called in a search once the configuration files are read: what they leave out is not read then. */
  onConfigurationsRead(): void;
}

/** How many files left out are named in the log. */
const namedInLog = 50;

/** Prepares the search. Until it is done, the snapshot is not complete, and rules about absence wait. */
export function createScan(context: ScanContext): Scan {
  const { host, documents, reader, log } = context;
  let state: Scan['state'] = 'waiting';
  let current = 0;

  const run = async (): Promise<void> => {
    const own = ++current;
    const started = performance.now();
    documents.setComplete(false, []);
    setState('running');
    const progress = context.beginProgress('Reading Kubernetes manifests');
    try {
      const isOver = (): boolean => own !== current || progress.isCancelled();
      const found = await findAll(host, documents);
      if (own !== current) return;
      // Configurations say what else is left out, so they are read before anything else.
      await reader.read(found.uris.filter(isConfigurationPath));
      if (own !== current) return;
      context.onConfigurationsRead();
      const uris = found.uris.filter((uri) => documents.folders.isIndexed(uriKey(uri)));
      forgetLost(documents, reader, uris);
      let count = 0;
      await reader.read(uris, {
        isCancelled: isOver,
        onRead: () => progress.report(++count, uris.length),
      });
      if (own !== current) return;
      documents.setComplete(!progress.isCancelled(), found.unread);
      const { unread, files } = documents.snapshot;
      const manifests = [...files.values()].filter(holdsObjects).length;
      log.info(
        `Read ${count} of ${uris.length} files, ${manifests} with manifests, in ${Math.round(performance.now() - started)} ms.`,
      );
      for (const file of unread.slice(0, namedInLog)) log.warn(`Left out "${file.path}": ${file.reason}`);
      if (unread.length > namedInLog) log.warn(`Left out ${unread.length - namedInLog} more files.`);
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
    start: () => inBackground(log, 'Reading the workspace', run()),
    stop: () => {
      current++;
    },
  };
}

async function findAll(
  host: Host,
  documents: Documents,
): Promise<{ readonly uris: readonly string[]; readonly unread: readonly UnreadFile[] }> {
  const { folders } = documents;
  const found = await Promise.all(folders.roots.map((root) => host.findFiles(root.uri, folders.exclude)));
  const byKey = new Map(found.flatMap(({ files }) => files.map(({ uri }) => [uriKey(uri), uri])));
  return {
    uris: [...byKey].flatMap(([key, uri]) => (folders.isIndexed(key) ? [uri] : [])),
    unread: found.flatMap(({ unread }) => unread),
  };
}

function holdsObjects({ documents }: SnapshotFile): boolean {
  return documents.some(({ facts }) => facts.resources.length > 0);
}

/** Forgets what an earlier search found and this one did not. */
function forgetLost(documents: Documents, reader: Reader, uris: readonly string[]): void {
  const found = new Set(uris.map(uriKey));
  reader.remove([...documents.knownFiles()].filter((key) => !found.has(key)));
}
