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

/** Longer ones are views of the text they are cut from, which would be kept with them. */
const longest = 12;

/** How many are remembered: the words of a workspace, and not what somebody makes up without end. */
const most = 20_000;

const known = new Map<string, string>();

/** The same text, even if it is cut from a thousand files: what is kept of each is one string then. A long text is handed back as it is. */
export function sharedText(text: string): string {
  if (text.length > longest) return text;
  const shared = known.get(text);
  if (shared !== undefined) return shared;
  if (known.size < most) known.set(text, text);
  return text;
}

/** The same text, and no view of the one it is cut from, which would be kept with it: that may be a hundred times as long. */
export function ownText(text: string): string {
  return text.length > longest ? text.split('').join('') : text;
}
