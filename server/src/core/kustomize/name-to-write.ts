import { isNamePath } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { displayNameOf } from '../objects/describe.ts';
import type { Placed } from '../objects/placed.ts';
import type { Path } from '../yaml/path.ts';
import { followsServices } from './name-references.ts';

/**
 * How a place of an object names a Service of the same scope: in a kustomization, references that follow renamed objects have the
 * name that the Service has in its own text, and so has the name of an object that is renamed like it; all other places have the
 * final one.
 */
export function nameToWrite(from: Placed, path: Path, service: Placed<Service>): string {
  const isFollowing = from.scope.kind === 'kustomization' && (isNamePath(path) || followsServices(from.resource, path));
  return (isFollowing ? service.writtenName : service.name) ?? displayNameOf(service);
}
