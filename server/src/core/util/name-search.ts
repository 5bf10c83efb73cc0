import { addTo, compareTexts, getOrMake } from './collections.ts';
import { arePrograms, bareName, farthestMiss, longestName } from './similar-names.ts';

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
