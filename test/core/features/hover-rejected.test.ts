import { expect, it } from 'vitest';
import { allFindings } from '../../support/check-diagnostics.ts';
import { hoverAt } from '../../support/check-features.ts';
import { recordsOf } from '../../../server/src/core/dns/records.ts';
import { isService } from '../../../server/src/core/objects/placed.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

const service = (spec: string): string => `
  kind: Service
  metadata: {name: db}
  spec: {${spec}, ports: [{port: 80}]}
`;

const slice = (type: string, address: string): string => `
  ${service('clusterIP: None')}
  ---
  kind: EndpointSlice
  metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
  addressType: ${type}
  endpoints: [{addresses: [$0"${address}"]}]
`;

const endpoints = (address: string): string => `
  ${service('clusterIP: None')}
  ---
  kind: Endpoints
  metadata: {name: db}
  subsets: [{addresses: [{ip: $0"${address}"}]}]
`;

/** A manifest by where an address is in it; the hover is asked there. */
const fields: Readonly<Record<string, (address: string) => string>> = {
  clusterIP: (address) => service(`selector: {app: db}, clusterIP: $0"${address}"`),
  'an address of Endpoints': endpoints,
  'an address of an IPv4 slice': (address) => slice('IPv4', address),
  'an address of an IPv6 slice': (address) => slice('IPv6', address),
  'an address of a slice of names': (address) => slice('FQDN', address),
};

const addresses = [
  '10.0.0.1',
  '010.0.0.1',
  '::ffff:10.0.0.1',
  '127.0.0.1',
  '::ffff:127.0.0.1',
  '127.0.0.010',
  '0.0.0.0',
  '169.254.0.7',
  '224.0.0.5',
  '239.0.0.5',
  '2001:db8::7',
  '2001:DB8::7',
  '::1',
  'fe80::1',
  '256.0.0.1',
  '10.0.0.0/24',
  'db.example.com',
  'Db.example.com',
  'example',
];

const rejecting = ['invalid-address', 'invalid-cluster-ip', 'invalid-host-name'];

/** What rules, the hover and DNS say of an address. */
function said(manifest: string, kubernetesVersion: string): Readonly<Record<'rules' | 'hover' | 'dns', boolean>> {
  const snapshot = snapshotOfFixture(parseFixture(manifest), { kubernetesVersion });
  const records = snapshot.resources.filter(isService).flatMap((one) => recordsOf(snapshot, one));
  return {
    rules: allFindings(snapshot).some(({ code, severity }) => severity === 'error' && rejecting.includes(code)),
    hover: /the API server rejects/i.test(hoverAt(manifest, { kubernetesVersion })),
    dns: !records.some(({ data }) => data.kind === 'address' && data.address !== undefined),
  };
}

it.each(Object.entries(fields))('%s is rejected to rules and hovers alike, and not served then', (_, manifestOf) => {
  for (const address of addresses) {
    for (const version of ['1.30', '1.34', '1.36']) {
      const { rules, hover, dns } = said(manifestOf(address), version);
      expect({ hover, dns: dns || !rules }, `${address} in ${version}`).toEqual({ hover: rules, dns: true });
    }
  }
});

it('a cluster IP in IPv6 form, before it was rejected', () => {
  expect(hoverAt(service('clusterIP: $0"::ffff:10.0.0.1"'), { kubernetesVersion: '1.35' })).toContain(
    'A reverse lookup of the address does not return this name, because `::ffff:10.0.0.1` is not the usual spelling, `10.0.0.1`.',
  );
});

it('a cluster IP with leading zeros, before it was rejected', () => {
  expect(hoverAt(service('clusterIP: $0"010.0.0.1"'), { kubernetesVersion: '1.35' })).toContain(
    'to CoreDNS a number with leading zeros is not an address',
  );
});

it('an address of a slice of names is answered with', () => {
  expect(hoverAt(slice('FQDN', 'db.example.com'))).toContain('is headless: its name answers with this address.');
});

it('Endpoints with leading zeros are mirrored in canonical form, before they were rejected', () => {
  expect(hoverAt(endpoints('010.0.0.1'), { kubernetesVersion: '1.35' })).toContain(
    '| `10-0-0-1.db` | A | `10.0.0.1` |',
  );
});
