import { addressInSlice } from './from-addresses.ts';
import { parseIp } from './reverse-names.ts';
import type { AnyEndpoints, EndpointAddress, Endpoints } from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import type { Placed } from '../objects/placed.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';

/** One address of an Endpoints object or a slice. */
export interface ManualAddress {
  /** The path of the entry that is about this address alone. */
  readonly path: Path;
  readonly written: string;
  /** As DNS has it; as written where it is no IP address. */
  readonly canonical: string;
  readonly hostname: Field<string> | undefined;
  readonly isReady: boolean;
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
    return endpoints.subsets.flatMap((subset) => [
      ...subset.addresses.flatMap((address) => entryOf(endpoints, address, true)),
      ...subset.notReadyAddresses.flatMap((address) => entryOf(endpoints, address, false)),
    ]);
  }
  return endpoints.endpoints.flatMap(({ addresses, hostname, ready }) =>
    addresses.map((ip) => ({
      path: ip.at.path,
      written: ip.value,
      canonical: canonicalOf(endpoints, ip),
      hostname,
      isReady: ready?.value !== false,
    })),
  );
}

function entryOf(
  endpoints: Endpoints,
  { at, ip, hostname }: EndpointAddress,
  isReady: ManualAddress['isReady'],
): readonly ManualAddress[] {
  return ip === undefined
    ? []
    : [{ path: at.path, written: ip.value, canonical: canonicalOf(endpoints, ip), hostname, isReady }];
}

function canonicalOf(endpoints: AnyEndpoints, ip: Field<string>): string {
  return parseIp(addressInSlice(endpoints, ip.value))?.canonical ?? ip.value;
}
