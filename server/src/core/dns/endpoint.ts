import { protocolOf, type ServicePort } from '../kubernetes/service.ts';
import type { Below } from '../names/service-name.ts';
import type { Placed } from '../objects/placed.ts';
import type { Family } from '../names/ip-address.ts';
import { type RecordSource, sourceAt } from './record.ts';

/**
 * Something DNS can answer with: the cluster IP of a Service, an address of an Endpoints object or a slice, or a Pod. A Pod
 * with two addresses is two of them. Pods that somebody else makes are one, as long as no more is known.
 */
export interface Endpoint {
  /** `awaited`: Pods that no manifest here makes, one or many; neither their addresses nor their names are known. */
  readonly kind: 'virtualIp' | 'pods' | 'listed' | 'awaited';
  /** `name` in a slice of names, which CoreDNS answers with as aliases. */
  readonly family: Family | 'name';
  /** As the API holds it, of a slice of names the name; `undefined` where only a running cluster knows it. */
  readonly address: string | undefined;
  /** The label below the Service's name; `undefined` where it would be made of an unknown address, or for a cluster IP. */
  readonly label: string | undefined;
  /** Whether the label is a host name, which the DNS specification promises, and not an address in dashes. */
  readonly named: 'hostname' | 'address';
  /** How many of them there are: the replicas of a template, which differ only in what is not known yet. */
  readonly count: number;
  /** Without any port it still answers with its address. */
  readonly ports: readonly NumberedPort[];
  /** `whenReady` for Pods, unless their Service publishes them earlier. */
  readonly condition: 'always' | 'whenReady';
  /** Where the address or name comes from, the Service apart. */
  readonly because: readonly RecordSource[];
  readonly target: Placed;
}

/** A cluster IP of a Service, or the address of an import. */
export function virtualEndpoint(
  target: Placed,
  { family, address, ports, because }: Pick<Endpoint, 'family' | 'address' | 'ports' | 'because'>,
): Endpoint {
  const [kind, named, condition] = ['virtualIp', 'address', 'always'] as const;
  return { kind, family, address, label: undefined, named, count: 1, ports, condition, because, target };
}

/** A port as SRV records have it. */
export interface NumberedPort {
  /** Lower case; empty for a port without a name. */
  readonly name: string;
  /** Lower case. */
  readonly protocol: string;
  /** `unknown` where a template leaves it open; `none` where a slice's port has no number, for which there is no SRV record. */
  readonly number: number | 'unknown' | 'none';
  readonly because: RecordSource;
}

/** A port as SRV records have it, of a Service or of endpoints: without a name its name is empty, without a protocol it is for TCP. */
export function numberedPort(
  { name, protocol }: Pick<ServicePort, 'name' | 'protocol'>,
  number: NumberedPort['number'],
  because: RecordSource,
): NumberedPort {
  return { name: (name?.value ?? '').toLowerCase(), protocol: protocolOf({ protocol }).toLowerCase(), number, because };
}

/** Where the number of a port is written, or else the port. */
export function portSourceOf(placed: Placed, { port, at }: Pick<ServicePort, 'port' | 'at'>): RecordSource {
  return sourceAt(placed, port?.at ?? at);
}

/** Where a Service says to which port of its Pods one of its ports leads. */
export function targetSourceOf(service: Placed, { targetPort, port, at }: ServicePort): RecordSource {
  return sourceAt(service, targetPort?.at ?? port?.at ?? at);
}

/**
 * A pair of endpoint and port, the unit in which DNS counts: weights are shared among them. An endpoint without ports makes
 * one pair without a port. Source: CoreDNS plugin/kubernetes findServices, object/endpoint.go EndpointSliceToEndpoints.
 */
export interface Entry {
  readonly endpoint: Endpoint;
  readonly port: NumberedPort | undefined;
}

/** What a question asks of a Service's ports; what is empty matches every port. */
type PortFilter = Pick<Below, 'port' | 'protocol'>;

/** The pairs of endpoint and port that a question is about. Source: CoreDNS plugin/kubernetes matchPortAndProtocol. */
export function entriesOf(endpoints: readonly Endpoint[], filter: PortFilter): readonly Entry[] {
  const entries: Entry[] = [];
  for (const endpoint of endpoints) {
    for (const port of endpoint.ports.length === 0 ? noPort : endpoint.ports)
      if (passes(port, filter)) entries.push({ endpoint, port });
  }
  return entries;
}

const noPort = [undefined];

function passes(port: NumberedPort | undefined, filter: PortFilter): boolean {
  const nameFits = filter.port === '' || filter.port === (port?.name ?? '');
  return nameFits && (filter.protocol === '' || filter.protocol === (port?.protocol ?? ''));
}
