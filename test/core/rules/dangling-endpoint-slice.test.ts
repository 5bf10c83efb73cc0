import { test } from 'vitest';
import { checkDiagnostics, checkFix, checkIncomplete } from '../../support/check-diagnostics.ts';

test('no label, and a Service of the name of the slice in another file', () => {
  checkDiagnostics(`
    #- /slice.yaml
    kind: EndpointSlice
    metadata:
    ^^^^^^^^ warning[dangling-endpoint-slice] 💡 This EndpointSlice belongs to no Service: it lacks the label "kubernetes.io/service-name".
      name: db
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    #- /service.yaml
    kind: Service
    metadata:
      name: db
            ^^ note[dangling-endpoint-slice] Service "db" in namespace "default".
    spec:
    ^^^^ hint[missing-endpoints] 💡 Service "db" has no selector, and this workspace has no endpoints for it.
      ports: [{port: 5432}]
  `);
});

test('the label is misspelt', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: legacy-bd
                                    ^^^^^^^^^ warning[dangling-endpoint-slice] 💡 No Service uses this EndpointSlice: there is a "legacy-db", but no "legacy-bd".
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: legacy-db}
    spec:
    ^^^^ hint[missing-endpoints] 💡 Service "legacy-db" has no selector, and this workspace has no endpoints for it.
      ports: [{port: 5432}]
  `);
});

test('the Service is in another namespace', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      namespace: shop
      labels:
        kubernetes.io/service-name: db
                                    ^^ warning[dangling-endpoint-slice] 💡 Service "db" is in namespace "data", but this EndpointSlice is in "shop".
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec:
    ^^^^ hint[missing-endpoints] 💡 Service "db" has no selector, and this workspace has no endpoints for it.
      ports: [{port: 5432}]
  `);
});

test('no label and no Service', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
    ^^^^^^^^ hint[dangling-endpoint-slice] This EndpointSlice belongs to no Service: it lacks the label "kubernetes.io/service-name".
      name: tape-archive-x
    addressType: IPv4
    ports: [{port: 2049}]
    endpoints: [{addresses: [198.51.100.4]}]
    ---
    kind: EndpointSlice
    metadata:
      name: other
      labels:
        kubernetes.io/service-name: tapes
                                    ^^^^^ hint[dangling-endpoint-slice] This workspace has no Service "tapes".
    addressType: IPv4
    ports: [{port: 2049}]
    endpoints: [{addresses: [198.51.100.4]}]
  `);
});

test('a name of its own and the right label, the Service in another file', () => {
  checkDiagnostics(`
    #- /slice.yaml
    kind: EndpointSlice
    metadata: {name: anything, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(
    `
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    `,
    { complete: true, unread: ['/service.yaml'] },
  );
});

test('the first scan is not done', () => {
  checkIncomplete(
    `
    kind: EndpointSlice
    metadata: {name: db-1}
    addressType: IPv4
    `,
    { complete: false, unread: [] },
  );
});

test('the fix writes the label', () => {
  checkFix(
    `
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        team: data # ours
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    `,
    'Tie the EndpointSlice to Service "db"',
    `
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        team: data # ours
        kubernetes.io/service-name: db
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    `,
  );
});

test('the fix moves the slice', () => {
  checkFix(
    `
    kind: EndpointSlice
    metadata: {name: db-1, namespace: shop, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {ports: [{port: 5432}]}
    `,
    'Move the EndpointSlice to namespace "data"',
    `
    kind: EndpointSlice
    metadata: {name: db-1, namespace: data, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {ports: [{port: 5432}]}
    `,
  );
});

test('a Service that a kustomization renames, whose new name the label of a slice does not follow', () => {
  const source = (service: string): string => `
    #- /base/kustomization.yaml
    resources: [all.yaml]
    #- /base/all.yaml
    apiVersion: v1
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{port: 5432}]}
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: ${service}}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.1]}]
    ports: [{port: 5432}]
    #- /prod/kustomization.yaml
    namePrefix: prod-
    resources: [../base]
  `;
  checkFix(source('db'), 'Tie the EndpointSlice to Service "prod-db"', source('prod-db'));
});
