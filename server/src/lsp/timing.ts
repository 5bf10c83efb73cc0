/** Lets requests that wait be served before a long pass goes on. */
export function nextTurn(): Promise<void> {
  return new Promise(soon);
}

/** What Node has and browsers lack, whose timers wait for longer. */
const soon: (run: () => void) => void = typeof setImmediate === 'function' ? setImmediate : throughChannel();

function throughChannel(): (run: () => void) => void {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  // The types are those of Node.
  Object.assign(port1, { onmessage: () => waiting.shift()?.() });
  return (run) => {
    waiting.push(run);
    port2.postMessage(undefined);
  };
}

/** How long a pass may run, in milliseconds, before it lets requests through. */
const slice = 10;

/** Gives way to requests whenever a slice of time is used up: then, and only then, there is something to wait for. */
export function createPacer(): () => Promise<void> | undefined {
  let started = performance.now();
  return () => {
    if (performance.now() - started < slice) return undefined;
    return nextTurn().then(() => {
      started = performance.now();
    });
  };
}

/** A call that waits until it has not been asked for again for a while. */
interface Debounced {
  /** Asks for the call. */
  (): void;
  /** Forgets a call that waits. */
  cancel(): void;
}

/** Delays `run` until `delay` milliseconds have passed without another request for it. */
export function debounce(delay: number, run: () => void): Debounced {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const request = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, delay);
  };
  return Object.assign(request, { cancel: () => clearTimeout(timer) });
}

/** What `promise` gives, or `otherwise` where it takes longer than `limit` milliseconds or fails. */
export function within<T>(limit: number, promise: Promise<T>, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(otherwise), limit);
    const settle = (value: T): void => {
      clearTimeout(timer);
      resolve(value);
    };
    promise.then(settle, () => settle(otherwise));
  });
}
