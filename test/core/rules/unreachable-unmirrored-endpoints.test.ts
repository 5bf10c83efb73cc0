import { test } from 'vitest';
import { checkDiagnostics, checkIncomplete } from '../../support/check-diagnostics.ts';

test('the label, with the Service in another file', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Endpoints
    metadata:
      name: db
      labels:
        endpointslice.kubernetes.io/skip-mirror: "true"
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-unmirrored-endpoints] 💡 Label "endpointslice.kubernetes.io/skip-mirror" keeps these Endpoints from Service "db".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('the annotation of a leader election', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata:
      name: db
      annotations:
        control-plane.alpha.kubernetes.io/leader: '{}'
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[unreachable-unmirrored-endpoints] 💡 Annotation "control-plane.alpha.kubernetes.io/leader" keeps these Endpoints from Service "db".
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('the Service has slices of its own', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: db, labels: {endpointslice.kubernetes.io/skip-mirror: "true"}}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
  `);
});

test('another value of the label', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: db, labels: {endpointslice.kubernetes.io/skip-mirror: "false"}}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a lock without a Service', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: kube-scheduler, annotations: {control-plane.alpha.kubernetes.io/leader: '{}'}}
  `);
});

test('a file nearby could not be read', () => {
  checkIncomplete(
    `
    kind: Endpoints
    metadata: {name: db, labels: {endpointslice.kubernetes.io/skip-mirror: "true"}}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
    `,
    { complete: true, unread: ['/slices.yaml'] },
  );
});

test('those of the API server, whose slice it writes itself', () => {
  checkDiagnostics(`
    kind: Endpoints
    metadata: {name: kubernetes, namespace: default, labels: {endpointslice.kubernetes.io/skip-mirror: "true"}}
    subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: https, port: 6443}]}]
    ---
    kind: Service
    metadata: {name: kubernetes, namespace: default}
    spec: {ports: [{name: https, port: 443, targetPort: 6443}]}
  `);
});
