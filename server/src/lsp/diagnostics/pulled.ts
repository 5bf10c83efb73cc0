import { DiagnosticRefreshRequest, type Connection } from 'vscode-languageserver';
import type { Client } from '../client.ts';
import { inBackground, type Log } from '../log.ts';
import { uriKey } from '../uris.ts';
import { emptyResultId } from './reports.ts';
import type { SweepResult } from './sweep.ts';

/** What a client was told of the open documents that it asked about. */
interface Pulled {
  /** Notes the last result for a document. */
  note(uri: string, resultId: string): void;
  forget(uri: string): void;
  /** Has the client ask again about documents whose problems changed by an edit elsewhere. */
  refreshOutdated(result: SweepResult): void;
  /** Has the client ask again about all, where it can. */
  refresh(): void;
}

/** Keeps what a client was told until it asks again. */
export function createPulled(connection: Connection, client: Client, log: Log): Pulled {
  /** The results by key. */
  const told = new Map<string, string>();

  function refresh(): void {
    if (client.pullsDiagnostics)
      inBackground(log, 'Refreshing diagnostics', connection.sendRequest(DiagnosticRefreshRequest.type));
  }

  return {
    note: (uri, resultId) => void told.set(uriKey(uri), resultId),
    forget: (uri) => void told.delete(uriKey(uri)),
    refresh,
    refreshOutdated({ reports, covers }) {
      const outdated = [...told].filter(([key, resultId]) => {
        // What was not looked at is as it was.
        const otherwise = covers === 'workspace' ? emptyResultId : resultId;
        return (reports.get(key)?.resultId ?? otherwise) !== resultId;
      });
      for (const [key] of outdated) told.delete(key);
      if (outdated.length > 0) refresh();
    },
  };
}
