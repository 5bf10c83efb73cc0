import {
  WorkspaceDiagnosticRequest,
  type CancellationToken,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import type { ServerContext } from '../request.ts';

/** The problems of a file, or that they are what the client knows. */
export function answerDiagnostics(server: ServerContext, params: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const { uri } = params.textDocument;
  const located = server.documents.locate(uri);
  if (located === undefined) return { kind: 'full', items: [] };
  const { resultId, items } = server.reports.of(located.snapshot, located.file);
  server.answered(uri, resultId);
  return params.previousResultId === resultId
    ? { kind: 'unchanged', resultId }
    : { kind: 'full', resultId, items: [...items] };
}

/** The problems of all files that changed, once some have. */
export function answerWorkspaceDiagnostics(
  server: ServerContext,
  { partialResultToken, previousResultIds }: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const onPart = (part: WorkspaceDiagnosticReport): void => {
    if (partialResultToken === undefined) return;
    void server.connection.sendProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, part);
  };
  return server.polls.ask({
    previous: previousResultIds,
    onPart: partialResultToken === undefined ? undefined : onPart,
    token,
  });
}
