import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('each unnamed port of several', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
      ports:
        - name: sql
          port: 5432
        - port: 9187
          ^^^^ error[missing-port-name] 💡 Port 9187 needs a name: a Service with several ports must name each one.
        - name: ""
                ^^ error[missing-port-name] 💡 Port 8008 needs a name: a Service with several ports must name each one.
          port: 8008
  `);
});

test('Endpoints', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: a, port: 1}, {name: b, port: 2}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: a
            port: 1
          - port: 2
            ^^^^ error[missing-port-name] 💡
  `);
});

test('one port needs no name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
      ports:
        - port: 5432
  `);
});

test('the fix names the port by protocol and number', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: dns}
    spec:
      selector: {app: dns}
      ports:
        - name: dns
          port: 53
        - port: 53
          protocol: UDP
    `,
    'Name the port "udp-53"',
    `
    kind: Service
    metadata: {name: dns}
    spec:
      selector: {app: dns}
      ports:
        - name: dns
          port: 53
        - name: udp-53
          port: 53
          protocol: UDP
    `,
  );
});

test('the fix names the port of its endpoints with it', () => {
  const drawn = (name: string): string => `
    kind: Service
    metadata: {name: db}
    spec:
      ports:
        - name: sql
          port: 5432
        - ${name}port: 9187
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports:
      - {name: sql, port: 5432}
      - {${name.replace(/\s+$/, ', ')}port: 9187}
    endpoints: [{addresses: [192.0.2.1]}]
    `;
  checkFix(drawn(''), 'Name the port "tcp-9187"', drawn('name: tcp-9187\n          '));
});

test('the fix gives a port of endpoints the name that the Service has for it', () => {
  const drawn = (name: string): string => `
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: a, port: 1}, {name: b, port: 80, targetPort: 2}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: a
            port: 1
          - ${name}port: 2
    `;
  checkFix(drawn(''), 'Name the port "b"', drawn('name: b\n            '));
});

test('a port that is there twice has no name to be given', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
      ports:
        - name: sql
          port: 5432
        - port: 5432
          ^^^^ error[missing-port-name]
                ^^^^ error[duplicate-port]
  `);
});
