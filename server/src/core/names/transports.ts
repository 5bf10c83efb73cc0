/** Schemes by what carries them. Source: RFC 9110 4.2, RFC 6455, RFC 7252; gRPC over HTTP/2; Go, net.Dial. */
const schemes: Readonly<Record<'TCP' | 'UDP', readonly string[]>> = {
  TCP: ['http', 'https', 'h2c', 'ws', 'wss', 'grpc', 'grpcs', 'tcp', 'tcp4', 'tcp6', 'tls', 'ssl'],
  UDP: ['udp', 'udp4', 'udp6', 'quic', 'coap', 'tftp'],
};

/** The protocol, as ports of Services write it, over which a URL of a scheme in lower case is reached; `undefined` where that does not tell. */
export function protocolOfScheme(scheme: string | undefined): string | undefined {
  return Object.entries(schemes).find(([, carried]) => carried.some((one) => one === scheme))?.[0];
}
