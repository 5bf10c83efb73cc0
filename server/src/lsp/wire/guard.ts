import {
  AbstractMessageReader,
  LSPErrorCodes,
  Message,
  type DataCallback,
  type Disposable,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
} from 'vscode-languageserver';
import type { Gate, GateVerdict } from './gate.ts';

/** How messages come and go. Only those come through that the gate lets. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** Lets a message through to a callback, or answers it. */
export interface Guard {
  admit(message: unknown, callback: DataCallback): void;
  reject(verdict: Exclude<GateVerdict, { kind: 'pass' }>): void;
}

/** Makes the guard of a gate, which answers through `writer`. `onRejected` is told why a message was left out. */
export function createGuard(gate: Gate, writer: MessageWriter, onRejected: (reason: string) => void): Guard {
  const reject: Guard['reject'] = (verdict) => {
    if (verdict.late !== true) onRejected(`A message of the editor is left out. ${verdict.reason}`);
    if (verdict.kind === 'drop') return;
    const { id, code, reason } = verdict;
    const answer: ResponseMessage = { jsonrpc: '2.0', id, error: { code, message: reason } };
    // Who went away gets no answer.
    writer.write(answer).catch(() => undefined);
  };
  return {
    reject,
    admit(message, callback) {
      const verdict = gate.judge(message);
      if (verdict.kind === 'pass') callback(message as Message);
      else reject(verdict);
    },
  };
}

/** A reader of whose messages only those come through that a guard lets. */
export class GatedReader extends AbstractMessageReader {
  readonly #inner: MessageReader;
  readonly #guard: Guard;

  constructor(inner: MessageReader, guard: Guard) {
    super();
    this.#inner = inner;
    this.#guard = guard;
  }

  listen(callback: DataCallback): Disposable {
    this.#inner.onError((error) => this.fireError(error));
    this.#inner.onClose(() => this.fireClose());
    return this.#inner.listen((message) => this.#guard.admit(message, callback));
  }
}

/** Answers a request that is cancelled before work on it has begun. */
export function cancelUndispatched(message: Message): ResponseMessage | undefined {
  if (!Message.isRequest(message)) return undefined;
  const error = { code: LSPErrorCodes.RequestCancelled, message: 'It was cancelled.' };
  return { jsonrpc: '2.0', id: message.id, error };
}
