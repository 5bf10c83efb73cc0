import { kindOf } from '../../kubernetes/resource.ts';
import type { Service } from '../../kubernetes/service.ts';
import { treeOf } from '../../objects/places.ts';
import { findNearObject } from '../../relations/near-objects.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { entryOf } from '../../yaml/node.ts';
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
    return { name: undefined, blocks: paragraph(told) };
  }
  if (target.resource.kind === 'Service') {
    const service = target as Placed<Service>;
    return serviceHover(snapshot, service, say('route.leads', { service: linkTo(service) }));
  }
  const keys = keysOf(target);
  const values = { object: linkTo(target), namespace: code(displayNamespace(target)) };
  const content = keys.length === 0 ? undefined : say('use.keys', { keys: listOf(keys.map(code), mostKeys) });
  return { name: undefined, blocks: paragraph(say('use.object', values), content) };
}

const mostKeys = 12;

/** The keys of a ConfigMap or a Secret; none of anything else. */
function keysOf(object: Placed): readonly string[] {
  if (!['ConfigMap', 'Secret'].includes(kindOf(object.resource))) return [];
  return ['data', 'stringData', 'binaryData'].flatMap((field) => {
    const map = entryOf(treeOf(object), field)?.value;
    return map?.kind === 'map' ? map.entries.map(({ key }) => key) : [];
  });
}
