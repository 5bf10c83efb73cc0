import { fieldOf, isPresent } from '../field.ts';
import { flag, inline, object, text, unread, whole, wholeOrText } from '../table/fields.ts';
import { kind, metadataOf } from '../table/kind.ts';
import { amount, amountOf, atMostAll } from '../table/percent.ts';
import { row, type Row, inApps } from '../table/row.ts';
import { matchesSelector, neededPodSelector } from '../table/selector.ts';
import { notNegative, oneOf, numberOf, textAt } from '../table/values.ts';
import { endlessPods, noJob, podTemplate } from './pod.ts';

const source = inApps('ValidateDeploymentSpec');

const rollingUpdate = object(
  { maxUnavailable: wholeOrText(amount, atMostAll), maxSurge: wholeOrText(amount) },
  row('invalid-value', 'standstill', (update) => {
    const both = ['maxUnavailable', 'maxSurge'].map((key) => amountOf(fieldOf(update, key), 25));
    return both.every((one) => one === 0) && { at: { path: [...update.path, 'maxUnavailable'] } };
  }),
  row(
    'forbidden-field',
    'recreate',
    (_, { object: deployment }) => textAt(deployment, 'spec.strategy.type') === 'Recreate',
  ),
  inApps('ValidateDeploymentStrategy'),
);

/** A deadline that is not after the time a Pod has to be ready; it is 600 seconds where none is written. */
const progressDeadline: Row = row(
  'invalid-value',
  'progress',
  (field, { object: deployment }) => {
    const ready = numberOf(fieldOf(fieldOf(deployment, 'spec'), 'minReadySeconds')) ?? 0;
    const seconds = isPresent(field) ? numberOf(field) : 600;
    return seconds !== undefined && seconds >= 0 && seconds <= ready && { values: { value: seconds, other: ready } };
  },
  { absent: true },
);

/** A Deployment. Source: Kubernetes API apps/v1, DeploymentSpec. */
export const deploymentTable = kind(
  'Deployment',
  'apps/v1',
  {
    metadata: metadataOf('subdomain', inApps('ValidateDeploymentName')),
    spec: inline(
      object(
        {
          replicas: whole(notNegative),
          selector: unread(neededPodSelector(source)),
          template: podTemplate(endlessPods, matchesSelector(source)),
          strategy: unread(object({ type: text(oneOf(['RollingUpdate', 'Recreate'])), rollingUpdate })),
          minReadySeconds: unread(whole(notNegative)),
          revisionHistoryLimit: unread(whole(notNegative)),
          progressDeadlineSeconds: unread(whole(notNegative, progressDeadline)),
          paused: unread(flag()),
        },
        source,
      ),
    ),
  },
  { formerGroups: ['extensions'], ...noJob },
);
