import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import type { Placed } from '../../objects/placed.ts';
import { placeOf } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { declaredParts, fieldsNamingPart, type PartSubject } from '../named-parts.ts';
import { exactly, namePlace } from './spelling.ts';

/** Every place where a key of a ConfigMap or Secret, or a listener of a Gateway, is called by its name: in all variants of the object. */
export function placesOfPart(snapshot: Snapshot, { kind, owner, name }: PartSubject): readonly NamePlace[] {
  return snapshot
    .variantsOf(owner)
    .flatMap((variant) =>
      partsNamed(variant, name).flatMap((at) => [
        kind === 'dataKey'
          ? { place: placeOf(variant, at), spell: inQuotes(name) }
          : namePlace(variant, at, exactly(name)),
        ...fieldsNamingPart(snapshot, { kind, owner: variant, name, at }).map((field) =>
          namePlace(field.placed, field.at, exactly(name)),
        ),
      ]),
    );
}

function partsNamed(owner: Placed, name: string): readonly PartSubject['at'][] {
  return declaredParts(owner).flatMap(({ text, at }) => (text === name ? [at] : []));
}

/** A key with the quotes that are around it. Its letters are of one case. */
function inQuotes(name: string): Spelling {
  return (written, newName) => {
    const [, quote = '', key] = /^(["']?)(.*)\1$/s.exec(written) ?? [];
    return key === name ? `${quote}${newName}${quote}` : undefined;
  };
}
