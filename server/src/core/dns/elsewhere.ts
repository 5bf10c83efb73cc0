import type { ServiceRequest } from '../names/service-name.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { existenceOf } from '../workspace/existence/existence.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import type { RecordType } from './record.ts';

/** What is known of the answer for a Service that no manifest makes. */
export interface ElsewhereAnswer {
  /** Whether there are records of the type asked for; a name without them exists all the same. */
  readonly hasRecords: boolean;
  /** Values for the sentence that says who makes it: a custom resource, or nobody here. */
  readonly operator: Placed<Unknown> | undefined;
}

/**
 * The answer for a Service that a setting declares, or the operator of a custom resource makes; `undefined` where neither
 * does. Those of the control plane are left out, as are namespaces that others fill: the manifests given are the whole
 * cluster, and what is said to be beside them has a name.
 */
export function answerElsewhere(
  snapshot: Snapshot,
  { service, namespace, endpoint, port }: ServiceRequest,
  type: RecordType,
): ElsewhereAnswer | undefined {
  const existence = existenceOf(snapshot, { kind: 'Service', name: service, namespace });
  if (existence.kind !== 'elsewhere') return undefined;
  const found = existence.why;
  if (found.kind === 'controlPlane' || found.kind === 'outside') return undefined;
  const nature = found.kind === 'declared' ? found.nature : 'headless';
  const isBelow = endpoint !== '' || port !== '';
  // Nothing is below an alias; below a virtual IP there are ports, and the names of Pods with CoreDNS.
  if (isBelow && nature === 'alias') return undefined;
  const types: readonly RecordType[] = nature === 'alias' ? ['CNAME', 'A', 'AAAA'] : ['A', 'SRV'];
  return { hasRecords: types.includes(type), operator: found.kind === 'operator' ? found.customs[0] : undefined };
}
