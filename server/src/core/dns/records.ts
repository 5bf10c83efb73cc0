import type { Service } from '../kubernetes/service.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { itself, type Below } from '../names/service-name.ts';
import { recordsAt } from './answers.ts';
import { clusterOf, nameIn, type ServiceView } from './cluster.ts';
import { emptyData } from './answers-elsewhere.ts';
import { isServable } from './names.ts';
import { nameSourceOf, type DnsRecord, type RecordType } from './record.ts';
import { pointersOf } from './reverse.ts';

/**
 * The records of one Service: its addresses, the SRV records of its named ports, the names of its endpoints, SRV records at
 * the bare names, and PTR records where the address is written. In this order, then that of the manifests.
 *
 * One record without data stands for all addresses of a workload under one name. Pods without a host name get names from
 * their addresses, which are not known yet: they have no record of their own, and their SRV records have no target. A
 * Service that the API server rejects for its name, or whose type is none, has no records, nor has a name too long for DNS. Where endpoints and ports
 * make too many SRV records, one stands for all; a question about one name is answered all the same.
 * Source: Kubernetes DNS specification 2.3 to 2.5; CoreDNS plugin/kubernetes findServices.
 */
export function recordsOf(snapshot: Questions, service: Placed<Service>): readonly DnsRecord[] {
  return snapshot.about(service, findRecords);
}

function findRecords(snapshot: Questions, service: Placed<Service>): readonly DnsRecord[] {
  const view = clusterOf(snapshot).view(service);
  if (view === undefined) return [];
  const at = (below: Below, types: readonly RecordType[]): readonly DnsRecord[] =>
    types.flatMap((type) => recordsAt(view, below, { owner: `${nameIn(view, below)}.`, type }) ?? []);
  const labels = [...view.labelled.keys()].filter((label) => label !== '');
  const atLabels = (types: readonly RecordType[]): readonly DnsRecord[] =>
    labels.flatMap((endpoint) => at({ ...itself, endpoint }, types));
  const isListed = countOf(view.front) <= mostListed;
  const forward = [
    ...at(itself, ['A', 'AAAA', 'CNAME']),
    ...(isListed ? portsOf(view).flatMap((port) => at({ ...itself, ...port }, ['SRV', 'CNAME'])) : []),
    ...atLabels(['A', 'AAAA', 'CNAME']),
    ...(isListed ? [...at(itself, ['SRV']), ...atLabels(['SRV'])] : [manyServices(view)]),
  ];
  return [...forward, ...pointersOf(snapshot, view)].filter((record) => isServable(record.name));
}

/** The records of all Services, by file and position. What every cluster serves by itself (`dns-version`) is not among them. */
export function allRecords(snapshot: Questions): readonly DnsRecord[] {
  return snapshot.derive(findAllRecords);
}

function findAllRecords(snapshot: Questions): readonly DnsRecord[] {
  return snapshot.everything.served.flatMap((service) => findRecords(snapshot, service));
}

/** How many pairs of an endpoint and a port have records of their own: a few lines of each make millions, which would not be read. */
const mostListed = 10_000;

/** How many pairs of an endpoint and a port there are, each of which has SRV records. */
function countOf(endpoints: ServiceView['front']): number {
  return endpoints.reduce((sum, { ports }) => sum + ports.length, 0);
}

/** The record that stands for SRV records of which there are too many. */
function manyServices(view: ServiceView): DnsRecord {
  const { service } = view;
  return {
    name: `${nameIn(view)}.`,
    type: 'SRV',
    data: emptyData('SRV'),
    unknown: { reason: 'tooMany', of: service },
    because: [nameSourceOf(service)],
    condition: 'always',
    level: 'spec',
    service,
    target: service,
  };
}

/**
 * The ports that have a name of their own, `_port._protocol`. A headless Service has the port names of its slices.
 * Source: Kubernetes DNS specification 2.3.2, 2.4.2; CoreDNS plugin/kubernetes findServices.
 */
function portsOf(view: ServiceView): readonly Pick<Below, 'port' | 'protocol'>[] {
  const named = view.front.flatMap((endpoint) => endpoint.ports).filter((port) => port.name !== '');
  const unique = uniqueBy(named, (port) => `${port.name}/${port.protocol}`);
  return unique.map(({ name, protocol }) => ({ port: name, protocol }));
}
