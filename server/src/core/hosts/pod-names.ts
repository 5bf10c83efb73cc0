import type { Service } from '../kubernetes/service.ts';
import { hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import { anyLabel } from '../names/host-name.ts';
import { readPodLabel, type PodLabel } from '../names/pod-label.ts';
import { governingServices } from '../relations/linked.ts';
import type { ServiceMention } from './mentions.ts';
import type { Placed } from '../objects/placed.ts';
import { contentsAround, type Questions } from '../workspace/questions.ts';

/** A Pod of a StatefulSet as a host name has it, be it asked for or not. */
interface PodName extends PodLabel {
  /** `cache-2` of `cache-2.cache.prod.svc`. */
  readonly label: string;
}

/** Whether a label has the form of the name of a StatefulSet's Pod, or variables make it. */
export function isPodLabel(label: string): boolean {
  return label === anyLabel || readPodLabel(label) !== undefined;
}

/** The Pod that the first label of a host name names, by its form; `undefined` where it can be no Pod of a StatefulSet. */
export function podNameOf({ name }: ServiceMention): PodName | undefined {
  if (name.below?.kind !== 'endpoint') return undefined;
  const { label } = name.below;
  const pod = readPodLabel(label);
  return pod && { label, ...pod };
}

/** The StatefulSets a Pod's name can be of: called so, in the namespace of one of the Services it is below. */
export function setsOfPod(
  snapshot: Questions,
  { services }: ServiceMention,
  pod: PodName,
): readonly Placed<StatefulSet>[] {
  const sets = services.flatMap((service) =>
    snapshot.contentsOf(service.scope).named('StatefulSet', pod.set).fitting(service),
  );
  return [...new Set(sets)];
}

/** Whether a StatefulSet names a Service as its own. */
export function governs(snapshot: Questions, set: Placed<StatefulSet>, service: Placed<Service>): boolean {
  return governingServices(snapshot, set).includes(service);
}

/** The StatefulSet that has a Pod of this name in a namespace, the nearest to an object that names it; `undefined` where none asks for it. */
export function setWithPod(
  snapshot: Questions,
  from: Placed | undefined,
  label: string,
  namespace: string,
): Placed<StatefulSet> | undefined {
  const pod = readPodLabel(label);
  if (pod === undefined) return undefined;
  const contents = contentsAround(snapshot, from);
  const sets = contents.named('StatefulSet', pod.set);
  const [set] =
    from === undefined ? sets.all.filter((one) => one.namespace === namespace) : sets.nearest(from, namespace);
  return set?.namespace === namespace && hasOrdinal(set.resource, pod.ordinal) ? set : undefined;
}
