import { isBlockWithin, readAddress, readCidr, type WrittenCidr } from './ip-address.ts';

/**
 * Whether an address, or one of a block of them, may be a cluster's own: one that no network but its own leads to, or that stands for
 * another in examples. True also of what cannot be read, such as a placeholder.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries; RFC 1918, 3849, 3927, 4193, 5737, 6598.
 */
export function mayBePrivate(text: string): boolean {
  const block = text.includes('/') ? readCidr(text) : blockOfOne(text);
  return block === undefined || privateBlocks.some((one) => isBlockWithin(block, one) || isBlockWithin(one, block));
}

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
