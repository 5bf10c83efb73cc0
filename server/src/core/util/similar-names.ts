import { onlyOne } from './collections.ts';

/** Words that people append to or prepend to the name of the same thing. */
const commonAffix = /^(?:svc|service|headless)-|-(?:svc|service|headless|hl|hs|cs)$/g;

/** Programs that are called alike: the name of one is not that of another misspelt. */
const programs: readonly (readonly string[])[] = [
  ['mssql', 'mysql'],
  ['bazarr', 'lidarr', 'radarr', 'readarr', 'sonar', 'sonarr', 'tdarr'],
  ['postgis', 'postgres', 'postgrest'],
  ['kong', 'konga'],
  ['console', 'consul'],
  ['gitea', 'gitee'],
];

/** Longer names there are none, so that they are like no other. Source: RFC 1123, 2.1; apimachinery pkg/util/validation. */
export const longestName = 253;

/**
 * Whether a name is probably another one misspelt: a Damerau-Levenshtein distance of at most 2 and at most a third of the
 * length, or equal once case, dashes, underscores and a common prefix or suffix word (`-svc`, `-service`, `-headless`, `-hl`, …) are taken out.
 * Equal names are no near miss, nor are those of two programs.
 */
export function isNearMiss(one: string, other: string): boolean {
  if (one === other) return false;
  if (bareName(one) === bareName(other)) return true;
  if (one.length > longestName) return false;
  const allowed = farthestMiss(one, other);
  if (Math.abs(one.length - other.length) > allowed || editDistance(one, other, allowed) > allowed) return false;
  return !arePrograms(one, other);
}

/**
 * Of a few words the one that a word which none is is a near miss of, numbers included, as in `IPv4` and `IPv6`: the nearest, of equals the
 * first.
 */
export function nearestMiss(word: string, known: readonly string[]): string | undefined {
  return nearestOf(word, known, (one) => one, isNearMiss);
}

/** Whether both are names of programs, with or without a common word. */
export function arePrograms(one: string, other: string): boolean {
  const [bare, otherBare] = [bareName(one), bareName(other)];
  return bare !== otherBare && programs.some((alike) => alike.includes(bare) && alike.includes(otherBare));
}

/** The largest distance of two names of which one is probably the other misspelt. */
export function farthestMiss(one: string, other: string): number {
  return Math.min(2, Math.floor(Math.max(one.length, other.length) / 3));
}

/** How far a near miss is from a name: names that are the same but for case, dashes and a common word are nearest. */
export function nameDistance(one: string, other: string): number {
  return bareName(one) === bareName(other) ? 0 : editDistance(one, other);
}

/**
 * The Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions, transpositions. Any number above `most`
 * where it is farther.
 */
export function editDistance(one: string, other: string, most = Infinity): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const current = [i];
    let nearest = i;
    for (let j = 1; j <= other.length; j++) {
      const cost = one[i - 1] === other[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (beforePrevious[j - 2] ?? 0) + 1);
      current.push(best);
      if (best < nearest) nearest = best;
    }
    // The next row is no nearer: a transposition, which passes over this one, costs as much as getting here.
    if (nearest > most) return nearest;
    beforePrevious = previous;
    previous = current;
  }
  return previous[other.length] ?? 0;
}

/** A name without what may differ in names that mean the same: case, dashes, underscores, a common word. */
export function bareName(name: string): string {
  const lower = name.toLowerCase();
  const stripped = lower.replace(commonAffix, '');
  return (stripped === '' ? lower : stripped).replaceAll(/[-_]/g, '');
}

/**
 * Whether one name is probably the other misspelt. Names that differ only in their numbers (`web-1`, `web-2`) are two of a
 * kind, and no misspelling.
 */
export function isMisspelling(one: string, other: string): boolean {
  return isNearMiss(one, other) && !areNumbered(one, other);
}

/** Of a few that there are the one that a name which none has is a misspelling of: the nearest, of equals the first. */
export function misspeltAmong<T>(name: string, known: readonly T[], nameOf: (one: T) => string): T | undefined {
  return nearestOf(name, known, nameOf, isMisspelling);
}

/** Of a few that there are the one that a name which none has was meant for: the one that is misspelt, else the only one. */
export function meantAmong<T>(name: string, known: readonly T[], nameOf: (one: T) => string): T | undefined {
  return misspeltAmong(name, known, nameOf) ?? onlyOne(known);
}

/** Of a few keys, or names of variables, the one that a key which none is is a misspelling of: the nearest, of equals the first. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  return nearestOf(key, known, (one) => one, arePartsMisspelt);
}

/** Of a few the nearest to a name that are alike as `isAlike` says; of equals the first. */
function nearestOf<T>(
  name: string,
  known: readonly T[],
  nameOf: (one: T) => string,
  isAlike: (one: string, other: string) => boolean,
): T | undefined {
  let [nearest, least]: [T | undefined, number] = [undefined, Infinity];
  for (const one of known) {
    const distance = isAlike(name, nameOf(one)) ? nameDistance(name, nameOf(one)) : Infinity;
    if (distance < least) [nearest, least] = [one, distance];
  }
  return nearest;
}

/**
 * Whether one key, or name of a variable, is the other misspelt: one word of it is, or they differ in case and in what is between the
 * words. `ca.key` is not `ca.pem`, nor `DB_PORT` `DB_HOST`.
 */
function arePartsMisspelt(key: string, other: string): boolean {
  const [words, others] = [key, other].map((one) => one.toLowerCase().split(/[-_.]+/)) as [string[], string[]];
  if (words.join('') === others.join('')) return true;
  if (words.length !== others.length) return false;
  const [differing, ...more] = words
    .map((word, index) => [word, others[index] ?? ''] as const)
    .filter(([a, b]) => a !== b);
  return differing !== undefined && more.length === 0 && isMisspelling(...differing);
}

/** Whether names differ in a number at their end alone, which one of them may not have: `web` and `web2` are two, `web2` and `web-2` are not. */
export function differInEndNumber(one: string, other: string): boolean {
  if (bareName(one) === bareName(other)) return false;
  return one.replace(/-?\d+$/, '') === other.replace(/-?\d+$/, '');
}

/** Whether names differ in their numbers alone. */
export function areNumbered(one: string, other: string): boolean {
  return one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}
