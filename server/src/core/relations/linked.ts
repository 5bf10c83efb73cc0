import type { AnyEndpoints } from '../kubernetes/endpoints.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { GatewayRoute, Ingress } from '../kubernetes/routing.ts';
import { isHeadlessService, type Service } from '../kubernetes/service.ts';
import { type Workload, asksForNames } from '../kubernetes/workloads.ts';
import { isDataMap, isStatefulSet, type Placed } from '../objects/placed.ts';
import type { LinkKind } from '../scopes/links.ts';
import { addAll, onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';

/** The workloads whose Pods a Service selects. */
export function selectedBy(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  return targets(snapshot, service, 'selects');
}

/** Whether a Service selects the Pods of a workload. */
export function isSelectedBy(snapshot: Questions, object: Placed, service: Placed<Service>): boolean {
  return snapshot.links.from(service).some(({ kind, to }) => kind === 'selects' && to.includes(object));
}

/** The Services that select the Pods of a workload. */
export function selectingServices(snapshot: Questions, workload: Placed): readonly Placed<Service>[] {
  return referrers(snapshot, workload, 'selects');
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
  return targets(snapshot, statefulSet, 'governedBy');
}

/** Whether a StatefulSet names a Service as its own. */
export function governs(snapshot: Questions, statefulSet: Placed, service: Placed<Service>): boolean {
  return governingServices(snapshot, statefulSet).includes(service);
}

/** The Service that a workload names as the one below which its Pods have names: as its serviceName, or as their subdomain. */
export function namingServices(snapshot: Questions, workload: Placed<Workload>): readonly Placed<Service>[] {
  return targets(snapshot, workload, isStatefulSet(workload) ? 'governedBy' : 'publishedUnder');
}

/** The workloads that name a Service so, those of StatefulSets last. */
export function namedBelow(snapshot: Questions, service: Placed): readonly Placed<Workload>[] {
  return [...referrers(snapshot, service, 'publishedUnder'), ...referrers(snapshot, service, 'governedBy')];
}

/** The workloads whose Pods ask for names below a Service, selected by it or not. */
export function publishedUnder(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  return referrers(snapshot, service, 'publishedUnder').filter(({ resource }) => asksForNames(resource));
}

/** The Service that Endpoints or a slice give addresses to. Several where variants of it are equally near. */
export function backedServices(snapshot: Questions, endpoints: Placed): readonly Placed<Service>[] {
  return targets(snapshot, endpoints, 'backs');
}

/** The ConfigMaps and Secrets that an object uses. */
export function usedMaps(snapshot: Questions, object: Placed): readonly Placed[] {
  return targets(snapshot, object, 'uses').filter(isDataMap);
}

/** What links of a kind lead from and to, which the tables and `linksOf` see to; of the other kinds it may be anything. */
interface Ends {
  readonly selects: { readonly from: Service; readonly to: Workload };
  readonly governedBy: { readonly from: Workload; readonly to: Service };
  readonly publishedUnder: { readonly from: Workload; readonly to: Service };
  readonly backs: { readonly from: AnyEndpoints; readonly to: Service };
  readonly routesTo: { readonly from: Ingress | GatewayRoute; readonly to: Service };
}

type End<K extends LinkKind, Side extends 'from' | 'to'> = K extends keyof Ends ? Ends[K][Side] : Resource;

/** The resources whose links of a kind lead to a resource. */
export function referrers<K extends LinkKind>(
  snapshot: Questions,
  resource: Placed,
  kind: K,
): readonly Placed<End<K, 'from'>>[] {
  const found = new Set<Placed>();
  for (const link of snapshot.links.to(resource)) if (link.kind === kind) found.add(link.from);
  return [...found] as readonly Placed[] as readonly Placed<End<K, 'from'>>[];
}

function targets<K extends LinkKind>(snapshot: Questions, from: Placed, kind: K): readonly Placed<End<K, 'to'>>[] {
  const found: Placed[] = [];
  for (const link of snapshot.links.from(from)) if (link.kind === kind) addAll(found, link.to);
  return found as readonly Placed[] as readonly Placed<End<K, 'to'>>[];
}
