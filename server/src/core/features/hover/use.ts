import type { Service } from '../../kubernetes/service.ts';
import { mapKeysOf } from '../../objects/map-keys.ts';
import { findNearObject } from '../../relations/near-objects.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { code, listOf, paragraph, say, type HoverContent } from './content.ts';
import { displayNamespace, linkTo } from './display-names.ts';
import { serviceHover } from './service-hover.ts';

/** The object that a field names, as a ConfigMap from which a container takes variables; `undefined` for fields that name none. */
export function useHover(snapshot: Snapshot, placed: Placed, path: Path): HoverContent | undefined {
  const link = snapshot.links.from(placed).find((one) => one.kind === 'uses' && isAtOrBelow(path, one.at.path));
  const reference = placed.resource.references.find((one) => one.name.at === link?.at);
  if (link === undefined || reference === undefined) return undefined;
  const [target] = link.to;
  if (target === undefined) {
    const values = {
      kind: reference.kinds[0] ?? '',
      name: code(reference.name.value),
      namespace: code(reference.namespace?.value ?? displayNamespace(placed)),
    };
    const near = findNearObject(snapshot, placed, reference);
    const orphan = say('use.orphan', values);
    const told = near === undefined ? orphan : say('absent.near', { statement: orphan, near: linkTo(near) });
    return { blocks: paragraph(told) };
  }
  if (target.resource.kind === 'Service') {
    const service = target as Placed<Service>;
    return serviceHover(snapshot, service, say('route.leads', { service: linkTo(service) }));
  }
  const keys = mapKeysOf(target);
  const values = { object: linkTo(target), namespace: code(displayNamespace(target)) };
  const content = keys.length === 0 ? undefined : say('use.keys', { keys: listOf(keys.map(code), mostKeys) });
  return { blocks: paragraph(say('use.object', values), content) };
}

const mostKeys = 12;
