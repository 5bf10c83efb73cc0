import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';
import type { KustomizationFile, KustomizationFiles } from './files.ts';
import type { BuildOrder } from './orders.ts';

/** Files that remember what was asked of them. */
export class AskedFiles implements Omit<KustomizationFiles, 'all' | 'replace'> {
  readonly #files: KustomizationFiles;
  readonly #asked = new Map<string, SnapshotFile | undefined>();
  readonly #folders = new Map<string, SnapshotDocument | undefined>();
  readonly #absent = new Map<string, ReturnType<KustomizationFiles['absence']>>();
  readonly #beside = new Map<string, string>();
  readonly #ambiguous = new Map<string, ReturnType<KustomizationFiles['isAmbiguous']>>();
  readonly #orders = new Map<string, readonly BuildOrder[]>();

  constructor(files: KustomizationFiles) {
    this.#files = files;
  }

  /** The same files, of which nothing was asked yet. */
  unasked(): AskedFiles {
    return new AskedFiles(this.#files);
  }

  /** Counts what was asked of the same files elsewhere as asked here. */
  include(other: AskedFiles): void {
    for (const [path, file] of other.#asked) this.#asked.set(path, file);
    for (const [folder, document] of other.#folders) this.#folders.set(folder, document);
    for (const [path, was] of other.#absent) this.#absent.set(path, was);
    for (const [path, was] of other.#beside) this.#beside.set(path, was);
    for (const [folder, was] of other.#ambiguous) this.#ambiguous.set(folder, was);
    for (const [folder, was] of other.#orders) this.#orders.set(folder, was);
  }

  file(path: string): SnapshotFile | undefined {
    const found = this.#files.file(path);
    this.#asked.set(path, found);
    return found;
  }

  inFolder(folder: string): KustomizationFile | undefined {
    const found = this.#files.inFolder(folder);
    this.#folders.set(folder, found?.document);
    return found;
  }

  isAmbiguous(folder: string): boolean {
    const found = this.#files.isAmbiguous(folder);
    this.#ambiguous.set(folder, found);
    return found;
  }

  absence(path: string): ReturnType<KustomizationFiles['absence']> {
    const found = this.#files.absence(path);
    this.#absent.set(path, found);
    return found;
  }

  namesBeside(path: string): string {
    const found = this.#files.namesBeside(path);
    this.#beside.set(path, found);
    return found;
  }

  ordersFor(folder: string): readonly BuildOrder[] {
    const found = this.#files.ordersFor(folder);
    this.#orders.set(folder, found);
    return found;
  }

  /** The paths of the files that were asked for. */
  get paths(): ReadonlySet<string> {
    const ofOrders = [...this.#orders.values()].flat().map(({ document }) => document.file.path);
    return new Set([...this.#asked.keys(), ...ofOrders]);
  }

  /** Whether other files answer the same to all that was asked. */
  hold(files: KustomizationFiles): boolean {
    return (
      [...this.#asked].every(([path, file]) => files.file(path) === file) &&
      [...this.#folders].every(([folder, document]) => files.inFolder(folder)?.document === document) &&
      [...this.#orders].every(([folder, was]) => isSame(files.ordersFor(folder), was)) &&
      [...this.#ambiguous].every(([folder, was]) => files.isAmbiguous(folder) === was) &&
      [...this.#beside].every(([path, was]) => files.namesBeside(path) === was) &&
      [...this.#absent].every(([path, was]) => files.absence(path) === was)
    );
  }
}

/** Whether orders stand in the very same documents. */
function isSame(one: readonly BuildOrder[], other: readonly BuildOrder[]): boolean {
  return one.length === other.length && one.every(({ document }, index) => document === other[index]?.document);
}
