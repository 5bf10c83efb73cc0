import { messagesAt } from '../dns/diagnosis/reasons.ts';
import { labelPairRemedy, selectorRemedy } from '../edits/select-pods.ts';
import type { Service } from '../kubernetes/service.ts';
import type { StatefulSet } from '../kubernetes/workloads.ts';
import { displayNameOf, isStatefulSet, type Placed } from '../objects/placed.ts';
import { referrers } from '../relations/linked.ts';
import { differingPair } from '../relations/near-workloads.ts';
import { isNearby } from '../scopes/near.ts';
import type { Questions } from '../workspace/questions.ts';
import { defineRule, type Fix } from './rule.ts';
import { unselectedIds, unselectedMessages, unselectedPods, unselectedProblem } from './pods/unselected.ts';
import { hasTexts, textsIn } from '../kubernetes/field.ts';

export const danglingGoverningSelector = defineRule({
  code: 'dangling-governing-selector',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: ['Service'],
  summary: 'A governing Service selects none of the Pods of its StatefulSet.',
  source:
    'Kubernetes API, StatefulSetSpec.serviceName; k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname',
  messages: {
    ...messagesAt('serviceName', unselectedIds),
    ...unselectedMessages,
    fixPair: 'Change the selector to "{label}"',
    fixSelector: 'Select the Pods of StatefulSet "{set}"',
  },
  *check(service, { snapshot }) {
    // A set that is far away has no Service of its own where it is, and is rather on its own.
    const governed = referrers(snapshot, service, 'governedBy').filter(isStatefulSet);
    const sets = governed.filter((set) => isNearby(set, service));
    // A set without labels is half written, and rejected itself.
    const readable = sets.filter(({ resource }) => resource.template.labels.pairs.size > 0);
    const [unselected] = unselectedPods(snapshot, service, readable);
    if (unselected === undefined) return;
    yield {
      ...unselectedProblem(service, unselected),
      fixes: fixesFor(snapshot, service, unselected.workload, sets.length),
    };
  },
});

/** Where one label was misspelt it is put right; else the selector becomes what the set selects its own Pods by. */
function fixesFor(
  snapshot: Questions,
  service: Placed<Service>,
  set: Placed<StatefulSet>,
  sets: number,
): readonly Fix[] {
  const pair = differingPair(service.resource.selector, set.resource);
  if (pair !== undefined) return [labelPairRemedy(service, pair)];
  const wanted = textsIn(set.resource.matchLabels);
  const isTheirs = wanted.length > 0 && hasTexts(set.resource.template.labels, wanted);
  if (!isTheirs || sets > 1) return [];
  const words = { title: 'fixSelector', values: { set: displayNameOf(set) } } as const;
  return [selectorRemedy(snapshot, words, service, new Map(wanted))];
}
