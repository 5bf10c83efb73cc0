import { keyAt } from '../../yaml/path.ts';
import { customWorkloadKinds } from '../workloads.ts';
import {
  as,
  fieldOf,
  follows,
  formed,
  inAutoscaling,
  inline,
  isPresent,
  itemsOf,
  judgedAlone,
  kind,
  metadataOf,
  needed,
  neededText,
  numberOf,
  object,
  removal,
  row,
  type Row,
  text,
  textAt,
  textOf,
  unread,
  type View,
  whole,
} from '../table/vocabulary.ts';
import { isPathSegmentName } from '../formats.ts';
import type { ResourceOfTable } from '../resource.ts';
import { behavior, metrics } from './autoscaler-metrics.ts';

/** A reference without a group; a ReplicationController is of none. */
const groupless: Row = row(
  'invalid-value',
  'groupless',
  (field) => {
    const version = textOf(field);
    const isController = field.parent !== undefined && textAt(field.parent, 'kind') === 'ReplicationController';
    return version !== undefined && version.split('/').length !== 2 && !(isController && version === 'v1');
  },
  { absent: true, since: 34, note: 'noteSince', ...inAutoscaling('ValidateAPIVersion') },
);

/** Who scales to 0 has a cluster that can, of which nobody writes so without a metric that is there while no Pod is. */
const minReplicas: Row = row('invalid-value', 'minReplicas', (field) => {
  const wanted = numberOf(field) ?? 1;
  return isPresent(field) && (wanted < 0 || (wanted === 0 && !hasOwnMetric(field.parent)));
});

/** Whether a metric is of no Pod: a gate lets an autoscaler with one scale to 0. Source: kubernetes feature gate HPAScaleToZero. */
function hasOwnMetric(spec: View | undefined): boolean {
  const metrics = spec === undefined ? [] : itemsOf(fieldOf(spec, 'metrics'));
  return metrics.some((metric) => ['Object', 'External'].includes(textAt(metric, 'type') ?? ''));
}

const maxReplicas: Row = row('invalid-value', 'maxReplicas', (field) => {
  const least = field.parent && fieldOf(field.parent, 'minReplicas');
  const other = Math.max(1, (least && numberOf(least)) ?? 1);
  return (numberOf(field) ?? other) < other && { values: { other } };
});

const segment = formed('invalid-name', 'segment', isPathSegmentName);

/** A field that one of the versions does not have. */
function notIn(version: string): Row {
  return row(
    'unknown-field',
    'unknown',
    ({ path }, { object: autoscaler }) =>
      textAt(autoscaler, 'apiVersion') === version && { at: keyAt(path), fixes: [removal(path)] },
    { source: 'kubernetes pkg/apis/autoscaling/v1/conversion.go' },
  );
}

const scaled = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

/** Custom workloads have scales, too, and kustomize leaves their names alone. */
const scaledMark = {
  refersTo: { ...follows(scaled).refersTo, kinds: [...scaled, ...customWorkloadKinds] },
};

/** A HorizontalPodAutoscaler. Source: Kubernetes API autoscaling/v2, HorizontalPodAutoscalerSpec. */
export const autoscalerTable = kind('HorizontalPodAutoscaler', ['autoscaling/v2', 'autoscaling/v1'], {
  metadata: metadataOf('subdomain', inAutoscaling('ValidateHorizontalPodAutoscalerName')),
  spec: inline(
    object(
      {
        scaleTargetRef: inline(
          object({
            apiVersion: unread(text(groupless)),
            kind: as('targetKind', text(neededText('target'), segment)),
            name: as('targetName', text(neededText('target'), segment, scaledMark)),
          }),
        ),
        minReplicas: unread(whole(minReplicas)),
        maxReplicas: whole(needed('maxReplicas'), maxReplicas),
        ...judgedAlone({
          metrics: { ...metrics, rows: [...metrics.rows, notIn('autoscaling/v1')] },
          behavior: { ...behavior, rows: [...behavior.rows, notIn('autoscaling/v1')] },
          targetCPUUtilizationPercentage: whole(notIn('autoscaling/v2')),
        }),
      },
      inAutoscaling('validateHorizontalPodAutoscalerSpec'),
    ),
  ),
});

/** What is scaled, and how far. */
export interface HorizontalPodAutoscaler extends ResourceOfTable<typeof autoscalerTable> {}
