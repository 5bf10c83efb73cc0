import {
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
  type Position,
  type ProtocolRequestType,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { Snapshot } from '../core/workspace/snapshot.ts';
import type { Client } from './client.ts';
import { offsetAt } from './convert.ts';
import type { Polls } from './diagnostics/poll.ts';
import type { Reports } from './diagnostics/reports.ts';
import type { Documents, Located } from './documents.ts';
import { describeError, type Log } from './log.ts';
import { noteNotification, type RequestMethod } from '../shared/protocol.ts';
import type { Tree } from './tree-changes.ts';
import type { ValueCheck } from './wire/params.ts';

/** What answers are made from. */
export interface ServerContext {
  readonly connection: Connection;
  readonly log: Log;
  readonly client: Client;
  readonly documents: Documents;
  readonly reports: Reports;
  readonly polls: Polls;
  readonly tree: Tree;
  /** Reads the settings and everything on disk anew. */
  readAgain(): Promise<void>;
  /** Waits until the workspace has been read, for what would be wrong with a part of it. */
  whenRead(): Promise<void>;
  /** Remembers what a client was told about an open document, to find out when that is no longer so. */
  answered(uri: string, resultId: string): void;
  /** Writes a text into a temporary file that is only there to be read, and gives its URI. */
  readonly writeScratch: (name: string, text: string) => string;
}

/** A method that is answered, and what its parameters have to be. */
export interface RequestEntry {
  readonly method: string;
  readonly params: ValueCheck;
  register(server: ServerContext): void;
}

/** The guard around every feature. */
export function entry<Params, Result, Partial, Failure, Options>(
  type: ProtocolRequestType<Params, Result, Partial, Failure, Options> | RequestMethod<Params, Result>,
  params: ValueCheck,
  empty: Result | ((params: Params) => Result),
  answer: (server: ServerContext, params: Params, token: CancellationToken) => Result | Promise<Result>,
): RequestEntry {
  const method = typeof type === 'string' ? type : type.method;
  return {
    method,
    params,
    register(server) {
      server.connection.onRequest(method, async (params: Params, token: CancellationToken): Promise<unknown> => {
        const started = performance.now();
        try {
          const result = await answer(server, params, token);
          if (token.isCancellationRequested)
            throw new ResponseError(LSPErrorCodes.RequestCancelled, 'It was cancelled.');
          return result;
        } catch (error) {
          // Said on purpose: cancelled, out of date.
          if (error instanceof ResponseError) throw error;
          server.log.error(`${method} failed: ${describeError(error)}`);
          return empty instanceof Function ? empty(params) : empty;
        } finally {
          if (!server.client.keepsLog)
            server.log.trace(`${method} took ${(performance.now() - started).toFixed(1)} ms.`);
        }
      });
    },
  };
}

/** Asks a feature about a place in a document that is known. */
export function at<Result>(
  { documents }: ServerContext,
  params: TextDocumentPositionParams,
  otherwise: Result,
  ask: (snapshot: Snapshot, uri: string, offset: number, located: Located) => Result,
): Result {
  const located = documents.locate(params.textDocument.uri);
  if (located === undefined) return otherwise;
  const { snapshot, file } = located;
  return ask(snapshot, file.uri, offsetAt(file, params.position), located);
}

/** Asks a feature about a document that is known. */
export function inDocument<Result>(
  { documents }: ServerContext,
  uri: string,
  otherwise: Result,
  ask: (snapshot: Snapshot, uri: string, located: Located) => Result,
): Result {
  const located = documents.locate(uri);
  return located === undefined ? otherwise : ask(located.snapshot, located.file.uri, located);
}

/** Says something to the person; our own client has a way to show it that is not cut. */
export function tell({ client, connection }: ServerContext, message: string): void {
  if (client.keepsLog) void connection.sendNotification(noteNotification, { message });
  else void connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message });
}

/** A place as our own requests have it. */
export function place({
  uri,
  position,
}: {
  readonly uri: string;
  readonly position: Position;
}): TextDocumentPositionParams {
  return { textDocument: { uri }, position };
}
