/** Where the server says what it does and what went wrong; the editor shows it in its log. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
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

/** Waits for something nobody waits for; where it fails, the log says so. */
export function inBackground(log: Log, what: string, promise: Promise<unknown>): void {
  promise.catch((error: unknown) => log.error(`${what} failed: ${describeError(error)}`));
}

/** An error with its stack, for the log. */
export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
