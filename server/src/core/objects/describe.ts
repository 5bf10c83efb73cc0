import type { StringMap } from '../kubernetes/field.ts';
import { defineMessages, formatMessage, quotedList } from '../util/format.ts';
import { nodeAt, type Path } from '../yaml/path.ts';
import type { Placed } from './placed.ts';
import { treeOf } from './places.ts';

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
  const list = 'pairs' in pairs ? [...pairs.pairs].map(([key, { value }]) => [key, value] as const) : [...pairs];
  return list.length === 0 ? formatMessage(words.none) : quotedList(list.map(([key, value]) => `${key}: ${value}`));
}

/** Whether anything but null is written at a place, of whatever type: what a reader passes over as of a wrong one is there. */
export function isWritten(placed: Placed, path: Path): boolean {
  const node = nodeAt(treeOf(placed), path);
  return node !== undefined && !(node.kind === 'scalar' && node.value === null);
}
