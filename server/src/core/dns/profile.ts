/** How one DNS server of clusters answers: what is its own, and not in the DNS specification. */
interface ServerProfile {
  readonly name: string;
  /** How long records live, in seconds, negative answers too. */
  readonly timeToLive: number;
  /** The version of the DNS schema that it says it follows, and how long that record lives. */
  readonly schema: { readonly version: string; readonly timeToLive: number };
  /** How many aliases it follows. */
  readonly mostAliases: number;
}

/**
 * CoreDNS as kubeadm configures it. Everything in this stage that is marked `coredns` is its own as well: SRV records at names that are
 * no port's, addresses at names of ports, names of endpoints made of addresses and below virtual IPs.
 * Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap; CoreDNS plugin/backend_lookup.go,
 * plugin/kubernetes Services, findServices, endpointHostname, object/endpoint.go; Kubernetes DNS specification 2.2.
 */
export const coreDns: ServerProfile = {
  name: 'CoreDNS',
  timeToLive: 30,
  schema: { version: '1.1.0', timeToLive: 28_800 },
  mostAliases: 10,
};

/**
 * What kube-dns, its predecessor, answers otherwise; each as a sentence for people. Nothing is worked out with it: the
 * specification is what both keep to, and the marks `coredns` tell what is beyond that.
 * Source: kubernetes/dns pkg/dns/dns.go, newPortalService, generateRecordsForHeadlessService, getPodIP, GetSkyMsg.
 */
export const kubeDnsDifferences: readonly string[] = [
  'It reads Endpoints, not EndpointSlices: a slice written by hand has no names there.',
  'Endpoints have names only below headless Services: no Pod has a name below a Service with a cluster IP.',
  'An endpoint without a host name is named by a hash, not by its address with dashes.',
  'The name of a Pod by its address with dashes is answered in any namespace, but only for IPv4.',
];
