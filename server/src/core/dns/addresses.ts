/** The record type that holds an address: A for IPv4, AAAA for IPv6. */
export type Family = 'A' | 'AAAA';

/** An IP address that could be read. */
export interface IpAddress {
  readonly family: Family;
  /** As Go and DNS tools print it: dotted for IPv4 (also one mapped into IPv6), RFC 5952 for IPv6. */
  readonly canonical: string;
}

/**
 * Reads an IP address as Go does: four decimal numbers without leading zeros, or IPv6 with at most one `::` and perhaps a
 * dotted end. `undefined` for anything else, zones (`%eth0`) and prefixes (`/24`) included. Source: Go net, ParseIP.
 */
export function parseIp(text: string): IpAddress | undefined {
  if (!text.includes(':')) return readIPv4(text) === undefined ? undefined : { family: 'A', canonical: text };
  const groups = readIPv6(text);
  if (groups === undefined) return undefined;
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  return mapped
    ? { family: 'A', canonical: groups.slice(6).flatMap(bytesOf).join('.') }
    : { family: 'AAAA', canonical: printIPv6(groups) };
}

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

/** The zones of reverse names, without the final dot. */
export const reverseZones: Readonly<Record<Family, string>> = { A: 'in-addr.arpa', AAAA: 'ip6.arpa' };

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

function readIPv4(text: string): readonly number[] | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1);
  const valid = parts.every((part) => Number(part) <= 255 && (part === '0' || !part.startsWith('0')));
  return valid ? parts.map(Number) : undefined;
}

/** The eight groups of an IPv6 address. */
function readIPv6(text: string): readonly number[] | undefined {
  const halves = withoutDottedEnd(text)?.split('::') ?? [];
  const [head, tail] = halves;
  if (head === undefined || halves.length > 2) return undefined;
  const before = readGroups(head);
  const after = tail === undefined ? [] : readGroups(tail);
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array<number>(missing).fill(0), ...after];
}

/** `::ffff:10.0.0.1` as `::ffff:a00:1`. */
function withoutDottedEnd(text: string): string | undefined {
  const end = text.lastIndexOf(':') + 1;
  if (!text.includes('.')) return text;
  const bytes = readIPv4(text.slice(end));
  if (bytes === undefined) return undefined;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return `${text.slice(0, end)}${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
}

function readGroups(text: string): readonly number[] | undefined {
  if (text === '') return [];
  const groups = text.split(':');
  return groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

/** The longest run of at least two zero groups becomes `::`, the first of equally long ones. Source: RFC 5952 4.2. */
function printIPv6(groups: readonly number[]): string {
  let best = { start: -1, length: 1 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const print = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  if (best.start < 0) return print(groups);
  return `${print(groups.slice(0, best.start))}::${print(groups.slice(best.start + best.length))}`;
}

function bytesOf(group: number): readonly number[] {
  return [group >> 8, group & 255];
}
