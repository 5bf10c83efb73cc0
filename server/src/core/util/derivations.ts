/** Remembers what was worked out about a thing, for as long as the thing is there. A class for its memory. */
export class Derivations {
  #known: Map<unknown, unknown> | undefined;

  /** A value, worked out once. The function itself is the key. */
  derive<T>(compute: () => T): T {
    this.#known ??= new Map();
    if (!this.#known.has(compute)) this.#known.set(compute, compute());
    return this.#known.get(compute) as T;
  }
}
