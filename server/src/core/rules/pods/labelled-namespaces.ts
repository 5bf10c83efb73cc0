import { keyAt } from '../../yaml/path.ts';
import { fieldAt, fieldOf, itemsOf, textsIn } from '../../kubernetes/field.ts';
import { namespaceNameLabel, readRequirements } from '../../kubernetes/written-selectors.ts';
import { displayNameOf, isCertain, isOfKind, type Placed } from '../../objects/placed.ts';
import { viewOf } from '../../objects/places.ts';
import { labelPairsOf, pairOf } from '../../scopes/contents.ts';
import { isOfOtherExample } from '../../scopes/near.ts';
import { defineIndex } from '../../scopes/object-index.ts';
import { defineMessages } from '../../util/format.ts';
import { onlyOne } from '../../util/collections.ts';
import type { Questions } from '../../workspace/questions.ts';
import { type Problem, put, relatedByName, remove, suggest } from '../rule.ts';

/** The words about labels of namespaces, for the messages of the rule. */
export const labelledNamespaceMessages = defineMessages('rules/pods/labelled-namespaces', {
  namespaceUnlabelled:
    'No namespace is selected: Namespace "{namespace}" has no label "{key}". Its name is in label "{label}", which every namespace has.',
  relatedUnlabelled: 'Namespace "{namespace}".',
  fixNameLabel: 'Change the key to "{label}"',
});

/**
 * Where a policy selects a namespace by its name under a label that it does not have, `name: web`. Source: Kubernetes documentation, Network
 * Policies, Targeting a Namespace by its name.
 */
export function* labelledNamespaceProblems(snapshot: Questions, policy: Placed): Generator<Problem> {
  if (!isOfKind(policy, 'NetworkPolicy')) return;
  const spec = fieldAt(viewOf(policy), 'spec');
  const peers = [
    ...itemsOf(fieldOf(spec, 'ingress')).flatMap((rule) => itemsOf(fieldOf(rule, 'from'))),
    ...itemsOf(fieldOf(spec, 'egress')).flatMap((rule) => itemsOf(fieldOf(rule, 'to'))),
  ];
  for (const peer of peers) {
    const { labels, expressions } = readRequirements(fieldOf(peer, 'namespaceSelector'));
    const pair = onlyOne(textsIn(labels));
    if (pair === undefined || !labels.known || expressions.length > 0 || !nameLabels.has(pair[0])) continue;
    const [key, value] = pair;
    const { everything } = snapshot;
    const named = onlyOne(everything.called('Namespace', value).all);
    if (named === undefined || !isCertain(named) || isOfOtherExample(policy, named)) continue;
    if (everything.index(namespacesByPair).get(pairOf(key, value)).all.length > 0) continue;
    const values = { namespace: displayNameOf(named), key, label: namespaceNameLabel };
    const { path } = labels.at;
    const changes = [remove([...path, key]), put([...path, namespaceNameLabel], value)];
    yield {
      at: keyAt([...path, key]),
      message: 'namespaceUnlabelled',
      note: 'notePeer',
      values,
      related: [relatedByName(named, values, 'relatedUnlabelled')],
      fixes: [suggest({ title: 'fixNameLabel', values }, policy, ...changes)],
    };
  }
}

/** Labels that people take for the one with the name of a namespace. */
const nameLabels: ReadonlySet<string> = new Set(['name', 'namespace', 'ns', 'app', 'kubernetes.io/name']);

/** Namespaces by the pairs of their labels. */
const namespacesByPair = defineIndex(['Namespace'], ({ resource }) => labelPairsOf(resource.metadata.labels));
