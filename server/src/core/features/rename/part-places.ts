import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import type { Placed } from '../../objects/placed.ts';
import { placeOf } from '../../objects/places.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { spanBetween } from '../../text/span.ts';
import { fileNameOf } from '../../util/paths.ts';
import type { At } from '../../yaml/path.ts';
import { usesOfKey } from '../container-variables.ts';
import { declaredParts } from '../../hosts/object-parts.ts';
import { fieldsNamingPart, type PartSubject } from '../named-parts.ts';
import { exactly, namePlace } from './spelling.ts';

/** Every place where a key of a ConfigMap or Secret, or a listener of a Gateway, is called by its name: in all variants of the object. */
export function placesOfPart(snapshot: Snapshot, { kind, owner, name }: PartSubject): readonly NamePlace[] {
  return snapshot.variantsOf(owner).flatMap((variant) =>
    declaredParts(variant)
      .filter(({ text }) => text === name)
      .flatMap(({ at }) => [
        kind === 'dataKey' ? keyPlace(variant, at, name) : namePlace(variant, at, exactly(name)),
        ...fieldsOfPart(snapshot, { kind, owner: variant, name, at }).map((field) =>
          namePlace(field.placed, field.at, exactly(name)),
        ),
      ]),
  );
}

/** The fields that name a part of an object, and of what the kubelet puts in of a key the name. */
export function fieldsOfPart(
  snapshot: Snapshot,
  part: PartSubject,
): readonly { readonly placed: Placed; readonly at: At }[] {
  const users = new Set(snapshot.links.to(part.owner).map(({ from }) => from));
  const uses = [...users].flatMap((placed) => usesOfKey(snapshot, placed, part).map((at) => ({ placed, at })));
  return [...fieldsNamingPart(snapshot, part), ...uses];
}

/** A key, or the entry of a generator that makes it of a file: `path`, whose last part is the key, or `key=path`. */
function keyPlace(owner: Placed, at: At, name: string): NamePlace {
  const { file, span } = placeOf(owner, at);
  const isEntry = file.role === 'kustomization' && !/^[ \t]*[:=]/.test(file.text.slice(span.end));
  if (!isEntry) return { place: { file, span }, spell: inQuotes(name) };
  const quote = /["']/.test(file.text[span.start] ?? '') ? 1 : 0;
  return {
    place: { file, span: spanBetween(span.start + quote, span.end - quote) },
    spell(written, newName) {
      const [, key, path = ''] = /^(?:([^=]*)=)?(.*)$/s.exec(written) ?? [];
      return (key ?? fileNameOf(path)) === name ? `${newName}=${path}` : undefined;
    },
  };
}

/** A key with the quotes that are around it. Its letters are of one case. */
function inQuotes(name: string): Spelling {
  return (written, newName) => {
    const [, quote = '', key] = /^(["']?)(.*)\1$/s.exec(written) ?? [];
    return key === name ? `${quote}${newName}${quote}` : undefined;
  };
}
