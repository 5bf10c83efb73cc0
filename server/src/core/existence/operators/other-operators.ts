import type { OperatorKind } from './operator-kind.ts';

/** Operators of other workloads: storage, gateways, and rollouts with a Pod template of their own. The source is named above each. */
export const otherOperators: readonly OperatorKind[] = [
  // Source: rook pkg/operator/ceph/controller/spec.go, AppLabels; pkg/operator/ceph/cluster/{mon,mgr}.
  {
    group: 'ceph.rook.io',
    kinds: ['CephCluster'],
    labels: {
      app: ['rook-ceph-mon', 'rook-ceph-mgr', 'rook-ceph-osd', 'rook-ceph-crashcollector', 'rook-ceph-exporter'],
      rook_cluster: ['*'],
      ceph_daemon_type: ['*'],
      mgr_role: ['active', 'standby'],
    },
    services: ['rook-ceph-mgr', 'rook-ceph-mgr-dashboard', 'rook-ceph-mon-*', 'rook-ceph-exporter'],
  },
  {
    group: 'ceph.rook.io',
    kinds: ['CephObjectStore'],
    labels: { app: ['rook-ceph-rgw'], rgw: ['{name}'], rook_object_store: ['{name}'], rook_cluster: ['*'] },
    services: ['rook-ceph-rgw-{name}'],
  },
  {
    group: 'ceph.rook.io',
    kinds: ['CephFilesystem'],
    labels: { app: ['rook-ceph-mds'], rook_file_system: ['{name}'], rook_cluster: ['*'] },
    services: [],
  },
  // Source: minio operator pkg/apis/minio.min.io/v2/names.go, labels.go.
  {
    group: 'minio.min.io',
    kinds: ['Tenant'],
    labels: { 'v1.min.io/tenant': ['{name}'], 'v1.min.io/pool': ['*'] },
    services: ['minio', '{name}-hl', '{name}-console'],
  },
  // Source: keycloak operator, KeycloakServiceDependentResource.java and Utils.java, allInstanceLabels.
  {
    group: 'k8s.keycloak.org',
    kinds: ['Keycloak'],
    labels: {
      app: ['keycloak'],
      'app.kubernetes.io/instance': ['{name}'],
      'app.kubernetes.io/managed-by': ['keycloak-operator'],
      'app.kubernetes.io/component': ['server'],
    },
    services: ['{name}-service', '{name}-discovery'],
  },
  // Source: Knative Serving, pkg/reconciler/revision/resources/meta.go and the Service it makes for each Route.
  {
    group: 'serving.knative.dev',
    kinds: ['Service', 'Configuration'],
    labels: {
      'serving.knative.dev/service': ['{name}'],
      'serving.knative.dev/configuration': ['{name}'],
      'serving.knative.dev/revision': ['{name}-*'],
      app: ['{name}-*'],
    },
    services: ['{name}', '{name}-*'],
  },
  // Source: Tekton Triggers, pkg/reconciler/eventlistener/resources.
  {
    group: 'triggers.tekton.dev',
    kinds: ['EventListener'],
    labels: {
      eventlistener: ['{name}'],
      'app.kubernetes.io/managed-by': ['EventListener'],
      'app.kubernetes.io/part-of': ['Triggers'],
    },
    services: ['el-{name}'],
  },
  // Source: KubeVirt user guide, Service objects; staging/src/kubevirt.io/api/core/v1/types.go. The template's labels come in addition.
  {
    group: 'kubevirt.io',
    kinds: ['VirtualMachine', 'VirtualMachineInstance'],
    labels: { 'kubevirt.io': ['virt-launcher'], 'vm.kubevirt.io/name': ['{name}'] },
    services: [],
  },
  // Source: Istio, manifests/charts of its gateways and of istiod.
  {
    group: 'install.istio.io',
    kinds: ['IstioOperator'],
    labels: {
      app: ['istiod', 'istio-ingressgateway', 'istio-egressgateway'],
      istio: ['pilot', 'ingressgateway', 'egressgateway'],
    },
    services: ['istiod', 'istio-ingressgateway', 'istio-egressgateway'],
  },
  // Source: OpenShift documentation, DeploymentConfig; openshift/library-go pkg/apps/appsutil. The template's labels come in addition.
  {
    group: 'apps.openshift.io',
    kinds: ['DeploymentConfig'],
    labels: { deploymentconfig: ['{name}'], deployment: ['{name}-*'] },
    services: [],
  },
  // Source: Argo Rollouts, pkg/apis/rollouts/v1alpha1 labels. The template's labels come in addition.
  {
    group: 'argoproj.io',
    kinds: ['Rollout'],
    labels: { 'rollouts-pod-template-hash': ['*'] },
    services: [],
  },
  // Source: OpenKruise documentation, Advanced Workloads. The template's labels come in addition.
  {
    group: 'apps.kruise.io',
    kinds: ['CloneSet', 'StatefulSet', 'DaemonSet'],
    labels: {
      'apps.kruise.io/cloneset-instance-id': ['*'],
      'statefulset.kubernetes.io/pod-name': ['{name}-*'],
      'controller-revision-hash': ['*'],
    },
    services: [],
  },
  // Source: Gateway API, GEP-1762: in-cluster gateways; Istio and others name the Service after gateway and class.
  {
    group: 'gateway.networking.k8s.io',
    kinds: ['Gateway'],
    labels: { 'gateway.networking.k8s.io/gateway-name': ['{name}'], 'istio.io/gateway-name': ['{name}'] },
    services: ['{name}-*'],
  },
];
