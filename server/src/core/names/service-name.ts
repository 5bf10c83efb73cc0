import { isInZone, namespaceZone, podsZone, withoutZone, type ServiceZone, type Zone } from './zones.ts';

/** What is left of a Service in a name: nothing, the label of an endpoint, or a port and its protocol. What is not there is empty. */
export interface Below {
  readonly endpoint: string;
  /** Without its underscore, as is the protocol. */
  readonly port: string;
  readonly protocol: string;
}

/** The Service's own name. */
export const itself: Below = { endpoint: '', port: '', protocol: '' };

/** A Service by name and namespace, and what is asked of it. */
interface ServiceName extends Partial<Below> {
  readonly service: string;
  readonly namespace: string;
}

/**
 * The whole name of a Service, or of something below it, in a zone: lower case, without a final dot. The one place that puts
 * these together; `parseRequest` takes them apart. Source: Kubernetes DNS specification 2.3, 2.4.
 */
export function serviceNameIn(
  zone: string,
  { service, namespace, endpoint = '', port = '', protocol = '' }: ServiceName,
): string {
  const own = `${service}.${namespaceZone(namespace, zone)}`;
  const left = endpoint !== '' ? `${endpoint}.` : port !== '' ? `${portLabels(port, protocol)}.` : '';
  return `${left}${own}`.toLowerCase();
}

/** What is before a Service for one of its ports: `_http._tcp`. Source: Kubernetes DNS specification 2.3.2, 2.4.2. */
export function portLabels(port: string, protocol: string): string {
  return `_${port}._${protocol}`.toLowerCase();
}

/** The name of a Pod's address in dashes. Source: Kubernetes documentation, DNS for Services and Pods. */
export function podNameIn(zone: string, dashed: string, namespace: string): string {
  return `${dashed}.${namespace}.${podsZone(zone)}`;
}

/** What a name of a zone with Services asks for, as CoreDNS reads it. */
type Request =
  /** A name that can never exist. */
  | { readonly kind: 'invalid' }
  /** The zone itself, `svc` or `pod` below it, or a namespace below one of these. */
  | { readonly kind: 'node'; readonly namespace: string | undefined }
  /** `dns-version`: the version of the DNS schema. */
  | { readonly kind: 'version' }
  /** `ns.dns`: the DNS server itself. */
  | { readonly kind: 'nameServer' }
  /** `pod` is the label that is read as an address. */
  | { readonly kind: 'pod'; readonly pod: string; readonly namespace: string }
  | ServiceRequest;

/** A Service, one of its endpoints, or one of its ports. */
export interface ServiceRequest extends Below {
  readonly kind: 'service';
  readonly service: string;
  readonly namespace: string;
}

/**
 * Reads a name of a zone, in lower case and without its final dot, from the right: the zone, `svc` or `pod`, the namespace, the
 * Service, then one label for an endpoint or two for port and protocol, whose underscores may be missing. Where endpoints have two labels,
 * these are one unless an underscore says otherwise. There are no wildcards. `undefined` for a name of another zone. Source: CoreDNS
 * plugin/kubernetes/parse.go, parseRequest, stripUnderscore.
 */
export function parseRequest(
  name: string,
  zone: string,
  { endpointLabels }: Pick<ServiceZone, 'endpointLabels'> = { endpointLabels: 1 },
): Request | undefined {
  if (!isInZone(name, zone)) return undefined;
  const labels = name === zone ? [] : withoutZone(name, zone).split('.').reverse();
  const [kind, namespace, service, first, second] = labels;
  if (kind === undefined) return { kind: 'node', namespace: undefined };
  if (kind === 'dns-version' && namespace === undefined) return { kind: 'version' };
  if (kind === 'dns' && namespace === 'ns' && service === undefined) return { kind: 'nameServer' };
  if ((kind !== 'svc' && kind !== 'pod') || labels.length > 5) return { kind: 'invalid' };
  if (namespace === undefined || service === undefined) return { kind: 'node', namespace };
  // Labels before an address are not looked at.
  if (kind === 'pod') return { kind: 'pod', pod: service, namespace };
  const isOne = first === undefined || second === undefined;
  const isPort = !isOne && (endpointLabels === 1 || first.startsWith('_') || second.startsWith('_'));
  const port = isPort ? withoutUnderscore(second) : '';
  const protocol = isPort ? withoutUnderscore(first) : '';
  const endpoint = isOne ? (first ?? '') : isPort ? '' : `${second}.${first}`;
  return { kind: 'service', service, namespace, endpoint, port, protocol };
}

/**
 * What is meant by a name of a zone that is none of a Service, as its namespace is behind `svc` (`db.svc.prod.cluster.local`) or left out
 * (`db.svc.cluster.local`); in lower case and without its final dot. `undefined` for all other names.
 */
export function readMisordered(
  name: string,
  zone: string,
): { readonly service: string; readonly namespace: string | undefined } | undefined {
  const [service = '', svc, namespace, more] = isInZone(name, zone) ? withoutZone(name, zone).split('.') : [];
  return service !== '' && svc === 'svc' && more === undefined ? { service, namespace } : undefined;
}

/** Pods by their names in their zone, where there are none but those of addresses (`db-0.shop.pod.cluster.local`); else as `readMisordered`. */
export function readInPodsZone(
  name: string,
  zone: string,
): { readonly service: string; readonly namespace: string } | undefined {
  const pods = podsZone(zone);
  const [service = '', namespace = '', more] = isInZone(name, pods) ? withoutZone(name, pods).split('.') : [];
  return service !== '' && namespace !== '' && more === undefined ? { service, namespace } : undefined;
}

/** The Service that a whole name asks for, in any of the zones that have some. */
export function serviceAsked(name: string, zones: readonly Zone[]): ServiceRequest | undefined {
  for (const zone of zones) {
    const request = zone.kind === 'reverse' ? undefined : parseRequest(name, zone.name, zone);
    if (request?.kind === 'service') return request;
  }
  return undefined;
}

function withoutUnderscore(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}
