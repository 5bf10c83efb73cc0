import { test } from 'vitest';
import { checkDiagnostics, checkFix } from '../../support/check-diagnostics.ts';

test('another name', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      ports:
        - name: sql
                ^^^ note[dangling-endpoint-port] The port of Service "db" that matches no endpoint port.
          port: 5432
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: postgres
                  ^^^^^^^^ warning[dangling-endpoint-port] 💡 Service "db" has no port "postgres"; it needs port "sql" (5432/TCP).
            port: 5432
  `);
});

test('no name in the slice', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports:
      - port: 5432
        ^^^^ warning[dangling-endpoint-port] 💡 This port has no name, but Service "db" needs port "sql" (5432/TCP).
    endpoints: [{addresses: [192.0.2.1]}]
  `);
});

test('a name in the slice, and none in the Service', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports:
      - name: sql
              ^^^ warning[dangling-endpoint-port] 💡 Service "db" has no port "sql"; it needs unnamed port 5432/TCP.
        port: 5432
    endpoints: [{addresses: [192.0.2.1]}]
  `);
});

test('another protocol', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: dns}
    spec: {ports: [{name: dns, port: 53, protocol: UDP}]}
    ---
    kind: Endpoints
    metadata: {name: dns}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: dns
            ^^^^ warning[dangling-endpoint-port] 💡 This port is TCP, but Service "dns" needs port "dns" (53/UDP).
            port: 53
  `);
});

test('a headless Service loses SRV records only', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses: [{ip: 192.0.2.1}]
        ports:
          - name: postgres
                  ^^^^^^^^ information[dangling-endpoint-port] 💡 This port matches no port of headless Service "db", which needs port "sql" (5432/TCP).
            port: 5432
  `);
});

test('equal names with other numbers', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}, {name: metrics, port: 80}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: sql, port: 15432}, {name: metrics, port: 9187}]}]
  `);
});

test('both without a name', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{name: "", port: 15432}]
    endpoints: [{addresses: [192.0.2.1]}]
  `);
});

test('a port more than the Service has', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: sql, port: 5432}, {name: metrics, port: 9187}]}]
  `);
});

test('the fix names the port as the Service does', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses:
          - ip: 192.0.2.1
        ports:
          - port: 5432 # the database
    `,
    'Name the port "sql"',
    `
    kind: Service
    metadata: {name: db}
    spec: {ports: [{name: sql, port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets:
      - addresses:
          - ip: 192.0.2.1
        ports:
          - name: sql
            port: 5432 # the database
    `,
  );
});

test('the fix takes a name away', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: sql, port: 5432}]}]
    `,
    'Remove the name of the port',
    `
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
  );
});

test('the fix changes the protocol', () => {
  checkFix(
    `
    kind: Service
    metadata: {name: dns}
    spec: {ports: [{name: dns, port: 53, protocol: UDP}]}
    ---
    kind: Endpoints
    metadata: {name: dns}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: dns, port: 53}]}]
    `,
    'Change protocol to UDP',
    `
    kind: Service
    metadata: {name: dns}
    spec: {ports: [{name: dns, port: 53, protocol: UDP}]}
    ---
    kind: Endpoints
    metadata: {name: dns}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: dns, port: 53, protocol: UDP}]}]
    `,
  );
});
