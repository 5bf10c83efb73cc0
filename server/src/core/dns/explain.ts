import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { missingOfService } from './explain-service.ts';
import { missingOfStatefulSet } from './explain-stateful-set.ts';
import type { MissingRecord } from './missing.ts';
import { resolve } from './resolve.ts';

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
  return expected.filter(({ name, reasonId }) => reasonId === 'governingVirtualIp' || !exists(snapshot, name));
}

/** Something else may have the name, for instance a slice. */
function exists(snapshot: Snapshot, name: string): boolean {
  return resolve(snapshot, { name, type: 'A' }).rcode === 'NOERROR';
}

function isService(placed: Placed<Service> | Placed<StatefulSet>): placed is Placed<Service> {
  return placed.resource.kind === 'Service';
}
