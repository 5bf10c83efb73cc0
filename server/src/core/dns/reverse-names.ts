import { parseIp, readIPv6 } from '../names/ip-address.ts';
import { reverseZones } from '../names/zones.ts';

export { parseIp, type Family, type IpAddress } from '../names/ip-address.ts';

/**
 * The name under which an address is looked up in reverse, with the final dot: `1.0.0.10.in-addr.arpa.`, or 32 nibbles
 * below `ip6.arpa.`. `undefined` for what is no address. Source: RFC 1035 3.5, RFC 3596 2.5.
 */
export function reverseNameOf(address: string): string | undefined {
  const ip = parseIp(address);
  if (ip === undefined) return undefined;
  if (ip.family === 'A') return `${ip.canonical.split('.').reverse().join('.')}.${reverseZones.A}.`;
  const nibbles = (readIPv6(ip.canonical) ?? []).map((group) => group.toString(16).padStart(4, '0')).join('');
  return `${[...nibbles].reverse().join('.')}.${reverseZones.AAAA}.`;
}

/**
 * The address that a reverse name asks for, in canonical form; the name is lower case and without a final dot. `undefined`
 * where the name does not stand for one whole address. Source: CoreDNS plugin/pkg/dnsutil ExtractAddressFromReverse.
 */
export function addressOfReverseName(name: string): string | undefined {
  if (name.endsWith(`.${reverseZones.A}`)) {
    return parseIp(
      name
        .slice(0, -reverseZones.A.length - 1)
        .split('.')
        .reverse()
        .join('.'),
    )?.canonical;
  }
  if (!name.endsWith(`.${reverseZones.AAAA}`)) return undefined;
  const nibbles = name
    .slice(0, -reverseZones.AAAA.length - 1)
    .split('.')
    .reverse();
  if (nibbles.length !== 32 || !nibbles.every((nibble) => /^[0-9a-f]$/.test(nibble))) return undefined;
  return parseIp((nibbles.join('').match(/.{4}/g) ?? []).join(':'))?.canonical;
}
