/**
 * Values that were worked out last, as many as a budget holds. One that is large counts as a quarter of it: who goes to and fro between
 * a few finds them all, whatever their size. Unlike with a weak reference, nothing stays alive until the current turn of the event loop
 * ends. A class for its memory.
 */
export class Recent<K, V> {
  readonly #values = new Map<K, V>();
  /** One for all time: each new one would have to pass over all that was taken out before. */
  readonly #oldestFirst = this.#values.keys();
  readonly #budget: number;
  readonly #sizeOf: (key: K) => number;
  readonly #compute: (key: K) => V;
  #size = 0;

  constructor(budget: number, sizeOf: (key: K) => number, compute: (key: K) => V) {
    this.#budget = budget;
    this.#sizeOf = (key) => Math.min(sizeOf(key), budget / 4);
    this.#compute = compute;
  }

  /** The value of a key; worked out where it is not, or no longer, held. */
  get(key: K): V {
    const held = this.#values.get(key);
    if (held !== undefined) return held;
    const value = this.#compute(key);
    this.#values.set(key, value);
    this.#size += this.#sizeOf(key);
    while (this.#size > this.#budget) {
      const oldest = this.#oldestFirst.next();
      if (oldest.done === true) break;
      this.#values.delete(oldest.value);
      this.#size -= this.#sizeOf(oldest.value);
    }
    return value;
  }
}
