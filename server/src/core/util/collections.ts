/** The items by key, in order of first appearance; items of one key keep their order. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) addTo(groups, keyOf(item), item);
  return groups;
}

/** The items by a rank, the lowest first, of which there are few; items of one rank keep their order. */
export function* byRank<T>(items: Iterable<T>, rankOf: (item: T) => number): Generator<T, void, undefined> {
  for (const [, group] of [...groupBy(items, rankOf)].sort(([one], [other]) => one - other)) yield* group;
}

/** The items without `undefined`. */
export function defined<T>(items: Iterable<T | undefined>): T[] {
  const result: T[] = [];
  for (const item of items) if (item !== undefined) result.push(item);
  return result;
}

/** The items without repetitions by key, the first of each kept. */
export function uniqueBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): T[] {
  const all = [...items];
  // Most lists are as short, and need no map.
  if (all.length < 2) return all;
  const seen = new Map<K, T>();
  for (const item of all) {
    const key = keyOf(item);
    if (!seen.has(key)) seen.set(key, item);
  }
  return [...seen.values()];
}

/** The index of the first item before `end` that passes a test that all behind it pass; `end` where none does. */
export function firstIndexWhere<T>(items: readonly T[], test: (item: T) => boolean, end = items.length): number {
  let [low, high] = [0, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && test(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The index of the last item that passes the test, -1 where none does. */
export function lastIndexWhere<T>(items: readonly T[], test: (item: T) => boolean): number {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item !== undefined && test(item)) return index;
  }
  return -1;
}

/** The last item that passes the test. */
export function lastWhere<T>(items: readonly T[], test: (item: T) => boolean): T | undefined {
  const index = lastIndexWhere(items, test);
  // V8 looks up an index below 0 as the name of a property.
  return index < 0 ? undefined : items[index];
}

/**
 * The same items in just the room they need, for lists that are kept by the thousand: V8 gives one that grew by `flatMap`, `filter` or
 * spreading, room for seventeen and more.
 */
export function compact<T>(items: readonly T[]): readonly T[] {
  return items.length === 0 ? empty : items.slice();
}

const empty: readonly never[] = [];

/** Adds items to a list, however many: `push` takes no more at once than the call stack holds. */
export function addAll<T>(list: T[], items: Iterable<T>): void {
  for (const item of items) list.push(item);
}

/** The largest of some numbers that are not negative, however many; 0 where there are none. */
export function largest(numbers: Iterable<number>): number {
  let result = 0;
  for (const number of numbers) if (number > result) result = number;
  return result;
}

/** The value of a key, which is made and entered where there is none. */
export function getOrMake<K, V>(
  values: { get(key: K): V | undefined; set(key: K, value: V): unknown },
  key: K,
  make: () => V,
): V {
  const known = values.get(key);
  if (known !== undefined) return known;
  const made = make();
  values.set(key, made);
  return made;
}

/** A value that is made when it is first asked for: what few ask for costs no program its start. */
export function madeOnce<V extends object>(make: () => V): () => V {
  let made: V | undefined;
  return () => (made ??= make());
}

/** Adds an item to the list of a key. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, item: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [item]);
  else known.push(item);
}

/** What a record of ours says of a word of somebody else; nothing of words that every object of JavaScript knows, as `constructor`. */
export function saidOf<V>(record: Readonly<Record<string, V>>, word: string): V | undefined {
  return Object.hasOwn(record, word) ? record[word] : undefined;
}

/** Orders texts by their units, the same everywhere, for `sort`. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Orders names as people count, for `sort`: `db-2` comes before `db-10`. A longer run of digits is the larger number. */
export function compareNumbered(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at++;
  const [own, others] = [digitsFrom(one, at), digitsFrom(other, at)];
  const isWithinNumber = digitsFrom(one, at - 1) > 0 || (own > 0 && others > 0);
  return isWithinNumber && own !== others ? own - others : compareTexts(one, other);
}

function digitsFrom(text: string, start: number): number {
  let end = start;
  for (let code = text.charCodeAt(end); code >= 0x30 && code <= 0x39; code = text.charCodeAt(end)) end++;
  return end - start;
}

/** Orders what has a path by it. */
export function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return compareTexts(one.path, other.path);
}

/** The one item that there is; `undefined` where there are none, or several. */
export function onlyOne<T>(items: readonly T[]): T | undefined {
  return items.length === 1 ? items[0] : undefined;
}

/** Whether it is several things in a list, and not one; `Array.isArray` tells that of no readonly list. */
export function isSeveral<T>(one: T | readonly T[]): one is readonly T[] {
  return Array.isArray(one);
}
