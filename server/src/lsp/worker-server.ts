import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { version } from '../../../package.json';
import { english } from '../core/util/language.ts';
import { createLog, describeError } from './log.ts';
import { requestParams } from './requests.ts';
import { serve } from './session.ts';
import { createGate } from './wire/gate.ts';
import { cancelUndispatched, createGuard, GatedReader } from './wire/guard.ts';
import { notificationParams } from './wire/params.ts';

/** What the global of a worker has that is used here; the types of Node know nothing of it. */
interface WorkerGlobal {
  onmessage: unknown;
  postMessage(message: unknown): void;
  addEventListener(kind: 'unhandledrejection', listen: (event: RejectionEvent) => void): void;
}

interface RejectionEvent {
  readonly reason: unknown;
}

/**
 * Starts the language server in a worker of a browser, on the messages between it and who made it. Files and translations come from the
 * client. It ends when the worker is ended.
 */
export function startWorkerServer(): void {
  const worker = globalThis as unknown as WorkerGlobal;
  const gate = createGate({ ...notificationParams, ...requestParams });
  const writer = new BrowserMessageWriter(worker);
  const guard = createGuard(gate, writer, (reason) => log.warn(reason));
  const reader = new GatedReader(new BrowserMessageReader(worker), guard);
  const connection = createConnection(reader, writer, { cancelUndispatched });
  const log = createLog(connection);
  worker.addEventListener('unhandledrejection', ({ reason }: RejectionEvent) =>
    log.error(`Unexpected rejection: ${describeError(reason)}`),
  );
  serve(connection, log, {
    process: undefined,
    version,
    host: undefined,
    realUri: (uri) => uri,
    settings: {},
    writeScratch() {
      throw new Error('A browser has no folder for it.');
    },
    readLanguage: () => english,
  });
}
