import { hasTexts, textsIn, type StringMap } from '../kubernetes/field.ts';
import { podIndexLabel, podNameLabel } from '../kubernetes/selectors.ts';
import type { Service } from '../kubernetes/service.ts';
import { hasOrdinal, podRangeOf, type StatefulSet, type Workload } from '../kubernetes/workloads.ts';
import { readPodLabel } from '../names/pod-label.ts';
import { isStatefulSet, type Placed } from '../objects/placed.ts';
import { onlyOne } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isMisspelling } from '../util/similar-names.ts';
import { scalersOf } from './scalers.ts';

/** A selector that names one Pod of a StatefulSet which the set does not make, by a label that its controller adds. */
export interface PodNotMade {
  readonly differs: 'pod';
  readonly workload: Placed<StatefulSet>;
  readonly key: string;
  readonly value: string;
  /** The name of the Pod that was meant, where only that of the set is misspelt. */
  readonly meant: string | undefined;
}

/** The label by which a selector names a Pod of a StatefulSet, or numbers it. */
export function podKeyOf({ pairs }: StringMap): string | undefined {
  return [podNameLabel, podIndexLabel].find((label) => pairs.has(label));
}

/**
 * The StatefulSet whose Pods have all pairs of a selector but the one that names a Pod, or numbers it, as the set makes no such Pod; of
 * `candidates`, which may be meant. One that something scales may come to make it.
 */
export function podNotMade(
  snapshot: Questions,
  { resource: { selector } }: Placed<Service>,
  candidates: readonly Placed<Workload>[],
): PodNotMade | undefined {
  const key = podKeyOf(selector);
  const value = key === undefined ? undefined : selector.pairs.get(key)?.value;
  if (key === undefined || value === undefined) return undefined;
  const others = textsIn(selector).filter(([other]) => other !== key);
  const sets = candidates.filter(isStatefulSet).filter((set) => {
    return (
      hasTexts(set.resource.template.labels, others) &&
      podRangeOf(set.resource).count > 0 &&
      scalersOf(snapshot, set).length === 0
    );
  });
  const made = (workload: Placed<StatefulSet>, meant?: string): PodNotMade => ({
    differs: 'pod',
    workload,
    key,
    value,
    meant,
  });
  if (key === podIndexLabel) {
    const only = onlyOne(sets);
    return only === undefined || others.length === 0 ? undefined : made(only);
  }
  const pod = readPodLabel(value);
  const own = sets.find(({ name }) => name === (pod?.set ?? value));
  if (own !== undefined) return made(own);
  const alike = sets.find(
    ({ name = '', resource }) => pod !== undefined && isMisspelling(pod.set, name) && hasOrdinal(resource, pod.ordinal),
  );
  return alike && pod && made(alike, `${alike.name ?? ''}-${pod.ordinal}`);
}
