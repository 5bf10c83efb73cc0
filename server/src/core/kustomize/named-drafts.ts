import { getOrMake } from '../util/collections.ts';
import { isLiteralPattern } from '../util/pattern.ts';
import { areNumbered, SimilarNames } from '../util/similar-names.ts';
import { identityNow, isSameIdentity, type Draft } from './draft.ts';

/**
 * The objects of a kustomization by the names that they have or had: it may have thousands of patches, generators or replacements, each
 * for one of thousands. A class for its memory.
 */
export class NamedDrafts {
  /** Those that were changed and got another name, kind or namespace. */
  readonly renamed = new Set<Draft>();
  readonly #all: Draft[];
  #byName: Map<string, Draft[]> | undefined;
  #similar: SimilarNames | undefined;

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

  /** Those whose name a plain one, that none has, may be a misspelling of, the nearest first. */
  near(name: string): readonly Draft[] {
    this.#byName ??= this.#found();
    this.#similar ??= new SimilarNames(this.#byName.keys());
    const names = this.#similar.near(name).filter((other) => !areNumbered(name, other));
    return names.flatMap((other) => this.called(other));
  }

  add(draft: Draft): void {
    this.#all.push(draft);
    if (this.#byName !== undefined) enter(this.#byName, draft);
    this.#similar = undefined;
  }

  /** Changes an object, by which it may get another name. */
  change(draft: Draft, change: () => void): void {
    const before = identityNow(draft);
    change();
    const after = identityNow(draft);
    if (after === undefined || before === undefined || isSameIdentity(before, after)) return;
    this.renamed.add(draft);
    if (after.name !== before.name) this.#byName = this.#similar = undefined;
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
