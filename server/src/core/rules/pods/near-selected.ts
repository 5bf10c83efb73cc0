import { kindOf } from '../../kubernetes/resource.ts';
import { displayNameOf, pairsText, type Placed } from '../../objects/placed.ts';
import { isOfOwnPods, isOfPodsAround, nearlySelected, type NearlySelected } from '../../relations/near-selected.ts';
import { defineMessages } from '../../util/format.ts';
import type { Questions } from '../../workspace/questions.ts';
import { type At, keyAt } from '../../yaml/path.ts';
import { type Fix, type Problem, put, remove, suggest } from '../rule.ts';

/** The words about budgets and policies, for the messages of the rule. */
export const nearSelectedMessages = defineMessages('rules/pods/near-selected', {
  podsOtherValue: 'No Pods are selected: label {key} of {kind} "{workload}" is "{found}", not "{value}".',
  podsOtherKey: 'No Pods are selected: {kind} "{workload}" has label "{found}", not "{key}".',
  podsLack: 'No Pods are selected: those of {kind} "{workload}" lack {missing}.',
  podsInOther: 'No Pods are selected: {kind} "{workload}" is in namespace "{other}", not "{namespace}".',
  noteBudget: 'So the budget protects none.',
  notePolicy: 'So the policy applies to none.',
  noteMesh: 'So this {own} applies to none.',
  notePeer: 'So this entry matches no Pods.',
  fixKey: 'Change the key to "{found}"',
});

/** What is wrong with the selectors of a budget or policy that select nothing. */
export function* nearSelectedProblems(snapshot: Questions, from: Placed): Generator<Problem> {
  if (!isOfPodsAround(from)) return;
  for (const one of nearlySelected(snapshot, from)) yield problemOf(from, one);
}

function problemOf(from: Placed, { selector, near }: NearlySelected): Problem {
  const { workload } = near;
  const { path } = selector.labels.at;
  const labels = workload.resource.template.labels;
  const isOwn = isOfOwnPods(selector);
  const values = {
    kind: kindOf(workload.resource),
    workload: displayNameOf(workload),
    own: kindOf(from.resource),
    namespace: from.namespace,
    other: workload.namespace,
    labels: pairsText(labels),
  };
  const problem = (message: string, at: At, more: Problem['values'] = {}, fixes: readonly Fix[] = []): Problem => ({
    at,
    message,
    note: isOwn ? noteOf(from) : 'notePeer',
    values: { ...values, ...more },
    related: [
      near.differs === 'namespace'
        ? { resource: workload, at: { path: ['metadata', 'namespace'] }, message: 'relatedNamespace', values }
        : { resource: workload, at: labels.at, message: 'relatedLabels', values },
    ],
    fixes,
  });
  switch (near.differs) {
    case 'pair': {
      const { key, value, labelKey, labelValue } = near.pair;
      const place = [...path, key];
      if (key === labelKey) {
        const found = { key, value, found: labelValue, label: `${key}: ${labelValue}` };
        const fix = suggest({ title: 'fixPair', values: found }, from, put(place, labelValue));
        return problem('podsOtherValue', { path: place }, found, [fix]);
      }
      const found = { key, value, found: labelKey };
      const fix = suggest({ title: 'fixKey', values: found }, from, remove(place), put([...path, labelKey], value));
      return problem('podsOtherKey', keyAt(place), found, [fix]);
    }
    case 'extra': {
      const [key] = near.missing;
      const fix = suggest({ title: 'fixExtra', values: { key } }, from, remove([...path, key]));
      return problem('podsLack', keyAt([...path, key]), { missing: pairsText([near.missing]) }, [fix]);
    }
    case 'template': {
      const [[key] = ['']] = near.missing;
      return problem('podsLack', keyAt([...path, key]), { missing: pairsText(near.missing) });
    }
    case 'namespace':
      return problem('podsInOther', selector.labels.at);
  }
}

/** What comes of it that an object selects no Pods. */
function noteOf({ resource }: Placed): 'notePolicy' | 'noteBudget' | 'noteMesh' {
  if (resource.kind === 'NetworkPolicy') return 'notePolicy';
  return kindOf(resource) === 'PodDisruptionBudget' ? 'noteBudget' : 'noteMesh';
}
