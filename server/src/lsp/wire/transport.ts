import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
  type MessageReader,
  type MessageWriter,
  type ResponseMessage,
} from 'vscode-languageserver/node';
import { createFrames } from './frames.ts';
import type { Gate, GateVerdict } from './gate.ts';

/** How messages come and go. Only those come through that the gate lets. */
export interface Transport {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** The channel between processes that Node has. `onRejected` is told why a message was left out. */
export function channelTransport(process: NodeJS.Process, gate: Gate, onRejected: (reason: string) => void): Transport {
  const writer = new IPCMessageWriter(process);
  return { reader: new GatedReader(new IPCMessageReader(process), createGuard(gate, writer, onRejected)), writer };
}

/** A pair of streams, as standard input and output are. `onRejected` is told why a message, or what is none, was left out. */
export function streamTransport(
  input: Readable,
  output: Writable,
  gate: Gate,
  onRejected: (reason: string) => void,
): Transport {
  const writer = new StreamMessageWriter(output);
  return { reader: new StreamReader(input, createGuard(gate, writer, onRejected)), writer };
}

/** Lets a message through to a callback, or answers it. */
interface Guard {
  admit(message: unknown, callback: DataCallback): void;
  reject(verdict: Exclude<GateVerdict, { kind: 'pass' }>): void;
}

function createGuard(gate: Gate, writer: MessageWriter, onRejected: (reason: string) => void): Guard {
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

class GatedReader extends AbstractMessageReader {
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

class StreamReader extends AbstractMessageReader {
  readonly #input: Readable;
  readonly #guard: Guard;

  constructor(input: Readable, guard: Guard) {
    super();
    this.#input = input;
    this.#guard = guard;
  }

  listen(callback: DataCallback): Disposable {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const push = createFrames({
      take: (body) => {
        let message: unknown;
        try {
          message = JSON.parse(decoder.decode(body));
        } catch {
          return false;
        }
        this.#guard.admit(message, callback);
        return true;
      },
      skip: () => {
        const reason = 'It is no JSON in UTF-8, or not as long as its Content-Length says.';
        this.#guard.reject({ kind: 'reject', id: null, code: ErrorCodes.ParseError, reason });
      },
    });
    this.#input.on('data', push);
    this.#input.on('error', (error) => this.fireError(error));
    for (const ending of ['end', 'close']) this.#input.on(ending, () => this.fireClose());
    return { dispose: () => void this.#input.off('data', push) };
  }
}
