import { defineMessages, formatMessage, quotedList } from '../util/format.ts';
import type { Placed } from './placed.ts';
import { textsIn, type StringMap } from '../kubernetes/field.ts';

const words = defineMessages('objects/describe', { none: 'none' });

/** What a resource is called in a message: its name, the prefix it gets a name from, or what a template leaves of it. */
export function displayNameOf(placed: Placed): string {
  const { name, generateName } = placed.resource.metadata;
  return name?.value ?? generateName?.value ?? '';
}

/** The pairs of labels or a selector as they are written, for the middle of a sentence: `"app: web" and "tier: db"`. */
export function pairsText(
  pairs: StringMap | ReadonlyMap<string, string> | readonly (readonly [string, string])[],
): string {
  const list = 'pairs' in pairs ? textsIn(pairs) : [...pairs];
  return list.length === 0 ? formatMessage(words.none) : quotedList(list.map(([key, value]) => `${key}: ${value}`));
}
