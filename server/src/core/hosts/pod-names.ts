import type { StatefulSet } from '../kubernetes/workloads.ts';
import { anyLabel } from '../names/host-name.ts';
import { readPodLabel, type PodLabel } from '../names/pod-label.ts';
import { governs } from '../relations/linked.ts';
import { setsOfPod } from '../relations/named-pods.ts';
import type { ServiceMention } from './mentions.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/** A Pod of a StatefulSet as a host name names it, whether it is asked for or not. */
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

/**
 * The StatefulSets that the Pod of a host name can be of: called so, in the namespace of one of the Services it is below; where these
 * govern some of them, those.
 */
export function setsOfMention(
  snapshot: Questions,
  { services }: ServiceMention,
  { label }: PodName,
): readonly Placed<StatefulSet>[] {
  const named = services.flatMap(
    (service) => setsOfPod(snapshot.contentsOf(service.scope), label)?.sets.fitting(service) ?? [],
  );
  const sets = [...new Set(named)];
  const governed = sets.filter((set) => services.some((service) => governs(snapshot, set, service)));
  return governed.length > 0 ? governed : sets;
}
