import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('the Service in another file has a selector', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Endpoints
    metadata:
      name: db
            ^^ warning[ineffective-endpoints] 💡 These addresses are overwritten: Service "db" has a selector.
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      selector: {app: db}
                ^^^^^^^^^ note[ineffective-endpoints] The selector of Service "db".
      ports: [{port: 5432}]
  `);
});

test('where the Pods are known the selector is meant', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata:
      name: db
            ^^ warning[ineffective-endpoints]
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: Pod
    metadata: {name: db, labels: {app: db}}
    spec: {containers: [{name: db}]}
  `);
});

test('a Service without a selector, also with an empty one', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {selector: {}, ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
  `);
});

test('while the first scan is not done', () => {
  checkIncomplete(
    `
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    `,
    { complete: false, unread: [] },
  );
});

test('what a cluster printed', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: db, uid: 6a0b5bd8-8f4b-4f0a-9f56-5d7d0d4c2b11}
    subsets: [{addresses: [{ip: 10.244.0.5}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('the fix takes the selector out of the other file', () => {
  checkFix(
    `
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      selector:
        app: db
      ports: [{port: 5432}]
    `,
    'Remove the selector of Service "db"',
    `
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      ports: [{port: 5432}]
    `,
  );
});

const slice = (service: string, endpoints: string): string => `
    kind: Service
    metadata: {name: db}
    spec: {${service}ports: [{name: http, port: 80}]}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{name: http, port: 80}]
    endpoints: [${endpoints}]
`;

test('the second address of an endpoint', () => {
  const before = slice('', '{addresses: [192.0.2.1, 192.0.2.2]}');
  checkDiagnostics(
    `${before.trimEnd()}\n                                        ^^^^^^^^^ warning[ineffective-endpoints] 💡 kube-proxy reads only the first address of an endpoint, so no connection goes to 192.0.2.2.\n`,
  );
  checkFix(
    before,
    'Give 192.0.2.2 an endpoint of its own',
    slice('', '{addresses: [192.0.2.1]}, {addresses: [192.0.2.2]}'),
  );
  checkDiagnostics(slice('clusterIP: None, ', '{addresses: [192.0.2.1, 192.0.2.2]}'));
  checkDiagnostics(slice('', '{addresses: [192.0.2.1]}, {addresses: [192.0.2.2]}'));
});
