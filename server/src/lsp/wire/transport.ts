import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  StreamMessageWriter,
  type DataCallback,
  type Disposable,
} from 'vscode-languageserver/node';
import { createFrames } from './frames.ts';
import type { Gate } from './gate.ts';
import { createGuard, GatedReader, type Guard, type Transport } from './guard.ts';

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
