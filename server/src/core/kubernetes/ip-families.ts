import type { Family } from '../names/ip-address.ts';

/** A family of addresses as the API calls it. Source: Kubernetes API core/v1, IPFamily. */
export type IPFamily = 'IPv4' | 'IPv6';

/** All of them. */
export const ipFamilyNames: readonly IPFamily[] = ['IPv4', 'IPv6'];

/** What the API calls the family of a type of address records. */
export function ipFamilyOf(family: Family): IPFamily {
  return family === 'A' ? 'IPv4' : 'IPv6';
}

/** The type of address records of a family; `undefined` for what is none, exactly in the API's spelling. */
export function recordsOfIPFamily(name: string): Family | undefined {
  if (name === 'IPv4') return 'A';
  return name === 'IPv6' ? 'AAAA' : undefined;
}
