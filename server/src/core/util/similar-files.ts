import { getOrMake, groupBy } from './collections.ts';
import { SimilarNames } from './name-search.ts';
import { isMisspelling, nameDistance } from './similar-names.ts';

/**
 * Of files the one that a name which none has was meant for, and that may be meant: the nearest that is called alike, with the same ending, the
 * other one of YAML, or one that is misspelt alone.
 */
export function nearFileName(
  name: string,
  known: readonly string[],
  mayBeMeant: (other: string) => boolean = () => true,
): string | undefined {
  const { stem, ending } = partsOf(name);
  const { byStem, stemsByEnding } = namesIn(known);
  const near = (byStem.get(stem) ?? []).flatMap((other) => {
    if (other.ending === ending) return [{ other, distance: 0 }];
    return isMisspelling(ending, other.ending) ? [{ other, distance: 1 }] : [];
  });
  for (const alike of stemsByEnding(ending).near(stem)) {
    if (!isMisspelling(stem, alike)) continue;
    const distance = 1 + nameDistance(stem, alike);
    for (const other of byStem.get(alike) ?? []) if (other.ending === ending) near.push({ other, distance });
  }
  return near
    .sort((one, other) => one.distance - other.distance)
    .map(({ other }) => other.name)
    .find(mayBeMeant);
}

/** Of folders, whose names have no dot, the one that a name which none has was meant for. */
export function nearFolderName(name: string, known: readonly string[]): string | undefined {
  const alike = namesIn(known).stemsByEnding('').near(name);
  return alike.find((other) => !other.includes('.') && isMisspelling(name, other));
}

interface FileName {
  readonly name: string;
  readonly stem: string;
  /** In lower case, and one for both of YAML. */
  readonly ending: string;
}

interface FileNames {
  readonly byStem: ReadonlyMap<string, readonly FileName[]>;
  readonly stemsByEnding: (ending: string) => SimilarNames;
}

function namesIn(known: readonly string[]): FileNames {
  return getOrMake(knownNames, known, () => {
    const names = known.map(partsOf);
    const byEnding = groupBy(names, ({ ending }) => ending);
    const similar = new Map<string, SimilarNames>();
    const stemsOf = (ending: string): readonly string[] => (byEnding.get(ending) ?? []).map(({ stem }) => stem);
    return {
      byStem: groupBy(names, ({ stem }) => stem),
      stemsByEnding: (ending) => getOrMake(similar, ending, () => new SimilarNames(stemsOf(ending))),
    };
  });
}

/** Kept as thousands of names may be looked for in one folder; rests on the names alone. */
const knownNames = new WeakMap<readonly string[], FileNames>();

function partsOf(name: string): FileName {
  const dot = name.lastIndexOf('.');
  const end = dot < 1 ? name.length : dot;
  const ending = name
    .slice(end)
    .toLowerCase()
    .replace(/^\.yml$/, '.yaml');
  return { name, stem: name.slice(0, end), ending };
}
