import { expect, test } from 'vitest';
import { kinds } from '../../../server/src/core/kubernetes/kinds/index.ts';
import { fieldsBelow, type FieldTable } from '../../../server/src/core/kubernetes/table/fields.ts';

/** The marked fields of all kinds, as `Kind[group or version]: path`. */
function marked(wordsOf: (field: FieldTable) => readonly string[]): readonly string[] {
  return kinds
    .flatMap(({ kind, kustomized, table }) =>
      fieldsBelow(table).flatMap(([keys, field]) =>
        wordsOf(field).map(
          (word) => `${kind}[${kustomized.group ?? kustomized.version ?? ''}]: ${keys.join('/')} ${word}`,
        ),
      ),
    )
    .sort();
}

test('labels of Pods go where kustomize puts them', () => {
  expect(
    marked(({ labels }) => (labels === undefined ? [] : [`${labels.of} ${labels.create ? 'made' : 'kept'}`])),
  ).toEqual([
    'CronJob[batch]: spec/jobTemplate/spec/selector/matchLabels selector kept',
    'CronJob[batch]: spec/jobTemplate/spec/template/metadata/labels template made',
    'DaemonSet[]: spec/selector/matchLabels selector made',
    'DaemonSet[]: spec/template/metadata/labels template made',
    'Deployment[]: spec/selector/matchLabels selector made',
    'Deployment[]: spec/template/metadata/labels template made',
    'Job[batch]: spec/selector/matchLabels selector kept',
    'Job[batch]: spec/template/metadata/labels template made',
    'NetworkPolicy[networking.k8s.io]: spec/egress/to/podSelector/matchLabels selector kept',
    'NetworkPolicy[networking.k8s.io]: spec/ingress/from/podSelector/matchLabels selector kept',
    'NetworkPolicy[networking.k8s.io]: spec/podSelector/matchLabels selector kept',
    'PodDisruptionBudget[policy]: spec/selector/matchLabels selector kept',
    'ReplicaSet[]: spec/selector/matchLabels selector made',
    'ReplicaSet[]: spec/template/metadata/labels template made',
    'ReplicationController[v1]: spec/selector selector made',
    'ReplicationController[v1]: spec/template/metadata/labels template made',
    'Service[v1]: spec/selector selector made',
    'StatefulSet[apps]: spec/selector/matchLabels selector made',
    'StatefulSet[apps]: spec/template/metadata/labels template made',
  ]);
});

test('names of Services and of what is scaled follow where kustomize lets them', () => {
  const named = ['Service', 'Deployment', 'ReplicaSet', 'ReplicationController', 'StatefulSet'];
  expect(marked(({ refersTo }) => (refersTo?.followed ?? []).filter((kind) => named.includes(kind)))).toEqual([
    'HorizontalPodAutoscaler[]: spec/scaleTargetRef/name Deployment',
    'HorizontalPodAutoscaler[]: spec/scaleTargetRef/name ReplicaSet',
    'HorizontalPodAutoscaler[]: spec/scaleTargetRef/name ReplicationController',
    'HorizontalPodAutoscaler[]: spec/scaleTargetRef/name StatefulSet',
    'Ingress[]: spec/backend/serviceName Service',
    'Ingress[]: spec/defaultBackend/service/name Service',
    'Ingress[]: spec/rules/http/paths/backend/service/name Service',
    'Ingress[]: spec/rules/http/paths/backend/serviceName Service',
    'StatefulSet[apps]: spec/serviceName Service',
  ]);
});
