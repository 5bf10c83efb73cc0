import { headlessClusterIP, serviceNatureOf, type Service } from '../kubernetes/service.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { clusterOf, partnersOf } from './cluster.ts';
import { endpointsOfSlice, staysAsWritten } from './from-addresses.ts';
import { fqdnOf, isServable } from './names.ts';

/** The Services by the cluster IPs that are written, as they are written. Of several the first one wins. Source: CoreDNS plugin/kubernetes serviceRecordForIP. */
export function clusterIPOwners(snapshot: Snapshot): ReadonlyMap<string, Placed<Service>> {
  const owners = new Map<string, Placed<Service>>();
  for (const service of snapshot.ofKind('Service')) {
    const { clusterIP, clusterIPs } = service.resource;
    if (serviceNatureOf(service.resource) !== 'virtualIp') continue;
    for (const { value } of clusterIPs.length > 0 ? clusterIPs : clusterIP === undefined ? [] : [clusterIP]) {
      if (value !== '' && value !== headlessClusterIP && !owners.has(value)) owners.set(value, service);
    }
  }
  return owners;
}

/**
 * The names an address leads back to, with final dots: a Service with that cluster IP alone, else every endpoint with it,
 * whichever Service it is behind, an alias included. A slice counts also where its Service is missing.
 * Source: CoreDNS plugin/kubernetes serviceRecordForIP.
 */
export function pointersTo(snapshot: Snapshot, address: string): readonly string[] {
  const owner = snapshot.derive(clusterIPOwners).get(address);
  if (owner?.name !== undefined) return [`${fqdnOf(snapshot, owner.name, owner.namespace)}.`];
  return snapshot.derive(endpointPointers).get(address) ?? [];
}

function endpointPointers(snapshot: Snapshot): ReadonlyMap<string, readonly string[]> {
  const pointers = new Map<string, string[]>();
  const add = (address: string | undefined, label: string | undefined, service: string, namespace: string): void => {
    if (address === undefined || label === undefined) return;
    const name = `${label}.${fqdnOf(snapshot, service, namespace)}.`;
    if (!isServable(name)) return;
    const names = pointers.get(address);
    if (names === undefined) pointers.set(address, [name]);
    else if (!names.includes(name)) names.push(name);
  };
  for (const service of snapshot.ofKind('Service')) {
    const view = clusterOf(snapshot).view(service);
    for (const { address, label } of view?.endpoints ?? []) add(address, label, view?.name ?? '', service.namespace);
  }
  for (const slice of snapshot.ofKind('EndpointSlice')) {
    const service = slice.resource.serviceName?.value;
    if (service === undefined || !staysAsWritten(slice.resource, undefined)) continue;
    if (partnersOf(slice, snapshot.named('Service', service)).length > 0) continue;
    for (const { address, label } of endpointsOfSlice(slice)) add(address, label, service, slice.namespace);
  }
  return pointers;
}
