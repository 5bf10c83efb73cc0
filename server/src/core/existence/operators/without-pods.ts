import { groupOf } from '../../kubernetes/resource.ts';
import type { Custom } from './operators.ts';

/**
 * Whether a custom resource only says something of Pods and Services that others make: how they are reached, watched or guarded. The labels
 * that it asks for, and its name, tell of no Pods of its own.
 */
export function makesNoPods({ apiVersion, writtenKind }: Custom): boolean {
  const kinds = withoutPods.get(groupOf(apiVersion));
  return kinds === 'all' || kinds?.includes(writtenKind) === true;
}

/** By group, the kinds whose controllers make no Pods. The source is the API of each group. */
const withoutPods = new Map<string, 'all' | readonly string[]>([
  ['networking.istio.io', 'all'],
  ['security.istio.io', 'all'],
  ['telemetry.istio.io', 'all'],
  [
    'monitoring.coreos.com',
    ['ServiceMonitor', 'PodMonitor', 'PrometheusRule', 'Probe', 'ScrapeConfig', 'AlertmanagerConfig'],
  ],
  ['operator.victoriametrics.com', ['VMServiceScrape', 'VMPodScrape', 'VMRule', 'VMProbe', 'VMStaticScrape']],
  [
    'gateway.networking.k8s.io',
    ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute', 'UDPRoute', 'ReferenceGrant', 'BackendTLSPolicy'],
  ],
  ['traefik.io', 'all'],
  ['traefik.containo.us', 'all'],
  ['projectcontour.io', ['HTTPProxy', 'TLSCertificateDelegation']],
  ['configuration.konghq.com', 'all'],
  ['getambassador.io', ['Mapping', 'TCPMapping', 'Host', 'TLSContext']],
  ['policy.linkerd.io', 'all'],
  ['cilium.io', ['CiliumNetworkPolicy', 'CiliumClusterwideNetworkPolicy', 'CiliumLocalRedirectPolicy']],
  ['crd.projectcalico.org', 'all'],
  ['projectcalico.org', 'all'],
  ['cert-manager.io', 'all'],
  ['external-secrets.io', 'all'],
  ['keda.sh', ['ScaledObject', 'TriggerAuthentication', 'ClusterTriggerAuthentication']],
  ['kyverno.io', 'all'],
  ['route.openshift.io', 'all'],
]);
