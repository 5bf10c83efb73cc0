import type { Resource } from '../kubernetes/resource.ts';
import type { Placed } from '../objects/placed.ts';
import { keyAndValueOf, pairOf, type Contents } from '../scopes/contents.ts';
import type { IndexDefinition } from '../scopes/object-index.ts';
import { getOrMake, groupBy } from '../util/collections.ts';
import { SimilarNames } from '../util/name-search.ts';

/** Where the labels of objects are found that selectors ask for. Each is one object, by which what is made of it is kept. */
export interface LabelPlaces<R extends Resource> {
  /** The objects by the pairs that selectors ask for. */
  readonly selected: IndexDefinition<R>;
  /** The objects by pairs that they have in another place, where selectors do not look. */
  readonly other: IndexDefinition<R>;
  readonly wordsOf: (contents: Contents) => LabelWords;
}

/**
 * The objects below a folder that a selector of some pairs may all but select: what has all of them, in one place or the other, has the
 * rarest; what lacks that one has the next, and has one like it. Where too many have the next, they are found by the one like it.
 */
export function labelledLike<R extends Resource>(
  contents: Contents,
  pairs: readonly string[],
  folder: string | undefined,
  { selected, other, wordsOf }: LabelPlaces<R>,
): readonly Placed<R>[] {
  const index = contents.index(selected);
  const [rarest, next] = [...pairs].sort((one, another) => index.sizeOf(one) - index.sizeOf(another));
  if (rarest === undefined) return [];
  const withNext = next === undefined ? [] : index.get(next).below(folder);
  const isAlone = next === undefined || withNext.length > many;
  const lackRarest = isAlone
    ? pairsLike(contents.derive(wordsOf), rarest).flatMap((pair) => index.get(pair).below(folder))
    : withNext;
  const elsewhere = contents.index(other).get(rarest).below(folder);
  return contents.sorted([...new Set([...index.get(rarest).below(folder), ...lackRarest, ...elsewhere])]);
}

/** So many that have one label tell nothing of what is meant. */
const many = 32;

/** The pairs among labels that have the same key and a value alike, or the same value under a key alike. */
function pairsLike({ values, keys }: LabelWords, pair: string): readonly string[] {
  const [key, value] = keyAndValueOf(pair);
  return [
    ...near(values, key, value).map((one) => pairOf(key, one)),
    ...near(keys, value, key).map((one) => pairOf(one, value)),
  ];
}

/** The values of each key of labels, and the keys of each value; made ready for what is asked of them. */
interface LabelWords {
  readonly values: SimilarByWord;
  readonly keys: SimilarByWord;
}

interface SimilarByWord {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly known: Map<string, SimilarNames>;
}

/** The words of pairs, each as `pairOf` has it. */
export function labelWords(written: readonly string[]): LabelWords {
  const pairs = written.map(keyAndValueOf);
  return { values: groupWords(pairs), keys: groupWords(pairs.map(([key, value]) => [value, key])) };
}

function groupWords(pairs: readonly (readonly [string, string])[]): SimilarByWord {
  const groups = groupBy(pairs, ([word]) => word);
  return {
    words: new Map([...groups].map(([word, found]) => [word, found.map(([, other]) => other)])),
    known: new Map(),
  };
}

function near({ words, known }: SimilarByWord, word: string, name: string): readonly string[] {
  return getOrMake(known, word, () => new SimilarNames(words.get(word) ?? [])).near(name);
}
