import { isAliasService, type Service } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import { onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { serviceMentionsIn } from './mentions.ts';

/** The Service that an alias is an alias for. An external name is absolute, so short names are names of other hosts. */
export function aliasedService(snapshot: Questions, alias: Placed<Service>): Placed<Service> | undefined {
  if (!isAliasService(alias.resource)) return undefined;
  const mention = serviceMentionsIn(snapshot, alias).find(({ mention: { at } }) => isExternalName(at.path));
  if (mention === undefined || mention.name.zone === undefined || mention.name.below !== undefined) return undefined;
  return onlyOne(mention.services.filter(({ namespace }) => namespace === mention.name.namespace));
}

/** The Service at which the way from a Service ends: itself, where it is no alias. `undefined` where it leads out of the workspace, or in a circle. */
export function serviceBehind(snapshot: Questions, service: Placed<Service>): Placed<Service> | undefined {
  const passed = new Set<Placed<Service>>();
  let current: Placed<Service> | undefined = service;
  while (current !== undefined && isAliasService(current.resource)) {
    if (passed.has(current)) return undefined;
    passed.add(current);
    current = aliasedService(snapshot, current);
  }
  return current;
}

function isExternalName(path: Path): boolean {
  return isSamePath(path, ['spec', 'externalName']);
}
