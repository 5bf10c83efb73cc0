import {
  DidChangeConfigurationNotification,
  DidChangeWorkspaceFoldersNotification,
  TextDocuments,
  type Connection,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf, speak, type Language } from '../core/util/language.ts';
import type { Host } from '../host/host.ts';
import { statusNotification } from '../shared/protocol.ts';
import { checkedNotification } from '../shared/served-services.ts';
import { treeChangedNotification } from '../shared/tree.ts';
import { initializeResult } from './capabilities.ts';
import { readClient, type Client } from './client.ts';
import { createHost, createWatch } from './client-files.ts';
import { countProblems, createPush } from './diagnostics/delivery.ts';
import { createPolls, type Polls } from './diagnostics/poll.ts';
import { createReports } from './diagnostics/reports.ts';
import { createSweep, type SweepResult } from './diagnostics/sweep.ts';
import { Documents } from './documents.ts';
import { createFileEvents } from './file-events.ts';
import { createInputs } from './inputs.ts';
import { guard, inBackground, type Log } from './log.ts';
import { createJsonDocuments } from './json-documents.ts';
import { createNamedReader } from './named-reader.ts';
import { createNotes } from './notes.ts';
import { beginProgress } from './progress.ts';
import { createReader } from './reader.ts';
import { registerRequests } from './requests.ts';
import { createScan } from './scan.ts';
import { settingSections } from './client-settings.ts';
import { createStatus } from './status.ts';
import type { Surroundings } from './surroundings.ts';
import { debounce } from './timing.ts';
import { createTree } from './tree-changes.ts';
import { pathOfUri, uriKey } from './uris.ts';
import { createPulled } from './diagnostics/pulled.ts';
import { listenToDocuments, listenToFiles, listener } from './notifications.ts';

/** Serves one client over a connection until it says `exit`. Nothing is served before `initialize`. */
export function serve(connection: Connection, log: Log, surroundings: Surroundings): void {
  connection.onInitialize((params) => {
    const told = readClient(params);
    const client: Client = { ...told, settings: told.settings ?? surroundings.settings };
    if (client.locale !== undefined) speak(languageFor(client, surroundings));
    const host = createHost(connection, client, surroundings.host);
    const session = createSession(connection, host, log, client, surroundings);
    connection.onInitialized(() => session.start());
    connection.onShutdown(() => session.stop());
    return initializeResult(client, surroundings.version);
  });
  connection.listen();
}

function languageFor({ locale, texts }: Client, { readLanguage }: Surroundings): Language {
  const tag = languageOf(locale);
  return texts === undefined ? readLanguage(tag) : { tag, texts };
}

/** One client's time with the server. */
interface Session {
  start(): void;
  stop(): void;
}

/** How long changes have to pause, in milliseconds, before it is looked whether other files are to be read. */
const pause = 150;

function createSession(
  connection: Connection,
  host: Host,
  log: Log,
  client: Client,
  surroundings: Surroundings,
): Session {
  const notes = createNotes(log);
  const texts = new TextDocuments(TextDocument);
  /** Whether a search has ended and nobody was told yet what checking found. */
  let isNews = false;

  const onChange = (): void => {
    sweep.schedule();
    status.update();
    // Configuration files may say now that others are to be read, also one that is not saved yet.
    searchAnew();
  };
  const documents = new Documents(log, onChange, client.wholeFiles, surroundings.realUri);
  const pulled = createPulled(connection, client, log);
  const json = createJsonDocuments(connection, client, documents);
  const searchAnew = debounce(pause, () => {
    if (scan.state === 'waiting') return;
    if (inputs.updateFolders()) void scan.start('configurationExcludes');
    else if (documents.named.lacksSome) void scan.start('namedFilesChanged');
    else inBackground(log, 'Reading what kustomizations name', followNamed());
  });
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
      isNews ||= isSearched();
      if (isSearched()) for (const go of awaitingRead.splice(0)) go();
      sweep.schedule();
      status.update();
    },
  });
  const scope = () => documents.settings.diagnosticsScope;
  const versionOf = (uri: string) => documents.locate(uri)?.version;
  const reports = createReports(client, log);
  const polls: Polls = createPolls(scope, versionOf, () => sweep.schedule());
  const push = client.pullsDiagnostics
    ? undefined
    : createPush(scope, versionOf, (params) => void connection.sendDiagnostics(params));
  const awaitingRead: (() => void)[] = [];
  const isSearched = () => scan.state === 'done' || scan.state === 'cancelled';
  const isSettled = () => isSearched() && !fileEvents.isTakingIn;
  const sweep = createSweep(documents, reports, log, isSettled, onSweep);
  const status = createStatus(
    documents,
    () => scan.state,
    (params) => void connection.sendNotification(statusNotification, params),
  );
  const tree = createTree(documents, (params) => void connection.sendNotification(treeChangedNotification, params));
  const inputs = createInputs({ connection, client, documents, notes, status, scan });

  function onSweep(result: SweepResult): void {
    polls.deliver(result);
    push?.deliver(result);
    if (result.covers === 'part') return;
    if (result.covers === 'workspace') {
      status.setProblems(result);
      guard(log, 'Looking what changed in the tree', undefined, () => tree.update());
      if (client.keepsLog) void connection.sendNotification(checkedNotification);
      noteChecked(result);
    }
    // During typing, the client asks about that document by itself.
    if (result.covers === 'workspace' || !isSettled()) pulled.refreshOutdated(result);
  }

  /** The first result after a search is said, those after edits are not. */
  function noteChecked(result: SweepResult): void {
    const { milliseconds, files } = result;
    const problems = countProblems(result, scope());
    json.update();
    if (isNews) notes.checked({ files, milliseconds, problems });
    isNews = false;
  }

  function onTaken(uris: readonly string[]): void {
    named.forget();
    searchAnew();
    notes.tookIn(uris.map((uri) => documents.folders.pathOf(uriKey(uri)) ?? pathOfUri(uri)));
    notes.configurations(documents.snapshot.configurations);
    notes.unread(documents.snapshot.unread);
  }

  /** An editor asks for all problems again then. */
  async function readAgain(): Promise<void> {
    await inputs.readAgain();
    pulled.refresh();
  }

  function onClose(uri: string): void {
    pulled.forget(uri);
    polls.repeat(uri);
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

  listenToDocuments(texts, { documents, fileEvents, onClose, log });
  texts.listen(connection);
  listenToFiles(connection, fileEvents, log);
  const listen = listener(log);
  connection.onDidChangeConfiguration(
    listen('Changing settings', ({ settings }) =>
      inBackground(log, 'Reading the settings', inputs.updateSettings(settings)),
    ),
  );

  registerRequests({
    connection,
    log,
    client,
    documents,
    reports,
    polls,
    tree,
    readAgain,
    whenRead: () => new Promise((go) => void (isSearched() ? go() : awaitingRead.push(go))),
    writeScratch: surroundings.writeScratch,
    answered: (uri, resultId) => {
      if (documents.isOpen(uri)) pulled.note(uri, resultId);
    },
  });

  return {
    start() {
      notes.started(client, surroundings);
      notes.folders(client.folders);
      // Whoever tells is heard, also where the library would listen only to who has said it would tell.
      connection.onNotification(
        DidChangeWorkspaceFoldersNotification.type,
        listen('Changing folders', ({ event: { added, removed } }) =>
          inBackground(log, 'Reading the folders', inputs.changeFolders(added, removed)),
        ),
      );
      inBackground(log, 'Registering with the editor', register());
      inBackground(log, 'Reading the settings', inputs.updateSettings());
    },
    stop() {
      scan.stop();
      searchAnew.cancel();
      sweep.stop();
      status.stop();
      fileEvents.stop();
      polls.stop();
    },
  };
}
