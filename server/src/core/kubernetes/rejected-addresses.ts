import { readAddress, type WrittenAddress } from '../names/ip-address.ts';
import { headlessClusterIP, recordsOfIPFamily } from './service.ts';
import { isFullyQualifiedDomainName, specialAddressOf } from './formats.ts';
import { canonicalIPv6Since, usualSpellingSince } from './versions.ts';

/** Why the API server rejects an address, in the words of the rows that say so. */
export type AddressFault =
  | 'misspelt'
  | 'notAddress'
  | 'leadingZeros'
  | 'mapped'
  | 'special'
  | 'notFamily'
  | 'notCanonical'
  | 'fqdn';

/** Whether a cluster IP is nearly None, or its beginning, so that the Service was meant to be headless. */
export function isMisspeltNone(value: string): boolean {
  const written = value.trim().toLowerCase();
  return value !== headlessClusterIP && written !== '' && headlessClusterIP.toLowerCase().startsWith(written);
}

/**
 * Why the API server rejects a cluster IP; `undefined` where the minor version of Kubernetes 1 takes it.
 * Source: kubernetes pkg/apis/core/validation/validation.go, ValidateServiceClusterIPsRelatedFields.
 */
export function clusterIPFault(value: string, minor: number): AddressFault | undefined {
  if (value === '' || value === headlessClusterIP) return undefined;
  return isMisspeltNone(value) ? 'misspelt' : plainAddressFault(value, minor);
}

/**
 * The same of an address that is neither of a Service nor of an endpoint, such as that of a name server. Source: apimachinery
 * pkg/util/validation/ip.go, IsValidIPForLegacyField.
 */
export function plainAddressFault(value: string, minor: number): AddressFault | undefined {
  const address = readAddress(value);
  return address === undefined ? 'notAddress' : spellingFault(address, minor);
}

/** The same of an address of Endpoints, or an external one. Source: kubernetes pkg/apis/core/validation/validation.go, ValidateEndpointIP. */
export function endpointAddressFault(value: string, minor: number): AddressFault | undefined {
  const address = readAddress(value);
  return address === undefined ? 'notAddress' : (specialFault(address) ?? spellingFault(address, minor));
}

/**
 * The same of an address of a slice with some addressType. `undefined`, too, where that is none, as it is rejected instead.
 * Source: kubernetes pkg/apis/discovery/validation/validation.go, validateEndpoints.
 */
export function sliceAddressFault(value: string, addressType: string, minor: number): AddressFault | undefined {
  if (addressType === 'FQDN') return isFullyQualifiedDomainName(value) ? undefined : 'fqdn';
  const family = recordsOfIPFamily(addressType);
  if (family === undefined) return undefined;
  const address = readAddress(value);
  if (address?.family !== family) return 'notFamily';
  const fault = specialFault(address) ?? spellingFault(address, minor);
  if (fault !== undefined) return fault;
  return minor >= canonicalIPv6Since && isUnusualIPv6(value, address) ? 'notCanonical' : undefined;
}

/** Whether an address as written is IPv6 in another form than the canonical one. */
export function isUnusualIPv6(value: string, { family, spelling, canonical }: WrittenAddress): boolean {
  return family === 'AAAA' && spelling === 'usual' && value !== canonical;
}

function specialFault({ bytes }: WrittenAddress): AddressFault | undefined {
  return specialAddressOf(bytes) === undefined ? undefined : 'special';
}

function spellingFault({ spelling }: WrittenAddress, minor: number): AddressFault | undefined {
  return spelling === 'usual' || minor < usualSpellingSince ? undefined : spelling;
}
