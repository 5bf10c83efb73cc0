import type { Settings } from '../settings/settings.ts';
import { getOrMake } from '../util/collections.ts';
import type { Family } from './ip-address.ts';

/** A zone that the cluster's DNS server answers for itself. What is in none of them it forwards to resolvers upstream. */
export type Zone =
  | ServiceZone
  /** The names of addresses. Source: RFC 1035 3.5, RFC 3596 2.5. */
  | { readonly kind: 'reverse'; readonly name: string; readonly family: Family };

/** A zone of Services, their ports and endpoints. */
export interface ServiceZone extends ServiceZoneFacts {
  readonly kind: 'services';
  readonly name: string;
  /** The kind of the objects that have names in it. */
  readonly serves: ServedKind;
}

/** What sets a zone of Services apart from the others. */
interface ServiceZoneFacts {
  /** How many labels are before a Service for one of its endpoints. */
  readonly endpointLabels: 1 | 2;
  /** Whether other clusters fill it, too, so that a name that no manifest here makes may be there all the same. */
  readonly isShared: boolean;
}

/** The zones of Services, by the kind of the objects that have names there. */
const serviceZones = {
  Service: { endpointLabels: 1, isShared: false, nameIn: ({ clusterDomain }: Settings) => clusterDomain },
  // Source: Kubernetes enhancement 1645, DNS: an endpoint is called by its host name and its cluster.
  ServiceImport: { endpointLabels: 2, isShared: true, nameIn: () => 'clusterset.local' },
} as const satisfies Readonly<Record<string, ServiceZoneFacts & { readonly nameIn: (settings: Settings) => string }>>;

/** A kind whose objects have names in a zone of their own. */
export type ServedKind = keyof typeof serviceZones;

/** Every such kind, that of the cluster's own zone first. */
export const servedKinds = Object.keys(serviceZones) as readonly ServedKind[];

/** The zones of reverse names, without the final dot. */
export const reverseZones: Readonly<Record<Family, string>> = { A: 'in-addr.arpa', AAAA: 'ip6.arpa' };

/**
 * The zones of a cluster, their names in lower case and without final dots.
 * Source: kubernetes cmd/kubeadm/app/phases/addons/dns/manifests.go, CoreDNSConfigMap.
 */
export function zonesOf(settings: Settings): readonly Zone[] {
  return getOrMake(knownZones, settings, () => [
    ...serviceZonesOf(settings),
    { kind: 'reverse', name: reverseZones.A, family: 'A' },
    { kind: 'reverse', name: reverseZones.AAAA, family: 'AAAA' },
  ]);
}

/** Settings never change, and each name that is looked up asks for its zones. */
const knownZones = new WeakMap<Settings, readonly Zone[]>();

/** The zones of Services, that of the cluster's own first. */
function serviceZonesOf(settings: Settings): readonly ServiceZone[] {
  return servedKinds.map((serves) => {
    const { nameIn, ...facts } = serviceZones[serves];
    return { kind: 'services', name: nameIn(settings), serves, ...facts };
  });
}

/** The zone in which objects of a kind have names. */
export function zoneServing(kind: ServedKind, settings: Settings): string {
  return serviceZones[kind].nameIn(settings);
}

/** Whether other clusters fill the zone of a kind, too. */
export function isSharedKind(kind: ServedKind): boolean {
  return serviceZones[kind].isShared;
}

/** The kind that is meant where somebody wrote a zone behind `svc`, or left it out; `undefined` for a zone of none of them. */
export function kindServedIn(written: string | undefined, settings: Settings): ServedKind | undefined {
  if (written === undefined) return 'Service';
  const lower = written.toLowerCase();
  return servedKinds.find((kind) => zoneServing(kind, settings) === lower);
}

/** The cluster domain: the zone of the cluster's own Services. */
export function clusterZone(settings: Settings): string {
  return zoneServing('Service', settings);
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

/** A name relative to a zone; whole where it is not below it. Both have a final dot, or neither. */
export function relativeTo(name: string, zone: string): string {
  return name !== zone && isInZone(name, zone) ? withoutZone(name, zone) : name;
}

/** What is behind the name of a Service: `prod.svc.cluster.local`. */
export function namespaceZone(namespace: string, zone: string): string {
  return `${namespace}.${servicesZone(zone)}`;
}

/** The namespace that `namespaceZone` made a name of, `undefined` for all other names. */
export function namespaceOfZone(name: string, zone: string): string | undefined {
  const services = servicesZone(zone);
  const namespace = isInZone(name, services) ? withoutZone(name, services) : '';
  return namespace === '' || namespace.includes('.') ? undefined : namespace;
}

/** What all Services of a zone are below: `svc.cluster.local`. */
export function servicesZone(zone: string): string {
  return `svc.${zone}`;
}

/** Where a zone has the names of addresses of Pods: `pod.cluster.local`. */
export function podsZone(zone: string): string {
  return `pod.${zone}`;
}

/**
 * The domains that the resolver of a Pod of a namespace puts behind a name, in their order. Those of its node are not known.
 * Source: kubernetes pkg/kubelet/network/dns/dns.go, generateSearchesForDNSClusterFirst.
 */
export function searchDomains(namespace: string, settings: Settings): readonly string[] {
  const zone = clusterZone(settings);
  return [namespaceZone(namespace, zone), servicesZone(zone), zone];
}
