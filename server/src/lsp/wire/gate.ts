import { ErrorCodes } from 'vscode-languageserver';
import { saidOf } from '../../core/util/collections.ts';
import type { ValueCheck } from './params.ts';

/**
 * What is done with a message: it is let through, or left out; and who waits for an answer gets an error. `late` is one that was
 * still on its way at `shutdown`, which happens to the best of clients.
 */
export type GateVerdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'drop'; readonly reason: string; readonly late?: boolean }
  | {
      readonly kind: 'reject';
      readonly id: string | number | null;
      readonly code: number;
      readonly reason: string;
      readonly late?: boolean;
    };

/** Judges each message of a client, in their order. */
export interface Gate {
  judge(message: unknown): GateVerdict;
  /** Whether the client has said `shutdown`. */
  readonly isShutDown: boolean;
}

const pass: GateVerdict = { kind: 'pass' };

/**
 * Makes the gate that every message goes through before it is looked at: it has to be one, come in its time, and have the
 * parameters of its method, as far as `params` says what they have to be. Source: JSON-RPC 2.0; Language Server Protocol, Lifecycle
 * Messages.
 */
export function createGate(params: Readonly<Record<string, ValueCheck>>): Gate {
  let state: 'new' | 'running' | 'shutDown' = 'new';

  const rejectionInTime = (method: string): Rejection | undefined => {
    if (state === 'new' && method !== 'initialize')
      return { code: ErrorCodes.ServerNotInitialized, reason: `"${method}" came before "initialize".` };
    if (state === 'running' && method === 'initialize')
      return { code: ErrorCodes.InvalidRequest, reason: '"initialize" came a second time.' };
    if (state === 'shutDown' && method !== 'exit')
      return { code: ErrorCodes.InvalidRequest, reason: `"${method}" came after "shutdown".`, late: true };
    return undefined;
  };

  const invalidParams = (method: string, given: unknown): Rejection | undefined => {
    const wrong = saidOf(params, method)?.(given, 'params');
    return wrong === undefined ? undefined : { code: ErrorCodes.InvalidParams, reason: `"${method}": ${wrong}` };
  };

  return {
    get isShutDown() {
      return state === 'shutDown';
    },
    judge(message) {
      if (Array.isArray(message)) return invalid(null, 'It is a batch, and the protocol has none.');
      if (typeof message !== 'object' || message === null) return invalid(null, 'It is no object.');
      const { id, method, params: given } = message as Readonly<Record<string, unknown>>;
      const isRequest = id !== undefined;
      const knownId = typeof id === 'string' || typeof id === 'number' ? id : null;
      if (method === undefined) {
        const isAnswer = isRequest && ('result' in message || 'error' in message);
        return isAnswer ? pass : invalid(knownId, 'It has no method.');
      }
      if (typeof method !== 'string') return invalid(knownId, 'Its method is no string.');
      if (isRequest && knownId === null) return invalid(null, 'Its id is neither a string nor a number.');
      if (method === 'exit') return pass;
      const rejection = rejectionInTime(method) ?? invalidParams(method, given);
      if (rejection !== undefined) {
        return isRequest ? { kind: 'reject', id: knownId, ...rejection } : { kind: 'drop', ...rejection };
      }
      if (method === 'initialize') state = 'running';
      if (method === 'shutdown') state = 'shutDown';
      return pass;
    },
  };
}

function invalid(id: string | number | null, reason: string): GateVerdict {
  return { kind: 'reject', id, code: ErrorCodes.InvalidRequest, reason };
}

/** Why a message is left out, and the code of the error that says so. */
interface Rejection {
  readonly code: number;
  readonly reason: string;
  readonly late?: boolean;
}
