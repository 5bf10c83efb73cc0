import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('the controller of a Service with a selector in another file', () => {
  checkDiagnostics(`
    #- /slice.yaml
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
        endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[misleading-slice-label] 💡 This label hands the slice to the controller, which rewrites or deletes it.
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      selector:
      ^^^^^^^^ note[misleading-slice-label] The selector of Service "db".
        app: db
      ports: [{port: 5432}]
  `);
});

test('the mirroring controller', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
        endpointslice.kubernetes.io/managed-by: endpointslicemirroring-controller.k8s.io
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning[misleading-slice-label] 💡 This label hands the slice to the controller, which rewrites or deletes it.
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a Service without a selector', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
        endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io
                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ information[misleading-slice-label] 💡 This label claims the slice for endpointslice-controller.k8s.io, but it is written by hand.
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('the headless label for a Service with a cluster IP', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
        service.kubernetes.io/headless: ""
                                        ^^ warning[misleading-slice-label] 💡 This label hides the slice from kube-proxy, and Service "db" has a cluster IP.
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a slice as a cluster printed it', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-x7k2p
      uid: 0f7a3c52-7f0c-4a50-9f0e-6d0c4f1c1f11
      labels: {kubernetes.io/service-name: db, endpointslice.kubernetes.io/managed-by: endpointslice-controller.k8s.io}
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('somebody else manages the slice', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
        endpointslice.kubernetes.io/managed-by: registrar.example.com
    addressType: IPv4
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('the headless label for a headless Service', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db, service.kubernetes.io/headless: ""}}
    addressType: IPv4
    ports: [{name: sql, port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
  `);
});
