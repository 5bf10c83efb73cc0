/** Bytes that have come and are not taken yet, in one piece. */
interface Bytes {
  readonly length: number;
  /** What is there; only good until more is put in. */
  view(): Buffer;
  append(chunk: Uint8Array): void;
  /** Takes the first of them away. */
  drop(count: number): void;
}

/** Makes an empty store. Putting in costs what is put in, however many pieces it comes in. */
export function createBytes(): Bytes {
  let store = Buffer.alloc(0);
  let start = 0;
  let end = 0;
  return {
    get length() {
      return end - start;
    },
    view: () => store.subarray(start, end),
    append(chunk) {
      if (end + chunk.length > store.length) {
        const kept = store.subarray(start, end);
        store = Buffer.alloc(Math.max(2 * (kept.length + chunk.length), 1024));
        store.set(kept);
        end -= start;
        start = 0;
      }
      store.set(chunk, end);
      end += chunk.length;
    },
    drop(count) {
      start = Math.min(start + count, end);
      // A large message does not hold its memory for ever.
      if (start === end) store = Buffer.alloc((start = end = 0));
    },
  };
}
