import { getOrMake } from '../util/collections.ts';
import { isLiteralPattern } from '../util/pattern.ts';
import { identityNow, type Draft } from './draft.ts';

/**
 * The objects of a kustomization by the names that they have or had: it may have thousands of patches, generators or replacements, each
 * for one of thousands. A class for its memory.
 */
export class NamedDrafts {
  readonly #all: Draft[];
  #byName: Map<string, Draft[]> | undefined;

  /** Takes a list that it adds to. */
  constructor(all: Draft[]) {
    this.#all = all;
  }

  /** Those that may be meant by a name or pattern, in their order: all, where it is empty or no plain name. */
  called(name: string): readonly Draft[] {
    if (name === '' || !isLiteralPattern(name)) return this.#all;
    this.#byName ??= this.#found();
    return this.#byName.get(name) ?? [];
  }

  add(draft: Draft): void {
    this.#all.push(draft);
    if (this.#byName !== undefined) enter(this.#byName, draft);
  }

  /** Changes an object, by which it may get another name. */
  change(draft: Draft, change: () => void): void {
    const before = identityNow(draft);
    change();
    const after = identityNow(draft);
    if (after !== undefined && after.name !== before?.name) this.#byName = undefined;
  }

  #found(): Map<string, Draft[]> {
    const found = new Map<string, Draft[]>();
    for (const draft of this.#all) enter(found, draft);
    return found;
  }
}

function enter(byName: Map<string, Draft[]>, draft: Draft): void {
  const names = new Set(draft.previous.map(({ name }) => name)).add(identityNow(draft)?.name ?? '');
  for (const name of names) getOrMake(byName, name, () => []).push(draft);
}
