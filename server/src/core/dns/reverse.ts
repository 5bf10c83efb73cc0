import { clusterIPsThatCount, headlessClusterIP, type Service } from '../kubernetes/service.ts';
import { itself } from '../names/service-name.ts';
import { isSharedKind } from '../names/zones.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { groupBy, uniqueBy } from '../util/collections.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { parseIp } from '../names/ip-address.ts';
import { endpointLevel, recordOf } from './answers.ts';
import { partnersOf } from './behind-service.ts';
import { clusterOf, nameIn, type ServiceView } from './cluster.ts';
import type { Endpoint } from './endpoint.ts';
import { endpointsOfSlice, staysAsWritten } from './from-addresses.ts';
import { fqdnOf, isServable, reverseNameOf } from './names.ts';
import type { DnsRecord } from './record.ts';

/**
 * The PTR records that lead to a Service and to its endpoints. Only an address in canonical form is found in reverse, and one
 * that is the cluster IP of a Service points to that Service alone. Nobody asks of what type the Service of an endpoint is:
 * an alias has PTR records too. Source: CoreDNS plugin/kubernetes serviceRecordForIP.
 */
export function pointersOf(snapshot: Questions, view: ServiceView): readonly DnsRecord[] {
  // What several clusters share has no names in reverse.
  if (isSharedKind(view.service.resource.kind)) return [];
  const fqdn = nameIn(view);
  // A cluster gives an address to one Service; if it is written twice, the first one counts, as do its variants.
  const isOwner = (address: string | undefined): boolean => {
    const owner = ownerOf(snapshot, address);
    return owner === undefined || (owner.name === view.name && owner.namespace === view.namespace);
  };
  const front = view.nature === 'virtualIp' ? view.front : [];
  const clusterIPs = front.filter(({ address }) => isOwner(address)).map((endpoint) => ({ endpoint, name: fqdn }));
  const endpoints = view.endpoints
    .filter(({ address }) => address !== undefined && ownerOf(snapshot, address) === undefined)
    .map((endpoint) => ({ endpoint, name: nameIn(view, { ...itself, endpoint: endpoint.label ?? '' }) }));
  const records = [...clusterIPs, ...endpoints].flatMap(({ endpoint, name }): readonly DnsRecord[] => {
    const isOwn = name === fqdn || endpointLevel(view, [{ endpoint, port: undefined }]) === 'spec';
    const pointer = pointerTo(endpoint, name, isOwn ? 'spec' : 'coredns');
    return pointer === undefined ? [] : [recordOf(view, endpoint, pointer)];
  });
  return uniqueBy(records, keyOf);
}

/**
 * The records that an address has in reverse: that of a Service with this cluster IP alone, else those of every endpoint with
 * it, whichever Service it is behind, an alias included. A slice counts also where its Service is missing.
 * Source: CoreDNS plugin/kubernetes serviceRecordForIP.
 */
export function pointersAt(snapshot: Questions, address: string): readonly DnsRecord[] {
  const name = reverseNameOf(address);
  return name === undefined ? [] : (snapshot.derive(allPointers).get(name) ?? []);
}

type Pointer = Pick<DnsRecord, 'name' | 'type' | 'data' | 'unknown' | 'level' | 'because'>;

function pointerTo({ address, because }: Endpoint, target: string, level: DnsRecord['level']): Pointer | undefined {
  const name = address === undefined || parseIp(address)?.canonical !== address ? undefined : reverseNameOf(address);
  if (name === undefined || !isServable(target)) return undefined;
  const data = { kind: 'name', target: `${target}.` } as const;
  return { name, type: 'PTR', data, unknown: undefined, level, because };
}

/** By name. */
function allPointers(snapshot: Questions): ReadonlyMap<string, readonly DnsRecord[]> {
  const ofServices = snapshot.everything.ofKind('Service').flatMap((service) => {
    const view = clusterOf(snapshot).view(service);
    return view === undefined ? [] : pointersOf(snapshot, view);
  });
  const all = [...ofServices, ...snapshot.derive(pointersWithoutService)];
  return groupBy(uniqueBy(all, keyOf), ({ name }) => name);
}

/** Slices whose Service is missing. */
function pointersWithoutService(snapshot: Questions): readonly DnsRecord[] {
  return snapshot.everything.ofKind('EndpointSlice').flatMap((slice) => {
    const service = slice.resource.serviceName?.value;
    if (service === undefined || !staysAsWritten(slice.resource, undefined)) return [];
    if (partnersOf(slice, snapshot.contentsOf(slice.scope).named('Service', service)).length > 0) return [];
    return endpointsOfSlice(snapshot, slice).flatMap((endpoint): readonly DnsRecord[] => {
      if (ownerOf(snapshot, endpoint.address) !== undefined) return [];
      const name = fqdnOf(snapshot, service, slice.namespace, { endpoint: endpoint.label ?? '' });
      const pointer = pointerTo(endpoint, name, 'coredns');
      if (pointer === undefined) return [];
      return [{ ...pointer, condition: endpoint.condition, service: undefined, target: slice }];
    });
  });
}

/** Whether Services or Pods of the manifests get addresses in the cluster that no manifest has. */
export function hasAddressesToCome(snapshot: Questions): boolean {
  return snapshot.everything.ofKind('Service').some((service) => {
    const view = clusterOf(snapshot).view(service);
    return view !== undefined && [...view.front, ...view.endpoints].some(({ address }) => address === undefined);
  });
}

/** The addresses with a host name in slices without a Service's name: what CoreDNS finds there it cannot send. */
export function unansweredAddresses(snapshot: Questions): ReadonlySet<string> {
  const slices = snapshot.everything
    .ofKind('EndpointSlice')
    .filter(({ resource }) => resource.serviceName === undefined);
  const named = slices
    .flatMap((slice) => endpointsOfSlice(snapshot, slice))
    .filter(({ named: by }) => by === 'hostname');
  return new Set(named.flatMap(({ address }) => address ?? []));
}

/**
 * The Service that has an address as its cluster IP, as it is written. Of several the first one wins. Source: CoreDNS plugin/kubernetes
 * serviceRecordForIP.
 */
function ownerOf(snapshot: Questions, address: string | undefined): Placed<Service> | undefined {
  if (address === undefined) return undefined;
  const services = snapshot.everything.index(byClusterIP).get(address).all;
  return services.find((service) => clusterOf(snapshot).view(service)?.nature === 'virtualIp');
}

const byClusterIP = defineIndex(['Service'], ({ resource: { clusterIP, clusterIPs } }) => {
  const written = clusterIPsThatCount(clusterIP, clusterIPs).map(({ value }) => value);
  return written.filter((value) => value !== '' && value !== headlessClusterIP);
});

function keyOf({ name, data }: DnsRecord): string {
  return `${name} ${data.kind === 'name' ? (data.target ?? '') : ''}`;
}
