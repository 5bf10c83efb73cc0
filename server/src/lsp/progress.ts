import type { Connection } from 'vscode-languageserver';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { inBackground, type Log } from './log.ts';

/** Work shown to the person, who can end it. */
export interface Progress {
  report(done: number, total: number): void;
  isCancelled(): boolean;
  end(): void;
}

const messages = defineMessages('lsp/progress', { files: '{done} of {total} files' });

/** Work shorter than this, in milliseconds, is not shown. */
const patience = 500;
/** The shortest time between two reports, in milliseconds. */
const interval = 100;

/** Begins to show work, as far as the client can. */
export function beginProgress(connection: Connection, log: Log, title: string): Progress {
  let isOver = false;
  let isCancelled = false;
  let lastReport = 0;
  let reporter: Awaited<ReturnType<typeof connection.window.createWorkDoneProgress>> | undefined;

  const show = async (): Promise<void> => {
    const created = await connection.window.createWorkDoneProgress();
    created.begin(title, 0, undefined, true);
    if (isOver) return created.done();
    created.token.onCancellationRequested(() => {
      isCancelled = true;
    });
    reporter = created;
  };
  const timer = setTimeout(() => inBackground(log, 'Showing progress', show()), patience);

  return {
    report(done, total) {
      const now = performance.now();
      if (reporter === undefined || now - lastReport < interval) return;
      lastReport = now;
      reporter.report(total === 0 ? 0 : (100 * done) / total, formatMessage(messages.files, { done, total }));
    },
    isCancelled: () => isCancelled,
    end() {
      isOver = true;
      clearTimeout(timer);
      reporter?.done();
      reporter = undefined;
    },
  };
}
