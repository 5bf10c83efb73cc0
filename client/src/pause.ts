/** Does the last thing that it is asked for, once it has not been asked for a while. */
interface Pause {
  run(action: () => unknown): void;
  dispose(): void;
}

/** Makes a pause of some milliseconds. */
export function createPause(length: number): Pause {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    run(action) {
      clearTimeout(timer);
      timer = setTimeout(() => void action(), length);
    },
    dispose: () => clearTimeout(timer),
  };
}
