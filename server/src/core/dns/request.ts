import type { PortFilter } from './endpoint.ts';

/** What a name asks for, as CoreDNS reads it. */
export type Request =
  /** Not a name of the cluster's own zone. */
  | { readonly kind: 'outside' }
  /** A name of the zone that can never exist. */
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

/** A Service, one of its endpoints, or one of its ports; what is not asked for is empty. */
export interface ServiceRequest extends PortFilter {
  readonly kind: 'service';
  readonly service: string;
  readonly namespace: string;
  readonly endpoint: string;
}

/**
 * Reads a name, in lower case and without its final dot, from the right: the zone, `svc` or `pod`, the namespace, the Service,
 * then one label for an endpoint or two for port and protocol, whose underscores may be missing. There are no wildcards.
 * Source: CoreDNS plugin/kubernetes/parse.go, parseRequest, stripUnderscore.
 */
export function parseRequest(name: string, zone: string): Request {
  if (name !== zone && !name.endsWith(`.${zone}`)) return { kind: 'outside' };
  const labels =
    name === zone
      ? []
      : name
          .slice(0, -zone.length - 1)
          .split('.')
          .reverse();
  const [kind, namespace, service, first, second] = labels;
  if (kind === undefined) return { kind: 'node', namespace: undefined };
  if (kind === 'dns-version' && namespace === undefined) return { kind: 'version' };
  if (kind === 'dns' && namespace === 'ns' && service === undefined) return { kind: 'nameServer' };
  if ((kind !== 'svc' && kind !== 'pod') || labels.length > 5) return { kind: 'invalid' };
  if (namespace === undefined || service === undefined) return { kind: 'node', namespace };
  // Labels before an address are not looked at.
  if (kind === 'pod') return { kind: 'pod', pod: service, namespace };
  if (first === undefined) return serviceRequest(service, namespace, { endpoint: '', port: '', protocol: '' });
  if (second === undefined) return serviceRequest(service, namespace, { endpoint: first, port: '', protocol: '' });
  return serviceRequest(service, namespace, {
    endpoint: '',
    port: withoutUnderscore(second),
    protocol: withoutUnderscore(first),
  });
}

function serviceRequest(
  service: string,
  namespace: string,
  below: Pick<ServiceRequest, 'endpoint' | 'port' | 'protocol'>,
): ServiceRequest {
  return { kind: 'service', service, namespace, ...below };
}

function withoutUnderscore(label: string): string {
  return label.startsWith('_') ? label.slice(1) : label;
}
