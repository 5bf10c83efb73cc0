import { put } from '../../yaml/edit.ts';
import { fieldOf, isPresent, itemsOf, type View, viewAt } from '../field.ts';
import { isLabelValue, isQualifiedName } from '../formats.ts';
import { list, map, object, text, type Fact } from './fields.ts';
import { labelRows } from './kind.ts';
import { row, type Judged, type Rejection, type Row, type Sourced } from './row.ts';
import { isText, neededText, oneOf, countOf, isKnownMap, pairsOf, textAt, textOf, textsOf } from './values.ts';
import { meetsExpression } from '../selectors.ts';

const expression = object(
  {
    key: text(
      neededText('expressionKey'),
      row('invalid-label', 'key', (key) => isText(key, isQualifiedName) && { values: { key: textOf(key) ?? '' } }),
    ),
    operator: text(neededText('expressionOperator'), oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist'])),
    values: list(
      text(),
      row(
        'missing-field',
        'expressionValues',
        (values) => takesValues(values.parent) === true && countOf(values) === 0,
      ),
      row(
        'forbidden-field',
        'expressionValues',
        (values) =>
          takesValues(values.parent) === false &&
          (countOf(values) ?? 0) > 0 && {
            values: { operator: operatorOf(values.parent) ?? '' },
          },
      ),
      row(
        'invalid-label',
        'value',
        (values) =>
          takesValues(values.parent) === true &&
          textsOf(values)
            .filter((one) => !isLabelValue(one.text))
            .map((one) => ({
              at: { path: one.view.path },
              values: { key: (values.parent && textAt(values.parent, 'key')) ?? '', value: one.text },
            })),
      ),
    ),
  },
  { source: 'apimachinery pkg/apis/meta/v1/validation, ValidateLabelSelectorRequirement' },
);

/** A selector by labels and expressions. Source: Kubernetes API meta/v1, LabelSelector. */
export function labelSelector(...facts: readonly Fact[]) {
  return selectorWith({}, facts);
}

/** As `labelSelector`, for Pods: kustomize puts the labels of Pods into it. */
export function podSelector(...facts: readonly Fact[]) {
  return selectorWith({ labels: { of: 'selector', create: false } }, facts);
}

/** The selector of a workload, which has to be there and to say something; kustomize makes it. */
export function neededPodSelector(source: Sourced) {
  return selectorWith({ labels: { of: 'selector', create: true } }, [neededSelector(source)]);
}

function selectorWith(ofLabels: Fact, facts: readonly Fact[]) {
  return object(
    { matchLabels: map(labelRows, ofLabels), matchExpressions: list(expression) },
    { home: 'matchLabels', source: 'apimachinery pkg/apis/meta/v1/validation, ValidateLabelSelector' },
    ...facts,
  );
}

/** The row about a selector that is not there. */
export function missingSelector(source: Sourced): Row {
  return row('missing-field', 'selector', (selector, judged) => !isPresent(selector) && kindIn(judged), source);
}

function neededSelector(source: Sourced): readonly Row[] {
  return [
    missingSelector(source),
    row(
      'invalid-selector',
      'empty',
      (selector, judged) =>
        // Keys that no selector has are another mistake.
        isKnownSelector(selector) && partsOf(selector).every((part) => countOf(part) === 0) && kindIn(judged),
      source,
    ),
  ];
}

/**
 * The row about the labels of a template, which have to match the selector of the object; a plain map of labels is a
 * selector, too. What cannot be told may match.
 */
export function matchesSelector(source: Sourced, counts: (judged: Judged) => boolean = () => true): Row {
  return row(
    'invalid-selector',
    'differs',
    (labels, judged) => counts(judged) && mismatch(labels, viewAt(judged.object, 'spec.selector'), judged),
    { absent: true, ...source },
  );
}

function partsOf(selector: View): readonly View[] {
  return ['matchLabels', 'matchExpressions'].map((key) => fieldOf(selector, key));
}

function isKnownSelector(selector: View): boolean {
  return countOf(selector) === partsOf(selector).filter(({ node }) => node !== undefined).length;
}

function mismatch(labels: View, selector: View, judged: Judged): Rejection | false {
  const isPlain = partsOf(selector).every(({ node }) => node === undefined);
  const wanted = isPlain ? selector : fieldOf(selector, 'matchLabels');
  if (!isPresent(selector) || !isKnownMap(labels) || !isKnownMap(wanted)) return false;
  const own = new Map(pairsOf(labels).map((pair) => [pair.key, pair.text]));
  const missing = pairsOf(wanted).filter((pair) => own.get(pair.key) !== pair.text);
  const [first] = missing;
  if (first === undefined) {
    const unmet = itemsOf(fieldOf(selector, 'matchExpressions')).find((one) => isUnmet(one, own));
    const said = unmet && `${textAt(unmet, 'key') ?? ''} ${operatorOf(unmet) ?? ''}`;
    return said !== undefined && { values: { selector: said, ...kindIn(judged).values } };
  }
  const changes = missing.map((pair) => put([...labels.path, pair.key], pair.text));
  return {
    ...(own.has(first.key) ? { at: { path: [...labels.path, first.key] } } : {}),
    values: { selector: `${first.key}: ${first.text}`, ...kindIn(judged).values },
    fixes: [{ title: 'fixLabels', changes }],
  };
}

/** Whether one expression does not match labels; one that is itself rejected does not count. */
function isUnmet(one: View, labels: ReadonlyMap<string, string>): boolean {
  const key = textAt(one, 'key');
  const operator = operatorOf(one);
  const values = textsOf(fieldOf(one, 'values')).map((item) => item.text);
  if (!key || (operator === 'In' && values.length === 0)) return false;
  return !meetsExpression(operator, values, labels.get(key));
}

function operatorOf(one: View | undefined): string | undefined {
  return one && textAt(one, 'operator');
}

/** Whether the operator of an expression compares with values; `undefined` for one that is none. */
function takesValues(one: View | undefined): boolean | undefined {
  const operator = operatorOf(one);
  if (operator === 'In' || operator === 'NotIn') return true;
  return operator === 'Exists' || operator === 'DoesNotExist' ? false : undefined;
}

function kindIn({ object: workload }: Judged): { readonly values: { readonly kind: string } } {
  return { values: { kind: textAt(workload, 'kind') ?? '' } };
}
