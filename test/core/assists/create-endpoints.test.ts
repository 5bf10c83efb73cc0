import { expect, test } from 'vitest';
import { assistsOf, checkAssist, offersOf } from '../../support/check-assist.ts';

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

/** The name of the slice that is offered. */
function sliceNameIn(source: string): string | undefined {
  const offer = offersOf(source).find(({ title }) => title.startsWith('Create EndpointSlice'));
  return /name: (\S+-\d)/.exec(offer?.edit()?.files[0]?.edits[0]?.newText ?? '')?.[1];
}

const otherSlice = (name: string, namespace: string): string => `
    kind: EndpointSlice
    metadata: {name: ${name}, namespace: ${namespace}, labels: {kubernetes.io/service-name: other}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.9]}]
    `;

test('nothing is offered that would be rejected', () => {
  const of = (ports: string): readonly string[] =>
    assistsOf(`kind: Service\nmetadata: {name: db$0}\nspec: {ports: [${ports}]}\n`).filter((one) =>
      one.startsWith('Create'),
    );
  expect(of('{port: 80}')).toEqual([slice, endpoints]);
  expect(of('{port: 80}, {port: 81}')).toEqual([]);
  expect(of('{port: 80, protocol: tcp}')).toEqual([]);
});

test('a name that another slice of the namespace has is left to it', () => {
  expect(sliceNameIn(`${service}---${otherSlice('db-1', 'prod')}`)).toBe('db-2');
  expect(sliceNameIn(`${service}---${otherSlice('db-1', 'other')}`)).toBe('db-1');
});

test('in a kustomization, the name is that which another slice will have', () => {
  const kustomization = (other: string): string => `
    #- /k/kustomization.yaml
    namePrefix: dev-
    resources: [all.yaml, other.yaml]
    #- /k/all.yaml${service.replace('$0', '').replace('spec:', 'sp$0ec:')}
    #- /k/other.yaml${otherSlice(other, 'prod')}`;
  expect(sliceNameIn(kustomization('db-1'))).toBe('db-2');
  expect(sliceNameIn(kustomization('dev-db-1'))).toBe('db-1');
});

test('in a kustomization, the namespace is left to it where the Service leaves it, too', () => {
  const kustomized = (added: string): string => `
    #- /k/kustomization.yaml
    namespace: prod
    resources: [db.yaml]
    #- /k/db.yaml
    kind: Service
    metadata: {name: db${added === '' ? '$0' : ''}}
    spec: {ports: [{name: sql, port: 5432}]}
${added}`;
  checkAssist(
    kustomized(''),
    slice,
    kustomized(`    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-1
      labels:
        kubernetes.io/service-name: db
    addressType: IPv4
    ports:
      - name: sql
        port: 5432
    endpoints:
      - addresses:
          - 192.0.2.1 # replace with the address to reach
    `),
  );
  checkAssist(
    kustomized(''),
    endpoints,
    kustomized(`    ---
    apiVersion: v1
    kind: Endpoints
    metadata:
      name: db
    subsets:
      - addresses:
          - ip: 192.0.2.1 # replace with the address to reach
        ports:
          - name: sql
            port: 5432
    `),
  );
});
