import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { missingOfService } from './explain-service.ts';
import { missingOfStatefulSet } from './explain-stateful-set.ts';
import type { MissingRecord } from './missing.ts';

/**
 * The records a reader would expect of a Service or a StatefulSet and that the cluster will not serve, each with the reason.
 * What rests on absence is said only once the workspace is read; nothing is said of what a template leaves open.
 */
export function missingRecords(
  snapshot: Snapshot,
  resource: Placed<Service> | Placed<StatefulSet>,
): readonly MissingRecord[] {
  return isService(resource) ? missingOfService(snapshot, resource) : missingOfStatefulSet(snapshot, resource);
}

function isService(placed: Placed<Service> | Placed<StatefulSet>): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}
