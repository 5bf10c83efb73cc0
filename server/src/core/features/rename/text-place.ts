import type { FilePlace } from '../../objects/origins.ts';
import type { Placed } from '../../objects/placed.ts';
import { placeOf, treeOf } from '../../objects/places.ts';
import { nodeAt, type At } from '../../yaml/path.ts';

/** Where the text of a string stands, without its quotes. */
export function placeOfText(from: Placed, at: At): FilePlace {
  const node = nodeAt(treeOf(from), at.path);
  if (at.within !== undefined || node?.kind !== 'scalar') return placeOf(from, at);
  return placeOf(from, { path: at.path, within: { start: 0, end: node.text.length } });
}
