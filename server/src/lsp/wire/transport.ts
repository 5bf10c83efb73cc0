import type { Readable, Writable } from 'node:stream';
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  type DataCallback,
  type Disposable,
  type Message,
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
  const writer = new StreamWriter(output);
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

/**
 * Writes a message when it is told to. The library's writer waits a turn for each, so that an answer would come after what else waits
 * for one: the check of a large file, and each message about a file before it.
 */
class StreamWriter extends AbstractMessageWriter {
  readonly #output: Writable;
  #failed = 0;

  constructor(output: Writable) {
    super();
    this.#output = output;
    output.on('error', (error) => this.fireError(error));
    output.on('close', () => this.fireClose());
  }

  async write(message: Message): Promise<void> {
    const body = JSON.stringify(message);
    const frame = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    await new Promise<void>((resolve, reject) => {
      this.#output.write(frame, (error) => {
        if (!error) return resolve();
        this.fireError(error, message, ++this.#failed);
        reject(error);
      });
    });
  }

  end(): void {
    this.#output.end();
  }
}
