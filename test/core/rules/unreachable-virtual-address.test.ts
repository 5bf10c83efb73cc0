import { test } from 'vitest';
import { checkDiagnostics } from '../../support/check-diagnostics.ts';

test('Endpoints with the cluster IP of a Service in another file', () => {
  checkDiagnostics(`
    #- /endpoints.yaml
    kind: Service
    metadata: {name: alias}
    spec: {ports: [{port: 5432}]}
    ---
    kind: Endpoints
    metadata: {name: alias}
    subsets:
      - addresses:
          - ip: 10.96.40.40
                ^^^^^^^^^^^ warning[unreachable-virtual-address] Address 10.96.40.40 is the cluster IP of Service "db", which cannot be an endpoint.
        notReadyAddresses:
          - ip: 10.96.40.41
        ports: [{port: 5432}]
    #- /service.yaml
    kind: Service
    metadata: {name: db, namespace: data}
    spec:
      clusterIP: 10.96.40.40
                 ^^^^^^^^^^^ note[unreachable-virtual-address] Service "db" in namespace "data" has this cluster IP.
      selector: {app: db}
      ports: [{port: 5432}]
  `);
});

test('a slice, in another spelling of IPv6', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: alias}
    spec: {clusterIP: None, ports: [{port: 5432}]}
                                     ^^^^ hint[missing-headless-port-name] 💡 Port 5432 of headless Service "alias" has no name, so it has no SRV record.
    ---
    kind: EndpointSlice
    metadata: {name: alias-1, labels: {kubernetes.io/service-name: alias}}
    addressType: IPv6
    ports: [{port: 5432}]
    endpoints:
      - addresses:
          - fd00:0:0::0A
            ^^^^^^^^^^^^ error[invalid-address] 💡 "fd00:0:0::0A" is not the canonical form of an IPv6 address, which a slice needs.
            ^^^^^^^^^^^^ warning[unreachable-virtual-address] Address fd00:0:0::0A is the cluster IP of Service "db", which cannot be an endpoint.
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: "fd00::a", selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('an address that no Service has', () => {
  checkDiagnostics(`
    kind: Service
    metadata: {name: alias}
    spec: {clusterIP: None, ports: [{port: 5432}]}
                                     ^^^^ hint[missing-headless-port-name] 💡 Port 5432 of headless Service "alias" has no name, so it has no SRV record.
    ---
    kind: Endpoints
    metadata: {name: alias}
    subsets: [{addresses: [{ip: 192.0.2.40}], ports: [{port: 5432}]}]
    ---
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: 10.96.40.40, selector: {app: db}, ports: [{port: 5432}]}
  `);
});

test('the Service of another cluster, far away', () => {
  checkDiagnostics(`
    #- /clusters/east/apps/web/endpoints.yaml
    kind: Service
    metadata: {name: alias}
    spec: {clusterIP: None, ports: [{port: 5432}]}
                                     ^^^^ hint[missing-headless-port-name] 💡 Port 5432 of headless Service "alias" has no name, so it has no SRV record.
    ---
    kind: Endpoints
    metadata: {name: alias}
    subsets: [{addresses: [{ip: 10.96.40.40}], ports: [{port: 5432}]}]
    #- /clusters/west/apps/db/service.yaml
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: 10.96.40.40, selector: {app: db}, ports: [{port: 5432}]}
  `);
});
