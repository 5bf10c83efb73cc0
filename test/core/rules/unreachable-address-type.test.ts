import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('a family that the Service does not write', () => {
  checkDiagnostics(`
    #- /slice.yaml
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
                 ^^^^ warning[unreachable-address-type] Service "db" has IPv4 addresses, but this EndpointSlice has IPv6 addresses.
    ports: [{port: 5432}]
    endpoints: [{addresses: ["2001:db8::1"]}]
    #- /service.yaml
    kind: Service
    metadata: {name: db}
    spec:
      ipFamilies: [IPv4]
                  ^^^^^^ note[unreachable-address-type] The address families of Service "db".
      ports: [{port: 5432}]
  `);
});

test('the cluster IP tells the family', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
                 ^^^^ warning[unreachable-address-type] Service "db" has IPv6 addresses, but this EndpointSlice has IPv4 addresses.
    ports: [{port: 5432}]
    endpoints: [{addresses: [192.0.2.1]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: "fd00::a", ports: [{port: 5432}]}
  `);
});

test('FQDN', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    addressType: FQDN
                 ^^^^ information[unreachable-address-type] kube-proxy ignores EndpointSlices of type FQDN.
    ports: [{port: 5432}]
    endpoints: [{addresses: [db.example.com]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('both families', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-6, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
    ports: [{port: 5432}]
    endpoints: [{addresses: ["2001:db8::1"]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ipFamilyPolicy: PreferDualStack, ipFamilies: [IPv4, IPv6], ports: [{port: 5432}]}
  `);
});

test('the cluster decides, and most clusters have IPv4', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-6, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
                 ^^^^ hint[unreachable-address-type] Service "db" sets no ipFamilies, and most clusters use IPv4.
    ports: [{port: 5432}]
    endpoints: [{addresses: ["2001:db8::1"]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ports: [{port: 5432}]}
  `);
});

test('a headless Service without a selector has both', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-6, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
    ports: [{name: sql, port: 5432}]
    endpoints: [{addresses: ["2001:db8::1"]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
  `);
});

test('a policy that may add a family', () => {
  checkDiagnostics(`
    kind: EndpointSlice
    metadata: {name: db-6, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
    ports: [{port: 5432}]
    endpoints: [{addresses: ["2001:db8::1"]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {ipFamilyPolicy: PreferDualStack, clusterIP: 10.96.0.7, ports: [{port: 5432}]}
  `);
});
