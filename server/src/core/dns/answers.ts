import { isServed, type Placed } from '../objects/placed.ts';
import { isRejectedExternalName } from '../kubernetes/formats.ts';
import { serviceNatureOf } from '../kubernetes/service.ts';
import { uniqueBy } from '../util/collections.ts';
import { itself, type Below } from '../names/service-name.ts';
import { isTemplated } from '../yaml/template.ts';
import { parseIp, type Family } from '../names/ip-address.ts';
import { nameIn, type ServiceView } from './cluster.ts';
import { entriesOf, type Endpoint, type Entry } from './endpoint.ts';
import { checkName, isServable } from './names.ts';
import { nameSourceOf, type DnsRecord, type RecordType, type UnknownRecords, sourceAt } from './record.ts';

/**
 * What a Service answers at its own name, at that of a port or of an endpoint; `undefined` where there is no such name, and
 * nothing where it has no record of the type. `owner` is the name as the records shall spell it, with its final dot.
 *
 * A question about a port goes through its ports in every type, one about an endpoint to its slices whatever its type.
 * One record without data stands for all addresses of a workload under one name.
 * Source: Kubernetes DNS specification 2.3 to 2.5; CoreDNS plugin/kubernetes findServices, matchPortAndProtocol, Services.
 */
export function recordsAt(
  view: ServiceView,
  below: Below,
  { owner, type }: { readonly owner: string; readonly type: RecordType },
): readonly DnsRecord[] | undefined {
  if (view.nature === 'alias') return aliasAt(view, below, { owner, type });
  const endpoints = below.endpoint === '' ? view.front : (view.labelled.get(below.endpoint) ?? []);
  const entries = entriesOf(endpoints, below);
  if (entries.length === 0) return undefined;
  switch (type) {
    case 'A':
    case 'AAAA':
      return addressRecords({ view, owner, below }, entries, type);
    case 'SRV':
      return serviceRecords({ view, owner, below }, entries);
    case 'CNAME':
      return nameRecords({ view, owner, below }, entries);
    case 'PTR':
    case 'TXT':
      return [];
  }
}

/**
 * What the alias of an external name says: the name, made absolute without any search list. `undefined` where it is empty,
 * rejected, no name at all, or looks like an address, for which there is no record.
 * Source: CoreDNS plugin/kubernetes findServices, plugin/etcd/msg NewCNAME; kubernetes ValidateService.
 */
export function aliasTarget(externalName: string): string | undefined {
  if (externalName === '.' || parseIp(externalName) !== undefined) return undefined;
  const isName = checkName(externalName) === undefined && !isRejectedExternalName(externalName);
  if (!isName && !isTemplated(externalName)) return undefined;
  return externalName.endsWith('.') ? externalName : `${externalName}.`;
}

/** Nothing is below an alias, nor is there one to an address. Source: CoreDNS plugin/kubernetes findServices, Services. */
function aliasAt(
  view: ServiceView,
  { endpoint, port, protocol }: Below,
  { owner, type }: { readonly owner: string; readonly type: RecordType },
): readonly DnsRecord[] | undefined {
  const { externalName } = view.service.resource;
  const target = aliasTarget(externalName?.value ?? '');
  const isBelow = endpoint !== '' || port !== '' || protocol !== '';
  if (isBelow || externalName === undefined || target === undefined) return undefined;
  if (type !== 'CNAME') return [];
  const isOpen = isTemplated(target);
  return [
    {
      name: owner,
      type: 'CNAME',
      data: { kind: 'name', target: isOpen ? undefined : target },
      unknown: isOpen ? { reason: 'templated', of: view.service } : undefined,
      because: [nameSourceOf(view.service), sourceAt(view.service, externalName.at)],
      condition: 'always',
      level: 'spec',
      service: view.service,
      target: view.service,
    },
  ];
}

/** A name of a Service, and how it is to be spelled. */
interface Named {
  readonly view: ServiceView;
  readonly owner: string;
  readonly below: Below;
}

/** The addresses of one family, each once. Source: CoreDNS plugin/backend_lookup.go, A, AAAA. */
function addressRecords(named: Named, entries: readonly Entry[], family: Family): readonly DnsRecord[] {
  const level = levelOfAddresses(named, entries);
  // An endpoint has an entry for each of its ports.
  const endpoints = uniqueBy(entries, ({ endpoint }) => endpoint);
  const fitting = endpoints.filter(({ endpoint }) => endpoint.family === family);
  const seen = new Set<Placed>();
  const several = new Set<Placed>();
  for (const { endpoint } of fitting) (seen.has(endpoint.target) ? several : seen).add(endpoint.target);
  return uniqueBy(fitting, ({ endpoint }) => canonicalOf(endpoint) ?? endpoint.target).map(({ endpoint }) =>
    recordOf(named.view, endpoint, {
      name: named.owner,
      type: family,
      data: { kind: 'address', address: canonicalOf(endpoint) },
      unknown: canonicalOf(endpoint) === undefined ? whyNoAddress(endpoint, several) : undefined,
      level,
      because: endpoint.because,
    }),
  );
}

/** The names of slices of names, each once, as aliases. Source: CoreDNS plugin/backend_lookup.go, A, CNAME. */
function nameRecords(named: Named, entries: readonly Entry[]): readonly DnsRecord[] {
  const names = uniqueBy(
    entries.filter(({ endpoint }) => endpoint.family === 'name'),
    ({ endpoint }) => endpoint.address?.toLowerCase(),
  );
  return names.map(({ endpoint }) =>
    recordOf(named.view, endpoint, {
      name: named.owner,
      type: 'CNAME',
      data: { kind: 'name', target: aliasTarget(endpoint.address ?? '') },
      unknown: undefined,
      level: 'coredns',
      because: endpoint.because,
    }),
  );
}

/**
 * The SRV records over some entries. The priority is 0. The weight is 100 shared among all entries, at least 1; then records
 * of equal target and port collapse. An entry without a port counts for the weight and gives no record, nor does one of a slice
 * of names, nor a target too long for DNS. Source: CoreDNS plugin/backend_lookup.go, SRV.
 */
function serviceRecords(named: Named, entries: readonly Entry[]): readonly DnsRecord[] {
  const total = entries.reduce((sum, { endpoint }) => sum + endpoint.count, 0);
  const isOpen = entries.some(isOpenEntry);
  const weight = isOpen ? undefined : Math.max(1, Math.floor(100 / total));
  const records = entries.flatMap(({ endpoint, port }): readonly { key: string; record: DnsRecord }[] => {
    if (port === undefined || port.number === 'none' || endpoint.family === 'name') return [];
    const name = targetOf(named.view, endpoint);
    if (name !== undefined && !isServable(name)) return [];
    const isUnknown = name === undefined || isOpen;
    const number = port.number === 'unknown' ? undefined : port.number;
    const target = name === undefined ? undefined : `${name}.`;
    const record = recordOf(named.view, endpoint, {
      name: named.owner,
      type: 'SRV',
      data: { kind: 'service', priority: 0, weight, port: number, target },
      unknown: isUnknown ? whyNoTarget(endpoint) : undefined,
      level: levelOfServices(named, endpoint),
      because: [...endpoint.because, port.because],
    });
    const key = isUnknown ? `${endpoint.label ?? ''}:${port.name}:${port.protocol}` : `${number} ${target}`;
    return [{ key, record }];
  });
  return uniqueBy(records, ({ key }) => key).map(({ record }) => record);
}

/** Where a template decides on a port or on the number of Pods, or somebody else makes them, it is not known how many share the weight. */
function isOpenEntry({ endpoint: { kind, target }, port }: Entry): boolean {
  if (port?.number === 'unknown' || kind === 'awaited') return true;
  return kind !== 'virtualIp' && target.templated;
}

/**
 * The name an SRV record points to: the endpoint's, or that of the Service for a cluster IP. Source: Kubernetes DNS specification
 * 2.3.2, 2.4.2; CoreDNS plugin/kubernetes findServices.
 */
function targetOf(view: ServiceView, { kind, label }: Endpoint): string | undefined {
  if (kind === 'virtualIp') return nameIn(view);
  return label === undefined ? undefined : nameIn(view, { ...itself, endpoint: label });
}

function canonicalOf({ address }: Endpoint): string | undefined {
  return address === undefined ? undefined : parseIp(address)?.canonical;
}

function whyNoAddress({ kind, target, label, count }: Endpoint, several: ReadonlySet<Placed>): UnknownRecords {
  const { resource } = target;
  if (kind === 'awaited') return { reason: 'awaited', of: target };
  if (isServed(target) && kind === 'virtualIp')
    return { reason: serviceNatureOf(target.resource) === 'unknown' ? 'templated' : 'clusterIP', of: target };
  if (resource.kind === 'Pod') return { reason: 'thisPod', of: target };
  return { reason: label === undefined || count > 1 || several.has(target) ? 'pods' : 'pod', of: target };
}

/** The target of an endpoint with a name is known, so it is the port's number that is not. */
function whyNoTarget({ kind, target, label }: Endpoint): UnknownRecords {
  if (kind === 'awaited') return { reason: 'awaited', of: target };
  if (label !== undefined || kind === 'virtualIp') return { reason: 'templated', of: target };
  return { reason: target.resource.kind === 'Pod' ? 'thisTarget' : 'targets', of: target };
}

/** CoreDNS has addresses at the names of ports, too. */
function levelOfAddresses({ view, below }: Named, entries: readonly Entry[]): DnsRecord['level'] {
  if (below.endpoint !== '') return endpointLevel(view, entries);
  return below.port === '' && below.protocol === '' ? 'spec' : 'coredns';
}

/** Promised are SRV records at the names of ports alone. Source: Kubernetes DNS specification 2.3.2, 2.4.2. */
function levelOfServices({ view, below }: Named, endpoint: Endpoint): DnsRecord['level'] {
  if (below.port === '' && below.protocol === '') return 'coredns';
  return view.nature === 'headless' && endpoint.kind !== 'awaited' && endpoint.named === 'address' ? 'coredns' : 'spec';
}

/**
 * The specification promises names for endpoints with a host name, below headless Services. CoreDNS has names for the
 * others too, made of the address, and has both below every Service with endpoints.
 * Source: Kubernetes DNS specification 2.4.1; CoreDNS plugin/kubernetes endpointHostname, findServices.
 */
export function endpointLevel(view: ServiceView, entries: readonly Entry[]): DnsRecord['level'] {
  const promised = view.nature === 'headless' && entries.every(({ endpoint }) => endpoint.named === 'hostname');
  return promised ? 'spec' : 'coredns';
}

/** A record about an endpoint of a Service. */
export function recordOf(
  view: ServiceView,
  endpoint: Endpoint,
  parts: Pick<DnsRecord, 'name' | 'type' | 'data' | 'unknown' | 'level' | 'because'>,
): DnsRecord {
  const { name, type, data, unknown, level, because } = parts;
  return {
    name,
    type,
    data,
    unknown,
    because: [nameSourceOf(view.service), ...because],
    condition: endpoint.condition,
    level,
    service: view.service,
    target: endpoint.target,
  };
}
