import { hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import { type Questions, contentsAround } from '../workspace/questions.ts';
import { readPodLabel } from '../names/pod-label.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Group } from '../scopes/group.ts';

/** What the name of a Pod says of the StatefulSet that would make it. */
interface PodOfSets {
  readonly ordinal: number;
  /** The sets called so, in any namespace, be the Pod one that they ask for or not. */
  readonly sets: Group<StatefulSet>;
}

/** The StatefulSets of some contents that a Pod of this name is of, by its form; `undefined` where it has not that of a set's Pod. */
export function setsOfPod(contents: Contents, label: string): PodOfSets | undefined {
  const pod = readPodLabel(label);
  return pod && { ordinal: pod.ordinal, sets: contents.named('StatefulSet', pod.set) };
}

/** The StatefulSet that asks for a Pod of this name in a namespace, the nearest to an object that names it; `undefined` where none does. */
export function setWithPod(
  snapshot: Questions,
  from: Placed | undefined,
  label: string,
  namespace: string,
): Placed<StatefulSet> | undefined {
  const pod = setsOfPod(contentsAround(snapshot, from), label);
  if (pod === undefined) return undefined;
  const { sets, ordinal } = pod;
  const [set] =
    from === undefined ? sets.all.filter((one) => one.namespace === namespace) : sets.nearest(from, namespace);
  return set?.namespace === namespace && hasOrdinal(set.resource, ordinal) ? set : undefined;
}
