import type { NetworkPolicy, PolicyPods } from '../kubernetes/routing.ts';
import type { PodMaker } from '../kubernetes/workloads.ts';
import { isNearby } from '../scopes/near.ts';
import { matchSelector, maySatisfy } from '../kubernetes/selectors.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** The workloads that a rule of a policy is about; `undefined` where that cannot be told, or none is known. */
export function policyPodsOf(
  snapshot: Snapshot,
  policy: Placed<NetworkPolicy>,
  selectors: readonly PolicyPods[],
): readonly Placed<PodMaker>[] | undefined {
  if (selectors.length === 0 || !selectors.every(({ known }) => known)) return undefined;
  const makers = selectors.flatMap((selector) => selectedPods(snapshot, policy, selector));
  const isKnown = makers.every(({ document }) => document.facts.certain);
  return makers.length > 0 && isKnown ? makers : undefined;
}

function selectedPods(
  snapshot: Snapshot,
  policy: Placed<NetworkPolicy>,
  { labels, expressions, namespace }: PolicyPods,
): readonly Placed<PodMaker>[] {
  const isEvery = labels.pairs.size === 0;
  const contents = snapshot.contentsOf(policy.scope);
  const candidates = isEvery ? contents.makers : contents.mayBeSelected(labels);
  return candidates
    .fitting(policy, namespace)
    .filter(
      (maker) =>
        (isEvery || matchSelector(labels, maker.name, maker.resource) !== 'no') &&
        maySatisfy(expressions, maker.resource.template.labels) &&
        isNearby(policy, maker),
    );
}
