import { getOrMake } from '../util/collections.ts';
import type { KustomizationFiles } from './files.ts';
import type { BuildOrder } from './orders.ts';

/** What is asked of files, of a path or folder each. */
type Asked = Omit<KustomizationFiles, 'all' | 'replace' | 'namesIn'>;
type Question = keyof Asked;
type Answer<Q extends Question> = ReturnType<Asked[Q]>;

/** Files that remember what was asked of them. */
export class AskedFiles implements Asked {
  readonly #files: { readonly [Q in Question]: (path: string) => Answer<Q> };
  /** By question, what was answered of a path. */
  readonly #answers = new Map<Question, Map<string, unknown>>();

  constructor(files: Asked) {
    this.#files = files;
  }

  /** The same files, of which nothing was asked yet. */
  unasked(): AskedFiles {
    return new AskedFiles(this.#files);
  }

  /** Counts what was asked of the same files elsewhere as asked here. */
  include(other: AskedFiles): void {
    for (const [question, answers] of other.#answers)
      for (const [path, was] of answers) this.#note(question, path, was);
  }

  file(path: string): Answer<'file'> {
    return this.#ask('file', path);
  }

  inFolder(folder: string): Answer<'inFolder'> {
    return this.#ask('inFolder', folder);
  }

  isAmbiguous(folder: string): boolean {
    return this.#ask('isAmbiguous', folder);
  }

  absence(path: string): Answer<'absence'> {
    return this.#ask('absence', path);
  }

  namesListed(folder: string): readonly string[] {
    return this.#ask('namesListed', folder);
  }

  ordersFor(folder: string): readonly BuildOrder[] {
    return this.#ask('ordersFor', folder);
  }

  #ask<Q extends Question>(question: Q, path: string): Answer<Q> {
    const found = this.#files[question](path);
    this.#note(question, path, partThatCounts(found));
    return found;
  }

  #note(question: Question, path: string, answer: unknown): void {
    getOrMake(this.#answers, question, () => new Map<string, unknown>()).set(path, answer);
  }

  /** The paths of the files that were asked for. */
  get paths(): ReadonlySet<string> {
    const orders = [...(this.#answers.get('ordersFor')?.values() ?? [])] as (readonly BuildOrder[])[];
    const ofOrders = orders.flat().map(({ document }) => document.file.path);
    return new Set([...(this.#answers.get('file')?.keys() ?? []), ...ofOrders]);
  }

  /** Whether other files answer the same to all that was asked. */
  hold(files: Asked): boolean {
    return [...this.#answers].every(([question, answers]) =>
      [...answers].every(([path, was]) => isSame(partThatCounts(files[question](path)), was)),
    );
  }
}

/** Of a kustomization or an order its document, as both are read anew only with that. */
function partThatCounts(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'document' in answer ? answer.document : answer;
}

/** Whether two answers are one, or lists of the same. */
function isSame(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other;
  return one.length === other.length && one.every((item, i) => partThatCounts(item) === partThatCounts(other[i]));
}
