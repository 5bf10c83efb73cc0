import { spanAt } from '../../text/span.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import type { Placed } from '../../objects/placed.ts';
import { placeOf, treeOf } from '../../objects/places.ts';
import { nodeAt, type At } from '../../yaml/path.ts';

/** A place of an object that holds a name: a string without its quotes, or a stretch of one. */
export function namePlace(from: Placed, at: At, spell: Spelling): NamePlace {
  const node = nodeAt(treeOf(from), at.path);
  const isWhole = at.within === undefined && node?.kind === 'scalar';
  const place = placeOf(from, isWhole ? { path: at.path, within: spanAt(0, node.text.length) } : at);
  return { place, spell, mayComeFromElsewhere: from.built !== undefined };
}
