/**
 * What is worked out is kept while what it was made of is the same. A cell is something that can change; a derived value
 * remembers which cells were read for it, and is worked out again once one of them has changed and somebody asks.
 */

/** The derived value that is being worked out. */
let working: Derived<unknown> | undefined;

/** Something that can change, and knows who has read it. */
export class Cell {
  #readers: Set<Derived<unknown>> | undefined;

  /** Notes that what is being worked out rests on it. */
  read(): void {
    if (working === undefined || this.#readers?.has(working) === true) return;
    this.#readers ??= new Set();
    this.#readers.add(working);
    working.restOn(this);
  }

  /** Says that it has changed: whatever rests on it is to be worked out again. */
  change(): void {
    const readers = this.#readers;
    this.#readers = undefined;
    for (const reader of readers ?? []) reader.drop();
  }

  /** Whether anything rests on it. */
  get isRead(): boolean {
    return this.#readers !== undefined && this.#readers.size > 0;
  }

  /** Takes a derived value from those that rest on it. */
  forget(reader: Derived<unknown>): void {
    this.#readers?.delete(reader);
  }
}

/** A value that is worked out when it is asked for, and again once something it rests on has changed. */
export class Derived<T> extends Cell {
  readonly #compute: () => T;
  #kept: { readonly value: T } | undefined;
  #sources: Cell[] = [];

  constructor(compute: () => T) {
    super();
    this.#compute = compute;
  }

  get value(): T {
    this.read();
    this.#kept ??= { value: noting(this, this.#compute) };
    return this.#kept.value;
  }

  /** Whether it would have to be worked out now. */
  get isStale(): boolean {
    return this.#kept === undefined;
  }

  /** Forgets the value, and with it what was made of it. */
  drop(): void {
    if (this.#kept === undefined && this.#sources.length === 0) return;
    this.#kept = undefined;
    const sources = this.#sources;
    this.#sources = [];
    for (const source of sources) source.forget(this);
    this.change();
  }

  /** Called by a cell that is read while the value is worked out. */
  restOn(cell: Cell): void {
    this.#sources.push(cell);
  }
}

function noting<T>(reader: Derived<unknown>, compute: () => T): T {
  const outer = working;
  working = reader;
  try {
    return compute();
  } finally {
    working = outer;
  }
}

/**
 * What somebody has worked out, by the function that did it, and kept while what was read for it is the same. A function is its
 * own key, so it has to be one that is declared once.
 */
export class Answers<Asked> {
  readonly #asked: Asked;
  readonly #own = new Map<unknown, Derived<unknown>>();
  readonly #about = new Map<unknown, Map<object, Derived<unknown>>>();

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** What a function works out of the whole. */
  of<T>(compute: (asked: Asked) => T): T {
    const known = this.#own.get(compute) ?? new Derived<unknown>(() => compute(this.#asked));
    this.#own.set(compute, known);
    return known.value as T;
  }

  /** What a function works out about one thing. */
  about<Thing extends object, T>(thing: Thing, compute: (asked: Asked, thing: Thing) => T): T {
    const things = this.#about.get(compute) ?? new Map<object, Derived<unknown>>();
    this.#about.set(compute, things);
    const known = things.get(thing) ?? new Derived<unknown>(() => compute(this.#asked, thing));
    things.set(thing, known);
    return known.value as T;
  }

  /** Forgets what was worked out about a thing that is gone. */
  forget(thing: object): void {
    for (const things of this.#about.values()) {
      things.get(thing)?.drop();
      things.delete(thing);
    }
  }
}

/** Works out something that others keep up to date, so that what is read for it counts for nobody. */
export function unnoted<T>(compute: () => T): T {
  const outer = working;
  working = undefined;
  try {
    return compute();
  } finally {
    working = outer;
  }
}
