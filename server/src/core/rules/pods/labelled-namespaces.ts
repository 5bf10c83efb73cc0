import { keyAt, type Path } from '../../yaml/path.ts';
import { existingNamespaces, namespaceExistence } from '../../existence/existence.ts';
import { fieldAt, fieldOf, itemsOf, textsIn } from '../../kubernetes/field.ts';
import { namespaceNameLabel, readRequirements } from '../../kubernetes/written-selectors.ts';
import { isCertain, isOfKind, type Placed } from '../../objects/placed.ts';
import { viewOf } from '../../objects/places.ts';
import { labelPairsOf, pairOf } from '../../scopes/contents.ts';
import { isOfOtherExample, nearbyIn } from '../../scopes/near.ts';
import { defineIndex } from '../../scopes/object-index.ts';
import { builtInNamespaces } from '../../settings/settings.ts';
import { defineMessages } from '../../util/format.ts';
import { SimilarNames } from '../../util/name-search.ts';
import { differInEndNumber, isMisspelling } from '../../util/similar-names.ts';
import { onlyOne } from '../../util/collections.ts';
import type { Questions } from '../../workspace/questions.ts';
import { type Problem, put, relatedByName, remove, suggest } from '../rule.ts';

/** The words about labels of namespaces, for the messages of the rule. */
export const labelledNamespaceMessages = defineMessages('rules/pods/labelled-namespaces', {
  namespaceUnlabelled:
    'No namespace is selected: Namespace "{namespace}" has no label "{key}". Its name is in label "{label}", which every namespace has.',
  systemUnlabelled:
    'Namespace "{namespace}" has no label "{key}" unless somebody adds it. Its name is in label "{label}", which every namespace has.',
  namespaceAlike: 'No namespace is selected: there is no namespace "{name}"; there is a namespace "{namespace}".',
  fixNamespaceName: 'Change the name to "{namespace}"',
  relatedUnlabelled: 'Namespace "{namespace}".',
  fixNameLabel: 'Change the key to "{label}"',
});

/**
 * Where a policy selects a namespace by its name under a label that it does not have, `name: web`, or by a name that is misspelled. Source: Kubernetes documentation, Network
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
    if (pair === undefined || !labels.known || expressions.length > 0) continue;
    const { path } = labels.at;
    const problem =
      pair[0] === namespaceNameLabel
        ? misspelt(snapshot, policy, path, pair[1])
        : unlabelled(snapshot, policy, path, pair);
    if (problem !== undefined) yield problem;
  }
}

/** A name that no namespace has; a hint where the one called alike is not declared nearby. */
function misspelt(snapshot: Questions, policy: Placed, path: Path, written: string): Problem | undefined {
  if (namespaceExistence(snapshot, written) !== 'absent') return undefined;
  const near = snapshot.derive(namespaceNames).near(written);
  const namespace = near.find((one) => isMisspelling(written, one) && !differInEndNumber(written, one));
  if (namespace === undefined) return undefined;
  const declared = nearbyIn(snapshot.contentsOf(policy.scope).called('Namespace', namespace), policy)[0];
  const values = { name: written, namespace };
  const at = [...path, namespaceNameLabel];
  return {
    at: { path: at },
    message: 'namespaceAlike',
    values,
    severity: declared === undefined ? 'hint' : 'warning',
    related: declared === undefined ? [] : [relatedByName(declared, values, 'relatedUnlabelled')],
    fixes: [suggest({ title: 'fixNamespaceName', values }, policy, put(at, namespace))],
  };
}

function namespaceNames(snapshot: Questions): SimilarNames {
  return new SimilarNames(existingNamespaces(snapshot));
}

/** The name of a namespace under a label that it does not have; one of the system has only what somebody gives it. */
function unlabelled(
  snapshot: Questions,
  policy: Placed,
  path: Path,
  [key, value]: readonly [string, string],
): Problem | undefined {
  if (!nameLabels.has(key)) return undefined;
  const { everything } = snapshot;
  if (everything.index(namespacesByPair).get(pairOf(key, value)).all.length > 0) return undefined;
  const declared = everything.called('Namespace', value).all;
  const named = onlyOne(declared);
  const isOfSystem = declared.length === 0 && builtInNamespaces.includes(value);
  if (!isOfSystem && (named === undefined || !isCertain(named) || isOfOtherExample(policy, named))) return undefined;
  const values = { namespace: value, key, label: namespaceNameLabel };
  const changes = [remove([...path, key]), put([...path, namespaceNameLabel], value)];
  const at = keyAt([...path, key]);
  const fixes = [suggest({ title: 'fixNameLabel', values }, policy, ...changes)];
  if (named === undefined) return { at, message: 'systemUnlabelled', severity: 'hint', values, fixes };
  const related = [relatedByName(named, values, 'relatedUnlabelled')];
  return { at, message: 'namespaceUnlabelled', note: 'notePeer', values, related, fixes };
}

/** Labels that people take for the one with the name of a namespace. */
const nameLabels: ReadonlySet<string> = new Set(['name', 'namespace', 'ns', 'app', 'kubernetes.io/name']);

/** Namespaces by the pairs of their labels. */
const namespacesByPair = defineIndex(['Namespace'], ({ resource }) => labelPairsOf(resource.metadata.labels));
