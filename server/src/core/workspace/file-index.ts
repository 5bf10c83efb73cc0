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
  readonly #keysOf = new Map<string, readonly string[]>();
  readonly #counts = new Map<string, number>();
  readonly #cells = new Map<string, Cell>();

  constructor(definition: FileIndexDefinition, snapshot: Snapshot) {
    this.#definition = definition;
    for (const [uri, file] of snapshot.files) this.update(snapshot, uri, file);
  }

  /** Whether any file says it. */
  has(key: string): boolean {
    getOrMake(this.#cells, key, () => new Cell()).read();
    return this.#counts.has(key);
  }

  /** Takes in what a file says now; `undefined` for one that is gone. */
  update(snapshot: Snapshot, uri: string, file: SnapshotFile | undefined): void {
    const before = this.#keysOf.get(uri) ?? [];
    const after = file === undefined ? [] : [...new Set(this.#definition.keysOf(snapshot, file))];
    if (before.length === 0 && after.length === 0) return;
    this.#keysOf.set(uri, after);
    for (const key of after) this.#count(key, 1);
    for (const key of before) this.#count(key, -1);
  }

  #count(key: string, step: 1 | -1): void {
    const before = this.#counts.get(key) ?? 0;
    if (before + step === 0) this.#counts.delete(key);
    else this.#counts.set(key, before + step);
    if (before === 0 || before + step === 0) this.#cells.get(key)?.change();
  }
}
