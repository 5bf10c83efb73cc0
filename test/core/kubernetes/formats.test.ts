import { expect, test } from 'vitest';
import { networkOf, readAddress, readCidr } from '../../../server/src/core/names/ip-address.ts';
import { isDns1123Label } from '../../../server/src/core/util/dns-label.ts';
import {
  isDns1123Subdomain,
  isFullyQualifiedDomainName,
  isLabelValue,
  isPortName,
  isPortNumber,
  isQualifiedName,
  serviceNameFault,
  specialAddressOf,
  withoutTrailingDash,
} from '../../../server/src/core/kubernetes/formats.ts';

const long = 'a'.repeat(63);

/** What each format takes and rejects; the same as the tests of apimachinery pkg/util/validation. */
const formats: readonly [string, (value: string) => boolean, readonly string[], readonly string[]][] = [
  [
    'DNS label',
    isDns1123Label,
    ['a', 'ab', 'a1', 'a-1', 'a--1--2--b', '0', '01', '012', '1a', '1-a', long],
    ['', 'A', 'aBc', '-', 'a-', '-a', '1-', '_', 'a_', 'a.b', 'a@b', ' a', 'a ', `${long}a`, 'ä'],
  ],
  [
    'name of a Service before 1.36',
    (name) => serviceNameFault(name, 35) === undefined,
    ['a', 'ab', 'a1', 'a-1', 'a--1--2--b', long],
    ['', '0', '1a', 'A', '-a', 'a-', 'a.b', 'a_b', `${long}a`],
  ],
  [
    'DNS subdomain',
    isDns1123Subdomain,
    ['a', '0.0', 'a.b.c', 'a-1.0', `${long}a`, 'a.'.repeat(126) + 'a'],
    ['', '.', 'a.', '.a', 'a..b', 'A.b', 'a_b', '-a.b', 'a-.b', '*.a', 'a.'.repeat(127) + 'a'],
  ],
  [
    'full domain name',
    isFullyQualifiedDomainName,
    ['a.b', 'db.example.com.', '10.0.0.1', `${long}.a`],
    ['', 'a', 'a.', 'A.b', 'a..b', 'a.b..', `${long}a.b`],
  ],
  [
    'key of a label',
    isQualifiedName,
    ['a', 'A', '1-num', 'a_b.c-d', 'example.com/a', '1.2.3.4/5678', long, `${'a.'.repeat(126)}a/a`],
    ['', 'a b', 'a/', '/a', 'a/b/c', 'A.com/b', 'a_.b/c', '-a', 'a-', 'a:b', `${long}a`, 'a/-b'],
  ],
  [
    'value of a label',
    isLabelValue,
    ['', 'a', 'A_b.c-1', '0', long],
    ['-a', 'a-', 'a b', 'a/b', 'a:b', `${long}a`, 'ä'],
  ],
  [
    'port name',
    isPortName,
    ['a', 'telnet', 're-mail-ck', 'pop3', 'a-1', '1-a', '1-a-2-b-3', 'a'.repeat(15)],
    ['', '1', '12', '1-2', 'A', '-a', 'a-', 'a--b', 'a_b', 'a b', 'a.b', 'a'.repeat(16)],
  ],
];

test.each(formats)('%s', (_format, isAllowed, allowed, rejected) => {
  expect(allowed.filter((value) => !isAllowed(value))).toEqual([]);
  expect(rejected.filter(isAllowed)).toEqual([]);
});

test('a port is 1 to 65535', () => {
  expect([1, 80, 65535].every(isPortNumber)).toBe(true);
  expect([0, -1, 65536, 1.5, NaN].some(isPortNumber)).toBe(false);
});

test('a generated name may begin with what ends in a dash', () => {
  expect(['db-', 'db', 'db--', '-'].map(withoutTrailingDash)).toEqual(['da', 'db', 'dba', '-']);
});

// k8s.io/utils/net, ParseIPSloppy; Go net/netip.
test.each([
  ['10.0.0.1', 'A', '10.0.0.1', 'usual'],
  ['010.000.0.01', 'A', '10.0.0.1', 'leadingZeros'],
  ['0.0.0.0', 'A', '0.0.0.0', 'usual'],
  ['2001:DB8::1', 'AAAA', '2001:db8::1', 'usual'],
  ['2001:0db8::0001', 'AAAA', '2001:db8::1', 'usual'],
  ['::00001', 'AAAA', '::1', 'leadingZeros'],
  ['::ffff:10.0.0.1', 'A', '10.0.0.1', 'mapped'],
  ['::ffff:a00:1', 'A', '10.0.0.1', 'mapped'],
  ['::ffff:10.0.0.01', 'A', '10.0.0.1', 'leadingZeros'],
  ['64:ff9b::10.0.0.1', 'AAAA', '64:ff9b::a00:1', 'usual'],
] as const)('%s is read as %s %s, %s', (text, family, canonical, spelling) => {
  expect(readAddress(text)).toMatchObject({ family, canonical, spelling });
});

test.each([
  '',
  'a',
  '1.2.3',
  '1.2.3.4.5',
  '256.0.0.1',
  '1.2.3.4 ',
  '::1%lo',
  '1::2::3',
  'fffff::',
  '0x7f.1',
  '10.0.0.1/8',
])('"%s" is no address', (text) => {
  expect(readAddress(text)).toBeUndefined();
});

test.each([
  ['10.0.0.0/8', '10.0.0.0/8'],
  ['10.1.2.3/8', '10.0.0.0/8'],
  ['10.255.0.0/9', '10.128.0.0/9'],
  ['10.0.0.1/32', '10.0.0.1/32'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['2001:db8::1/32', '2001:db8::/32'],
])('the network of %s is %s', (text, network) => {
  const cidr = readCidr(text);
  expect(cidr === undefined ? undefined : networkOf(cidr)).toBe(network);
});

test.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/-1', '2001:db8::/129', 'a/8', '10.0.0.0/8/8', '/8'])(
  '"%s" is no range',
  (text) => {
    expect(readCidr(text)).toBeUndefined();
  },
);

test.each([
  ['0.0.0.0', 'unspecified'],
  ['::', 'unspecified'],
  ['127.1.2.3', 'loopback'],
  ['::1', 'loopback'],
  ['169.254.0.1', 'linkLocal'],
  ['fe80::1', 'linkLocal'],
  ['febf::1', 'linkLocal'],
  ['224.0.0.1', 'linkLocalMulticast'],
  ['ff02::1', 'linkLocalMulticast'],
  ['ff32::1', 'linkLocalMulticast'],
  ['224.0.1.1', undefined],
  ['ff05::1', undefined],
  ['169.253.0.1', undefined],
  ['fec0::1', undefined],
  ['255.255.255.255', undefined],
  ['::2', undefined],
])('%s is %s', (text, special) => {
  expect(specialAddressOf(readAddress(text)?.bytes ?? [])).toBe(special);
});
