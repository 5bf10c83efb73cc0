import { onlyOne, addTo, compareTexts, getOrMake } from './collections.ts';

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
const longestName = 253;

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

/** Of a few words the one that a word which none is is a near miss of, numbers included, as in `IPv4` and `IPv6`: the nearest, of equals the first. */
export function nearestMiss(word: string, known: readonly string[]): string | undefined {
  return nearestOf(word, known, (one) => one, isNearMiss);
}

/** Whether both are names of programs, with or without a common word. */
function arePrograms(one: string, other: string): boolean {
  const [bare, otherBare] = [bareName(one), bareName(other)];
  return bare !== otherBare && programs.some((alike) => alike.includes(bare) && alike.includes(otherBare));
}

/** The largest distance of two names of which one is probably the other misspelt. */
function farthestMiss(one: string, other: string): number {
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

/** Of a few the nearest to a name that are alike as `isAlike` says; of equals the first. */
export function nearestOf<T>(
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
 * Whether one key, or name of a variable, is the other misspelt: one word of it is, or they differ in case and in what is between the words. `ca.key` is not
 * `ca.pem`, nor `DB_PORT` `DB_HOST`.
 */
export function arePartsMisspelt(key: string, other: string): boolean {
  const [words, others] = [key, other].map((one) => one.toLowerCase().split(/[-_.]+/)) as [string[], string[]];
  if (words.join('') === others.join('')) return true;
  if (words.length !== others.length) return false;
  const [differing, ...more] = words
    .map((word, index) => [word, others[index] ?? ''] as const)
    .filter(([a, b]) => a !== b);
  return differing !== undefined && more.length === 0 && isMisspelling(...differing);
}

/** Whether names differ in a number at their end alone, which one of them may not have: `web` and `web2` are two. */
export function differInEndNumber(one: string, other: string): boolean {
  return one.replace(/-?\d+$/, '') === other.replace(/-?\d+$/, '');
}

/** Whether names differ in their numbers alone. */
export function areNumbered(one: string, other: string): boolean {
  return one.replaceAll(/\d+/g, '0') === other.replaceAll(/\d+/g, '0');
}

/**
 * Names of which those are found that a name may be a misspelling of, without holding it against each: names that begin alike are
 * compared once. A class for its memory.
 */
export class SimilarNames {
  /** In the order of their characters, so that those with a common beginning are together. */
  readonly #sorted: readonly string[];
  readonly #byBareName = new Map<string, string[]>();
  /** What was asked, by name: the names never change, and hundreds of places may hold the same mistake. */
  readonly #known = new Map<string, readonly string[]>();

  constructor(names: Iterable<string>) {
    this.#sorted = [...new Set(names)].sort();
    for (const name of this.#sorted) addTo(this.#byBareName, bareName(name), name);
  }

  /**
   * The names that are a near miss of a name, see `isNearMiss`, the nearest first. Of hundreds of names that are all but the same, not
   * all: who has so many to choose from has nothing to go by.
   */
  near(name: string): readonly string[] {
    return getOrMake(this.#known, name, () => this.#near(name));
  }

  #near(name: string): readonly string[] {
    const found = name.length > longestName ? new Map<string, number>() : this.#within(name);
    for (const other of (this.#byBareName.get(bareName(name)) ?? []).slice(0, mostFound)) found.set(other, 0);
    return [...found]
      .filter(
        ([other, distance]) => other !== name && distance <= farthestMiss(name, other) && !arePrograms(name, other),
      )
      .sort(([one, distance], [other, otherDistance]) => distance - otherDistance || compareTexts(one, other))
      .slice(0, mostFound)
      .map(([other]) => other);
  }

  /** The names within the distance of a near miss, or within a shorter one where too many begin alike; with their distances. */
  #within(name: string): Map<string, number> {
    for (let farthest = 2; farthest > 0; farthest--) {
      const search: Search = { name, farthest, found: new Map(), left: mostLooks };
      const row = Array.from({ length: bandWidth }, (_, band) => distanceAt(band, 0));
      this.#collect(search, { start: 0, end: this.#sorted.length, length: 0, row, before: row });
      if (search.left > 0) return search.found;
    }
    return new Map();
  }

  #collect(search: Search, { start, end, length, row, before }: Beginning): void {
    const { name, farthest, found } = search;
    let index = start;
    const whole = this.#sorted[index];
    if (whole?.length === length && index < end) {
      const distance = row[name.length - length + reach] ?? far;
      if (distance <= farthest) found.set(whole, distance);
      index++;
    }
    while (index < end && search.left > 0) {
      search.left--;
      const other = this.#sorted[index] ?? '';
      const next = this.#endOf(other, length, index, end);
      const following = nextRow(name, other, length, row, before);
      // A transposition that begins here may end at the next character.
      if (isNear(following, farthest) || isNear(row, farthest - 1))
        this.#collect(search, { start: index, end: next, length: length + 1, row: following, before: row });
      index = next;
    }
  }

  /** Where the names end that have the character of another one at an offset. */
  #endOf(name: string, offset: number, start: number, end: number): number {
    const code = name.charCodeAt(offset);
    let [inside, outside] = [start, end];
    while (outside - inside > 1) {
      const middle = (inside + outside) >> 1;
      if (this.#sorted[middle]?.charCodeAt(offset) === code) inside = middle;
      else outside = middle;
    }
    return outside;
  }
}

/** So many names a name may be like. */
const mostFound = 20;

/** So many beginnings are looked at for one name, so that thousands of names that are asked for cost no more than each by itself. */
const mostLooks = 1000;

/** A search for the names like one. */
interface Search {
  readonly name: string;
  readonly farthest: number;
  readonly found: Map<string, number>;
  /** How many more beginnings it may look at. */
  left: number;
}

/** How far apart the beginnings of two names may be in length, so that the names are near. */
const reach = 2;
const bandWidth = 2 * reach + 1;

/** What an empty beginning is away from the beginning of a name that an entry of the row of the beginning with a length is about. */
function distanceAt(band: number, length: number): number {
  const column = length - reach + band;
  return column < 0 ? far : column;
}

/** Farther than anything that counts; a small number, as V8 keeps lists of those alone best. */
const far = 1000;

/**
 * The names with a common beginning, and its distances from those beginnings of a name that are about as long: from `reach` characters
 * shorter to as many longer. Beside it the row of the beginning before it.
 */
interface Beginning {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  readonly row: readonly number[];
  readonly before: readonly number[];
}

function isNear(distances: readonly number[], farthest: number): boolean {
  for (const distance of distances) if (distance <= farthest) return true;
  return false;
}

/** The distances once the beginning of `other` has one character more, see `editDistance`. */
function nextRow(
  name: string,
  other: string,
  length: number,
  row: readonly number[],
  before: readonly number[],
): readonly number[] {
  const next = row.slice();
  const character = other.charCodeAt(length);
  const characterBefore = length > 0 ? other.charCodeAt(length - 1) : NaN;
  for (let band = 0; band < bandWidth; band++) {
    const column = length + 1 - reach + band;
    if (column < 0 || column > name.length) {
      next[band] = far;
      continue;
    }
    let best =
      1 + Math.min(band + 1 < bandWidth ? (row[band + 1] ?? far) : far, band > 0 ? (next[band - 1] ?? far) : far);
    if (column > 0) {
      const isSame = name.charCodeAt(column - 1) === character;
      best = Math.min(best, (row[band] ?? far) + (isSame ? 0 : 1));
    }
    const isTransposed =
      column > 1 && name.charCodeAt(column - 1) === characterBefore && name.charCodeAt(column - 2) === character;
    if (isTransposed) best = Math.min(best, (before[band] ?? far) + 1);
    next[band] = best;
  }
  return next;
}
