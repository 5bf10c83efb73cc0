import { addTo } from './collections.ts';
import { bareName, isNearMiss, longestName } from './near-miss.ts';

/**
 * Names of which those are found that a name may be a misspelling of, without holding it against each: names that begin alike are
 * compared once. A class for its memory.
 */
export class SimilarNames {
  /** In the order of their characters, so that those with a common beginning are together. */
  readonly #sorted: readonly string[];
  readonly #byBareName = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    this.#sorted = [...new Set(names)].sort();
    for (const name of this.#sorted) addTo(this.#byBareName, bareName(name), name);
  }

  /** The names that are a near miss of a name, see `isNearMiss`. */
  near(name: string): readonly string[] {
    const found = new Set(this.#byBareName.get(bareName(name)));
    if (name.length > longestName) return [...found].filter((other) => isNearMiss(name, other));
    const first = Array.from({ length: name.length + 1 }, (_, index) => index);
    this.#collect(name, found, { start: 0, end: this.#sorted.length, length: 0, row: first, before: first });
    return [...found].filter((other) => isNearMiss(name, other));
  }

  #collect(name: string, found: Set<string>, { start, end, length, row, before }: Beginning): void {
    let index = start;
    const whole = this.#sorted[index];
    if (whole?.length === length && index < end) {
      if ((row[name.length] ?? 0) <= farthest) found.add(whole);
      index++;
    }
    while (index < end) {
      const other = this.#sorted[index] ?? '';
      const next = this.#endOf(other, length, index, end);
      const following = nextRow(name, other, length, row, before);
      if (isNear(following) || isNear(row))
        this.#collect(name, found, { start: index, end: next, length: length + 1, row: following, before: row });
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

/** The largest distance of a near miss. */
const farthest = 2;

function isNear(distances: readonly number[]): boolean {
  return distances.some((distance) => distance <= farthest);
}

/** The names with a common beginning, and its distances from all beginnings of a name; those of the beginning before it. */
interface Beginning {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  readonly row: readonly number[];
  readonly before: readonly number[];
}

/** The distances once the beginning of `other` has one character more, see `editDistance`. */
function nextRow(
  name: string,
  other: string,
  length: number,
  row: readonly number[],
  before: readonly number[],
): readonly number[] {
  const next = [length + 1];
  for (let column = 1; column <= name.length; column++) {
    const cost = name[column - 1] === other[length] ? 0 : 1;
    let best = Math.min((row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1, (row[column - 1] ?? 0) + cost);
    const isTransposed =
      length > 0 && column > 1 && name[column - 1] === other[length - 1] && name[column - 2] === other[length];
    if (isTransposed) best = Math.min(best, (before[column - 2] ?? 0) + 1);
    next.push(best);
  }
  return next;
}
