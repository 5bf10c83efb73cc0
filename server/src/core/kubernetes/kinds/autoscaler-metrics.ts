import {
  between,
  countOf,
  fieldOf,
  formed,
  inAutoscaling,
  isPresent,
  labelName,
  list,
  map,
  neededBetween,
  negativeAmount,
  object,
  type ObjectTable,
  oneOf,
  onlyOneOf,
  onlySince,
  optional,
  positive,
  positiveAmount,
  quantity,
  required,
  row,
  type Row,
  text,
  textAt,
  type View,
  whole,
} from '../table/vocabulary.ts';
import { isPathSegmentName } from '../formats.ts';

const amount = quantity(positiveAmount);

/** A target with one of two values, of which not every metric may have both. */
function target(values: readonly [string, string], both: 'allowed' | 'rejected'): ObjectTable {
  return object(
    {
      type: text(required, oneOf(['Utilization', 'Value', 'AverageValue'])),
      value: amount,
      averageValue: amount,
      averageUtilization: whole(positive),
    },
    row('missing-field', 'metricValue', (field) => {
      const isEmpty = isPresent(field) && values.every((key) => !isPresent(fieldOf(field, key)));
      return isEmpty && { at: { path: [...field.path, values[0]] }, values: { allowed: values.join(', ') } };
    }),
    both === 'allowed' ? [] : onlyOneOf(values),
    inAutoscaling('validateMetricTarget'),
  );
}

const segmentName = text(required, formed('invalid-name', 'segment', isPathSegmentName));
const metric = object(
  {
    name: segmentName,
    selector: optional(
      object({
        matchLabels: map(),
        matchExpressions: list(object({ key: text(), operator: text(), values: list(text()) })),
      }),
    ),
  },
  inAutoscaling('validateMetricIdentifier'),
);

/** The metrics by the type that goes with each. */
const byType = {
  Object: [
    'object',
    object({
      describedObject: object(
        { apiVersion: text(), kind: segmentName, name: segmentName },
        inAutoscaling('ValidateCrossVersionObjectReference'),
      ),
      metric,
      target: target(['averageValue', 'value'], 'allowed'),
    }),
  ],
  External: ['external', object({ metric, target: target(['averageValue', 'value'], 'rejected') })],
  Pods: ['pods', object({ metric, target: target(['averageValue', 'averageValue'], 'allowed') })],
  Resource: [
    'resource',
    object({ name: text(required), target: target(['averageUtilization', 'averageValue'], 'rejected') }),
  ],
  ContainerResource: [
    'containerResource',
    object({
      name: text(required),
      container: text(required, labelName),
      target: target(['averageUtilization', 'averageValue'], 'rejected'),
    }),
  ],
} as const;

const types = Object.keys(byType);
const keys = Object.values(byType).map(([key]) => key);

function keyOfType(metricOf: View): string | undefined {
  return Object.entries(byType).find(([type]) => type === textAt(metricOf, 'type'))?.[1][0];
}

/** What an autoscaler looks at. Source: Kubernetes API autoscaling/v2, MetricSpec. */
export const metrics = list(
  object(
    {
      type: text(required, oneOf(types)),
      ...Object.fromEntries(Object.values(byType).map(([key, table]) => [key, optional(table)])),
    },
    row('missing-field', 'metricSource', (one) => {
      const key = keyOfType(one);
      const isMissing = key !== undefined && !isPresent(fieldOf(one, key));
      return isMissing && { at: { path: [...one.path, key] }, values: { field: key } };
    }),
    row('forbidden-field', 'metricSource', (one) => {
      const key = keyOfType(one);
      if (key === undefined) return false;
      return keys
        .filter((other) => other !== key && isPresent(fieldOf(one, other)))
        .map((other) => ({
          at: { path: [...one.path, other] },
          values: { field: other, type: textAt(one, 'type') ?? '' },
        }));
    }),
    inAutoscaling('validateMetricSpec'),
  ),
);

/** An empty list; without one the defaults are taken. */
const noPolicies: Row = row('missing-field', 'required', (field) => isPresent(field) && countOf(field) === 0);

/** How fast one scales in a direction. Source: Kubernetes API autoscaling/v2, HPAScalingRules. */
const rules = optional(
  object(
    {
      stabilizationWindowSeconds: whole(between(0, 3600)),
      selectPolicy: text(oneOf(['Max', 'Min', 'Disabled'], 'written')),
      policies: list(
        object({
          type: text(required, oneOf(['Pods', 'Percent'])),
          value: whole(neededBetween(1, 2 ** 31 - 1)),
          periodSeconds: whole(neededBetween(1, 1800)),
        }),
        noPolicies,
      ),
      tolerance: onlySince(33, quantity(onlySince(35, negativeAmount))),
    },
    inAutoscaling('validateScalingRules'),
  ),
);

export const behavior = optional(object({ scaleUp: rules, scaleDown: rules }));
