import {
  LSPErrorCodes,
  ResponseError,
  type CancellationToken,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Settings } from '../../core/settings/settings.ts';
import { uriKey } from '../uris.ts';
import { outdated, readTold, wantedReports, type Told } from './delivery.ts';
import { emptyResultId, type Report } from './reports.ts';
import type { SweepResult } from './sweep.ts';

/** A client's question for the workspace's problems. */
interface PollQuestion {
  readonly previous: readonly { readonly uri: string; readonly value: string }[];
  /** Takes a part of the answer; absent where the client wants one answer. */
  readonly onPart: ((part: WorkspaceDiagnosticReport) => void) | undefined;
  readonly token: CancellationToken;
}

/** Holds the requests for the workspace's problems and answers them when there is something to say. */
export interface Polls {
  /**
   * A client that takes partial results is told what changes, part by part, until it cancels: LSP allows several reports
   * of one file, the last of which counts. Any other is answered as soon as something differs from what it was told, the
   * first one at once.
   */
  ask(question: PollQuestion): Promise<WorkspaceDiagnosticReport>;
  deliver(result: SweepResult): void;
  /** Says a file's problems once more: a client that closes a document may have dropped them. */
  repeat(uri: string): void;
  stop(): void;
}

interface Held {
  readonly told: Map<string, Told>;
  readonly onPart: PollQuestion['onPart'];
  isFirst: boolean;
  answer(report: WorkspaceDiagnosticReport): void;
}

/** Prepares to be asked. `askForSweep` has the current state delivered. */
export function createPolls(
  scope: () => Settings['diagnosticsScope'],
  versionOf: (uri: string) => number | undefined,
  askForSweep: () => void,
): Polls {
  const held = new Set<Held>();
  let wasAsked = false;

  const deliverTo = (poll: Held, result: SweepResult): void => {
    const wanted = wantedReports(result, scope());
    const known = poll.isFirst ? unchanged(poll.told, wanted) : [];
    const news = outdated(poll.told, wanted).map(({ uri, resultId, items }): WorkspaceDocumentDiagnosticReport => ({
      kind: 'full',
      uri,
      version: versionOf(uri) ?? null,
      resultId,
      items: [...items],
    }));
    const items = [
      ...known.map((told) => ({ kind: 'unchanged' as const, ...told, version: versionOf(told.uri) ?? null })),
      ...news,
    ];
    const isNews = poll.isFirst || items.length > 0;
    poll.isFirst = false;
    if (!isNews) return;
    if (poll.onPart !== undefined) poll.onPart({ items });
    else poll.answer({ items });
  };

  return {
    ask({ previous, onPart, token }) {
      return new Promise((resolve, reject) => {
        const isFirst = onPart !== undefined || !wasAsked;
        wasAsked = true;
        const poll: Held = {
          told: readTold(previous),
          onPart,
          isFirst,
          answer(report) {
            held.delete(poll);
            cancellation.dispose();
            resolve(report);
          },
        };
        const cancellation = token.onCancellationRequested(() => {
          held.delete(poll);
          cancellation.dispose();
          reject(new ResponseError(LSPErrorCodes.RequestCancelled, 'The client cancelled the request.'));
        });
        held.add(poll);
        askForSweep();
      });
    },
    deliver(result) {
      if (result.covers !== 'workspace') return;
      for (const poll of [...held]) deliverTo(poll, result);
    },
    repeat(uri) {
      for (const poll of held) poll.told.set(uriKey(uri), { uri, resultId: '' });
    },
    stop() {
      for (const poll of [...held]) poll.answer({ items: [] });
    },
  };
}

/** The files of which the client knows everything already. */
function unchanged(told: ReadonlyMap<string, Told>, wanted: ReadonlyMap<string, Report>): readonly Told[] {
  return [...told].flatMap(([key, one]) =>
    (wanted.get(key)?.resultId ?? emptyResultId) === one.resultId ? [one] : [],
  );
}
