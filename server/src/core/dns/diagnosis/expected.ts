import { serviceNatureOf, type Service } from '../../kubernetes/service.ts';
import { isSharedKind } from '../../names/zones.ts';
import type { StatefulSet } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import type { Questions } from '../../workspace/questions.ts';
import { missingOfService } from './expected-of-service.ts';
import { missingOfStatefulSet } from './expected-of-pods.ts';
import { selectedBy } from '../../relations/linked.ts';
import { uniqueBy } from '../../util/collections.ts';
import type { Asker } from '../cluster.ts';
import { lookUp } from '../lookup.ts';
import { isServable, serviceFqdn } from '../names.ts';
import type { MissingRecord, ReasonId } from './reasons.ts';

/**
 * The records a reader would expect of a Service or a StatefulSet and that the cluster will not serve, each with the reason.
 * What rests on absence is said only once the workspace is read; nothing is said of what a template leaves open.
 */
export function missingRecords(
  snapshot: Questions,
  resource: Placed<Service> | Placed<StatefulSet>,
): readonly MissingRecord[] {
  const expected = isService(resource)
    ? missingOfService(snapshot, resource)
    : missingOfStatefulSet(snapshot, resource);
  const asker = { from: resource, variant: isService(resource) ? resource : undefined };
  return expected.filter(({ name, reasonId }) => isPartlyThere(reasonId) || isAbsent(snapshot, name, asker));
}

/**
 * The names that people look for around a Service in vain, or find with some DNS servers only, each reason once: those that are missing
 * of itself, and below a headless one those of the Pods of StatefulSets that it selects and that name another.
 */
export function missingAround(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  // Of what several clusters share the others make the rest.
  if (isSharedKind(service.resource.kind)) return [];
  const isHeadless = serviceNatureOf(service.resource) === 'headless';
  const missing = [...missingRecords(snapshot, service), ...(isHeadless ? unnamedSets(snapshot, service) : [])];
  // A port without a name is the usual thing behind a virtual IP, where nobody looks for SRV records.
  const told = missing.filter(({ reasonId }) => isHeadless || reasonId !== 'unnamedPort');
  return uniqueBy(told, ({ reasonId, values }) =>
    reasonId === 'unnamedPort' ? reasonId : JSON.stringify([reasonId, values]),
  );
}

/** StatefulSets that are selected, and name another Service or none: their Pods have no names below this one. */
function unnamedSets(snapshot: Questions, service: Placed<Service>): readonly MissingRecord[] {
  const below = `.${serviceFqdn(snapshot, service) ?? ''}.`;
  return selectedBy(snapshot, service)
    .filter((workload): workload is Placed<StatefulSet> => workload.resource.kind === 'StatefulSet')
    .flatMap((statefulSet) => missingRecords(snapshot, statefulSet))
    .filter(({ name, reasonId }) => isAboutOthers(reasonId) && name.endsWith(below))
    .filter(({ name }) => isAbsent(snapshot, name, { variant: service }));
}

/** Whether a reason is about a Service that a StatefulSet does not name. */
export function isAboutOthers(reason: ReasonId): boolean {
  return reason === 'notGoverning' || reason === 'noServiceName';
}

/** Whether a reason is about what some DNS servers have, what leads nowhere, or a port that could have any name. */
export function isPartlyThere(reason: ReasonId): boolean {
  return reason === 'governingVirtualIp' || reason === 'unnamedPort' || reason === 'aliasNumbers';
}

/** Something else may have the name, for instance a slice, or Pods that nobody here makes. */
function isAbsent(snapshot: Questions, name: string, asker: Asker): boolean {
  return !isServable(name) || lookUp(snapshot, name, 'A', asker).verdict === 'absent';
}

function isService(placed: Placed<Service> | Placed<StatefulSet>): placed is Placed<Service> {
  return placed.resource.kind !== 'StatefulSet';
}
