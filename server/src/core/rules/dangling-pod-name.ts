import { lookUp } from '../dns/lookup.ts';
import { changeResource } from '../edits/change-resource.ts';
import { fqdnOf } from '../dns/names.ts';
import { hasOrdinal, replicasOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { writtenName } from '../objects/describe.ts';
import type { HorizontalPodAutoscaler } from '../kubernetes/kinds/autoscaler.ts';
import type { Unknown } from '../kubernetes/unknown.ts';
import { defineIndex } from '../scopes/look-up.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { isLiteral, judgedKinds, linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { governs, podNameOf, setsOfPod } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { treeOf } from '../objects/places.ts';
import { nodeAt } from '../yaml/path.ts';
import { defineRule } from './rule.ts';

export const danglingPodName = defineRule({
  code: 'dangling-pod-name',
  severity: 'warning',
  needs: 'workspace',
  appliesTo: judgedKinds,
  since: '0.1.0',
  summary: 'A string names a Pod that its StatefulSet does not ask for.',
  source: 'kubernetes pkg/controller/statefulset/stateful_set_utils.go, podInOrdinalRange',
  messages: {
    one: 'There is no Pod "{pod}": StatefulSet "{set}" asks for "{first}" alone. The name "{host}" does not resolve.',
    range:
      'There is no Pod "{pod}": StatefulSet "{set}" asks for "{first}" to "{last}". The name "{host}" does not resolve.',
    none: 'There is no Pod "{pod}": StatefulSet "{set}" asks for none. The name "{host}" does not resolve.',
    relatedSet: 'StatefulSet "{set}", replicas: {replicas}.',
    fixReplicas: 'Set replicas of StatefulSet "{set}" to {wanted}',
  },
  *check(placed, { snapshot }) {
    for (const mention of linkedMentionsOf(snapshot, placed)) {
      const pod = podNameOf(mention);
      if (pod === undefined || !isLiteral(mention.name)) continue;
      const all = setsOfPod(snapshot, mention, pod);
      const sets = all.filter((set) => mention.services.some((service) => governs(snapshot, set, service)));
      const [set] = sets;
      if (set === undefined || all.some((one) => mayHave(snapshot, one, pod.ordinal))) continue;
      if (isServedOtherwise(snapshot, mention)) continue;
      if (!isMissing(existenceOf(snapshot, { kind: 'another', of: ['StatefulSet', 'HorizontalPodAutoscaler'] }, set)))
        return;
      const start = set.resource.ordinalsStart?.value ?? 0;
      const replicas = replicasOf(set.resource);
      const setName = writtenName(set);
      const values = {
        pod: pod.label,
        set: setName,
        host: mention.mention.host,
        first: `${setName}-${start}`,
        last: `${setName}-${start + replicas - 1}`,
        replicas,
        wanted: pod.ordinal - start + 1,
      };
      yield {
        at: placeOfMention(mention),
        message: replicas === 0 ? 'none' : replicas === 1 ? 'one' : 'range',
        values,
        related: [
          { resource: set, at: set.resource.replicas?.at ?? { path: ['spec'] }, message: 'relatedSet', values },
        ],
        fixes:
          sets.length > 1 || pod.ordinal < start
            ? []
            : [
                {
                  title: 'fixReplicas',
                  values,
                  safety: 'suggested',
                  edit: () => changeResource(set, [{ kind: 'put', path: ['spec', 'replicas'], value: values.wanted }]),
                },
              ],
      };
    }
  },
});

/** Whether a set has a Pod of an ordinal, or may have: the number may be left to a template or an autoscaler. */
function mayHave(snapshot: Snapshot, set: Placed<StatefulSet>, ordinal: number): boolean {
  if (hasOrdinal(set.resource, ordinal) || !set.document.facts.certain) return true;
  const { replicas, ordinalsStart } = set.resource;
  const isOpen = (path: readonly string[], known: unknown): boolean =>
    known === undefined && nodeAt(treeOf(set), ['spec', ...path]) !== undefined;
  if (isOpen(['replicas'], replicas) || isOpen(['ordinals', 'start'], ordinalsStart)) return true;
  return scalesTo(snapshot, set, ordinal - (ordinalsStart?.value ?? 0) + 1);
}

/** Whether something scales a set to a number of Pods, or to one that is not written. Source: Kubernetes API autoscaling/v2. */
function scalesTo(snapshot: Snapshot, set: Placed<StatefulSet>, pods: number): boolean {
  const scalers = snapshot
    .contentsOf(set.scope)
    .index(scalersByTarget)
    .get(set.name ?? '')
    .fitting(set);
  return scalers.some(({ resource }) => pods <= (mostOf(resource) ?? pods));
}

/** What scales StatefulSets, by their names: autoscalers, and those of KEDA. Source: keda.sh, ScaledObject. */
const scalersByTarget = defineIndex<HorizontalPodAutoscaler | Unknown>({
  kinds: ['HorizontalPodAutoscaler', 'Unknown'],
  keysOf({ resource }) {
    if (resource.kind === 'Unknown')
      return resource.writtenKind === 'ScaledObject' && resource.scaleTarget !== undefined
        ? [resource.scaleTarget.value]
        : [];
    return resource.targetKind?.value === 'StatefulSet' && resource.targetName !== undefined
      ? [resource.targetName.value]
      : [];
  },
});

/** How many Pods a scaler makes at most; `undefined` where that is not written. */
function mostOf(scaler: HorizontalPodAutoscaler | Unknown): number | undefined {
  return scaler.kind === 'Unknown' ? undefined : scaler.maxReplicas?.value;
}

/** A slice or Endpoints can give the name to an address. */
function isServedOtherwise(snapshot: Snapshot, { services, name }: ServiceMention): boolean {
  const label = name.below?.kind === 'endpoint' ? name.below.label : '';
  return services.some((service) => {
    const full = `${fqdnOf(snapshot, service.name ?? '', service.namespace, { endpoint: label })}.`;
    return lookUp(snapshot, full, 'A').verdict !== 'absent';
  });
}
