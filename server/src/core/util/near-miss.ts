import { onlyOne } from './collections.ts';

/** Words that people append to or prepend to the name of the same thing. */
const commonAffix = /^(?:svc|service|headless)-|-(?:svc|service|headless)$/g;

/** Longer names there are none, so that they are like no other. Source: RFC 1123, 2.1; apimachinery pkg/util/validation. */
export const longestName = 253;

/**
 * Whether a name is probably another one misspelt: a Damerau-Levenshtein distance of at most 2 and at most a third of the
 * length, or equal once case, dashes and a common prefix or suffix word (`-svc`, `-service`, `-headless`) are taken out.
 * Equal names are no near miss.
 */
export function isNearMiss(one: string, other: string): boolean {
  if (one === other) return false;
  if (bareName(one) === bareName(other)) return true;
  if (one.length > longestName) return false;
  const allowed = farthestMiss(one, other);
  return Math.abs(one.length - other.length) <= allowed && editDistance(one, other) <= allowed;
}

/** The largest distance of two names of which one is probably the other misspelt. */
export function farthestMiss(one: string, other: string): number {
  return Math.min(2, Math.floor(Math.max(one.length, other.length) / 3));
}

/** How far a near miss is from a name: names that are the same but for case, dashes and a common word are nearest. */
export function nameDistance(one: string, other: string): number {
  return bareName(one) === bareName(other) ? 0 : editDistance(one, other);
}

/** The Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions, transpositions. */
export function editDistance(one: string, other: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const current = [i];
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(best);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** A name without what may differ in names that mean the same: case, dashes, a common word. */
export function bareName(name: string): string {
  const lower = name.toLowerCase();
  const stripped = lower.replace(commonAffix, '');
  return (stripped === '' ? lower : stripped).replaceAll('-', '');
}

/**
 * Whether one name is probably the other misspelt. Names that differ only in their numbers (`web-1`, `web-2`) are two of a
 * kind, and no misspelling.
 */
export function isMisspelling(one: string, other: string): boolean {
  return isNearMiss(one, other) && !areNumbered(one, other);
}

/** Of a few that there are the one that a name which none has was meant for: the nearest that is called alike, else the only one. */
export function meantAmong<T>(name: string, known: readonly T[], nameOf: (one: T) => string): T | undefined {
  const distance = (one: T): number => nameDistance(name, nameOf(one));
  const alike = known.filter((one) => isMisspelling(name, nameOf(one)));
  const [nearest] = alike.sort((one, other) => distance(one) - distance(other));
  return nearest ?? onlyOne(known);
}

/** Whether names differ in their numbers alone. */
export function areNumbered(one: string, other: string): boolean {
  return one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}
