import {
  amount,
  amountOf,
  as,
  atMostAll,
  follows,
  formed,
  inApps,
  inline,
  inlineAt,
  isPresent,
  kind,
  matchesSelector,
  metadataOf,
  neededPodSelector,
  notNegative,
  object,
  oneOf,
  onlySince,
  row,
  type Row,
  text,
  textAt,
  unread,
  type View,
  where,
  whole,
  wholeOrText,
  withRowsSince,
} from '../table/vocabulary.ts';
import { isDns1123Label } from '../../util/dns-label.ts';
import { claimTemplates } from './claims.ts';
import { endlessPods, podTemplate } from './pod.ts';

const source = inApps('ValidateStatefulSetSpec');
const templateSource = inApps('ValidatePodTemplateSpecForStatefulSet');

const unavailable: readonly Row[] = [
  ...amount,
  row('invalid-value', 'none', (field) => isPresent(field) && amountOf(field, 1) === 0),
  atMostAll,
];

const rollingUpdate = object(
  {
    partition: whole(where(({ object: set }) => !isOnDelete(set), notNegative)),
    // Read by default since 1.35, and judged since 1.37.
    maxUnavailable: withRowsSince(wholeOrText(unavailable), 37),
  },
  row('forbidden-field', 'rollingUpdate', (_, { object: set }) => isOnDelete(set)),
);

const kept = text(oneOf(['Retain', 'Delete']));

/** A StatefulSet. Source: Kubernetes API apps/v1, StatefulSetSpec. */
export const statefulSetTable = kind(
  'StatefulSet',
  'apps/v1',
  {
    metadata: metadataOf('label', inApps('ValidateStatefulSetName')),
    spec: inlineAt(
      'specAt',
      object(
        {
          replicas: whole(notNegative),
          selector: inline(neededPodSelector(source)),
          serviceName: text(
            onlySince(33, formed('invalid-name', 'serviceName', isDns1123Label)),
            follows('Service', 'governedBy'),
          ),
          template: podTemplate(onlySince(34, endlessPods), matchesSelector(templateSource)),
          // Since 1.34 they are judged like PersistentVolumeClaims; before, their mistakes showed when a Pod was made.
          volumeClaimTemplates: unread(withRowsSince(claimTemplates, 34)),
          podManagementPolicy: text(oneOf(['OrderedReady', 'Parallel'])),
          updateStrategy: unread(object({ type: text(oneOf(['RollingUpdate', 'OnDelete'])), rollingUpdate })),
          revisionHistoryLimit: unread(whole()),
          minReadySeconds: unread(whole(notNegative)),
          persistentVolumeClaimRetentionPolicy: unread(
            object({ whenDeleted: kept, whenScaled: kept }, inApps('ValidatePersistentVolumeClaimRetentionPolicy')),
          ),
          ordinals: inline(object({ start: as('ordinalsStart', whole(notNegative)) })),
        },
        source,
      ),
    ),
  },
  { kustomized: { group: 'apps' } },
);

function isOnDelete(set: View): boolean {
  return textAt(set, 'spec.updateStrategy.type') === 'OnDelete';
}
