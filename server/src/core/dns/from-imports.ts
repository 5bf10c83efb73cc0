import { sourceAt } from './record.ts';
import { importedServiceLabel, sourceClusterLabel } from '../kubernetes/kinds/multi-cluster.ts';
import { serviceNatureOf, type Service } from '../kubernetes/service.ts';
import { zoneServing } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { groupBy } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import type { ServiceView } from './cluster.ts';
import { virtualEndpoint, type Endpoint, type NumberedPort, portSourceOf } from './endpoint.ts';
import { endpointsOfSlice } from './from-addresses.ts';
import { isDns1123Label } from '../util/dns-label.ts';
import { parseIp } from '../names/ip-address.ts';

/**
 * What DNS knows of a ServiceImport: its own addresses, not those of any Service; of a headless one the endpoints of the slices that
 * say they are of it, whichever cluster they come from. Slices that are not written are made at run time.
 * Source: Kubernetes enhancement 1645, DNS specification 2.3, 2.4; CoreDNS plugin/kubernetes object/multicluster_endpoint.go.
 */
export function viewOfImport(snapshot: Questions, service: Placed<Service>): ServiceView | undefined {
  const nature = serviceNatureOf(service.resource);
  const { name, namespace } = service;
  if (name === undefined || !isDns1123Label(name) || nature === 'alias' || nature === 'invalid') return undefined;
  const zone = zoneServing(service.resource.kind, snapshot.settings);
  const written = endpointsImported(snapshot, service);
  const isAwaited = nature === 'headless' && written.length === 0;
  const endpoints = isAwaited ? [awaited(service)] : written;
  return {
    service,
    name,
    namespace,
    zone,
    nature,
    isAwaited,
    front: nature === 'headless' ? endpoints : addressesOf(service),
    endpoints,
    labelled: groupBy(endpoints, (endpoint) => endpoint.label ?? ''),
  };
}

/** The addresses that the import itself has; one that is not written is for its controller to choose. Without ports it has no name. */
function addressesOf(service: Placed<Service>): readonly Endpoint[] {
  const { clusterIPs, specAt, ports: written } = service.resource;
  if (written.length === 0) return [];
  const ports = portsOf(service);
  const given = clusterIPs.flatMap(({ value, at }): readonly Endpoint[] => {
    const ip = parseIp(value);
    return ip === undefined
      ? []
      : [virtualEndpoint(service, { family: ip.family, address: value, ports, because: [sourceAt(service, at)] })];
  });
  if (given.length > 0) return given;
  const because = [sourceAt(service, specAt)];
  return [virtualEndpoint(service, { family: 'A', address: undefined, ports, because })];
}

/** A protocol that is not written is absent: the CustomResourceDefinition has no default for it. */
function portsOf(service: Placed<Service>): readonly NumberedPort[] {
  return service.resource.ports.map((port) => ({
    name: (port.name?.value ?? '').toLowerCase(),
    protocol: (port.protocol?.value ?? '').toLowerCase(),
    number: port.port?.value ?? 'unknown',
    because: portSourceOf(service, port),
  }));
}

/** Endpoints that other clusters have, while one of them is ready. */
function awaited(service: Placed<Service>): Endpoint {
  const shared = { address: undefined, label: undefined, named: 'address', count: 1, target: service } as const;
  const because = [sourceAt(service, service.resource.specAt)];
  return { kind: 'awaited', family: 'A', ports: portsOf(service), condition: 'whenReady', because, ...shared };
}

/** An endpoint is called by its host name, or its address, and its cluster. */
function endpointsImported(snapshot: Questions, { name = '', namespace }: Placed<Service>): readonly Endpoint[] {
  const slices = snapshot.everything.index(slicesByImport).get(`${namespace}/${name}`).all;
  return slices.flatMap((slice) => {
    const cluster = slice.resource.metadata.labels.pairs.get(sourceClusterLabel)?.value.toLowerCase();
    return endpointsOfSlice(snapshot, slice).map((endpoint) => ({
      ...endpoint,
      label: [endpoint.label, cluster].filter((label) => label !== undefined).join('.'),
    }));
  });
}

const slicesByImport = defineIndex(['EndpointSlice'], ({ resource, namespace }) => {
  const imported = resource.metadata.labels.pairs.get(importedServiceLabel)?.value;
  return imported === undefined ? [] : [`${namespace}/${imported}`];
});
