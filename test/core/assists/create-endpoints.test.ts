import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const slice = 'Create EndpointSlice for Service "db"';
const endpoints = 'Create Endpoints for Service "db" (deprecated since Kubernetes 1.33)';
const note = 'Replace the placeholder address 192.0.2.1 with the addresses that Service "db" is to reach.';

const service = `
    kind: Service
    metadata:
      name: db
      namespace: prod
    spec:
      ports:
        - name: sql$0
          port: 80
          targetPort: 5432
        - name: dns
          port: 53
          targetPort: dns
          protocol: UDP
    `;

test('an EndpointSlice with the ports behind the Service', () => {
  checkAssist(
    service,
    slice,
    `${service.replace('$0', '')}---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-1
      namespace: prod
      labels:
        kubernetes.io/service-name: db
    addressType: IPv4
    ports:
      - name: sql
        port: 5432
      - name: dns
        port: 53
        protocol: UDP
    endpoints:
      - addresses:
          - 192.0.2.1 # replace with the address to reach
    `,
    { note },
  );
});

test('Endpoints of the same name', () => {
  checkAssist(
    service,
    endpoints,
    `${service.replace('$0', '')}---
    apiVersion: v1
    kind: Endpoints
    metadata:
      name: db
      namespace: prod
    subsets:
      - addresses:
          - ip: 192.0.2.1 # replace with the address to reach
        ports:
          - name: sql
            port: 5432
          - name: dns
            port: 53
            protocol: UDP
    `,
    { note },
  );
});

test('the port of a headless Service, and an address of its family', () => {
  const headless = `
    kind: Service
    metadata: {name: db}
    spec: {clusterIP: None, ipFamilies: [IPv6], ports: [{port: 80, targetPort: 5432$0}]}
    `;
  checkAssist(
    headless,
    slice,
    `${headless.replace('$0', '')}---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
    addressType: IPv6
    ports:
      - port: 80
    endpoints:
      - addresses:
          - 2001:db8::1 # replace with the address to reach
    `,
  );
});

test('nothing is offered for a selector, an alias, and a Service that has endpoints', () => {
  const offered = (spec: string, rest = ''): readonly string[] =>
    assistsOf(`kind: Service\nmetadata: {name: db$0}\nspec: ${spec}\n${rest}`).filter((title) =>
      title.startsWith('Create'),
    );
  expect(offered('{}')).toEqual([slice, endpoints]);
  expect(offered('{selector: {}}')).toEqual([slice, endpoints]);
  expect(offered('{selector: {app: db}}')).toEqual([]);
  expect(offered('{type: ExternalName, externalName: example.com}')).toEqual([]);
  expect(offered('{}', '---\nkind: Endpoints\nmetadata: {name: db}\n')).toEqual([]);
  const tied = '---\nkind: EndpointSlice\nmetadata: {name: x, labels: {kubernetes.io/service-name: db}}\n';
  expect(offered('{}', tied)).toEqual([]);
});
