import { operator, type OperatorKind } from './operator-kind.ts';

/** Operators of other workloads: storage, gateways, and rollouts with a Pod template of their own. The source is named above each. */
export const otherOperators: readonly OperatorKind[] = [
  // Source: rook pkg/operator/ceph/controller/spec.go, AppLabels; pkg/operator/ceph/cluster/{mon,mgr}.
  operator(
    'ceph.rook.io',
    'CephCluster',
    [
      'app=rook-ceph-mon|rook-ceph-mgr|rook-ceph-osd|rook-ceph-crashcollector|rook-ceph-exporter',
      'rook_cluster=*',
      'ceph_daemon_type=*',
      'mgr_role=active|standby',
    ],
    ['rook-ceph-mgr', 'rook-ceph-mgr-dashboard', 'rook-ceph-mon-*', 'rook-ceph-exporter'],
  ),
  operator(
    'ceph.rook.io',
    'CephObjectStore',
    ['app=rook-ceph-rgw', 'rgw={name}', 'rook_object_store={name}', 'rook_cluster=*'],
    ['rook-ceph-rgw-{name}'],
  ),
  operator('ceph.rook.io', 'CephFilesystem', ['app=rook-ceph-mds', 'rook_file_system={name}', 'rook_cluster=*'], []),
  // Source: minio operator pkg/apis/minio.min.io/v2/names.go, labels.go.
  operator(
    'minio.min.io',
    'Tenant',
    ['v1.min.io/tenant={name}', 'v1.min.io/pool=*'],
    ['minio', '{name}-hl', '{name}-console'],
  ),
  // Source: keycloak operator, KeycloakServiceDependentResource.java and Utils.java, allInstanceLabels.
  operator(
    'k8s.keycloak.org',
    'Keycloak',
    [
      'app=keycloak',
      'app.kubernetes.io/instance={name}',
      'app.kubernetes.io/managed-by=keycloak-operator',
      'app.kubernetes.io/component=server',
    ],
    ['{name}-service', '{name}-discovery'],
  ),
  // Source: Knative Serving, pkg/reconciler/revision/resources/meta.go and the Service it makes for each Route.
  operator(
    'serving.knative.dev',
    ['Service', 'Configuration'],
    [
      'serving.knative.dev/service={name}',
      'serving.knative.dev/configuration={name}',
      'serving.knative.dev/revision={name}-*',
      'app={name}-*',
    ],
    ['{name}', '{name}-*'],
  ),
  // Source: KServe, pkg/constants/constants.go, InferenceServicePodLabelKey, PredictorServiceName.
  operator(
    'serving.kserve.io',
    'InferenceService',
    [
      'serving.kserve.io/inferenceservice={name}',
      'component=predictor|transformer|explainer',
      'app=isvc.{name}-predictor|isvc.{name}-transformer|isvc.{name}-explainer',
    ],
    ['{name}', '{name}-predictor*', '{name}-transformer*', '{name}-explainer*'],
  ),
  // Source: Tekton Triggers, pkg/reconciler/eventlistener/resources.
  operator(
    'triggers.tekton.dev',
    'EventListener',
    ['eventlistener={name}', 'app.kubernetes.io/managed-by=EventListener', 'app.kubernetes.io/part-of=Triggers'],
    ['el-{name}'],
  ),
  // Source: KubeVirt user guide, Service objects; staging/src/kubevirt.io/api/core/v1/types.go. The template's labels come in addition.
  operator(
    'kubevirt.io',
    ['VirtualMachine', 'VirtualMachineInstance'],
    ['kubevirt.io=virt-launcher', 'vm.kubevirt.io/name={name}'],
    [],
  ),
  // Source: Istio, manifests/charts of its gateways and of istiod.
  operator(
    'install.istio.io',
    'IstioOperator',
    ['app=istiod|istio-ingressgateway|istio-egressgateway', 'istio=pilot|ingressgateway|egressgateway'],
    ['istiod', 'istio-ingressgateway', 'istio-egressgateway'],
  ),
  // Source: OpenShift documentation, DeploymentConfig; openshift/library-go pkg/apps/appsutil. The template's labels come in addition.
  operator('apps.openshift.io', 'DeploymentConfig', ['deploymentconfig={name}', 'deployment={name}-*'], []),
  // Source: Argo Rollouts, pkg/apis/rollouts/v1alpha1 labels. The template's labels come in addition.
  operator('argoproj.io', 'Rollout', ['rollouts-pod-template-hash=*'], []),
  // Source: OpenKruise documentation, Advanced Workloads. The template's labels come in addition.
  operator(
    'apps.kruise.io',
    ['CloneSet', 'StatefulSet', 'DaemonSet'],
    [
      'apps.kruise.io/cloneset-instance-id=*',
      'statefulset.kubernetes.io/pod-name={name}-*',
      'controller-revision-hash=*',
    ],
    [],
  ),
  // Source: Gateway API, GEP-1762: in-cluster gateways; Istio and others name the Service after gateway and class.
  operator(
    'gateway.networking.k8s.io',
    'Gateway',
    ['gateway.networking.k8s.io/gateway-name={name}', 'istio.io/gateway-name={name}'],
    ['{name}-*'],
  ),
];
