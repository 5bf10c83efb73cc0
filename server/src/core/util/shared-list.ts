import { compact, getOrMake } from './collections.ts';

/** Lists of one thing each: such a list rests on the thing alone, and goes when it goes. */
const alone = new WeakMap<object, readonly object[]>();

/**
 * The same things in a list that has just the room they need, as `compact` has it. All who keep a list of one and the same thing alone
 * keep one list together: most indexes and references name an object so.
 */
export function sharedList<T extends object>(items: readonly T[]): readonly T[] {
  const [only] = items;
  if (only === undefined || items.length > 1) return compact(items);
  // It was made of this very thing.
  return getOrMake(alone, only, () => [only]) as readonly T[];
}
