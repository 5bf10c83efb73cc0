import type { Connection } from 'vscode-languageserver';
import { checkedNotification } from '../shared/served-services.ts';
import { treeChangedNotification } from '../shared/tree.ts';
import type { Client } from './client.ts';
import { countProblems, createPush } from './diagnostics/delivery.ts';
import { createPolls, type Polls } from './diagnostics/poll.ts';
import { createPulled } from './diagnostics/pulled.ts';
import { createReports } from './diagnostics/reports.ts';
import { createSweep, type SweepResult } from './diagnostics/sweep.ts';
import type { Documents } from './documents.ts';
import { createJsonDocuments } from './json-documents.ts';
import { guard, type Log } from './log.ts';
import type { Notes } from './notes.ts';
import type { Reading } from './reading.ts';
import type { Status } from './status.ts';
import { createTree } from './tree-changes.ts';

/** What is checked, and who is told. */
interface CheckingContext {
  readonly connection: Connection;
  readonly client: Client;
  readonly documents: Documents;
  readonly log: Log;
  readonly notes: Notes;
  readonly status: Status;
  readonly reading: Pick<Reading, 'isSearched' | 'isSettled'>;
}

/** Checks the files of one client after each change, and tells the client: at once, or when it asks. */
export function createChecking({ connection, client, documents, log, notes, status, reading }: CheckingContext) {
  /** Whether a search has ended whose problems were not yet reported. */
  let isNews = false;
  const scope = () => documents.settings.diagnosticsScope;
  const versionOf = (uri: string) => documents.locate(uri)?.version;
  const reports = createReports(client, log);
  const polls: Polls = createPolls(scope, versionOf, () => sweep.schedule());
  const push = client.pullsDiagnostics
    ? undefined
    : createPush(scope, versionOf, (params) => void connection.sendDiagnostics(params));
  const pulled = createPulled(connection, client, log);
  const json = createJsonDocuments(connection, client, documents);
  const tree = createTree(documents, (params) => void connection.sendNotification(treeChangedNotification, params));
  const sweep = createSweep(documents, reports, log, reading.isSettled, onSweep);

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
    if (result.covers === 'workspace' || !reading.isSettled()) pulled.refreshOutdated(result);
  }

  /** The first result after a search is said, those after edits are not. */
  function noteChecked(result: SweepResult): void {
    const { milliseconds, files } = result;
    const problems = countProblems(result, scope());
    json.update();
    if (isNews) notes.checked({ files, milliseconds, problems });
    isNews = false;
  }

  return {
    reports,
    polls,
    tree,
    schedule: () => sweep.schedule(),
    /** Takes in that a search began or ended. */
    onStateChange() {
      isNews ||= reading.isSearched();
      sweep.schedule();
    },
    /** Has an editor ask for all problems again. */
    refresh: () => pulled.refresh(),
    /** Remembers what a client was told about an open document, to find out when that is no longer so. */
    answered: (uri: string, resultId: string) => {
      if (documents.isOpen(uri)) pulled.note(uri, resultId);
    },
    onClose: (uri: string) => {
      pulled.forget(uri);
      polls.repeat(uri);
    },
    stop() {
      sweep.stop();
      polls.stop();
    },
  };
}
