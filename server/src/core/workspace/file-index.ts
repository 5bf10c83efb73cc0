import type { SnapshotFile } from '../files/file.ts';
import { Cell } from '../util/derived.ts';
import type { Snapshot } from './snapshot.ts';
import { getOrMake } from '../util/collections.ts';

/** A way to ask whether there is a file that says something. The definition itself is the key by which its index is kept. */
export interface FileIndexDefinition {
  /** What a file says. */
  keysOf(snapshot: Snapshot, file: SnapshotFile): Iterable<string>;
}

/** How many files say what: the sum of what each says, kept up to date with every change. */
export class FileIndex {
  readonly #definition: FileIndexDefinition;
  readonly #keysOf = new Map<string, ReadonlySet<string>>();
  readonly #counts = new Map<string, number>();
  readonly #cells = new Map<string, Cell>();

  constructor(definition: FileIndexDefinition, snapshot: Snapshot) {
    this.#definition = definition;
    for (const [uri, file] of snapshot.files) this.update(snapshot, uri, file);
  }

  /** Whether any file says it. */
  has(key: string): boolean {
    return this.count(key) > 0;
  }

  /** How many files say it. */
  count(key: string): number {
    getOrMake(this.#cells, key, () => new Cell()).read();
    return this.#counts.get(key) ?? 0;
  }

  /** Takes in what a file says now; `undefined` for one that is gone. */
  update(snapshot: Snapshot, uri: string, file: SnapshotFile | undefined): void {
    const before = this.#keysOf.get(uri) ?? none;
    const after = file === undefined ? none : new Set(this.#definition.keysOf(snapshot, file));
    if (before.size === 0 && after.size === 0) return;
    this.#keysOf.set(uri, after);
    for (const key of after) if (!before.has(key)) this.#count(key, 1);
    for (const key of before) if (!after.has(key)) this.#count(key, -1);
  }

  #count(key: string, step: 1 | -1): void {
    const count = (this.#counts.get(key) ?? 0) + step;
    if (count === 0) this.#counts.delete(key);
    else this.#counts.set(key, count);
    this.#cells.get(key)?.change();
  }
}

const none: ReadonlySet<string> = new Set();
