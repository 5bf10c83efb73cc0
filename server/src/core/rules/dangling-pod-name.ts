import { lookUp } from '../dns/lookup.ts';
import { changeResource } from '../edits/change-resource.ts';
import { fqdnOf } from '../dns/names.ts';
import { hasOrdinal, replicasOf, type StatefulSet } from '../kubernetes/workloads.ts';
import { writtenName } from '../objects/describe.ts';
import { groupBy } from '../util/collections.ts';
import type { Contents } from '../scopes/contents.ts';
import { existenceOf, isMissing } from '../existence/existence.ts';
import { isLiteral, judgedKinds, linkedMentionsOf } from '../hosts/judged-mentions.ts';
import { placeOfMention, type ServiceMention } from '../hosts/mentions.ts';
import { governs, podNameOf, setsOfPod } from '../hosts/pod-names.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { treeOf } from '../objects/written.ts';
import { nodeAt } from '../yaml/path.ts';
import { defineRule } from './rule.ts';
import { namespaceFits } from '../scopes/group.ts';

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
  const scalers =
    snapshot
      .contentsOf(set.scope)
      .derive(scalersByTarget)
      .get(set.name ?? '') ?? [];
  return scalers.some(({ placed, most }) => namespaceFits(set, placed) && pods <= (most ?? pods));
}

interface Scaler {
  readonly target: string;
  /** How many Pods it makes at most; absent where that is not written. */
  readonly most: number | undefined;
  readonly placed: Placed;
}

/** What scales StatefulSets, by their names: autoscalers, and those of KEDA. Source: keda.sh, ScaledObject. */
function scalersByTarget(contents: Contents): ReadonlyMap<string, readonly Scaler[]> {
  const own = contents.ofKind('HorizontalPodAutoscaler').flatMap((placed): readonly Scaler[] => {
    const { targetKind, targetName, maxReplicas } = placed.resource;
    if (targetKind?.value !== 'StatefulSet' || targetName === undefined) return [];
    return [{ target: targetName.value, most: maxReplicas?.value, placed }];
  });
  const custom = contents.ofKind('Unknown').flatMap((placed): readonly Scaler[] => {
    const { scaleTarget, writtenKind } = placed.resource;
    if (writtenKind !== 'ScaledObject' || scaleTarget === undefined) return [];
    return [{ target: scaleTarget.value, most: undefined, placed }];
  });
  return groupBy([...own, ...custom], ({ target }) => target);
}

/** A slice or Endpoints can give the name to an address. */
function isServedOtherwise(snapshot: Snapshot, { services, name }: ServiceMention): boolean {
  const label = name.below?.kind === 'endpoint' ? name.below.label : '';
  return services.some((service) => {
    const full = `${fqdnOf(snapshot, service.name ?? '', service.namespace, { endpoint: label })}.`;
    return lookUp(snapshot, full, 'A').verdict !== 'absent';
  });
}
