import type { Connection } from 'vscode-languageserver';

/** Where the server says what it does and what went wrong; the editor shows it in its log. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  /** For who looks into a question: nothing a person needs every day. */
  debug(message: string): void;
  /** Only sent while the client traces. */
  trace(message: string): void;
}

/** How many errors are remembered as said. */
const remembered = 200;

/**
 * The log of a connection. An error that repeats is written as a whole once, as a mistake of ours would else come with its stack at every
 * keystroke.
 */
export function createLog({ console, tracer }: Connection): Log {
  const said = new Set<string>();
  return {
    error(message) {
      if (said.has(message)) return console.debug(`Again: ${firstLine(message)}`);
      if (said.size >= remembered) said.clear();
      said.add(message);
      console.error(message);
    },
    warn: (message) => console.warn(message),
    info: (message) => console.info(message),
    debug: (message) => console.debug(message),
    trace: (message) => tracer.log(message),
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1).join();
}

/** Runs something of ours; where it throws, the log says so and the answer is `otherwise`. */
export function guard<T>(log: Log, what: string, otherwise: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    log.error(`${what} failed: ${describeError(error)}`);
    return otherwise;
  }
}

/** Lets something run in the background; if it fails, the log says so. */
export function inBackground(log: Log, what: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => log.error(`${what} failed: ${describeError(error)}`));
}

/** An error with its stack, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
