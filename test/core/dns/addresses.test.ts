import { expect, test } from 'vitest';
import { parseIp } from '../../../server/src/core/names/ip-address.ts';
import {
  checkName,
  endpointLabel,
  serviceFqdn,
  shortNamesOf,
  addressOfReverseName,
  reverseNameOf,
} from '../../../server/src/core/dns/names.ts';
import { serviceNameIn } from '../../../server/src/core/names/service-name.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

// Go net, ParseIP and IP.String; RFC 5952.
test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['::', '::'],
  ['::1', '::1'],
  ['fd00::', 'fd00::'],
  ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
  ['2001:db8:0:1:0:0:0:1', '2001:db8:0:1::1'],
  ['1:0:0:2:0:0:3:4', '1::2:0:0:3:4'],
  ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['64:ff9b::10.0.0.1', '64:ff9b::a00:1'],
])('%s is an address, printed as %s', (text, canonical) => {
  expect(parseIp(text)?.canonical).toBe(canonical);
});

test.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '10.0.0.01',
  '10.0.0.1.',
  '10.0.0.0/8',
  'db.example.com',
  ':',
  ':::',
  '1::2::3',
  '1:2:3:4:5:6:7',
  '1:2:3:4:5:6:7:8:9',
  '1:2:3:4:5:6:7::8',
  'fe80::1%eth0',
  '12345::',
  '::10.0.0.256',
  '10.0.0.1::',
])('"%s" is none', (text) => {
  expect(parseIp(text)).toBeUndefined();
});

test('an address and its reverse name lead to each other', () => {
  for (const address of ['10.1.2.3', 'fd00::a', '2001:db8::1']) {
    const name = reverseNameOf(address) ?? '';
    expect(addressOfReverseName(name.slice(0, -1))).toBe(address);
  }
  expect(reverseNameOf('10.1.2.3')).toBe('3.2.1.10.in-addr.arpa.');
  expect(reverseNameOf('db')).toBeUndefined();
});

// CoreDNS plugin/kubernetes endpointHostname.
test.each([
  ['one', '10.0.0.1', 'one'],
  [undefined, '10.0.0.1', '10-0-0-1'],
  ['', 'fd00::1', 'fd00--1'],
  [undefined, 'fd00::', 'fd00--0'],
  [undefined, undefined, undefined],
])('the label of host name %s and address %s is %s', (hostname, address, label) => {
  expect(endpointLabel(hostname, address)).toBe(label);
});

test('names of a Service', () => {
  const snapshot = snapshotOfFixture(
    parseFixture('kind: Service\nmetadata: {name: db, namespace: prod}\n---\nkind: Service\n'),
  );
  const [db, nameless] = snapshot.ofKind('Service');
  if (db === undefined || nameless === undefined) throw new Error('The fixture has two Services.');
  expect(serviceFqdn(snapshot, db)).toBe('db.prod.svc.cluster.local');
  expect(serviceFqdn(snapshot, nameless)).toBeUndefined();
  expect(shortNamesOf(db)).toEqual({ sameNamespace: 'db', anyNamespace: ['db.prod', 'db.prod.svc'] });
  const port = { service: 'db', namespace: 'prod', port: 'sql', protocol: 'TCP' };
  expect(serviceNameIn('cluster.local', port)).toBe('_sql._tcp.db.prod.svc.cluster.local');
});

test('names that can be asked for', () => {
  expect(checkName('_sql._tcp.db')).toBeUndefined();
  expect(checkName('db.')).toBeUndefined();
  expect(checkName('*.db')).toBeUndefined();
  expect(checkName('db..')).toBe('emptyLabel');
  expect(checkName('dé')).toBe('character');
});
