import {
  amount,
  amountOf,
  atMostAll,
  fieldOf,
  flag,
  inApps,
  inline,
  isPresent,
  kind,
  matchesSelector,
  metadataOf,
  neededPodSelector,
  notNegative,
  numberOf,
  object,
  oneOf,
  row,
  type Row,
  text,
  textAt,
  unread,
  whole,
  wholeOrText,
} from '../table/vocabulary.ts';
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
