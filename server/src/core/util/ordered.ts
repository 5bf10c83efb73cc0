import { addAll, firstIndexWhere } from './collections.ts';

/** In which of two orders items come: negative where the first one does, 0 where either may. */
type Compare<T> = (one: T, other: T) => number;

/**
 * Takes items out of a list that is in order, and puts others where they belong, behind those that are equal to them. The list itself is
 * changed and handed back: of thousands nearly all stay, and a copy of them for every change would be garbage by the megabyte. A short one is
 * copied, into just the room it needs.
 */
export function exchange<T>(items: T[], gone: Iterable<T>, added: readonly T[], order: Compare<T>): T[] {
  takeOut(items, gone, order);
  putIn(items, added, order);
  return items.length < long ? items.slice() : items;
}

/** The room that such a list has too much is little. */
const long = 200;

function takeOut<T>(items: T[], gone: Iterable<T>, order: Compare<T>): void {
  const places = [...gone].flatMap((item) => placeOf(items, item, order) ?? []).sort((one, other) => one - other);
  let kept = places[0] ?? items.length;
  for (let index = kept, next = 0; index < items.length; index++) {
    if (index === places[next]) next++;
    else items[kept++] = items[index] as T;
  }
  items.length = kept;
}

function putIn<T>(items: T[], added: readonly T[], order: Compare<T>): void {
  const sorted = [...added].sort(order);
  let end = items.length;
  addAll(items, sorted);
  for (let left = sorted.length; left > 0; left--) {
    const item = sorted[left - 1] as T;
    const place = firstIndexWhere(items, (other) => order(other, item) > 0, end);
    for (let index = end - 1; index >= place; index--) items[index + left] = items[index] as T;
    items[place + left - 1] = item;
    end = place;
  }
}

/** Where an item is. Of one that is gone the order may say that it was elsewhere: then all are looked through. */
function placeOf<T>(items: readonly T[], item: T, order: Compare<T>): number | undefined {
  for (let index = firstIndexWhere(items, (other) => order(other, item) >= 0); index < items.length; index++) {
    const other = items[index] as T;
    if (other === item) return index;
    if (order(other, item) > 0) break;
  }
  const index = items.indexOf(item);
  return index < 0 ? undefined : index;
}
