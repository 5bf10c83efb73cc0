import type {
  AnyEndpoints,
  EndpointAddress,
  Endpoints,
  EndpointSlice,
  EndpointSubset,
} from '../kubernetes/endpoints.ts';
import { protocolOf } from '../kubernetes/service.ts';
import { readAddress } from '../names/ip-address.ts';

/** What the mirroring controller takes of one subset. Source: kubernetes pkg/controller/endpointslicemirroring, MirroringMaxEndpointsPerSubset. */
const mostMirrored = 1000;

/** Whether a listed address is ready; `beyond` for one that is behind as many as are taken. */
export type Readiness = 'ready' | 'notReady' | 'beyond';

/** An address that Endpoints list. */
interface ListedAddress {
  readonly address: EndpointAddress;
  readonly subset: EndpointSubset;
  readonly readiness: Readiness;
  /** The same for those that are one endpoint. */
  readonly key: string;
}

/**
 * The addresses of Endpoints, in the order of their text. An address that is there twice with one host name and the same ports is one
 * endpoint, and the last place says of both whether it is ready.
 * Source: kubernetes pkg/controller/endpointslicemirroring reconcile; k8s.io/endpointslice util/endpointset.go, hashEndpoint.
 */
export function listedAddresses(endpoints: Endpoints): readonly ListedAddress[] {
  const listed = endpoints.subsets.flatMap((subset) => {
    const ports = subset.ports.map((port) => `${port.name?.value ?? ''}/${protocolOf(port)}/${port.port?.value ?? ''}`);
    const behind = ports.sort().join(' ');
    return [...subset.addresses, ...subset.notReadyAddresses].map((address, index): ListedAddress => {
      const ip = address.ip && addressInSlice(endpoints, address.ip.value);
      const readiness = index < subset.addresses.length ? 'ready' : 'notReady';
      const key = [ip, address.hostname?.value, behind].join(' ');
      return { address, subset, readiness: index < mostMirrored ? readiness : 'beyond', key };
    });
  });
  const taken = listed.filter(({ readiness }) => readiness !== 'beyond');
  const last = new Map(taken.map(({ key, readiness }) => [key, readiness]));
  return listed.map(({ address, subset, readiness, key }) => ({
    address,
    subset,
    readiness: last.get(key) ?? readiness,
    key,
  }));
}

/** Whether an endpoint of a slice is ready: where nobody says that it is not. Source: Kubernetes API, EndpointConditions. */
export function readinessOf({ ready }: EndpointSlice['endpoints'][number]): Readiness {
  return ready?.value === false ? 'notReady' : 'ready';
}

/** An address in the spelling that DNS sees: as written in a slice, in canonical form where Endpoints are mirrored. */
export function addressInSlice({ kind }: AnyEndpoints, address: string): string {
  return kind === 'Endpoints' ? (readAddress(address)?.canonical ?? address) : address;
}
