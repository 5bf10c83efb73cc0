import {
  countOf,
  inApps,
  inCore,
  inline,
  isKnownMap,
  kind,
  labelRows,
  map,
  matchesSelector,
  metadataOf,
  neededPodSelector,
  notNegative,
  object,
  row,
  type Row,
  unread,
  viewAt,
  whole,
} from '../table/vocabulary.ts';
import { endlessPods, noJob, podTemplate } from './pod.ts';

/** A ReplicaSet. Source: Kubernetes API apps/v1, ReplicaSetSpec. */
export const replicaSetTable = kind(
  'ReplicaSet',
  'apps/v1',
  {
    metadata: metadataOf('subdomain', inApps('ValidateReplicaSetName')),
    spec: inline(
      object(
        {
          replicas: whole(notNegative),
          selector: inline(neededPodSelector(inApps('ValidateReplicaSetSpec'))),
          template: podTemplate(endlessPods, matchesSelector(inApps('ValidateReplicaSetSpec'))),
          minReadySeconds: unread(whole(notNegative)),
        },
        inApps('ValidateReplicaSetSpec'),
      ),
    ),
  },
  { formerGroups: ['extensions'], ...noJob },
);

/** Without labels there is nothing to take for a selector. */
const noLabels: Row = row('missing-field', 'selector', (selector, { object: controller }) => {
  const labels = viewAt(controller, 'spec.template.metadata.labels');
  return countOf(selector) === 0 && countOf(labels) === 0 && { values: { kind: 'ReplicationController' } };
});

/**
 * A ReplicationController, the ReplicaSet before there was one. Without a selector it has the labels of its template.
 * Source: Kubernetes API core/v1, ReplicationControllerSpec.
 */
export const replicationControllerTable = kind(
  'ReplicationController',
  'v1',
  {
    metadata: metadataOf('subdomain', inCore('ValidateReplicationControllerName')),
    spec: inline(
      object(
        {
          replicas: whole(notNegative),
          selector: unread(map(labelRows, noLabels, { labels: { of: 'selector', create: true } })),
          template: podTemplate(
            endlessPods,
            matchesSelector(
              inCore('ValidateReplicationControllerSpec'),
              ({ object: controller }) =>
                isKnownMap(viewAt(controller, 'spec.selector')) && countOf(viewAt(controller, 'spec.selector')) !== 0,
            ),
          ),
          minReadySeconds: unread(whole(notNegative)),
        },
        inCore('ValidateReplicationControllerSpec'),
      ),
    ),
  },
  { ...noJob, kustomized: { version: 'v1' } },
);
