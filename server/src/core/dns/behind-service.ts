import type { AnyEndpoints, Endpoints, EndpointSlice } from '../kubernetes/endpoints.ts';
import { fieldAt } from '../kubernetes/field.ts';
import { kindOf, type Resource } from '../kubernetes/resource.ts';
import { matchSelector, maySatisfy } from '../kubernetes/selectors.ts';
import { selectsPods, type Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { readRequirements } from '../kubernetes/written-selectors.ts';
import { viewOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { selectorKey, selectorKeysFor } from '../scopes/contents.ts';
import type { Group } from '../scopes/group.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * The workloads whose Pods become endpoints of a Service: selected, and in the very same namespace, as a cluster knows no
 * other. Of several variants of one workload the nearest counts, once; what another of them made, or adopts, is that one's. Source:
 * kubernetes pkg/controller/endpointslice/endpointslice_controller.go, syncService; Kubernetes API, OwnerReference.
 */
export function workloadsBehind(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  if (!selectsPods(service.resource)) return [];
  const { selector } = service.resource;
  const selected = snapshot
    .contentsOf(service.scope)
    .mayBeSelected(selector)
    .nearest(
      service,
      service.namespace,
      (workload) =>
        workload.namespace === service.namespace && matchSelector(selector, workload.name, workload.resource) === 'yes',
    );
  const all = eachOnce(selected);
  const known = new Set(all.map(idOf));
  return all.filter(
    (one) => !one.resource.metadata.owners.some((owner) => known.has(owner)) && !isAdopted(snapshot, one),
  );
}

/**
 * Whether a Pod of its own becomes that of a DaemonSet or ReplicaSet whose selector matches it, which deletes those that are too many.
 * The ReplicaSets of Deployments want a label of theirs, StatefulSets their own names. Source: kubernetes
 * pkg/controller/controller_ref_manager.go, ClaimPods.
 */
function isAdopted(snapshot: Questions, pod: Placed<Workload>): boolean {
  if (pod.resource.kind !== 'Pod' || pod.resource.metadata.owners.length > 0) return false;
  const controllers = snapshot.contentsOf(pod.scope).index(adoptersByPair);
  const keys = selectorKeysFor(pod.resource.template.labels);
  const candidates = keys.flatMap((key) => controllers.get(`${pod.namespace} ${key}`).all);
  return candidates.some(
    (controller) =>
      matchSelector(controller.resource.matchLabels, pod.name, pod.resource) === 'yes' &&
      maySatisfy(
        readRequirements(fieldAt(viewOf(controller), 'spec', 'selector')).expressions,
        pod.resource.template.labels,
      ),
  );
}

/** The controllers that take Pods without an owner, by their namespace and `selectorKey`. */
const adoptersByPair = defineIndex(
  ['DaemonSet', 'ReplicaSet'],
  ({ namespace, resource: { matchLabels, metadata } }, contents) => {
    if (metadata.owners.length > 0 || matchLabels.pairs.size === 0) return [];
    return [`${namespace} ${selectorKey(matchLabels, contents)}`];
  },
  { isOpen: true },
);

/** An object in several files of a namespace is one object, as the last one applied makes it. */
function eachOnce<R extends Resource>(objects: readonly Placed<R>[]): readonly Placed<R>[] {
  if (objects.length < 2) return objects;
  const last = new Map(objects.map((one) => [idOf(one) ?? one, one]));
  return [...last.values()];
}

/** What names an object in its namespace; `undefined` while its name is not known. */
function idOf({ resource, name }: Placed): string | undefined {
  return name === undefined ? undefined : `${kindOf(resource)}/${name}`;
}

/**
 * The objects that belong to another one, for instance the slices of a Service: in its very namespace, the nearest of several variants,
 * each once.
 */
export function partnersOf<R extends Resource>(service: Placed, candidates: Group<R>): readonly Placed<R>[] {
  return eachOnce(candidates.nearest(service, service.namespace, (one) => one.namespace === service.namespace));
}

/** The slices that name a Service, in the Service's scope. */
export function slicesOf(snapshot: Questions, service: Placed): readonly Placed<EndpointSlice>[] {
  const slices = snapshot
    .contentsOf(service.scope)
    .index(slicesByService)
    .get(service.name ?? '');
  return partnersOf(service, slices);
}

/** The Endpoints that have the name of a Service, in the Service's scope. */
export function endpointsNamed(snapshot: Questions, service: Placed): readonly Placed<Endpoints>[] {
  return partnersOf(service, snapshot.contentsOf(service.scope).named('Endpoints', service.name ?? ''));
}

/** What is written by hand to be behind a Service: the Endpoints of its name, and the slices that name it. */
export function anyEndpointsOf(snapshot: Questions, service: Placed): readonly Placed<AnyEndpoints>[] {
  return [...endpointsNamed(snapshot, service), ...slicesOf(snapshot, service)];
}

const slicesByService = defineIndex(['EndpointSlice'], ({ resource }) =>
  resource.serviceName === undefined ? [] : [resource.serviceName.value],
);
