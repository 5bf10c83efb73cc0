import { fieldOf, isPresent, itemsOf, type View } from '../../kubernetes/field.ts';
import { isLabelValue, isQualifiedName } from '../../kubernetes/formats.ts';
import { removal, type Constraint, type Judged, type Refusal } from './constraint.ts';
import { labelRows } from './metadata.ts';
import { isText, oneOf } from './values.ts';
import { countOf, isKnownMap, pairsOf, textOf, textsOf, viewAt } from './written.ts';

const validation = 'kubernetes pkg/apis/apps/validation/validation.go';
const source = `${validation}, ValidateStatefulSetSpec`;
const templateSource = `${validation}, ValidatePodTemplateSpecForStatefulSet`;

/** What the API server refuses about the selector of a StatefulSet and the labels that it has to match. */
export function selectorRows(): readonly Constraint[] {
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
  const needed = (field: string, message: string): Constraint => ({
    code: 'missing-field',
    message,
    at: `${at}.${field}`,
    source: expressionSource,
    refuses: (value) => textOf(value) === '',
  });
  return [
    needed('key', 'expressionKey'),
    {
      code: 'invalid-label',
      message: 'key',
      at: `${at}.key`,
      source: expressionSource,
      refuses: (key) => isText(key, isQualifiedName) && { values: { key: textOf(key) ?? '' } },
    },
    needed('operator', 'expressionOperator'),
    oneOf({ at: `${at}.operator`, source: expressionSource }, ['In', 'NotIn', 'Exists', 'DoesNotExist']),
    {
      code: 'invalid-label',
      message: 'value',
      at,
      source: expressionSource,
      refuses: (expression) =>
        takesValues(expression) === true &&
        textsOf(fieldOf(expression, 'values'))
          .filter(({ text }) => !isLabelValue(text))
          .map(({ view, text }) => ({
            at: { path: view.path },
            values: { key: textOf(fieldOf(expression, 'key')) ?? '', value: text },
          })),
    },
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
