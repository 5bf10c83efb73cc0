import type { HorizontalPodAutoscaler } from '../kubernetes/kinds/autoscaler.ts';
import { keptKey, nameKey, wordsOfReference } from '../kubernetes/object-references.ts';
import { kindOf, type Unknown } from '../kubernetes/resource.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';

/** What says how many Pods a workload has while it runs: an autoscaler of Kubernetes, or a ScaledObject of KEDA. */
type Scaler = HorizontalPodAutoscaler | Unknown;

/** What scales a workload; nothing where it has as many Pods as it says itself. Source: Kubernetes API autoscaling/v2; keda.sh, ScaledObject. */
export function scalersOf(snapshot: Questions, workload: Placed<Workload>): readonly Placed<Scaler>[] {
  const target = nameKey(kindOf(workload.resource), workload.name ?? '');
  return snapshot.contentsOf(workload.scope).index(scalersByTarget).get(target).fitting(workload);
}

/** How many Pods a scaler makes at most; `undefined` where that is not written. */
export function mostPodsOf(scaler: Scaler): number | undefined {
  return scaler.kind === 'Unknown' ? undefined : scaler.maxReplicas?.value;
}

/** Scalers by kind and name of what they scale, which may be of a custom kind. */
const scalersByTarget = defineIndex(['HorizontalPodAutoscaler', 'Unknown'], ({ resource }) => {
  if (resource.kind === 'HorizontalPodAutoscaler')
    return [keptKey(resource.targetKind?.value ?? '', resource.targetName?.value ?? '')];
  if (resource.writtenKind !== 'ScaledObject') return [];
  return resource.references.flatMap(wordsOfReference);
});
