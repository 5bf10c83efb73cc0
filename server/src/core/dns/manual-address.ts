import { addressInSlice } from './from-addresses.ts';
import { parseIp } from './reverse-names.ts';
import type { EndpointAddress, Endpoints, EndpointSlice } from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import type { Placed } from '../objects/placed.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';

/** An Endpoints object or a slice: what gives a Service its addresses by hand. */
export type Backing = Endpoints | EndpointSlice;

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
export function addressAt(backing: Placed<Backing>, path: Path): ManualAddress | undefined {
  const addresses = addressesOf(backing.resource);
  const exact = addresses.find((address) => isAtOrBelow(path, address.path));
  return (
    exact ?? addresses.find((address) => address.hostname !== undefined && isAtOrBelow(path, address.hostname.at.path))
  );
}

/** All addresses of an Endpoints object or a slice, in the order of its text. */
export function addressesOf(backing: Backing): readonly ManualAddress[] {
  if (backing.kind === 'Endpoints') {
    return backing.subsets.flatMap((subset) => [
      ...subset.addresses.flatMap((address) => entryOf(backing, address, true)),
      ...subset.notReadyAddresses.flatMap((address) => entryOf(backing, address, false)),
    ]);
  }
  return backing.endpoints.flatMap(({ addresses, hostname, ready }) =>
    addresses.map((ip) => ({
      path: ip.at.path,
      written: ip.value,
      canonical: canonicalOf(backing, ip),
      hostname,
      isReady: ready?.value !== false,
    })),
  );
}

function entryOf(
  backing: Endpoints,
  { at, ip, hostname }: EndpointAddress,
  isReady: ManualAddress['isReady'],
): readonly ManualAddress[] {
  return ip === undefined
    ? []
    : [{ path: at.path, written: ip.value, canonical: canonicalOf(backing, ip), hostname, isReady }];
}

function canonicalOf(backing: Backing, ip: Field<string>): string {
  return parseIp(addressInSlice(backing, ip.value))?.canonical ?? ip.value;
}
