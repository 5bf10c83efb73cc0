/** How one DNS server of clusters answers: what is its own, and not in the DNS specification. */
interface ServerProfile {
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
  timeToLive: 30,
  schema: { version: '1.1.0', timeToLive: 28_800 },
  mostAliases: 10,
};
