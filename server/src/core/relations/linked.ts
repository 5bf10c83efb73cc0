import type { Resource } from '../kubernetes/resource.ts';
import { isHeadlessService, type Service } from '../kubernetes/service.ts';
import { type Workload, asksForNames } from '../kubernetes/workloads.ts';
import { isDataMap, isStatefulSet, type Placed } from '../objects/placed.ts';
import type { LinkKind } from '../scopes/links.ts';
import { addAll, onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';

/** The workloads whose Pods a Service selects. */
export function selectedBy(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  return targets<Workload>(snapshot, service, 'selects');
}

/** Whether a Service selects the Pods of a workload. */
export function isSelectedBy(snapshot: Questions, object: Placed, service: Placed<Service>): boolean {
  return snapshot.links.from(service).some(({ kind, to }) => kind === 'selects' && to.includes(object));
}

/** The Services that select the Pods of a workload. */
export function selectingServices(snapshot: Questions, workload: Placed): readonly Placed<Service>[] {
  // Only Services have such links.
  return referrers(snapshot, workload, 'selects') as readonly Placed<Service>[];
}

/** The headless Service in front of a workload's Pods, in their namespace; `undefined` where there are several. */
export function headlessServiceBefore(snapshot: Questions, workload: Placed): Placed<Service> | undefined {
  return onlyOne(
    selectingServices(snapshot, workload).filter(
      (one) => one.namespace === workload.namespace && isHeadlessService(one.resource),
    ),
  );
}

/** The Service that a StatefulSet names as its own. Several where variants of it are equally near. */
export function governingServices(snapshot: Questions, statefulSet: Placed): readonly Placed<Service>[] {
  return targets<Service>(snapshot, statefulSet, 'governedBy');
}

/** Whether a StatefulSet names a Service as its own. */
export function governs(snapshot: Questions, statefulSet: Placed, service: Placed<Service>): boolean {
  return governingServices(snapshot, statefulSet).includes(service);
}

/** The Service that a workload names as the one below which its Pods have names: as its serviceName, or as their subdomain. */
export function namingServices(snapshot: Questions, workload: Placed<Workload>): readonly Placed<Service>[] {
  return targets<Service>(snapshot, workload, isStatefulSet(workload) ? 'governedBy' : 'publishedUnder');
}

/** The workloads that name a Service so, those of StatefulSets last. */
export function namedBelow(snapshot: Questions, service: Placed): readonly Placed<Workload>[] {
  // Only workloads have such fields.
  const named = [...referrers(snapshot, service, 'publishedUnder'), ...referrers(snapshot, service, 'governedBy')];
  return named as readonly Placed<Workload>[];
}

/** The workloads whose Pods ask for names below a Service, selected by it or not. */
export function publishedUnder(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  // Only workloads have a subdomain.
  const named = referrers(snapshot, service, 'publishedUnder') as readonly Placed<Workload>[];
  return named.filter((workload) => asksForNames(workload.resource));
}

/** The Service that Endpoints or a slice give addresses to. Several where variants of it are equally near. */
export function backedServices(snapshot: Questions, endpoints: Placed): readonly Placed<Service>[] {
  return targets<Service>(snapshot, endpoints, 'backs');
}

/** The ConfigMaps and Secrets that an object uses. */
export function usedMaps(snapshot: Questions, object: Placed): readonly Placed[] {
  return targets(snapshot, object, 'uses').filter(isDataMap);
}

/** The resources whose links of a kind lead to a resource. */
export function referrers(snapshot: Questions, resource: Placed, kind: LinkKind): readonly Placed[] {
  const found = new Set<Placed>();
  for (const link of snapshot.links.to(resource)) if (link.kind === kind) found.add(link.from);
  return [...found];
}

function targets<R extends Resource>(snapshot: Questions, from: Placed, kind: LinkKind): readonly Placed<R>[] {
  // A link of one kind leads to resources of one type, which `linksOf` sees to.
  const found: Placed<R>[] = [];
  for (const link of snapshot.links.from(from)) if (link.kind === kind) addAll(found, link.to as readonly Placed<R>[]);
  return found;
}
