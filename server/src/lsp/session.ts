import { DidChangeWorkspaceFoldersNotification, TextDocuments, type Connection } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { languageOf, speak, type Language } from '../core/util/language.ts';
import type { Host } from '../host/host.ts';
import { statusNotification } from '../shared/protocol.ts';
import { initializeResult } from './capabilities.ts';
import { createChecking } from './checking.ts';
import { readClient, type Client } from './client.ts';
import { createHost } from './client-files.ts';
import { Documents } from './documents.ts';
import { inBackground, type Log } from './log.ts';
import { createNotes } from './notes.ts';
import { listenToDocuments, listenToFiles, listener } from './notifications.ts';
import { createReading } from './reading.ts';
import { registerRequests } from './requests.ts';
import { createStatus } from './status.ts';
import type { Surroundings } from './surroundings.ts';

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

function createSession(
  connection: Connection,
  host: Host,
  log: Log,
  client: Client,
  surroundings: Surroundings,
): Session {
  const notes = createNotes(log);
  const documents = new Documents(log, onChange, client.wholeFiles, surroundings.realUri);
  const status = createStatus(
    documents,
    () => reading.scanState(),
    (params) => void connection.sendNotification(statusNotification, params),
  );
  const shared = { connection, client, documents, log, notes, status };
  const reading = createReading({ ...shared, host, onStateChange });
  const checking = createChecking({ ...shared, reading });
  const { reports, polls, tree, answered, onClose } = checking;
  const { fileEvents, inputs, whenRead } = reading;
  const { writeScratch } = surroundings;
  const listen = listener(log);

  function onChange(): void {
    checking.schedule();
    status.update();
    // Configuration files may say now that others are to be read, also one that is not saved yet.
    reading.searchAnew();
  }

  function onStateChange(): void {
    checking.onStateChange();
    status.update();
  }

  async function readAgain(): Promise<void> {
    await inputs.readAgain();
    checking.refresh();
  }

  const texts = new TextDocuments(TextDocument);
  listenToDocuments(texts, { documents, fileEvents, onClose, log });
  texts.listen(connection);
  listenToFiles(connection, fileEvents, log);
  connection.onDidChangeConfiguration(
    listen('Changing settings', ({ settings }) =>
      inBackground(log, 'Reading the settings', inputs.updateSettings(settings)),
    ),
  );
  const answering = { connection, log, client, documents, reports, polls, tree };
  registerRequests({ ...answering, readAgain, whenRead, writeScratch, answered });

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
      reading.start();
    },
    stop() {
      reading.stop();
      checking.stop();
      status.stop();
    },
  };
}
