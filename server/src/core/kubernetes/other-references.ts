import { customReferences } from './custom-references.ts';
import { rows, secret, service, type OtherReferences } from './reference-rows.ts';
import { follows, refersTo } from './table/fields.ts';
import { lastingWorkloadKinds } from './workloads.ts';

const claim = refersTo('PersistentVolumeClaim');
const storageClass = follows('StorageClass', 'names');

/** What a rule is about says its `resources`. Kustomize lets names follow that are those of some kinds, whatever it says. */
function namesOfRule(...followed: readonly string[]) {
  const others = [
    'Service',
    'ServiceAccount',
    'PersistentVolumeClaim',
    'Ingress',
    'NetworkPolicy',
    'Pod',
    'Job',
    'CronJob',
  ];
  const kinds = [...followed, ...others, ...lastingWorkloadKinds];
  return { refersTo: { ...refersTo(kinds, 'names').refersTo, followed } };
}

/** Of Kubernetes' own kinds that are not judged, and of custom resources. The source is the API of each group. */
export const otherReferences: readonly OtherReferences[] = [
  ...rows(
    'rbac.authorization.k8s.io',
    ['RoleBinding', 'ClusterRoleBinding'],
    'subjects/name',
    follows('ServiceAccount'),
  ),
  ...rows(
    'rbac.authorization.k8s.io',
    ['RoleBinding', 'ClusterRoleBinding'],
    'roleRef/name',
    follows(['Role', 'ClusterRole']),
  ),
  ...rows('rbac.authorization.k8s.io', 'Role', 'rules/resourceNames', namesOfRule('ConfigMap', 'Secret')),
  ...rows(
    'rbac.authorization.k8s.io',
    'ClusterRole',
    'rules/resourceNames',
    namesOfRule('ConfigMap', 'Secret', 'PersistentVolume'),
  ),
  ...rows(
    'admissionregistration.k8s.io',
    ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'],
    'webhooks/clientConfig/service/name',
    follows('Service'),
  ),
  ...rows(
    '',
    'PersistentVolumeClaim',
    'spec/dataSource/name spec/dataSourceRef/name',
    refersTo(['PersistentVolumeClaim', 'VolumeSnapshot']),
  ),
  ...rows('', 'PersistentVolume', 'spec/claimRef/name', claim),
  ...rows('', ['PersistentVolume', 'PersistentVolumeClaim'], 'spec/storageClassName', storageClass),
  ...rows('', 'PersistentVolumeClaim', 'spec/volumeName', follows('PersistentVolume', 'names')),
  ...rows(
    'admissionregistration.k8s.io',
    'ValidatingAdmissionPolicyBinding',
    'spec/policyName',
    follows('ValidatingAdmissionPolicy', 'names'),
  ),
  ...rows(
    '',
    'PersistentVolume',
    ['nodePublish', 'nodeStage', 'nodeExpand', 'controllerPublish', 'controllerExpand']
      .map((step) => `spec/csi/${step}SecretRef/name`)
      .join(' '),
    secret,
  ),
  ...rows('snapshot.storage.k8s.io', 'VolumeSnapshot', 'spec/source/persistentVolumeClaimName', claim),
  ...rows(
    'snapshot.storage.k8s.io',
    'VolumeSnapshot',
    'spec/volumeSnapshotClassName',
    refersTo('VolumeSnapshotClass', 'names'),
  ),
  ...rows(
    '',
    'PersistentVolumeClaim',
    'metadata/annotations/volume.beta.kubernetes.io\\/storage-class',
    refersTo('StorageClass', 'names'),
  ),
  ...rows('apiregistration.k8s.io', 'APIService', 'spec/service/name', follows('Service')),
  ...rows(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'spec/conversion/webhook/clientConfig/service/name spec/conversion/webhookClientConfig/service/name',
    service,
  ),
  ...rows(
    ['networking.k8s.io', 'extensions'],
    'Ingress',
    [
      'ingress.kubernetes.io\\/auth-secret',
      'nginx.ingress.kubernetes.io\\/auth-secret',
      'nginx.ingress.kubernetes.io\\/auth-tls-secret',
    ]
      .map((key) => `metadata/annotations/${key}`)
      .join(' '),
    follows('Secret'),
  ),
  ...rows(
    ['networking.k8s.io', 'extensions'],
    'Ingress',
    'metadata/annotations/kubernetes.io\\/ingress.class',
    refersTo('IngressClass', 'names'),
  ),
  ...customReferences,
];
