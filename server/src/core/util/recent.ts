/**
 * Values that were worked out last, as many as a budget holds, and the very last one whatever its size. Unlike with a weak reference,
 * nothing stays alive until the current turn of the event loop ends. A class for its memory.
 */
export class Recent<K, V> {
  readonly #values = new Map<K, V>();
  readonly #budget: number;
  readonly #sizeOf: (key: K) => number;
  #size = 0;

  constructor(budget: number, sizeOf: (key: K) => number) {
    this.#budget = budget;
    this.#sizeOf = sizeOf;
  }

  /** The value of a key; worked out where it is not, or no longer, held. */
  get(key: K, compute: () => V): V {
    const held = this.#values.get(key);
    if (held !== undefined) return held;
    const value = compute();
    this.#values.set(key, value);
    this.#size += this.#sizeOf(key);
    for (const oldest of this.#values.keys()) {
      if (this.#size <= this.#budget || oldest === key) break;
      this.#values.delete(oldest);
      this.#size -= this.#sizeOf(oldest);
    }
    return value;
  }
}
