import { DidChangeConfigurationNotification, type Connection } from 'vscode-languageserver';
import type { Host } from '../host/host.ts';
import { createWatch } from './client-files.ts';
import { settingSections } from './client-settings.ts';
import type { Client } from './client.ts';
import type { Documents } from './documents.ts';
import { createFileEvents } from './file-events.ts';
import { createInputs } from './inputs.ts';
import { inBackground, type Log } from './log.ts';
import { createNamedReader } from './named-reader.ts';
import type { Notes } from './notes.ts';
import { beginProgress } from './progress.ts';
import { createReader } from './reader.ts';
import { createScan } from './scan.ts';
import type { Status } from './status.ts';
import { debounce } from './timing.ts';
import { pathOfUri, uriKey } from './uris.ts';

/** How long changes have to pause, in milliseconds, before it is looked whether other files are to be read. */
const pause = 150;

/** What is read for, and who is told. */
interface ReadingContext {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: Client;
  readonly documents: Documents;
  readonly log: Log;
  readonly notes: Notes;
  readonly status: Status;
  /** Called when a search begins and when it has ended. */
  readonly onStateChange: () => void;
}

/** How the files of one client are read. */
export type Reading = ReturnType<typeof createReading>;

/** Reads the files of one client, and reads them again when files, folders or settings change. Nothing is read before `start`. */
export function createReading({
  connection,
  host,
  client,
  documents,
  log,
  notes,
  status,
  onStateChange,
}: ReadingContext) {
  const waiting: (() => void)[] = [];
  const watch = createWatch(connection);
  const reader = createReader(host, documents);
  const named = createNamedReader(host, documents, reader);
  const fileEvents = createFileEvents(host, documents, reader, log, onTaken);
  const scan = createScan({
    host,
    documents,
    reader,
    named,
    log,
    notes,
    beginProgress: (title) => beginProgress(connection, log, title),
    onConfigurationsRead: () => void inputs.updateFolders(),
    onStateChange() {
      if (isSearched()) for (const go of waiting.splice(0)) go();
      onStateChange();
    },
  });
  const inputs = createInputs({ connection, client, documents, notes, status, scan });
  const searchAnew = debounce(pause, () => {
    if (scan.state === 'waiting') return;
    if (inputs.updateFolders()) void scan.start('configurationExcludes');
    else if (documents.named.lacksSome) void scan.start('namedFilesChanged');
    else inBackground(log, 'Reading what kustomizations name', followNamed());
  });

  /** Whether the last search has ended. */
  function isSearched(): boolean {
    return scan.state === 'done' || scan.state === 'cancelled';
  }

  function onTaken(uris: readonly string[]): void {
    named.forget();
    searchAnew();
    notes.tookIn(uris.map((uri) => documents.folders.pathOf(uriKey(uri)) ?? pathOfUri(uri)));
    notes.configurations(documents.snapshot.configurations);
    notes.unread(documents.snapshot.unread);
  }

  async function followNamed(): Promise<void> {
    await named.read();
    if (client.registersWatchers) await watch.follow(named.awaited);
  }

  async function register(): Promise<void> {
    if (client.registersWatchers) await watch.start();
    if (client.registersConfiguration) {
      await connection.client.register(DidChangeConfigurationNotification.type, { section: settingSections });
    }
  }

  return {
    fileEvents,
    inputs,
    searchAnew,
    isSearched,
    /** Whether the last search has ended and nothing that has changed since then is still being read. */
    isSettled: () => isSearched() && !fileEvents.isTakingIn,
    scanState: () => scan.state,
    whenRead: () => new Promise<void>((go) => void (isSearched() ? go() : waiting.push(go))),
    start() {
      inBackground(log, 'Registering with the editor', register());
      inBackground(log, 'Reading the settings', inputs.updateSettings());
    },
    stop() {
      scan.stop();
      searchAnew.cancel();
      fileEvents.stop();
    },
  };
}
