import { test } from 'vitest';
import { checkDiagnostics, checkIncomplete } from '../../support/check-diagnostics.ts';

test('a Service without selector and without Endpoints', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec:
    ^^^^ hint[missing-endpoints] 💡 Service "db" has no selector, and this workspace has no endpoints for it.
      ports: [{port: 5432}]
    ---
    kind: Service
    metadata: {name: cache}
    spec:
      clusterIP: None
      selector: {}
                ^^ hint[missing-endpoints] 💡 Service "cache" has no selector, and this workspace has no endpoints for it.
  `);
});

test('Endpoints in another file', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
  `);
});

test('a slice in another file', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    #- /slice.yaml
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.1]}]
    ports: [{port: 5432}]
  `);
});

test('an alias needs no endpoints', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: db}
    spec: {type: ExternalName, externalName: db.example.com}
  `);
});

const alone = `
  kind: Service
  metadata: {name: db}
  spec: {ports: [{port: 5432}]}
`;

test('while the first scan is not done', () => {
  checkIncomplete(alone, { complete: false, unread: [] });
});

test('beside a file that could not be read', () => {
  checkIncomplete(alone, { complete: true, unread: ['/endpoints.yaml'] });
});

test('beside Endpoints that a template names', () => {
  checkDiagnostics(`
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    #- /endpoints.yaml
    kind: Endpoints
    metadata: {name: "{{ .Release.Name }}"}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
  `);
});

test('the Service of the API server, which writes its endpoints itself', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: kubernetes, namespace: default}
    spec: {ports: [{name: https, port: 443}]}
  `);
});

test('the same Service in two folders: the Endpoints beside the one count for the other', () => {
  checkDiagnostics(`
    #- /a/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: db}
    subsets: [{addresses: [{ip: 10.0.0.1}], ports: [{name: sql, port: 5432}]}]
    #- /b/db.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
  `);
});
