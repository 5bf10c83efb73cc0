import { fromVariable, inVariable } from '../../names/service-variables.ts';
import { affixesOf } from '../../objects/affixes.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Spelling } from '../../edits/write-name.ts';

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
