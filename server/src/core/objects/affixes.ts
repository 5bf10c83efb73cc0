import type { YamlNode } from '../yaml/node.ts';
import type { Origin } from './origins.ts';
import type { Placed } from './placed.ts';
import { nodeIn } from './places.ts';

/** What kustomizations put before and behind the name that an object has in its own text. */
interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

/** The affixes of an object's name. */
export function affixesOf(object: Placed): Affixes {
  let [prefix, suffix] = ['', ''];
  let node: YamlNode | undefined = nodeIn(object, ['metadata', 'name']);
  while (node?.kind === 'scalar') {
    const origin: Origin | undefined = node.origin as Origin | undefined;
    // A name that several texts make has no part that is the written one.
    if (origin?.kind !== 'composed' || origin.pieces.filter(({ source }) => source !== undefined).length > 1) break;
    const index = origin.pieces.findIndex(({ source }) => source !== undefined);
    const piece = origin.pieces[index];
    if (piece?.source === undefined) break;
    const start = origin.pieces.slice(0, index).reduce((sum, { length }) => sum + length, 0);
    prefix += origin.text.slice(0, start);
    suffix = origin.text.slice(start + piece.length) + suffix;
    node = piece.source.scalar;
  }
  return { prefix, suffix };
}

/** The name that an object will have under a new written one. */
export function finalName(object: Placed, newName: string): string {
  const { prefix, suffix } = affixesOf(object);
  return prefix + newName + suffix;
}
