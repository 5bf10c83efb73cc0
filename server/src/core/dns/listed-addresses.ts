import type {
  AnyEndpoints,
  EndpointAddress,
  Endpoints,
  EndpointSlice,
  EndpointSubset,
} from '../kubernetes/endpoints.ts';
import { protocolOf } from '../kubernetes/service.ts';
import { readAddress } from '../names/ip-address.ts';
import { parseIp } from './reverse-names.ts';
import type { Field } from '../kubernetes/field.ts';
import type { Placed } from '../objects/placed.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';

/** What the mirroring controller takes of one subset. Source: kubernetes pkg/controller/endpointslicemirroring, MirroringMaxEndpointsPerSubset. */
const mostMirrored = 1000;

/** Whether a listed address is ready; `beyond` for one that is behind as many as are taken. */
type Readiness = 'ready' | 'notReady' | 'beyond';

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

/** One address of an Endpoints object or a slice. */
export interface ManualAddress {
  /** The path of the entry that is about this address alone. */
  readonly path: Path;
  readonly written: string;
  /** As DNS has it; as written where it is no IP address. */
  readonly canonical: string;
  readonly hostname: Field<string> | undefined;
  readonly readiness: Readiness;
}

/** The address that a path leads to or into; in a slice, the hostname of an endpoint stands for its first address. */
export function addressAt(endpoints: Placed<AnyEndpoints>, path: Path): ManualAddress | undefined {
  const addresses = addressesOf(endpoints.resource);
  const exact = addresses.find((address) => isAtOrBelow(path, address.path));
  return (
    exact ?? addresses.find((address) => address.hostname !== undefined && isAtOrBelow(path, address.hostname.at.path))
  );
}

/** All addresses of an Endpoints object or a slice, in the order of its text. */
export function addressesOf(endpoints: AnyEndpoints): readonly ManualAddress[] {
  if (endpoints.kind === 'Endpoints') {
    return listedAddresses(endpoints).flatMap(
      ({ address: { at, ip, hostname }, readiness }): readonly ManualAddress[] =>
        ip === undefined
          ? []
          : [{ path: at.path, written: ip.value, canonical: canonicalOf(endpoints, ip), hostname, readiness }],
    );
  }
  return endpoints.endpoints.flatMap((endpoint) =>
    endpoint.addresses.map((ip) => ({
      path: ip.at.path,
      written: ip.value,
      canonical: canonicalOf(endpoints, ip),
      hostname: endpoint.hostname,
      readiness: readinessOf(endpoint),
    })),
  );
}

function canonicalOf(endpoints: AnyEndpoints, ip: Field<string>): string {
  return parseIp(addressInSlice(endpoints, ip.value))?.canonical ?? ip.value;
}
