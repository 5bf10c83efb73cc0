import { getOrMake } from './collections.ts';

/**
 * What is worked out is kept while what it was made of is the same. A cell is something that can change; a derived value
 * remembers which cells were read for it, and is worked out again once one of them has changed and somebody asks.
 */

/** The derived value that is being worked out. */
let working: Derived<unknown> | undefined;

/** Whether what is read is noted. */
let notes = true;

/** Whether what is read now counts for something that is being worked out. */
export function isNoting(): boolean {
  return working !== undefined;
}

/** Something that can change, and knows who has read it. */
export class Cell {
  /** Most have one reader, and nearly all have few, which need no set. */
  #readers: Derived<unknown> | readonly Derived<unknown>[] | Set<Derived<unknown>> | undefined;

  /** Notes that what is being worked out rests on it. */
  read(): void {
    const readers = this.#readers;
    if (working === undefined || readers === working) return;
    if (readers === undefined) this.#readers = working;
    else if (readers instanceof Derived) this.#readers = [readers, working];
    else if (readers instanceof Set) {
      if (readers.has(working)) return;
      readers.add(working);
    } else {
      if (readers.includes(working)) return;
      this.#readers = readers.length < few ? readers.concat(working) : new Set(readers).add(working);
    }
    working.restOn(this);
  }

  /** Says that it has changed: whatever rests on it is to be worked out again. */
  change(): void {
    const readers = this.#readers;
    this.#readers = undefined;
    if (readers instanceof Derived) readers.drop();
    else for (const reader of readers ?? []) reader.drop();
  }

  /** Whether anything rests on it. */
  get isRead(): boolean {
    if (this.#readers instanceof Set) return this.#readers.size > 0;
    return this.#readers !== undefined;
  }

  /** Takes a derived value from those that rest on it. */
  forget(reader: Derived<unknown>): void {
    const readers = this.#readers;
    if (readers === reader) this.#readers = undefined;
    else if (readers instanceof Set) readers.delete(reader);
    else if (readers !== undefined && !(readers instanceof Derived)) {
      const left = readers.filter((one) => one !== reader);
      this.#readers = left.length > 1 ? left : left[0];
    }
  }
}

/** So many readers are looked through one by one. */
const few = 8;

/** Stands for a value that is not worked out. */
const missing = Symbol('missing');

/** What is worked out by a function, and of which whole. */
interface Question<T> {
  readonly compute: (asked: never, thing: never) => T;
  readonly asked: unknown;
}

/**
 * What a function works out of a whole, or about a thing in it, when it is asked for, and again once something it rests on has changed. There are a
 * hundred thousand of these, so they are one class, with what the function is given next to it instead of in it, and share what they have in common.
 */
export class Derived<T> extends Cell {
  readonly #question: Question<T>;
  readonly #thing: unknown;
  #kept: T | typeof missing = missing;
  /** Many rest on one cell alone, which needs no list. */
  #sources: Cell | Cell[] | undefined;

  /** What is asked is whatever the function takes. */
  constructor(question: Question<T>, thing?: unknown) {
    super();
    this.#question = question;
    this.#thing = thing;
  }

  get value(): T {
    this.read();
    if (this.#kept !== missing) return this.#kept;
    const value = noting(this);
    this.#kept = value;
    // A list that grew has room for more, which a copy of it has not.
    if (Array.isArray(this.#sources)) this.#sources = this.#sources.slice();
    return value;
  }

  /** Whether it would have to be worked out now. */
  get isStale(): boolean {
    return this.#kept === missing;
  }

  /** Works it out; called by `value` alone. */
  compute(): T {
    const { compute, asked } = this.#question;
    return compute(asked as never, this.#thing as never);
  }

  /** Forgets the value, and with it what was made of it. */
  drop(): void {
    if (this.#kept === missing && this.#sources === undefined) return;
    this.#kept = missing;
    const sources = this.#sources;
    this.#sources = undefined;
    if (Array.isArray(sources)) for (const source of sources) source.forget(this);
    else sources?.forget(this);
    this.change();
  }

  /** Called by a cell that is read while the value is worked out. */
  restOn(cell: Cell): void {
    if (this.#sources === undefined) this.#sources = cell;
    else if (Array.isArray(this.#sources)) this.#sources.push(cell);
    else this.#sources = [this.#sources, cell];
  }
}

function noting<T>(reader: Derived<T>): T {
  if (!notes) return reader.compute();
  const outer = working;
  working = reader;
  try {
    return reader.compute();
  } finally {
    working = outer;
  }
}

/** What a function has worked out about things. */
interface AnswersAbout {
  readonly question: Question<unknown>;
  readonly things: Map<object, Derived<unknown>>;
}

/**
 * What somebody has worked out, by the function that did it, and kept while what was read for it is the same. A function is its
 * own key, so it has to be one that is declared once.
 */
export class Answers<Asked> {
  readonly #asked: Asked;
  readonly #own = new Map<unknown, Derived<unknown>>();
  readonly #about = new Map<unknown, AnswersAbout>();

  constructor(asked: Asked) {
    this.#asked = asked;
  }

  /** What a function works out of the whole. */
  of<T>(compute: (asked: Asked) => T): T {
    return getOrMake(this.#own, compute, () => new Derived({ compute, asked: this.#asked })).value as T;
  }

  /** What a function works out about one thing. */
  about<Thing extends object, T>(thing: Thing, compute: (asked: Asked, thing: Thing) => T): T {
    let about = this.#about.get(compute);
    if (about === undefined) {
      about = { question: { compute, asked: this.#asked }, things: new Map() };
      this.#about.set(compute, about);
    }
    const known = about.things.get(thing);
    if (known !== undefined) return known.value as T;
    const made = new Derived<unknown>(about.question, thing);
    about.things.set(thing, made);
    return made.value as T;
  }

  /** Forgets what was worked out about a thing that is gone. */
  forget(thing: object): void {
    for (const { things } of this.#about.values()) {
      things.get(thing)?.drop();
      things.delete(thing);
    }
  }
}

/** Works out something that others keep up to date, so that what is read for it is not recorded. */
export function unnoted<T>(compute: () => T): T {
  const outer = working;
  working = undefined;
  try {
    return compute();
  } finally {
    working = outer;
  }
}

/**
 * Works out something of what never changes again, as a program does that answers once and ends: what is read for it is not noted, which
 * takes time and memory, and what it was made of is kept for good.
 */
export function forGood<T>(compute: () => T): T {
  return unnoted(() => {
    const before = notes;
    notes = false;
    try {
      return compute();
    } finally {
      notes = before;
    }
  });
}
