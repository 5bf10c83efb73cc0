import type { NameReference } from '../kubernetes/object-references.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { nameToWrite } from '../kustomize/name-to-write.ts';
import { isNearby } from '../scopes/near.ts';
import { isMisspelling, nameDistance } from '../util/similar-names.ts';
import { namespaceFits } from '../scopes/group.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * The object that a reference to none was probably meant for: of its kind, nearby and in its namespace, with a name alike, and not
 * named by the same object already. `undefined` where there is none, and where anything of the scope has the very name or makes
 * it, as a SealedSecret and a Certificate do.
 */
export function findNearObject(snapshot: Questions, from: Placed, reference: NameReference): Placed | undefined {
  const { kinds, name } = reference;
  const contents = snapshot.contentsOf(from.scope);
  const isMade = contents.named('Unknown', name.value).all.length > 0 || makersOf(snapshot, from, reference).length > 0;
  if (isMade) return undefined;
  const named = new Set(from.resource.references.filter(sharesKind(kinds)).map((one) => one.name.value));
  // What dangles was not renamed, so it is like the name that the object had before.
  const nameOf = (object: Placed): string => nameToWrite(from, name.at.path, object);
  const near = kinds.flatMap((kind) =>
    contents
      .ofWrittenKind(kind)
      .filter(({ name, templated }) => name !== undefined && !templated && !named.has(name))
      .filter((object) => isMisspelling(name.value, nameOf(object)))
      .filter((object) => isNearby(from, object) && namespaceFits(from, object)),
  );
  const distance = (object: Placed): number => nameDistance(name.value, nameOf(object));
  return near.sort((one, other) => distance(one) - distance(other))[0];
}

/** Custom resources that name an object of a kind: their operators make it. */
function makersOf(snapshot: Questions, from: Placed, { kinds, name }: NameReference): readonly Placed[] {
  const users = kinds.flatMap((kind) => snapshot.contentsOf(from.scope).namers(kind, name.value));
  return users.filter((user) => user.resource.kind === 'Unknown' && kindOf(user.resource) !== kindOf(from.resource));
}

function sharesKind(kinds: readonly string[]): (reference: NameReference) => boolean {
  return (reference) => reference.kinds.some((kind) => kinds.includes(kind));
}
