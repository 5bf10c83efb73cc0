import type { Service } from '../kubernetes/service.ts';
import { isTemplated } from '../yaml/template.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { parseIp, reverseNameOf } from './addresses.ts';
import { addressAnswers, aliasTarget, serviceAnswers } from './answers.ts';
import { clusterOf, type ServiceView } from './cluster.ts';
import { anyPort, entriesOf, type Endpoint, type Entry } from './endpoint.ts';
import { fqdnOf, isServable, srvName } from './names.ts';
import type { DnsRecord, RecordSource } from './record.ts';
import { clusterIPOwners } from './reverse.ts';

/**
 * The records of one Service: its addresses, the SRV records of its named ports, the names of its endpoints, SRV records at
 * the bare names, and PTR records where the address is written. In this order, then that of the manifests.
 *
 * One record without data stands for all addresses of a workload under one name. Pods without a host name get names from
 * their addresses, which nobody knows yet: they have no record of their own, and their SRV records have no data. A
 * Service that the API server refuses for its name or type has no records, nor has a name too long for DNS.
 * Source: Kubernetes DNS specification 2.3 to 2.5; CoreDNS plugin/kubernetes findServices.
 */
export function recordsOf(snapshot: Snapshot, service: Placed<Service>): readonly DnsRecord[] {
  const view = clusterOf(snapshot).view(service);
  if (view === undefined) return [];
  const forward = view.nature === 'alias' ? aliasRecords(snapshot, view) : addressableRecords(snapshot, view);
  return [...forward, ...pointerRecords(snapshot, view)].filter((record) => isServable(record.name));
}

/** The records of all Services, by file and position. What every cluster serves by itself (`dns-version`) is not among them. */
export function allRecords(snapshot: Snapshot): readonly DnsRecord[] {
  return snapshot.derive(findAllRecords);
}

function findAllRecords(snapshot: Snapshot): readonly DnsRecord[] {
  return snapshot.ofKind('Service').flatMap((service) => recordsOf(snapshot, service));
}

function aliasRecords(snapshot: Snapshot, view: ServiceView): readonly DnsRecord[] {
  const { externalName } = view.service.resource;
  const target = aliasTarget(externalName?.value ?? '');
  if (externalName === undefined || target === undefined) return [];
  const data = isTemplated(target) ? undefined : target;
  const because = [nameSource(view), { resource: view.service, at: externalName.at }];
  const name = `${fqdnOf(snapshot, view.name, view.namespace)}.`;
  return [
    {
      name,
      type: 'CNAME',
      data,
      because,
      condition: 'always',
      level: 'spec',
      service: view.service,
      target: view.service,
    },
  ];
}

function addressableRecords(snapshot: Snapshot, view: ServiceView): readonly DnsRecord[] {
  const fqdn = fqdnOf(snapshot, view.name, view.namespace);
  const front = entriesOf(view.front, anyPort);
  const labels = [...view.labelled].filter(([label]) => label !== '');
  const below = labels.map(([label, endpoints]) => ({
    name: `${label}.${fqdn}`,
    entries: entriesOf(endpoints, anyPort),
  }));
  return [
    ...addressRecords(view, fqdn, front, 'spec'),
    ...portRecords(view, fqdn),
    ...below.flatMap(({ name, entries }) => addressRecords(view, name, entries, endpointLevel(view, entries))),
    ...serviceRecords(view, fqdn, fqdn, front, () => 'coredns'),
    ...below.flatMap(({ name, entries }) => serviceRecords(view, name, fqdn, entries, () => 'coredns')),
  ];
}

function addressRecords(
  view: ServiceView,
  name: string,
  entries: readonly Entry[],
  level: DnsRecord['level'],
): readonly DnsRecord[] {
  return (['A', 'AAAA'] as const).flatMap((type) =>
    addressAnswers(entries, type).map(({ data, endpoint }) =>
      recordOf(view, { name: `${name}.`, type, data, level, endpoint, because: endpoint.because }),
    ),
  );
}

/**
 * SRV records at `_port._protocol` for every named port. A headless Service has the port names of its slices.
 * Source: Kubernetes DNS specification 2.3.2, 2.4.2; CoreDNS plugin/kubernetes findServices.
 */
function portRecords(view: ServiceView, fqdn: string): readonly DnsRecord[] {
  const named = view.front.flatMap((endpoint) => endpoint.ports).filter((port) => port.name !== '');
  const ports = uniqueBy(named, (port) => `${port.name}/${port.protocol}`);
  return ports.flatMap((port) => {
    const entries = entriesOf(view.front, { port: port.name, protocol: port.protocol });
    return serviceRecords(view, srvName(port.name, port.protocol, fqdn), fqdn, entries, (endpoint) =>
      view.nature === 'headless' && endpoint.named === 'address' ? 'coredns' : 'spec',
    );
  });
}

function serviceRecords(
  view: ServiceView,
  name: string,
  fqdn: string,
  entries: readonly Entry[],
  levelOf: (endpoint: Endpoint) => DnsRecord['level'],
): readonly DnsRecord[] {
  return serviceAnswers(entries, fqdn).map(({ data, endpoint, port }) =>
    recordOf(view, {
      name: `${name}.`,
      type: 'SRV',
      data,
      level: levelOf(endpoint),
      endpoint,
      because: [...endpoint.because, port.because],
    }),
  );
}

/**
 * Only an address in canonical form is found in reverse. Nobody asks of what type the Service of an endpoint is: an alias
 * has PTR records too. Source: CoreDNS plugin/kubernetes serviceRecordForIP.
 */
function pointerRecords(snapshot: Snapshot, view: ServiceView): readonly DnsRecord[] {
  const fqdn = fqdnOf(snapshot, view.name, view.namespace);
  const owners = snapshot.derive(clusterIPOwners);
  // A cluster gives an address to one Service; written twice it leads to the first, variants of it being the same.
  const isOwner = (address = ''): boolean => {
    const owner = owners.get(address);
    return owner === undefined || (owner.name === view.name && owner.namespace === view.namespace);
  };
  const front = view.nature === 'virtualIp' ? view.front : [];
  const clusterIPs = front.filter(({ address }) => isOwner(address)).map((endpoint) => ({ endpoint, data: fqdn }));
  const pods = view.endpoints
    .filter(({ address }) => address !== undefined && !owners.has(address))
    .map((endpoint) => ({ endpoint, data: `${endpoint.label ?? ''}.${fqdn}` }));
  const records = [...clusterIPs, ...pods].flatMap(({ endpoint, data }): readonly DnsRecord[] => {
    const { address, because } = endpoint;
    const name = address === undefined || parseIp(address)?.canonical !== address ? undefined : reverseNameOf(address);
    if (name === undefined || !isServable(data)) return [];
    const level = data === fqdn || endpointLevel(view, [{ endpoint, port: undefined }]) === 'spec' ? 'spec' : 'coredns';
    return [recordOf(view, { name, type: 'PTR', data: `${data}.`, level, endpoint, because })];
  });
  return uniqueBy(records, (record) => `${record.name} ${record.data ?? ''}`);
}

/**
 * The specification promises names for endpoints with a host name, below headless Services. CoreDNS has names for the
 * others too, made of the address, and has both below every Service with endpoints.
 * Source: Kubernetes DNS specification 2.4.1; CoreDNS plugin/kubernetes endpointHostname, findServices.
 */
function endpointLevel(view: ServiceView, entries: readonly Entry[]): DnsRecord['level'] {
  const promised = view.nature === 'headless' && entries.every(({ endpoint }) => endpoint.named === 'hostname');
  return promised ? 'spec' : 'coredns';
}

function recordOf(
  view: ServiceView,
  parts: Pick<DnsRecord, 'name' | 'type' | 'data' | 'level' | 'because'> & { readonly endpoint: Endpoint },
): DnsRecord {
  const { name, type, data, level, because, endpoint } = parts;
  return {
    name,
    type,
    data,
    because: [nameSource(view), ...because],
    condition: endpoint.condition,
    level,
    service: view.service,
    target: endpoint.target,
  };
}

function nameSource(view: ServiceView): RecordSource {
  return { resource: view.service, at: view.service.resource.metadata.name?.at ?? { path: ['metadata'] } };
}
