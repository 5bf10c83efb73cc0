import { hasOrdinal, podRangeOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { nodeIn } from '../objects/places.ts';
import { setsOfPod } from '../relations/named-pods.ts';
import { mostPodsOf, scalersOf } from '../relations/scalers.ts';
import { matchSelector } from '../kubernetes/selectors.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import type { ServiceView } from './cluster.ts';
import { mostOrdinals } from './from-pods.ts';

/** A StatefulSet, and the ordinal that a label gives one of its Pods, whether it is asked for or not. */
interface PodOfSet {
  readonly set: Placed<StatefulSet>;
  readonly ordinal: number;
}

/** The StatefulSets of a Service's scope and namespace that would have a Pod of this name, by the form of the label. */
export function setsBeside(snapshot: Questions, view: ServiceView, label: string): readonly PodOfSet[] {
  const pod = setsOfPod(snapshot.contentsOf(view.service.scope), label);
  if (pod === undefined) return [];
  const { sets, ordinal } = pod;
  return sets.all.filter(({ namespace }) => namespace === view.namespace).map((set) => ({ set, ordinal }));
}

/**
 * The StatefulSets that may have a Pod of this name though it is not asked for as written: where a template or variable leaves the
 * number of Pods open, something scales the set up to it, or there are more Pods than are told apart.
 */
export function setsScaledTo(snapshot: Questions, view: ServiceView, label: string): readonly Placed<StatefulSet>[] {
  const scaled = setsBeside(snapshot, view, label).filter((pod) => mayBeScaled(snapshot, view, pod));
  return scaled.map(({ set }) => set);
}

function mayBeScaled(snapshot: Questions, view: ServiceView, { set, ordinal }: PodOfSet): boolean {
  const { serviceName, replicas, ordinalsStart } = set.resource;
  if (serviceName?.value !== view.name) return false;
  if (matchSelector(view.service.resource.selector, set.name, set.resource) === 'no') return false;
  const { start } = podRangeOf(set.resource);
  // So many that they are not told apart.
  if (hasOrdinal(set.resource, ordinal)) return ordinal >= start + mostOrdinals;
  const isOpen = (path: readonly string[], known: unknown): boolean =>
    known === undefined && nodeIn(set, ['spec', ...path]) !== undefined;
  if (!isCertain(set) || isOpen(['replicas'], replicas) || isOpen(['ordinals', 'start'], ordinalsStart)) return true;
  return ordinal >= start && isScaledTo(snapshot, set, ordinal - start + 1);
}

/** How many Pods the scaler of a set may create, as far as that is written; 0 if nothing scales it. */
export function mostPodsScaledTo(snapshot: Questions, set: Placed<StatefulSet>): number {
  return scalersOf(snapshot, set).reduce((most, { resource }) => Math.max(most, mostPodsOf(resource) ?? 0), 0);
}

/** Whether something scales a set to a number of Pods, or to one that is not written. Source: Kubernetes API autoscaling/v2. */
function isScaledTo(snapshot: Questions, set: Placed<StatefulSet>, pods: number): boolean {
  return scalersOf(snapshot, set).some(({ resource }) => pods <= (mostPodsOf(resource) ?? pods));
}
