import type { HorizontalPodAutoscaler } from '../kubernetes/kinds/autoscaler.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import { treeOf } from '../objects/places.ts';
import { defineIndex } from '../scopes/look-up.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { nodeAt } from '../yaml/path.ts';
import type { ServiceView } from './cluster.ts';

/** A StatefulSet, and the ordinal that a label gives one of its Pods, be it asked for or not. */
export interface PodOfSet {
  readonly set: Placed<StatefulSet>;
  readonly ordinal: number;
}

/** The StatefulSet of a Service's scope and namespace that would have a Pod of this name, by the form of the label. */
export function setOfLabel(snapshot: Snapshot, view: ServiceView, label: string): PodOfSet | undefined {
  const match = /^(.+)-(0|[1-9]\d{0,8})$/.exec(label);
  if (match?.[1] === undefined) return undefined;
  const named = snapshot.contentsOf(view.service.scope).named('StatefulSet', match[1]);
  const set = named.all.find(({ namespace }) => namespace === view.namespace);
  return set && { set, ordinal: Number(match[2]) };
}

/**
 * Whether a label may be the name of a Pod that is not asked for as written: where a template or variable leaves the number of Pods
 * open, or something scales the StatefulSet up to it.
 */
export function mayBeScaledTo(snapshot: Snapshot, view: ServiceView, label: string): boolean {
  const pod = setOfLabel(snapshot, view, label);
  if (pod === undefined || hasOrdinal(pod.set.resource, pod.ordinal)) return false;
  const { set, ordinal } = pod;
  const { serviceName, replicas, ordinalsStart } = set.resource;
  const isNamed = serviceName?.value === view.name;
  if (!isNamed || matchSelector(view.service.resource.selector, set.name, set.resource) === 'no') return false;
  const isOpen = (path: readonly string[], known: unknown): boolean =>
    known === undefined && nodeAt(treeOf(set), ['spec', ...path]) !== undefined;
  if (!set.document.facts.certain || isOpen(['replicas'], replicas) || isOpen(['ordinals', 'start'], ordinalsStart))
    return true;
  const start = ordinalsStart?.value ?? 0;
  return ordinal >= start && isScaledTo(snapshot, set, ordinal - start + 1);
}

/** Whether something scales a set to a number of Pods, or to one that is not written. Source: Kubernetes API autoscaling/v2. */
function isScaledTo(snapshot: Snapshot, set: Placed<StatefulSet>, pods: number): boolean {
  const scalers = snapshot
    .contentsOf(set.scope)
    .index(scalersByTarget)
    .get(set.name ?? '')
    .fitting(set);
  return scalers.some(({ resource }) => pods <= (mostOf(resource) ?? pods));
}

/** What scales StatefulSets, by their names: autoscalers, and those of KEDA. Source: keda.sh, ScaledObject. */
const scalersByTarget = defineIndex<HorizontalPodAutoscaler | Unknown>({
  kinds: ['HorizontalPodAutoscaler', 'Unknown'],
  keysOf({ resource }) {
    if (resource.kind === 'Unknown')
      return resource.writtenKind === 'ScaledObject' && resource.scaleTarget !== undefined
        ? [resource.scaleTarget.value]
        : [];
    return resource.targetKind?.value === 'StatefulSet' && resource.targetName !== undefined
      ? [resource.targetName.value]
      : [];
  },
});

/** How many Pods a scaler makes at most; `undefined` where that is not written. */
function mostOf(scaler: HorizontalPodAutoscaler | Unknown): number | undefined {
  return scaler.kind === 'Unknown' ? undefined : scaler.maxReplicas?.value;
}
