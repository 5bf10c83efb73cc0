import { isAliasService, type Service } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import { onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath } from '../yaml/path.ts';
import { serviceMentionsIn } from './mentions.ts';

/** The Service that an alias is an alias for. An external name is absolute, so short names are names of other hosts. */
function aliasedService(snapshot: Questions, alias: Placed<Service>): Placed<Service> | undefined {
  if (!isAliasService(alias.resource)) return undefined;
  const mention = serviceMentionsIn(snapshot, alias).find(({ mention: { at } }) =>
    isSamePath(at.path, ['spec', 'externalName']),
  );
  if (mention === undefined || mention.name.zone === undefined || mention.name.below !== undefined) return undefined;
  return onlyOne(mention.services.filter(({ namespace }) => namespace === mention.name.namespace));
}

/** The way from a Service through aliases. */
interface AliasWay {
  /** Each points to the next, the first one included. The last one is no alias, or leads out of the workspace or to one of these again. */
  readonly passed: readonly Placed<Service>[];
  /** The one that comes again. */
  readonly again: Placed<Service> | undefined;
}

/** Follows aliases from a Service, `most` of them. */
export function aliasWayFrom(snapshot: Questions, service: Placed<Service>, most = Infinity): AliasWay {
  const passed = new Set<Placed<Service>>();
  let current: Placed<Service> | undefined = service;
  while (current !== undefined && passed.size <= most) {
    if (passed.has(current)) return { passed: [...passed], again: current };
    passed.add(current);
    current = aliasedService(snapshot, current);
  }
  return { passed: [...passed], again: undefined };
}

/**
 * The Service at which the way from a Service ends: itself, where it is no alias. `undefined` where it leads out of the workspace, or in a
 * circle.
 */
export function serviceBehind(snapshot: Questions, service: Placed<Service>): Placed<Service> | undefined {
  // Nearly none are.
  if (!isAliasService(service.resource)) return service;
  const end = aliasWayFrom(snapshot, service).passed.at(-1);
  return end !== undefined && !isAliasService(end.resource) ? end : undefined;
}
