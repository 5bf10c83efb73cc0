import { isNamePath, kindOf } from '../kubernetes/resource.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import type { Path } from '../yaml/path.ts';
import { followsNamesOf } from './name-references.ts';

/**
 * How a place of an object names another one of the same scope: in a kustomization, references that follow renamed objects have the
 * name that the other one has in its own text, and so has the name of an object that is renamed like it; all other places have the
 * final one.
 */
export function nameToWrite(from: Placed, path: Path, named: Placed): string {
  return namesToWrite(from, path, kindOf(named.resource))(named);
}

/** As `nameToWrite`, for many objects of a kind. */
export function namesToWrite(from: Placed, path: Path, kind: string): (named: Placed) => string {
  const isFollowing =
    from.scope.kind === 'kustomization' && (isNamePath(path) || followsNamesOf(from.resource, path, kind));
  return (named) => (isFollowing ? named.writtenName : named.name) ?? displayNameOf(named);
}
