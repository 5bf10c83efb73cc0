import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('an IPv4 address', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: 192.0.2.7
                    ^^^^^^^^^ warning[unreachable-external-name] 💡 externalName "192.0.2.7" is an IP address, so Service "billing" does not resolve.
  `);
});

test('an IPv6 address is refused', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: "2001:db8::7"
                    ^^^^^^^^^^^^^ error[unreachable-external-name] 💡 externalName "2001:db8::7" is an IPv6 address, but the API server requires a DNS name.
  `);
});

test('names that look a little like addresses, and other types', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: a}
    spec: {type: ExternalName, externalName: 192.0.2.7.example.com}
    ---
    kind: Service
    metadata: {name: b}
    spec: {type: ExternalName, externalName: 1.2.3}
    ---
    kind: Service
    metadata: {name: c}
    spec: {selector: {app: c}, externalName: ""}
  `);
});

test('the fix puts the address into a slice behind a headless Service', () => {
  checkFix(
    `
    kind: Service
    metadata:
      name: billing
      namespace: shop
    spec:
      type: ExternalName
      externalName: 192.0.2.7
      ports:
        - name: https
          port: 443
    `,
    'Make Service "billing" headless, with 192.0.2.7 in an EndpointSlice',
    `
    kind: Service
    metadata:
      name: billing
      namespace: shop
    spec:
      type: ClusterIP
      clusterIP: None
      ports:
        - name: https
          port: 443
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: billing-1
      namespace: shop
      labels:
        kubernetes.io/service-name: billing
    addressType: IPv4
    ports:
      - name: https
        port: 443
    endpoints:
      - addresses:
          - 192.0.2.7
    `,
  );
});

test.each(['300.1.2.3', '010.0.0.1', '127.0.0.1', '169.254.169.254', '0.0.0.0'])(
  'an address that no EndpointSlice takes has no fix: %s',
  (address) => {
    checkDiagnostics(
      `
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: ${address}
                    ^^^^^^^ warning[unreachable-external-name] externalName "${address}" is an IP address, so Service "billing" does not resolve.
    `.replace('^'.repeat(7), '^'.repeat(address.length)),
    );
  },
);

test('a label that DNS has no room for', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: billing}
    spec:
      type: ExternalName
      externalName: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcd.example.com
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-external-name] externalName has a label of 64 characters, so Service "billing" does not resolve.
    ---
    kind: Service
    metadata: {name: longest}
    spec:
      type: ExternalName
      externalName: abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc.example.com
  `);
});

test('the blank lines that go with the last field of an item reach to the slice that is put in behind it', () => {
  const list = (rest: string): string => `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Service
        metadata: {name: billing}
        spec:${rest}
      - apiVersion: v1
        kind: ConfigMap
        metadata: {name: billing}
  `;
  checkFix(
    list(`
          type: ExternalName
          externalName: 192.0.2.7
          ports:
            - port: 80

          selector:
            app: billing
`),
    'Make Service "billing" headless, with 192.0.2.7 in an EndpointSlice',
    list(`
          type: ClusterIP
          clusterIP: None
          ports:
            - port: 80

      - apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: billing-1
          labels:
            kubernetes.io/service-name: billing
        addressType: IPv4
        ports:
          - port: 80
        endpoints:
          - addresses:
              - 192.0.2.7`),
  );
});
