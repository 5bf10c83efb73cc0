import { kindOf } from '../kubernetes/resource.ts';
import { hasSelector, type Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { displayNameOf, type Placed } from '../objects/placed.ts';
import { referrers, selectedBy } from '../relations/linked.ts';
import { differingPair, type DifferingPair } from '../relations/near-workloads.ts';
import type { Questions } from '../workspace/questions.ts';
import { changeResource, suggest, type Remedy, put, remove, renameKey, type YamlChange } from './changes.ts';
import { handMadeNote } from './endpoint-objects.ts';
import { defineMessages } from '../util/format.ts';
import { hasTexts, textsIn } from '../kubernetes/field.ts';

/** The words of making a Service select Pods. */
export const selectPodsMessages = defineMessages('edits/select-pods', {
  fixPair: 'Change the selector to "{label}"',
  fixSelector: 'Select the Pods of {kind} "{workload}"',
});

/**
 * The offer to make a Service select the Pods of workloads that it does not: a misspelt label is put right, and a Service
 * that selects nobody takes the labels they share. `undefined` where it selects others, and where labels would not tell
 * these Pods from others.
 */
export function selectPodsRemedy(
  snapshot: Questions,
  service: Placed<Service>,
  workloads: readonly Placed<Workload>[],
): Remedy | undefined {
  const [workload] = workloads;
  if (workload === undefined) return undefined;
  const pair = differingPair(service.resource.selector, workload.resource);
  if (pair !== undefined) return labelPairRemedy(service, pair);
  const shared = labelsOfOnly(snapshot, workloads);
  if (shared === undefined || selectedBy(snapshot, service).length > 0) return undefined;
  return selectorRemedy(
    snapshot,
    { title: 'fixSelector', values: { kind: kindOf(workload.resource), workload: displayNameOf(workload) } },
    service,
    shared,
  );
}

/** The offer to give a Service another selector. Where it had none, the note says what becomes of its endpoints. */
export function selectorRemedy(
  snapshot: Questions,
  words: Pick<Remedy, 'title' | 'values'>,
  service: Placed<Service>,
  pairs: ReadonlyMap<string, string>,
): Remedy {
  const changes = selectorChanges(service.resource, pairs);
  const note = (): string | undefined =>
    hasSelector(service.resource) ? undefined : handMadeNote(referrers(snapshot, service, 'backs'));
  return { ...words, edit: () => changeResource(service, changes, note()) };
}

/** The changes that make a selector consist of some pairs. */
export function selectorChanges({ selector }: Service, pairs: ReadonlyMap<string, string>): readonly YamlChange[] {
  return [
    ...[...selector.pairs.keys()]
      .filter((key) => !pairs.has(key))
      .map((key): YamlChange => remove([...selector.at.path, key])),
    ...[...pairs]
      .filter(([key, value]) => selector.pairs.get(key)?.value !== value)
      .map(([key, value]): YamlChange => put([...selector.at.path, key], value)),
  ];
}

/** The offer to put right the one pair of a selector that keeps it from the Pods of a workload. */
export function labelPairRemedy(service: Placed, { key, labelKey, labelValue }: DifferingPair): Remedy {
  const path = ['spec', 'selector', key];
  const change = key === labelKey ? put(path, labelValue) : renameKey(path, labelKey);
  return suggest({ title: 'fixPair', values: { label: `${labelKey}: ${labelValue}` } }, service, change);
}

/** The labels that the Pods of workloads have in common; `undefined` where there are none, or other Pods have them as well. */
export function labelsOfOnly(
  snapshot: Questions,
  workloads: readonly Placed<Workload>[],
): ReadonlyMap<string, string> | undefined {
  const shared = sharedLabels(workloads);
  return shared.length === 0 || isCommon(snapshot, shared, workloads) ? undefined : new Map(shared);
}

function sharedLabels([first, ...others]: readonly Placed<Workload>[]): readonly (readonly [string, string])[] {
  const labels = first === undefined ? [] : textsIn(first.resource.template.labels);
  return labels.filter(([key, value]) =>
    others.every((other) => hasTexts(other.resource.template.labels, [[key, value]])),
  );
}

/** Whether other Pods have the labels as well. */
function isCommon(
  snapshot: Questions,
  labels: readonly (readonly [string, string])[],
  workloads: readonly Placed<Workload>[],
): boolean {
  const [first] = workloads;
  if (first === undefined) return false;
  const pairs = new Map(labels.map(([key, value]) => [key, { value }]));
  return snapshot
    .contentsOf(first.scope)
    .mayBeSelected({ pairs })
    .all.some((other) => !workloads.includes(other) && hasTexts(other.resource.template.labels, labels));
}
