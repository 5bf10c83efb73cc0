import type { At } from '../yaml/path.ts';
import {
  fieldOf,
  isPresent,
  itemsOf,
  readBoolean,
  readString,
  readStringMap,
  readStrings,
  type Field,
  type StringMap,
  type View,
} from './field.ts';

/** A selector by labels, as an object has it. Source: Kubernetes API meta/v1, LabelSelector. */
export interface WrittenSelector {
  readonly labels: StringMap;
  readonly expressions: readonly LabelExpression[];
  readonly namespaces: SelectedNamespaces;
}

/** A requirement on one label. Source: Kubernetes API meta/v1, LabelSelectorRequirement. */
export interface LabelExpression {
  readonly at: At;
  readonly key: string;
  readonly operator: string;
  readonly values: readonly Field<string>[];
}

/** Where a selector selects: in the namespace of its object, in some that it names, in every one, or in those that have labels. */
type SelectedNamespaces = 'own' | 'every' | 'labelled' | readonly string[];

/** The label that every namespace has, which is its name. Source: Kubernetes documentation, Well-Known Labels. */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** What a selector asks for. */
export function readRequirements(selector: View): Pick<WrittenSelector, 'labels' | 'expressions'> {
  const labels = readStringMap(fieldOf(selector, 'matchLabels'));
  const expressions = itemsOf(fieldOf(selector, 'matchExpressions')).map((expression) => ({
    at: expression.place.at,
    key: readString(fieldOf(expression, 'key'))?.value ?? '',
    operator: readString(fieldOf(expression, 'operator'))?.value ?? '',
    values: readStrings(fieldOf(expression, 'values')),
  }));
  return { labels, expressions };
}

/** Everything in an object that has the form of a selector, but those of namespaces and volumes. */
export function selectorsBelow(view: View): readonly WrittenSelector[] {
  switch (view.node?.kind) {
    case 'sequence':
      return itemsOf(view).flatMap(selectorsBelow);
    case 'map': {
      const below = view.node.entries
        .filter(({ key }) => !otherSelectors.has(key))
        .flatMap(({ key }) => selectorsBelow(fieldOf(view, key)));
      const isSelector = ['matchLabels', 'matchExpressions'].some((key) => isPresent(fieldOf(view, key)));
      const namespaces = view.parent === undefined ? 'own' : readNamespaces(view.parent);
      return isSelector ? [{ ...readRequirements(view), namespaces }, ...below] : below;
    }
    case 'scalar':
    case undefined:
      return [];
  }
}

const otherSelectors: ReadonlySet<string> = new Set([
  'namespaceSelector',
  'volumeClaimTemplates',
  'metadata',
  'status',
]);

/**
 * The namespaces that are told beside a selector. Sources: Kubernetes API networking.k8s.io/v1, NetworkPolicyPeer; core/v1,
 * PodAffinityTerm; monitoring.coreos.com/v1, NamespaceSelector.
 */
export function readNamespaces(holder: View): SelectedNamespaces {
  const named = readStrings(fieldOf(holder, 'namespaces')).map(({ value }) => value);
  const selector = fieldOf(holder, 'namespaceSelector');
  if (!isPresent(selector)) return named.length > 0 ? named : 'own';
  if (readBoolean(fieldOf(selector, 'any'))?.value === true) return 'every';
  const names = readStrings(fieldOf(selector, 'matchNames')).map(({ value }) => value);
  if (names.length > 0) return names;
  const { labels, expressions } = readRequirements(selector);
  if (labels.pairs.size + expressions.length === 0) return labels.known ? 'every' : 'labelled';
  const name = labels.pairs.get(namespaceNameLabel)?.value;
  if (name !== undefined && labels.pairs.size === 1 && expressions.length === 0) return [name, ...named];
  const [only] = expressions;
  const isList = only?.key === namespaceNameLabel && only.operator === 'In';
  if (!isList || expressions.length + labels.pairs.size > 1) return 'labelled';
  return [...only.values.map(({ value }) => value), ...named];
}

/** The values of a label that a selector names, be they wanted or not. */
export function valuesNamed({ labels, expressions }: WrittenSelector, key: string): readonly Field<string>[] {
  const pair = labels.pairs.get(key);
  const values = expressions.filter((one) => one.key === key).flatMap((one) => one.values);
  return pair === undefined ? values : [pair, ...values];
}
