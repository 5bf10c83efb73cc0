import { fieldOf, isPresent, itemsOf, type View } from '../../kubernetes/field.ts';
import { isDns1123Label } from '../../kubernetes/formats.ts';
import { removal, type Constraint, type Judged, type Refusal } from './constraint.ts';
import { annotationRows, labelRows, metadataRows } from './metadata.ts';
import { podSpecRows } from './pod.ts';
import { isAbsent, isText, notNegativeRow, oneOf } from './values.ts';
import { countOf, isKnownMap, numberOf, pairsOf, textOf, textsOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/apps/validation/validation.go';
const source = `${validation}, ValidateStatefulSetSpec`;
const templateSource = `${validation}, ValidatePodTemplateSpecForStatefulSet`;

/** What the API server refuses about StatefulSets. */
export const statefulSetRows: readonly Constraint[] = [
  ...metadataRows('label', `${validation}, ValidateStatefulSetName`),
  {
    code: 'invalid-name',
    message: 'serviceName',
    at: 'spec.serviceName',
    since: 33,
    source,
    refuses: (serviceName) => isText(serviceName, isDns1123Label),
  },
  ...selectorRows(),
  ...labelRows('spec.template.metadata.labels', templateSource),
  ...annotationRows('spec.template.metadata.annotations'),
  oneOf({ at: 'spec.podManagementPolicy', source }, ['OrderedReady', 'Parallel']),
  oneOf({ at: 'spec.updateStrategy.type', source }, ['RollingUpdate', 'OnDelete']),
  {
    code: 'forbidden-field',
    message: 'rollingUpdate',
    at: 'spec.updateStrategy.rollingUpdate',
    source,
    refuses: (field, { object }) =>
      isPresent(field) &&
      textOf(viewAt(object, 'spec.updateStrategy.type')) === 'OnDelete' && { fixes: [removal(field.path)] },
  },
  {
    ...notNegativeRow({ at: 'spec.updateStrategy.rollingUpdate.partition', source }),
    refuses: (field, { object }) =>
      textOf(viewAt(object, 'spec.updateStrategy.type')) !== 'OnDelete' && (numberOf(field) ?? 0) < 0,
  },
  notNegativeRow({ at: 'spec.replicas', source }),
  notNegativeRow({ at: 'spec.minReadySeconds', source }),
  notNegativeRow({ at: 'spec.ordinals.start', source }),
  ...['whenDeleted', 'whenScaled'].map((when) =>
    oneOf(
      {
        at: `spec.persistentVolumeClaimRetentionPolicy.${when}`,
        source: `${validation}, ValidatePersistentVolumeClaimRetentionPolicy`,
      },
      ['Retain', 'Delete'],
    ),
  ),
  oneOf({ at: 'spec.template.spec.restartPolicy', source }, ['Always']),
  {
    code: 'forbidden-field',
    message: 'activeDeadline',
    at: 'spec.template.spec.activeDeadlineSeconds',
    source,
    refuses: (field) => !isAbsent(field) && numberOf(field) !== undefined && { fixes: [removal(field.path)] },
  },
  // The controller writes hostname and subdomain itself. The rest of the template was not looked at before 1.34.
  ...podSpecRows('spec.template.spec', 'template')
    .filter(({ at }) => at !== 'spec.template.spec.hostname' && at !== 'spec.template.spec.subdomain')
    .map((row): Constraint => ({ ...row, since: Math.max(34, row.since ?? 0) })),
  ...claimRows(),
];

function selectorRows(): readonly Constraint[] {
  return [
    {
      code: 'missing-field',
      message: 'selector',
      at: 'spec.selector',
      source,
      refuses: (selector) => !isPresent(selector),
    },
    {
      code: 'invalid-selector',
      message: 'empty',
      at: 'spec.selector',
      source,
      refuses: (selector) => isPresent(selector) && isEmptySelector(selector),
    },
    ...labelRows('spec.selector.matchLabels', 'apimachinery pkg/apis/meta/v1/validation, ValidateLabelSelector'),
    {
      code: 'invalid-selector',
      message: 'differs',
      at: 'spec.template.metadata.labels',
      source: templateSource,
      refuses: (labels, judged) => selectorMismatch(labels, judged),
    },
    ...expressionRows(),
  ];
}

/** The pairs that the selector asks for and the Pods do not have. What cannot be told may match. */
function selectorMismatch(labels: View, { object }: Judged): Refusal | false {
  const selector = viewAt(object, 'spec.selector');
  const wanted = viewAt(selector, 'matchLabels');
  if (!isPresent(selector) || !isKnownMap(labels) || !isKnownMap(wanted)) return false;
  const own = new Map(pairsOf(labels).map(({ key, text }) => [key, text]));
  const missing = pairsOf(wanted).filter(({ key, text }) => own.get(key) !== text);
  const expression = itemsOf(viewAt(selector, 'matchExpressions')).find((one) => isUnmet(one, own));
  const [first] = missing;
  if (first === undefined) {
    const key = expression === undefined ? '' : textOf(fieldOf(expression, 'key'));
    return expression !== undefined && { values: { selector: `${key} ${textOf(fieldOf(expression, 'operator'))}` } };
  }
  const changes = missing.map(({ key, text }) => ({ kind: 'put', path: [...labels.path, key], value: text }) as const);
  const pair = `${first.key}: ${first.text}`;
  return {
    ...(own.has(first.key) ? { at: { path: [...labels.path, first.key] } } : {}),
    values: { selector: pair },
    fixes: [{ title: 'fixLabels', safety: 'suggested', changes }],
  };
}

/** Whether one expression does not match labels; one that is itself refused does not count. Source: apimachinery pkg/labels, Requirement.Matches. */
function isUnmet(expression: View, labels: ReadonlyMap<string, string>): boolean {
  const key = textOf(fieldOf(expression, 'key'));
  const value = key === undefined ? undefined : labels.get(key);
  const values = textsOf(fieldOf(expression, 'values')).map(({ text }) => text);
  const operator = textOf(fieldOf(expression, 'operator'));
  if (!key) return false;
  if (operator === 'In') return values.length > 0 && (value === undefined || !values.includes(value));
  if (operator === 'NotIn') return value !== undefined && values.includes(value);
  return operator === 'Exists' ? value === undefined : operator === 'DoesNotExist' && value !== undefined;
}

function isEmptySelector(selector: View): boolean {
  return ['matchLabels', 'matchExpressions'].every((key) => countOf(fieldOf(selector, key)) === 0);
}

function expressionRows(): readonly Constraint[] {
  const at = 'spec.selector.matchExpressions[]';
  const expressionSource = 'apimachinery pkg/apis/meta/v1/validation, ValidateLabelSelectorRequirement';
  const takesValues = (expression: View): boolean | undefined => {
    const operator = textOf(fieldOf(expression, 'operator'));
    if (operator === 'In' || operator === 'NotIn') return true;
    return operator === 'Exists' || operator === 'DoesNotExist' ? false : undefined;
  };
  return [
    oneOf({ at: `${at}.operator`, source: expressionSource }, ['In', 'NotIn', 'Exists', 'DoesNotExist']),
    {
      code: 'missing-field',
      message: 'expressionValues',
      at,
      source: expressionSource,
      refuses: (expression) =>
        takesValues(expression) === true &&
        countOf(fieldOf(expression, 'values')) === 0 && { at: { path: [...expression.path, 'values'] } },
    },
    {
      code: 'forbidden-field',
      message: 'expressionValues',
      at,
      source: expressionSource,
      refuses: (expression) => {
        const path = [...expression.path, 'values'];
        const values = { field: 'values', operator: textOf(fieldOf(expression, 'operator')) ?? '' };
        const isRefused = takesValues(expression) === false && (countOf(fieldOf(expression, 'values')) ?? 0) > 0;
        return isRefused && { at: { path }, values, fixes: [removal(path)] };
      },
    },
  ];
}

/** Claims are checked like PersistentVolumeClaims since 1.34; before, their mistakes showed when a Pod was made. */
function claimRows(): readonly Constraint[] {
  const at = 'spec.volumeClaimTemplates[].spec';
  const claims = {
    since: 34,
    source: 'kubernetes pkg/apis/core/validation/validation.go, ValidatePersistentVolumeClaimSpec',
  };
  const modes = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];
  return [
    {
      ...claims,
      code: 'missing-field',
      message: 'accessModes',
      at: `${at}.accessModes`,
      refuses: (list) => countOf(list) === 0,
    },
    { ...oneOf({ at: `${at}.accessModes[]`, source: claims.source }, modes, 'refused'), since: 34 },
    {
      ...claims,
      code: 'missing-field',
      message: 'storage',
      at: `${at}.resources.requests.storage`,
      refuses: (storage) => !isPresent(storage),
    },
  ];
}
