/** The record type that holds an address: A for IPv4, AAAA for IPv6. */
export type Family = 'A' | 'AAAA';

/** An IP address that could be read. */
export interface IpAddress {
  readonly family: Family;
  /** As Go and DNS tools print it: dotted for IPv4 (also one mapped into IPv6), RFC 5952 for IPv6. */
  readonly canonical: string;
}

/** An IP address as somebody wrote it, also in spellings that have been rejected since Kubernetes 1.36. */
export interface WrittenAddress extends IpAddress {
  /** The bytes, 4 or 16; those of an IPv4 address mapped into IPv6 are its own 4. */
  readonly bytes: readonly number[];
  /** `leadingZeros`: some programs read the number as octal. `mapped`: IPv4 inside IPv6 (`::ffff:10.0.0.1`). */
  readonly spelling: 'usual' | 'leadingZeros' | 'mapped';
}

/** An address and the number of its first bits that count. */
export interface WrittenCidr {
  readonly address: WrittenAddress;
  readonly prefix: number;
  readonly prefixSpelling: 'usual' | 'leadingZeros';
}

/**
 * Reads an IP address as Go does: four decimal numbers without leading zeros, or IPv6 with at most one `::` and perhaps a
 * dotted end. `undefined` for anything else, zones (`%eth0`) and prefixes (`/24`) included. Source: Go net, ParseIP.
 */
export function parseIp(text: string): IpAddress | undefined {
  const address = readAddress(text);
  return address === undefined || address.spelling === 'leadingZeros'
    ? undefined
    : { family: address.family, canonical: address.canonical };
}

/**
 * Reads an IP address as Kubernetes has always done, with leading zeros in its numbers. `undefined` for what is none.
 * Source: k8s.io/utils/net, ParseIPSloppy.
 */
export function readAddress(text: string): WrittenAddress | undefined {
  if (!text.includes(':')) {
    const bytes = readIPv4(text);
    if (bytes === undefined) return undefined;
    return {
      family: 'A',
      canonical: bytes.join('.'),
      bytes,
      spelling: hasLeadingZeros(text) ? 'leadingZeros' : 'usual',
    };
  }
  const groups = readIPv6(text);
  if (groups === undefined) return undefined;
  const bytes = groups.flatMap((group) => [group >> 8, group & 255]);
  const dotted = text.includes('.') ? text.slice(text.lastIndexOf(':') + 1) : '';
  const zeros = hasLeadingZeros(dotted) || text.split(':').some((group) => group.length > 4 && group !== dotted);
  if (!isMapped(groups)) {
    return { family: 'AAAA', canonical: printIPv6(groups), bytes, spelling: zeros ? 'leadingZeros' : 'usual' };
  }
  const own = bytes.slice(12);
  return { family: 'A', canonical: own.join('.'), bytes: own, spelling: zeros ? 'leadingZeros' : 'mapped' };
}

/** Reads an address with a prefix length, such as `10.0.0.0/8`; bits behind the prefix may be set. Source: k8s.io/utils/net, ParseCIDRSloppy. */
export function readCidr(text: string): WrittenCidr | undefined {
  const match = /^([^/]+)\/(\d{1,6})$/.exec(text);
  const address = match?.[1] === undefined ? undefined : readAddress(match[1]);
  const written = match?.[2] ?? '';
  const prefix = Number(written);
  if (address === undefined) return undefined;
  const isLong = match?.[1]?.includes(':') === true;
  if (prefix > (isLong ? 128 : 32)) return undefined;
  return { address, prefix, prefixSpelling: /^0\d/.test(written) ? 'leadingZeros' : 'usual' };
}

/** The address of a CIDR without the bits behind its prefix, in its usual spelling. */
export function networkOf({ address, prefix }: WrittenCidr): string {
  const kept = address.bytes.map((byte, index) => {
    const bits = Math.min(8, Math.max(0, prefix - index * 8));
    return byte & (0xff << (8 - bits)) & 0xff;
  });
  if (address.family === 'A') return `${kept.join('.')}/${prefix}`;
  const groups = Array.from({ length: 8 }, (_, index) => (kept[index * 2] ?? 0) * 256 + (kept[index * 2 + 1] ?? 0));
  return `${printIPv6(groups)}/${prefix}`;
}

/** Whether all addresses of a block are in another one, which may be as large. */
export function isBlockWithin(inner: WrittenCidr, outer: WrittenCidr): boolean {
  if (inner.address.family !== outer.address.family || inner.prefix < outer.prefix) return false;
  return outer.address.bytes.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, outer.prefix - index * 8));
    return (byte ^ (inner.address.bytes[index] ?? 0)) >> (8 - bits) === 0;
  });
}

/** The eight groups of an IPv6 address; `undefined` for what is none. Source: k8s.io/utils/net, ParseIPSloppy. */
export function readIPv6(text: string): readonly number[] | undefined {
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

function readIPv4(text: string): readonly number[] | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (match === null) return undefined;
  const parts = match.slice(1).map(Number);
  return parts.every((part) => part <= 255) ? parts : undefined;
}

function hasLeadingZeros(dotted: string): boolean {
  return /(?:^|\.)0[^.]/.test(dotted);
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
  return groups.every((group) => /^0*[0-9a-f]{1,4}$/i.test(group))
    ? groups.map((group) => parseInt(group, 16))
    : undefined;
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
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

/**
 * Whether an address, or one of a block of them, may be a cluster's own: one that no network but its own leads to, or that stands for
 * another in examples. True also of what cannot be read, such as a placeholder.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 1918, 3849, 3927, 4193, 5737, 6598.
 */
export function mayBePrivate(text: string): boolean {
  const block = text.includes('/') ? readCidr(text) : blockOfOne(text);
  return block === undefined || privateBlocks.some((one) => isBlockWithin(block, one) || isBlockWithin(one, block));
}

/** Whether blocks together have all addresses that are private, and so those of nearly every cluster. Source: RFC 1918. */
export function holdPrivate(blocks: readonly string[]): boolean {
  const known = blocks.flatMap((text) => readCidr(text) ?? []);
  return networks.every((network) => known.some((one) => isBlockWithin(network, one)));
}

const networks: readonly WrittenCidr[] = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].flatMap(
  (text) => readCidr(text) ?? [],
);

function blockOfOne(text: string): WrittenCidr | undefined {
  const address = readAddress(text);
  return address && { address, prefix: address.bytes.length * 8, prefixSpelling: 'usual' };
}

const privateBlocks: readonly WrittenCidr[] = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '::1/128',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
].flatMap((text) => readCidr(text) ?? []);
