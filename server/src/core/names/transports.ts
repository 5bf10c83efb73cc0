import { saidOf } from '../util/collections.ts';

/** Schemes by what carries them. Source: RFC 9110 4.2, RFC 6455, RFC 7252; gRPC over HTTP/2; Go, net.Dial. */
const schemes: Readonly<Record<'TCP' | 'UDP', readonly string[]>> = {
  TCP: ['http', 'https', 'h2c', 'ws', 'wss', 'grpc', 'grpcs', 'tcp', 'tcp4', 'tcp6', 'tls', 'ssl'],
  UDP: ['udp', 'udp4', 'udp6', 'quic', 'coap', 'tftp'],
};

/** The protocol, as ports of Services write it, over which a URL of a scheme in lower case is reached; `undefined` where that does not tell. */
export function protocolOfScheme(scheme: string | undefined): string | undefined {
  return scheme === undefined ? undefined : protocolsByScheme.get(scheme);
}

const protocolsByScheme: ReadonlyMap<string, string> = new Map(
  Object.entries(schemes).flatMap(([protocol, carried]) => carried.map((scheme) => [scheme, protocol])),
);

const defaultPorts: Readonly<Record<string, number>> = { http: 80, ws: 80, https: 443, wss: 443 };

/**
 * The port that a URL of a scheme in lower case connects to where it writes none; `undefined` for schemes without one, and for those that do
 * not tell. Source: RFC 9110 4.2, RFC 6455 3.
 */
export function defaultPortOf(scheme: string | undefined): number | undefined {
  return scheme === undefined ? undefined : saidOf(defaultPorts, scheme);
}

/**
 * The port of a Service that the API server calls where the reference writes none. Source: Kubernetes API, admissionregistration.k8s.io
 * ServiceReference.
 */
export const portOfServiceReference = 443;
