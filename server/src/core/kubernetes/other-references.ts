import { lastingWorkloadKinds } from './workloads.ts';
import { follows, refersTo, type ReferenceMark } from './table/fields.ts';

/** Fields by which objects of kinds that are not judged name others. */
interface OtherReferences {
  readonly groups: readonly string[];
  readonly kinds: readonly string[];
  /** Keys apart by `/`, one of its own being `\/`; lists are passed over. */
  readonly path: string;
  readonly refersTo: ReferenceMark;
}

const service = refersTo('Service');
const secret = refersTo('Secret');
const claim = refersTo('PersistentVolumeClaim');
const storageClass = follows('StorageClass', 'names');
const workload = refersTo(lastingWorkloadKinds);
const fluxSources = ['GitRepository', 'OCIRepository', 'Bucket', 'HelmRepository', 'HelmChart'];

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

function rows(
  group: string | readonly string[],
  kinds: string | readonly string[],
  paths: string,
  mark: Pick<OtherReferences, 'refersTo'>,
): readonly OtherReferences[] {
  return paths.split(' ').map((path) => ({ groups: [group].flat(), kinds: [kinds].flat(), path, ...mark }));
}

/** Of Kubernetes' own kinds, and of custom resources whose operators are known. The source is the API of each group. */
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
  ...rows('', 'PersistentVolumeClaim', 'spec/dataSource/name spec/dataSourceRef/name', claim),
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
  ...rows('apiregistration.k8s.io', 'APIService', 'spec/service/name', follows('Service')),
  ...rows(
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'spec/conversion/webhook/clientConfig/service/name spec/conversion/webhookClientConfig/service/name',
    service,
  ),
  ...rows('gateway.networking.k8s.io', 'Gateway', 'spec/gatewayClassName', refersTo('GatewayClass', 'names')),
  ...rows('gateway.networking.k8s.io', 'Gateway', 'spec/listeners/tls/certificateRefs/name', secret),
  ...rows(
    'gateway.networking.k8s.io',
    ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'],
    'spec/parentRefs/name',
    refersTo(['Gateway', 'Service']),
  ),
  ...rows('gateway.networking.k8s.io', 'BackendTLSPolicy', 'spec/targetRefs/name', service),
  ...rows('gateway.networking.k8s.io', 'ReferenceGrant', 'spec/to/name', refersTo(['Service', 'Secret'])),
  ...rows('monitoring.coreos.com', 'Prometheus', 'spec/alerting/alertmanagers/name', service),
  ...rows(['autoscaling.k8s.io', 'autoscaling.gke.io'], 'VerticalPodAutoscaler', 'spec/targetRef/name', workload),
  ...rows('keda.sh', 'ScaledObject', 'spec/scaleTargetRef/name', workload),
  ...rows('flagger.app', 'Canary', 'spec/targetRef/name', workload),
  ...rows(
    'argoproj.io',
    'Rollout',
    'spec/strategy/canary/canaryService spec/strategy/canary/stableService spec/strategy/blueGreen/activeService spec/strategy/blueGreen/previewService',
    service,
  ),
  ...rows('argoproj.io', 'Rollout', 'spec/workloadRef/name', workload),
  ...rows('split.smi-spec.io', 'TrafficSplit', 'spec/service spec/backends/service', service),
  ...rows('route.openshift.io', 'Route', 'spec/to/name spec/alternateBackends/name', service),
  ...rows(
    ['traefik.io', 'traefik.containo.us'],
    ['IngressRoute', 'IngressRouteTCP', 'IngressRouteUDP'],
    'spec/routes/services/name',
    service,
  ),
  ...rows(['traefik.io', 'traefik.containo.us'], ['IngressRoute', 'IngressRouteTCP'], 'spec/tls/secretName', secret),
  ...rows(['traefik.io', 'traefik.containo.us'], 'Middleware', 'spec/errors/service/name', service),
  ...rows(
    ['traefik.io', 'traefik.containo.us'],
    'TraefikService',
    'spec/weighted/services/name spec/mirroring/name spec/mirroring/mirrors/name',
    service,
  ),
  ...rows('projectcontour.io', 'HTTPProxy', 'spec/routes/services/name spec/tcpproxy/services/name', service),
  ...rows('projectcontour.io', 'HTTPProxy', 'spec/virtualhost/tls/secretName', secret),
  ...rows(
    'networking.istio.io',
    'VirtualService',
    'spec/http/route/destination/host spec/http/mirror/host spec/tcp/route/destination/host spec/tls/route/destination/host',
    service,
  ),
  ...rows('networking.istio.io', 'DestinationRule', 'spec/host', service),
  ...rows('elbv2.k8s.aws', 'TargetGroupBinding', 'spec/serviceRef/name', service),
  ...rows('cert-manager.io', 'Certificate', 'spec/secretName', secret),
  ...rows('cert-manager.io', 'Certificate', 'spec/dnsNames spec/commonName', refersTo('Service', 'names')),
  ...rows('cert-manager.io', 'Certificate', 'spec/issuerRef/name', refersTo(['Issuer', 'ClusterIssuer'], 'names')),
  ...rows(
    ['networking.k8s.io', 'extensions'],
    'Ingress',
    'metadata/annotations/kubernetes.io\\/ingress.class',
    refersTo('IngressClass', 'names'),
  ),
  ...rows(
    ['networking.k8s.io', 'extensions', 'gateway.networking.k8s.io'],
    ['Ingress', 'Gateway'],
    'metadata/annotations/cert-manager.io\\/issuer',
    refersTo('Issuer', 'names'),
  ),
  ...rows(
    ['networking.k8s.io', 'extensions', 'gateway.networking.k8s.io'],
    ['Ingress', 'Gateway'],
    'metadata/annotations/cert-manager.io\\/cluster-issuer',
    refersTo('ClusterIssuer', 'names'),
  ),
  ...rows('kustomize.toolkit.fluxcd.io', 'Kustomization', 'spec/dependsOn/name', refersTo('Kustomization', 'names')),
  ...rows('helm.toolkit.fluxcd.io', 'HelmRelease', 'spec/dependsOn/name', refersTo('HelmRelease', 'names')),
  ...rows(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'spec/healthChecks/name',
    refersTo([...lastingWorkloadKinds, 'Job'], 'names'),
  ),
  ...rows('kustomize.toolkit.fluxcd.io', 'Kustomization', 'spec/sourceRef/name', refersTo(fluxSources, 'names')),
  ...rows(
    'kustomize.toolkit.fluxcd.io',
    'Kustomization',
    'spec/postBuild/substituteFrom/name',
    refersTo(['ConfigMap', 'Secret']),
  ),
  ...rows(
    'helm.toolkit.fluxcd.io',
    'HelmRelease',
    'spec/chart/spec/sourceRef/name spec/chartRef/name',
    refersTo(fluxSources, 'names'),
  ),
  ...rows('helm.toolkit.fluxcd.io', 'HelmRelease', 'spec/valuesFrom/name', refersTo(['ConfigMap', 'Secret'], 'names')),
  ...rows('external-secrets.io', 'ExternalSecret', 'spec/target/name', secret),
];
