import type { NetworkPolicy, PolicyPods } from '../kubernetes/routing.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { isNearby } from '../scopes/near.ts';
import { matchSelector, maySatisfy } from '../kubernetes/selectors.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/** The workloads that a rule of a policy is about; `undefined` where that cannot be told, or none is known. */
export function policyPodsOf(
  snapshot: Questions,
  policy: Placed<NetworkPolicy>,
  selectors: readonly PolicyPods[],
): readonly Placed<Workload>[] | undefined {
  if (selectors.length === 0 || !selectors.every(({ known }) => known)) return undefined;
  const workloads = selectors.flatMap((selector) => selectedPods(snapshot, policy, selector));
  return workloads.length > 0 && workloads.every(isCertain) ? workloads : undefined;
}

/** The workloads that a selector of a policy is about, as far as they are known. */
export function selectedPods(
  snapshot: Questions,
  policy: Placed<NetworkPolicy>,
  { labels, expressions, namespace }: PolicyPods,
): readonly Placed<Workload>[] {
  const isEvery = labels.pairs.size === 0;
  const contents = snapshot.contentsOf(policy.scope);
  const candidates = isEvery ? contents.workloads : contents.mayBeSelected(labels);
  return candidates
    .fitting(policy, namespace)
    .filter(
      (workload) =>
        (isEvery || matchSelector(labels, workload.name, workload.resource) !== 'no') &&
        maySatisfy(expressions, workload.resource.template.labels) &&
        isNearby(policy, workload),
    );
}
