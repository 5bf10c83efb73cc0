import type { Settings } from '../settings/settings.ts';
import type { Family } from './ip-address.ts';

/** A zone that the cluster's DNS server answers for itself. What is in none of them it forwards to resolvers upstream. */
export type Zone =
  /** The cluster domain: Services, their ports and endpoints. */
  | { readonly kind: 'cluster'; readonly name: string }
  /** The names of addresses. Source: RFC 1035 3.5, RFC 3596 2.5. */
  | { readonly kind: 'reverse'; readonly name: string; readonly family: Family };

/** The zones of reverse names, without the final dot. */
export const reverseZones: Readonly<Record<Family, string>> = { A: 'in-addr.arpa', AAAA: 'ip6.arpa' };

/**
 * The zones of a cluster, their names in lower case and without final dots.
 * Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap.
 */
export function zonesOf(settings: Settings): readonly Zone[] {
  return [
    { kind: 'cluster', name: clusterZone(settings) },
    { kind: 'reverse', name: reverseZones.A, family: 'A' },
    { kind: 'reverse', name: reverseZones.AAAA, family: 'AAAA' },
  ];
}

/** The cluster domain: the zone of the cluster's own Services. */
export function clusterZone({ clusterDomain }: Settings): string {
  return clusterDomain;
}

/** Whether what somebody wrote behind `svc` is the cluster domain, or leaves it out. */
export function isOwnZone(written: string | undefined, settings: Settings): boolean {
  return written === undefined || written.toLowerCase() === clusterZone(settings);
}

/** The zone that a name is in, if any: in lower case, without its final dot. */
export function zoneHolding(name: string, zones: readonly Zone[]): Zone | undefined {
  return zones.find((zone) => isInZone(name, zone.name));
}

/** Whether a name is a zone or below it; both in lower case and without final dots. */
export function isInZone(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** A name without its zone, in which it has to be; empty for the zone itself. */
export function withoutZone(name: string, zone: string): string {
  return name.slice(0, Math.max(0, name.length - zone.length - 1));
}

/** What stands behind the name of a Service: `prod.svc.cluster.local`. */
export function namespaceZone(namespace: string, zone: string): string {
  return `${namespace}.${servicesZone(zone)}`;
}

/** What all Services of a zone are below: `svc.cluster.local`. */
export function servicesZone(zone: string): string {
  return `svc.${zone}`;
}

/**
 * The domains that the resolver of a Pod of a namespace puts behind a name, in their order. Those of its node are not known.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go, generateSearchesForDNSClusterFirst.
 */
export function searchDomains(namespace: string, settings: Settings): readonly string[] {
  const zone = clusterZone(settings);
  return [namespaceZone(namespace, zone), servicesZone(zone), zone];
}
