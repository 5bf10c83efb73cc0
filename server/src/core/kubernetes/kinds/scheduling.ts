import {
  countOf,
  fieldOf,
  formed,
  inCore,
  isPresent,
  isText,
  itemsOf,
  labelSelector,
  list,
  long,
  neededBetween,
  object,
  type ObjectTable,
  oneOf,
  onlySince,
  onlyUntil,
  optional,
  pairsOf,
  positive,
  qualifiedName,
  type Rejection,
  required,
  row,
  type Row,
  text,
  textAt,
  textOf,
  textsOf,
  type View,
  viewAt,
  whole,
  withRowsSince,
  writtenSubdomainName,
} from '../table/vocabulary.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { isLabelValue, isQualifiedName } from '../formats.ts';

/** A key, which may be empty. */
const filledKey: Row = formed('invalid-value', 'qualifiedName', isQualifiedName);

/** A key of a label, which has to be there. */
const labelKey: readonly Row[] = [required, filledKey];

/** How many values an operator compares with: some, one, or none. */
const counts: Readonly<Record<string, 'some' | 'one' | 'none'>> = {
  In: 'some',
  NotIn: 'some',
  Exists: 'none',
  DoesNotExist: 'none',
  Gt: 'one',
  Lt: 'one',
};

/** The values of an expression about nodes: of those that are preferred, any text. */
const valuesOf = (...rows: readonly Row[]) =>
  list(
    text(...rows),
    row('missing-field', 'nodeValues', (field) => {
      const count = countOf(field) ?? 1;
      const wanted = counts[operatorOf(field.parent)];
      return (wanted === 'some' && count === 0) || (wanted === 'one' && count !== 1);
    }),
    row('forbidden-field', 'expressionValues', (field) => {
      const operator = operatorOf(field.parent);
      const isRejected = counts[operator] === 'none' && (countOf(field) ?? 0) > 0;
      return isRejected && { values: { operator } };
    }),
  );

const expressions = (...rows: readonly Row[]) =>
  list(
    object(
      { key: text(labelKey), operator: text(required, oneOf(Object.keys(counts))), values: valuesOf(...rows) },
      inCore('ValidateNodeSelectorRequirement'),
    ),
  );

/** By a field of a node there is its name alone. */
const nodeFields = list(
  object(
    {
      key: text(required, oneOf(['metadata.name'])),
      operator: text(required, oneOf(['In', 'NotIn'])),
      values: list(
        text(writtenSubdomainName),
        row('missing-field', 'nodeName', (field) => (countOf(field) ?? 1) !== 1),
      ),
    },
    inCore('ValidateNodeFieldSelectorRequirement'),
  ),
);

const preferredTerm = { matchExpressions: expressions(), matchFields: nodeFields };
const nodeValue: Row = onlySince(34, formed('invalid-label', 'nodeValue', isLabelValue));
const requiredTerm = { matchExpressions: expressions(nodeValue), matchFields: nodeFields };

const weight = whole(neededBetween(1, 100));

/** Keys extend the selector beside them. */
const extendsSelector: Row = row('forbidden-field', 'withoutSelector', (field) => {
  const selector = field.parent && fieldOf(field.parent, 'labelSelector');
  return selector !== undefined && (countOf(field) ?? 0) > 0 && !isPresent(selector) && { fixes: [] };
});

/** Keys that the selector beside them names as well. */
function keysNamedTwice(field: View, counts: (key: string) => boolean = () => true): readonly Rejection[] {
  const selector = field.parent && fieldOf(field.parent, 'labelSelector');
  if (selector === undefined) return [];
  const keys = [
    ...pairsOf(fieldOf(selector, 'matchLabels')).map(({ key }) => key),
    ...itemsOf(fieldOf(selector, 'matchExpressions')).map((one) => textAt(one, 'key')),
  ];
  return textsOf(field)
    .filter((one) => keys.includes(one.text) && counts(one.text))
    .map((one) => ({ at: { path: one.view.path }, values: { value: one.text }, fixes: [] }));
}

const labelKeys = (...rows: readonly Row[]) => list(text(qualifiedName), extendsSelector, ...rows);

const keyTwice: Row = row('forbidden-field', 'keyTwice', (field) => keysNamedTwice(field));

/**
 * The keys of labels that a Pod has are put into its selector before that is looked at; those of a template are not. Source: kubernetes
 * pkg/registry/core/pod/strategy.go.
 */
const keyTwiceInPod: Row = row('forbidden-field', 'keyTwice', (field, { object: root }) => {
  if (textAt(root, 'kind') !== 'Pod') return [];
  const labels = new Set(pairsOf(viewAt(root, 'metadata.labels')).map(({ key }) => key));
  return keysNamedTwice(field, (key) => labels.has(key));
});

const podTerm = object(
  {
    labelSelector: optional(labelSelector()),
    topologyKey: text(labelKey),
    namespaces: list(text(formed('invalid-name', 'label', isDns1123Label, 'written'))),
    namespaceSelector: optional(labelSelector()),
    matchLabelKeys: onlySince(29, withRowsSince(labelKeys(keyTwiceInPod), 31)),
    mismatchLabelKeys: onlySince(29, withRowsSince(labelKeys(), 31)),
  },
  inCore('validatePodAffinityTerm'),
);

const podTerms = optional(
  object({
    requiredDuringSchedulingIgnoredDuringExecution: list(podTerm),
    preferredDuringSchedulingIgnoredDuringExecution: list(
      object({ weight, podAffinityTerm: podTerm }, inCore('validateWeightedPodAffinityTerms')),
    ),
  }),
);

/** On which nodes Pods run. Source: Kubernetes API core/v1, Affinity. */
export const affinity: ObjectTable = optional(
  object({
    nodeAffinity: optional(
      object({
        requiredDuringSchedulingIgnoredDuringExecution: optional(
          object(
            {
              nodeSelectorTerms: list(
                object(requiredTerm),
                row('missing-field', 'nodeTerms', (field) => countOf(field) === 0),
              ),
            },
            inCore('ValidateNodeSelector'),
          ),
        ),
        preferredDuringSchedulingIgnoredDuringExecution: list(
          object({ weight, preference: object(preferredTerm) }, inCore('ValidatePreferredSchedulingTerms')),
        ),
      }),
    ),
    podAffinity: podTerms,
    podAntiAffinity: podTerms,
  }),
);

/** Which taints of nodes Pods can do with. Source: Kubernetes API core/v1, Toleration. */
export const tolerations = list(
  object(
    {
      key: text(filledKey),
      operator: text(
        // Lt and Gt need a gate that is off.
        oneOf(['Equal', 'Exists']),
        row(
          'invalid-value',
          'keyless',
          (field) =>
            field.parent !== undefined &&
            textAt(field.parent, 'key') === '' &&
            textOf(field) !== undefined &&
            textOf(field) !== 'Exists',
          { absent: true },
        ),
      ),
      value: text(
        row('forbidden-field', 'tolerationValue', (field) => {
          return Boolean(textOf(field)) && operatorOf(field.parent) === 'Exists';
        }),
        row(
          'invalid-label',
          'nodeValue',
          (field) => ['', 'Equal'].includes(operatorOf(field.parent)) && isText(field, isLabelValue),
        ),
      ),
      effect: text(
        oneOf(['NoSchedule', 'PreferNoSchedule', 'NoExecute']),
        row(
          'invalid-value',
          'effectOfSeconds',
          (field) => {
            const effect = textOf(field);
            const seconds = field.parent && fieldOf(field.parent, 'tolerationSeconds');
            return effect !== undefined && effect !== 'NoExecute' && seconds !== undefined && isPresent(seconds);
          },
          { absent: true },
        ),
      ),
      tolerationSeconds: long(),
    },
    inCore('ValidateTolerations'),
  ),
);

const isHonored = text(oneOf(['Honor', 'Ignore'], 'written'));

const spread = object(
  {
    maxSkew: whole(neededBetween(1, 2 ** 31 - 1)),
    topologyKey: text(required),
    whenUnsatisfiable: text(required, oneOf(['DoNotSchedule', 'ScheduleAnyway'])),
    labelSelector: optional(labelSelector()),
    minDomains: whole(
      positive,
      row('forbidden-field', 'minDomains', (field) => {
        const action = isPresent(field) ? field.parent && textAt(field.parent, 'whenUnsatisfiable') : undefined;
        return action !== undefined && action !== 'DoNotSchedule';
      }),
    ),
    nodeAffinityPolicy: isHonored,
    nodeTaintsPolicy: isHonored,
    matchLabelKeys: labelKeys(onlyUntil(33, keyTwice), onlySince(34, keyTwiceInPod)),
  },
  inCore('validateTopologySpreadConstraints'),
);

/** How Pods are spread. Two of the same kind are one too many. Source: Kubernetes API core/v1, TopologySpreadConstraint. */
export const topologySpreadConstraints = list(
  spread,
  row(
    'invalid-value',
    'spreadTwice',
    (field) => {
      const seen = new Set<string>();
      return itemsOf(field).flatMap((item) => {
        const parts = ['topologyKey', 'whenUnsatisfiable'].map((key) => textAt(item, key));
        const key = parts.join(' ');
        const isTwice = !parts.includes(undefined) && seen.has(key);
        seen.add(key);
        return isTwice ? [{ at: { path: item.path }, values: { value: parts[0] ?? '', other: parts[1] ?? '' } }] : [];
      });
    },
    inCore('ValidateSpreadConstraintNotRepeat'),
  ),
);

function operatorOf(one: Parameters<typeof textAt>[0] | undefined): string {
  return (one && textAt(one, 'operator')) ?? '?';
}
