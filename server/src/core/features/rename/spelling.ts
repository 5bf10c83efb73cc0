import { fromVariable, inVariable } from '../../names/service-variables.ts';
import type { Placed } from '../../objects/placed.ts';
import { treeOf } from '../../objects/places.ts';
import type { Origin } from '../../objects/origins.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { nodeAt } from '../../yaml/path.ts';
import type { Spelling } from '../../edits/write-name.ts';

/** What kustomizations put before and behind the name that an object has in its own text. */
interface Affixes {
  readonly prefix: string;
  readonly suffix: string;
}

/** The affixes of an object's name. */
function affixesOf(object: Placed): Affixes {
  let [prefix, suffix] = ['', ''];
  let node: YamlNode | undefined = nodeAt(treeOf(object), ['metadata', 'name']);
  while (node?.kind === 'scalar') {
    const origin: Origin | undefined = node.origin as Origin | undefined;
    if (origin?.kind !== 'composed') break;
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

/**
 * How the name of an object is spelled: as in its own text, or with what the kustomizations on the way have put around it.
 * Letters of host names may be of either case.
 */
export function spellingOf(object: Placed): Spelling {
  const own = (object.writtenName ?? object.name ?? '').toLowerCase();
  const { prefix, suffix } = affixesOf(object);
  return (written, newName) => {
    const text = written.toLowerCase();
    if (text === own) return newName;
    const at = text.indexOf(own);
    if (own === '' || at < 0) return undefined;
    const [before, behind] = [written.slice(0, at), written.slice(at + own.length)];
    // Each kustomization puts its own part outside of those below it.
    return prefix.endsWith(before) && suffix.startsWith(behind) ? before + newName + behind : undefined;
  };
}

/** The same in the name of a variable that the kubelet sets. */
export function asVariable(spell: Spelling): Spelling {
  return (written, newName) => {
    const name = spell(fromVariable(written), newName);
    return name === undefined ? undefined : inVariable(name);
  };
}

/** A text that is the name and nothing else. */
export function exactly(name: string): Spelling {
  return (written, newName) => (written.toLowerCase() === name.toLowerCase() ? newName : undefined);
}
