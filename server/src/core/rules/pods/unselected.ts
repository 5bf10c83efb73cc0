import { clusterOf } from '../../dns/cluster.ts';
import { hasId, type Reason } from '../../dns/diagnosis/reason.ts';
import { whyUnnamedBelow } from '../../dns/diagnosis/why-unnamed.ts';
import { existenceOf, isNowhere } from '../../existence/existence.ts';
import { hasSelector, type Service } from '../../kubernetes/service.ts';
import { type Workload, namingFieldOf } from '../../kubernetes/workloads.ts';
import { isCertain, type Placed, displayNameOf } from '../../objects/placed.ts';
import { placeOf } from '../../objects/places.ts';
import type { SnapshotFile } from '../../files/file.ts';
import { type At, keyAt } from '../../yaml/path.ts';
import { namingServices } from '../../relations/linked.ts';
import { differingPair, onlyPairOff } from '../../relations/near-workloads.ts';
import type { Questions } from '../../workspace/questions.ts';
import { defineMessages } from '../../util/format.ts';
import { type Problem, relatedByName, relatedService, type RelatedPlace } from '../rule.ts';

/** Why a Service gives Pods that name it no names, and a selector could. */
export const unselectedIds = ['notSelected', 'withoutSelector'] as const;

/** The words of the places beside such a problem, for the messages of a rule. */
export const unselectedMessages = defineMessages('rules/pods/unselected', {
  relatedNaming: '{kind} "{workload}" refers to the Service here.',
  relatedLabels: 'The labels of the Pods: {labels}.',
});

/** Pods that a Service they name does not select, and why. */
interface UnselectedPods<R extends Workload = Workload> {
  readonly workload: Placed<R>;
  readonly reason: Reason;
}

/** Of the workloads that name a Service those whose Pods it does not select, where it is sure that nothing else gives them names. */
export function unselectedPods<R extends Workload>(
  snapshot: Questions,
  service: Placed<Service>,
  naming: readonly Placed<R>[],
): readonly UnselectedPods<R>[] {
  const unselected = naming.flatMap((workload): readonly UnselectedPods<R>[] => {
    const reason = whyUnnamedBelow(workload, service);
    return hasId(reason, unselectedIds) && isNamedByNone(snapshot, workload) ? [{ workload, reason }] : [];
  });
  return unselected.length > 0 && !hasSelector(service.resource) && mayGiveNames(snapshot, service) ? [] : unselected;
}

/** Whether endpoints that somebody writes for a Service may give Pods their names: those that are here have hostnames, or there may be others. */
function mayGiveNames(snapshot: Questions, service: Placed<Service>): boolean {
  const endpoints = existenceOf(snapshot, { kind: 'endpoints', of: service });
  if (endpoints.kind !== 'here') return !isNowhere(endpoints);
  if (!endpoints.objects.every(isCertain)) return true;
  return (
    clusterOf(snapshot)
      .view(service)
      ?.endpoints.some(({ named }) => named === 'hostname') !== false
  );
}

/** Of variants that are equally near, one that selects the Pods is enough; so is one that is half written. */
function isNamedByNone(snapshot: Questions, workload: Placed<Workload>): boolean {
  const services = namingServices(snapshot, workload);
  return (
    [workload, ...services].every(isCertain) &&
    services.every((one) => hasId(whyUnnamedBelow(workload, one), unselectedIds))
  );
}

/** What is wrong with the selector; its messages have the ids of the reason and of `unselectedMessages`. */
export function unselectedProblem(
  service: Placed<Service>,
  { workload, reason }: UnselectedPods,
): Pick<Problem, 'at' | 'message' | 'values' | 'related'> {
  const { reasonId, values } = reason;
  const { selector } = service.resource;
  const { template } = workload.resource;
  const key =
    differingPair(selector, workload.resource)?.key ?? keyOfPatch(service, onlyPairOff(selector, template.labels)?.key);
  const naming = namingFieldOf(workload.resource)?.at ?? template.specAt;
  return {
    at: key === undefined ? selector.at : { path: [...selector.at.path, key] },
    message: reasonId,
    values,
    related: [
      { resource: workload, at: naming, message: 'relatedNaming', values },
      { resource: workload, at: template.labels.at, message: 'relatedLabels', values },
    ],
  };
}

/** The key of a selector whose value a patch brings into what its own text says: it is there that the selector goes wrong. */
function keyOfPatch(service: Placed<Service>, key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const { path } = service.resource.selector.at;
  const fileOf = (at: At): SnapshotFile => placeOf(service, at).file;
  return fileOf({ path: [...path, key] }) === fileOf(keyAt(path)) ? undefined : key;
}

/** The words of the place beside a name that no Service has, for the messages of a rule. */
export const selectingMessages = defineMessages('rules/pods/selecting', {
  relatedSelecting: 'Headless Service "{near}" selects these Pods.',
});

/** The Service that is meant where Pods name one that is not there: the one of the reason, else one that selects them under another name. */
export function relatedToName(reason: Reason, selecting: Placed<Service> | undefined): readonly RelatedPlace[] {
  if (reason.place !== undefined || selecting === undefined) return relatedService(reason);
  return [relatedByName(selecting, { near: displayNameOf(selecting) }, 'relatedSelecting')];
}
