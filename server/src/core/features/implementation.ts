import type { Service } from '../kubernetes/service.ts';
import { placeOf, spanOfObject } from '../objects/places.ts';
import { isService, type Placed } from '../objects/placed.ts';
import { referrers, selectedBy } from '../relations/linked.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { declarationOf, thingsAt, type NamedThing } from './symbols.ts';
import { eachOnce, type Definition } from './definition.ts';

/**
 * What is behind the Service under a cursor: the workloads whose Pods it selects, or the endpoints that are made for it by hand.
 * `undefined` where there is no Service, or nothing behind it.
 */
export function implementation(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = thingsAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const objects = found.things.flatMap((thing): readonly Placed[] =>
    servicesOf(thing).flatMap((service) => behind(snapshot, service)),
  );
  if (objects.length === 0) return undefined;
  const targets = objects.map((object) => {
    const { file, span: selection } = placeOf(object, nameAt(object));
    const span = file === object.document.file ? spanOfObject(object) : selection;
    return { file, span, selection };
  });
  return { origin: found.origin, targets: eachOnce(targets) };
}

/** The Service that a thing is, or is a port of. */
function servicesOf(thing: NamedThing): readonly Placed<Service>[] {
  if (thing.kind === 'service') return [thing.service];
  return thing.kind === 'port' && isService(thing.object) ? [thing.object] : [];
}

/** The workloads that a Service selects; its endpoints where it selects none. */
function behind(snapshot: Snapshot, service: Placed<Service>): readonly Placed[] {
  const workloads = selectedBy(snapshot, service);
  return workloads.length > 0 ? workloads : referrers(snapshot, service, 'backs');
}

function nameAt(object: Placed) {
  const thing = { kind: 'object', object } as const;
  return declarationOf(thing).at;
}
