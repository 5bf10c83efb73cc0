import {
  amount,
  amountOf,
  atMostAll,
  fieldOf,
  inApps,
  inline,
  kind,
  matchesSelector,
  metadataOf,
  neededPodSelector,
  notNegative,
  object,
  oneOf,
  row,
  text,
  textAt,
  unread,
  where,
  whole,
  wholeOrText,
} from '../table/vocabulary.ts';
import { endlessPods, noJob, noReplicas, podTemplate } from './pod.ts';

const source = inApps('ValidateDaemonSetSpec');

const rollingUpdate = object(
  { maxUnavailable: wholeOrText(amount, atMostAll), maxSurge: wholeOrText(amount, atMostAll) },
  where(
    ({ object: set }) => textAt(set, 'spec.updateStrategy.type') !== 'OnDelete',
    row('invalid-value', 'standstill', (update) => {
      const isStill =
        amountOf(fieldOf(update, 'maxUnavailable'), 1) === 0 && amountOf(fieldOf(update, 'maxSurge'), 0) === 0;
      return isStill && { at: { path: [...update.path, 'maxUnavailable'] } };
    }),
    row('forbidden-field', 'surge', (update) => {
      const isBoth =
        Boolean(amountOf(fieldOf(update, 'maxUnavailable'), 1)) && Boolean(amountOf(fieldOf(update, 'maxSurge'), 0));
      return isBoth && { at: { path: [...update.path, 'maxSurge'] }, fixes: [] };
    }),
  ),
  inApps('ValidateRollingUpdateDaemonSet'),
);

/** A DaemonSet. Source: Kubernetes API apps/v1, DaemonSetSpec. */
export const daemonSetTable = kind(
  'DaemonSet',
  'apps/v1',
  {
    metadata: metadataOf('subdomain', inApps('ValidateDaemonSetName')),
    spec: inline(
      object(
        {
          selector: inline(neededPodSelector(source)),
          template: podTemplate(endlessPods, matchesSelector(source)),
          updateStrategy: unread(object({ type: text(oneOf(['RollingUpdate', 'OnDelete'])), rollingUpdate })),
          minReadySeconds: unread(whole(notNegative)),
          revisionHistoryLimit: unread(whole(notNegative)),
        },
        source,
      ),
    ),
  },
  { formerGroups: ['extensions'], also: () => ({ ...noJob.also(), ...noReplicas.also() }) },
);
