import { diagnoseMention } from '../dns/diagnosis/mention.ts';
import { unresolvedMessages } from '../dns/diagnosis/reasons.ts';
import { changeResource } from '../edits/change-resource.ts';
import { replicasOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { displayNameOf } from '../objects/describe.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { kindsWithJudgedHosts, linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { placeOfMention } from '../hosts/mentions.ts';
import { governs, podNameOf, setsOfPod } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import { defineRule } from './rule.ts';

const reasons = ['noReplicas', 'noSuchPodOfOne', 'noSuchPod'] as const;

export const danglingPodName = defineRule({
  code: 'dangling-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: kindsWithJudgedHosts,
  since: '0.1.0',
  summary: 'A string names a Pod that its StatefulSet does not ask for.',
  source: 'kubernetes pkg/controller/statefulset/stateful_set_utils.go, podInOrdinalRange',
  messages: {
    ...unresolvedMessages(reasons),
    relatedSet: 'StatefulSet "{set}", replicas: {replicas}.',
    fixReplicas: 'Set replicas of StatefulSet "{set}" to {wanted}',
  },
  *check(placed, { snapshot }) {
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const pod = podNameOf(mention);
      if (pod === undefined) continue;
      const reason = diagnoseMention(snapshot, mention)?.because.find(({ reasonId }) =>
        reasons.some((one) => one === reasonId),
      );
      if (reason?.place === undefined) continue;
      const set = reason.place.resource as Placed<StatefulSet>;
      const governing = setsOfPod(snapshot, mention, pod).filter((one) =>
        mention.services.some((service) => governs(snapshot, one, service)),
      );
      if (!governing.includes(set)) continue;
      if (!isMissing(existenceOf(snapshot, { kind: 'another', of: ['StatefulSet', 'HorizontalPodAutoscaler'] }, set)))
        return;
      const start = set.resource.ordinalsStart?.value ?? 0;
      const setValues = {
        set: displayNameOf(set),
        replicas: replicasOf(set.resource),
        wanted: pod.ordinal - start + 1,
      };
      yield {
        at: placeOfMention(mention),
        message: reason.reasonId,
        values: { ...reason.values, host: mention.mention.host },
        related: [
          {
            resource: set,
            at: set.resource.replicas?.at ?? { path: ['spec'] },
            message: 'relatedSet',
            values: setValues,
          },
        ],
        fixes:
          governing.length > 1 || pod.ordinal < start
            ? []
            : [
                {
                  title: 'fixReplicas',
                  values: setValues,
                  safety: 'suggested',
                  edit: () =>
                    changeResource(set, [{ kind: 'put', path: ['spec', 'replicas'], value: setValues.wanted }]),
                },
              ],
      };
    }
  },
});
