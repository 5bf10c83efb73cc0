import { expect, test } from 'vitest';
import { checkFix } from '../../support/check-diagnostics.ts';
import { checkAssist, offersOf, titlesOf } from '../../support/check-assist.ts';

const alias = (name: string): string =>
  `kind: Service\nmetadata: {name: legacy}\nspec:\n  type: ExternalName$0\n  externalName: ${name}\n`;
const title = (address: string): string => `Make Service "legacy" headless, with ${address} in an EndpointSlice`;

test('offered anywhere in an alias that leads to an address, and once where it is the fix of the problem', () => {
  expect(titlesOf(alias('192.0.2.7'))).toContain(title('192.0.2.7'));
  expect(titlesOf(alias('"2001:db8::7"'))).toContain(title('2001:db8::7'));
  const atProblem = alias('192.0.2.7').replace('$0', '').replace('192.0', '192$0.0');
  expect(offersOf(atProblem).filter((offer) => offer.title === title('192.0.2.7'))).toHaveLength(1);
});

test('addresses that were written beside the name become those of a headless Service', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: legacy}
    spec:
      type: ExternalName
      externalName: 192.0.2.7
      clusterIPs: [10.0.0.5]
    `,
    title('192.0.2.7'),
    `
    kind: Service
    metadata: {name: legacy}
    spec:
      type: ClusterIP
      clusterIP: None
      clusterIPs: [None]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: legacy-1
      labels:
        kubernetes.io/service-name: legacy
    addressType: IPv4
    endpoints:
      - addresses:
          - 192.0.2.7
    `,
  );
});

test('what only an alias may have goes, and IPv6 is written as a slice needs it', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: legacy}
    spec:
      type: ExternalName
      externalName: "2001:DB8::0007"
      ports:
        - {name: https, port: 443, nodePort: 30443}
    `,
    title('2001:DB8::0007'),
    `
    kind: Service
    metadata: {name: legacy}
    spec:
      type: ClusterIP
      clusterIP: None
      ports:
        - {name: https, port: 443}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: legacy-1
      labels:
        kubernetes.io/service-name: legacy
    addressType: IPv6
    ports:
      - name: https
        port: 443
    endpoints:
      - addresses:
          - 2001:db8::7
    `,
  );
});

test('not offered for a name', () => {
  expect(titlesOf(alias('db.example.com')).filter((one) => one.startsWith('Make'))).toEqual([]);
});

test.each(['\t', '  '])('in JSON both are in a list, by %j', (step) => {
  const json = (value: unknown): string => JSON.stringify(value, null, step);
  const service = (spec: unknown): unknown => ({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'legacy' },
    spec,
  });
  checkAssist(
    `#- /a.json\n${json(service({ type: 'ExternalName$0', externalName: '192.0.2.7', selector: { a: 'b' } }))}\n`,
    title('192.0.2.7'),
    `#- /a.json\n${json({
      apiVersion: 'v1',
      kind: 'List',
      items: [
        service({ type: 'ClusterIP', clusterIP: 'None' }),
        {
          apiVersion: 'discovery.k8s.io/v1',
          kind: 'EndpointSlice',
          metadata: { name: 'legacy-1', labels: { 'kubernetes.io/service-name': 'legacy' } },
          addressType: 'IPv4',
          endpoints: [{ addresses: ['192.0.2.7'] }],
        },
      ],
    })}\n`,
  );
});
