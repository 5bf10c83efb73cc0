import { addressInSlice, listedAddresses, readinessOf, type Readiness } from './listed-addresses.ts';
import { parseIp } from './reverse-names.ts';
import type { AnyEndpoints } from '../kubernetes/endpoints.ts';
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
