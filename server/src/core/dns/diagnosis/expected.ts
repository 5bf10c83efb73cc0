import { type Service, isHeadlessService } from '../../kubernetes/service.ts';
import { isSharedKind } from '../../names/zones.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { missingOfNoPorts, missingOfService } from './expected-of-service.ts';
import { missingBelow } from './expected-of-pods.ts';
import { uniqueBy } from '../../util/collections.ts';
import { lookUp } from '../lookup.ts';
import { isServable } from '../names.ts';
import { isDoubtful } from './doubt.ts';
import type { MissingRecord } from './reason.ts';
import type { ReasonId } from './reasons.ts';

/**
 * The records a reader would expect of a Service and that the cluster will not serve, each with the reason. What rests on absence is said
 * only once the workspace is read; nothing is said of what a template leaves open.
 */
export function missingRecords(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  return absentOf(snapshot, service, missingOfService(snapshot, service));
}

/**
 * The names that people look for around a Service in vain, or find with some DNS servers only, each reason once: those that are missing
 * of itself, and of the Pods that name it or that a headless one selects.
 */
export function missingAround(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  // Of what several clusters share the others make the rest.
  if (isSharedKind(service.resource.kind)) return [];
  const isHeadless = isHeadlessService(service.resource);
  // A port without a name is the usual thing behind a virtual IP, where nobody looks for SRV records.
  const told = missingRecords(snapshot, service).filter(({ reasonId }) => isHeadless || reasonId !== 'unnamedPort');
  const all = uniqueBy([...told, ...missingOfNoPorts(snapshot, service)], ({ reasonId, values }) =>
    reasonId === 'unnamedPort' ? reasonId : JSON.stringify([reasonId, values]),
  );
  const doubtful = all.find((one) => isDoubtful(snapshot, one));
  return doubtful === undefined ? all : [...all, { ...doubtful, reasonId: 'notAllRead', values: {} }];
}

/** The names that people look for in vain of the Pods of a workload below a Service, or find with some DNS servers only. */
export function missingOfPods(
  snapshot: Questions,
  workload: Placed<Workload>,
  service: Placed<Service>,
): readonly MissingRecord[] {
  return absentOf(snapshot, service, missingBelow(snapshot, workload, service));
}

/** Whether a reason is about what some DNS servers have, what leads nowhere, what lacks one type, or a port or Pod that could have any name. */
export function isPartlyThere(reason: ReasonId): boolean {
  return ofPart.includes(reason);
}

const ofPart: readonly ReasonId[] = [
  'governingVirtualIp',
  'aliasNumbers',
  'noPorts',
  'unnamedPort',
  'podsUnnamed',
  'notAllRead',
];

/** What is missing indeed: something else may have the name, for instance a slice, or Pods that nobody here makes. */
function absentOf(
  snapshot: Questions,
  service: Placed<Service>,
  missing: readonly MissingRecord[],
): readonly MissingRecord[] {
  const asker = { from: service, variant: service };
  return missing.filter(
    ({ name, reasonId }) =>
      isPartlyThere(reasonId) || !isServable(name) || lookUp(snapshot, name, 'A', asker).verdict === 'absent',
  );
}
