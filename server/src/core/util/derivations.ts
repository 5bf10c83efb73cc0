/** Remembers what was worked out about a thing, for as long as the thing is there. A class for its memory. */
export class Derivations {
  readonly #known = new Map<unknown, unknown>();

  /** A value, worked out once. The function itself is the key. */
  derive<T>(compute: () => T): T {
    if (!this.#known.has(compute)) this.#known.set(compute, compute());
    return this.#known.get(compute) as T;
  }
}
