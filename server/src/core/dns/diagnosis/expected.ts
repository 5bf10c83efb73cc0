import type { Service } from '../../kubernetes/service.ts';
import type { StatefulSet } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { missingOfService } from './expected-of-service.ts';
import { missingOfStatefulSet } from './expected-of-stateful-set.ts';
import type { MissingRecord } from './reasons.ts';
import { lookUp } from '../lookup.ts';
import { isServable } from '../names.ts';

/**
 * The records a reader would expect of a Service or a StatefulSet and that the cluster will not serve, each with the reason.
 * What rests on absence is said only once the workspace is read; nothing is said of what a template leaves open.
 */
export function missingRecords(
  snapshot: Snapshot,
  resource: Placed<Service> | Placed<StatefulSet>,
): readonly MissingRecord[] {
  const expected = isService(resource)
    ? missingOfService(snapshot, resource)
    : missingOfStatefulSet(snapshot, resource);
  return expected.filter(({ name, reasonId }) => reasonId === 'governingVirtualIp' || isAbsent(snapshot, name));
}

/** Something else may have the name, for instance a slice, or Pods that nobody here makes. */
function isAbsent(snapshot: Snapshot, name: string): boolean {
  return !isServable(name) || lookUp(snapshot, name, 'A').verdict === 'absent';
}

function isService(placed: Placed<Service> | Placed<StatefulSet>): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}
