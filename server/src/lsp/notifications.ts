import { FileChangeType, type Connection, type FileEvent, type TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Documents } from './documents.ts';
import type { createFileEvents } from './file-events.ts';
import { guard, type Log } from './log.ts';

type FileEvents = ReturnType<typeof createFileEvents>;

/** Makes what takes a notification: it has no answer, so what goes wrong is logged as what was being done. */
export function listener(log: Log) {
  return <Event>(what: string, take: (event: Event) => void) =>
    (event: Event): void =>
      guard(log, what, undefined, () => take(event));
}

/** Who is told what becomes of open documents. */
interface DocumentListeners {
  readonly documents: Documents;
  readonly fileEvents: FileEvents;
  readonly onClose: (uri: string) => void;
  readonly log: Log;
}

/** Takes in what is opened, typed, saved and closed. What is saved or closed counts as it is on disk. */
export function listenToDocuments(
  texts: TextDocuments<TextDocument>,
  { documents, fileEvents, onClose, log }: DocumentListeners,
): void {
  const listen = listener(log);
  const changed = (uri: string): void => fileEvents.take([{ uri, type: FileChangeType.Changed }]);
  texts.onDidOpen(listen('Opening a document', ({ document }) => documents.open(document)));
  texts.onDidChangeContent(listen('Changing a document', ({ document }) => documents.changed(document.uri)));
  texts.onDidSave(listen('Saving a document', ({ document }) => changed(documents.opened.fileOf(document.uri))));
  texts.onDidClose(
    listen('Closing a document', ({ document: { uri } }) => {
      const file = documents.opened.fileOf(uri);
      documents.close(uri);
      onClose(uri);
      changed(file);
    }),
  );
}

/** Takes in what happens to files, on disk or in the editor. */
export function listenToFiles(connection: Connection, fileEvents: FileEvents, log: Log): void {
  const listen = listener(log);
  const created = (uri: string): FileEvent => ({ uri, type: FileChangeType.Created });
  const deleted = (uri: string): FileEvent => ({ uri, type: FileChangeType.Deleted });
  const { workspace } = connection;
  connection.onDidChangeWatchedFiles(listen('Taking file events', ({ changes }) => fileEvents.take(changes)));
  workspace.onDidCreateFiles(
    listen('Taking created files', ({ files }) => fileEvents.take(files.map(({ uri }) => created(uri)))),
  );
  workspace.onDidDeleteFiles(
    listen('Taking deleted files', ({ files }) => fileEvents.take(files.map(({ uri }) => deleted(uri)))),
  );
  workspace.onDidRenameFiles(
    listen('Taking renamed files', ({ files }) =>
      fileEvents.take(files.flatMap((file) => [deleted(file.oldUri), created(file.newUri)])),
    ),
  );
}
