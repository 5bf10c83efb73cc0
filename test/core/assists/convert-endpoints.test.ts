import { expect, test } from 'vitest';
import { assistsOf, checkAssist } from '../../support/check-assist.ts';

const title = 'Convert to EndpointSlice (Endpoints are deprecated since Kubernetes 1.33)';
const note =
  'The running Endpoints "db" and the slices mirrored from them stay until you delete them: `kubectl delete endpoints db`.';

test('nothing is offered that would be rejected', () => {
  const offered = (address: string, ports: string): readonly string[] =>
    assistsOf(
      `kind: Endpoints\nmetadata: {name: db$0}\nsubsets: [{addresses: [{ip: 192.0.2.1${address}}], ports: [${ports}]}]\n`,
    ).filter((one) => one.startsWith('Convert'));
  expect(offered('', '{port: 1}')).toEqual([title]);
  expect(offered('', '{port: 1}, {port: 2}')).toEqual([]);
  expect(offered(', hostname: a.b', '{port: 1}')).toEqual([]);
});

test('addresses, host names, nodes, readiness and ports', () => {
  checkAssist(
    `
    # the old database
    kind: Endpoints
    metadata:
      name: db$0
      namespace: data
      labels:
        team: storage # ours
        endpointslice.kubernetes.io/skip-mirror: "false"
    subsets:
      - addresses:
          - ip: 192.0.2.1 # first choice
            hostname: one
            nodeName: node-7
          - ip: 192.0.2.2
        notReadyAddresses:
          - ip: 192.0.2.3
        ports:
          - name: sql
            port: 5432 # not 5433
            appProtocol: "yes"
    `,
    title,
    `
    # the old database
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-1
      namespace: data
      labels:
        team: storage # ours
        kubernetes.io/service-name: db
    addressType: IPv4
    ports:
      - name: sql
        port: 5432 # not 5433
        appProtocol: "yes"
    endpoints:
      - addresses:
          - 192.0.2.1 # first choice
        hostname: one
        nodeName: node-7
      - addresses:
          - 192.0.2.2
      - addresses:
          - 192.0.2.3
        conditions:
          ready: false
    `,
    { note },
  );
});

test('comments beside the keys of lists', () => {
  checkAssist(
    `
    kind: Endpoints
    metadata: {name: db$0}
    subsets: # by hand
      - addresses: # of both sites
          - ip: 192.0.2.1
          - ip: 2001:db8::1
        ports: # sql alone
          - {name: sql, port: 5432}
    `,
    title.replace('EndpointSlice', '2 EndpointSlices'),
    `
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    # by hand
    addressType: IPv4
    # sql alone
    ports:
      - name: sql
        port: 5432
    # of both sites
    endpoints:
      - addresses:
          - 192.0.2.1
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-2
      labels:
        kubernetes.io/service-name: db
    addressType: IPv6
    # sql alone
    ports:
      - name: sql
        port: 5432
    endpoints:
      - addresses:
          - 2001:db8::1
    `,
  );
});

test.each([{}, { lineEnding: '\r\n' }] as const)('comments on lines of their own', (options) => {
  checkAssist(
    `
    kind: Endpoints
    metadata: {name: db$0}
    # about subsets
    subsets:
      # the first
      - addresses:
          # main
          - ip: 192.0.2.1
            # host
            # of it
            hostname: a
          # other
          - hostname: b
            # address
            ip: "192.0.2.2" # old
        # waiting
        notReadyAddresses:
          - ip: 192.0.2.3
        # what it listens on
        ports:
          # sql
          - name: sql
            # not 5433
            port: 5432
    `,
    title,
    `
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
    # about subsets
    # the first
    addressType: IPv4
    # what it listens on
    ports:
      # sql
      - name: sql
        # not 5433
        port: 5432
    # waiting
    endpoints:
      # main
      - addresses:
          - 192.0.2.1
        # host
        # of it
        hostname: a
      # other
      - addresses:
          # address
          - 192.0.2.2 # old
        hostname: b
      - addresses:
          - 192.0.2.3
        conditions:
          ready: false
    `,
    options,
  );
});

test('both families and several subsets make several slices', () => {
  checkAssist(
    `
    kind: Endpoints
    metadata: {name: db$0, namespace: data}
    subsets:
      - addresses: [{ip: 192.0.2.1}, {ip: "2001:db8::1"}]
        ports: [{port: 5432}]
      - addresses: [{ip: 192.0.2.2}]
        ports: [{port: 5433}]
    ---
    kind: Namespace
    metadata: {name: data}
    `,
    'Convert to 3 EndpointSlices (Endpoints are deprecated since Kubernetes 1.33)',
    `
    kind: EndpointSlice
    metadata: {name: db-1, namespace: data, labels: {kubernetes.io/service-name: db}}
    addressType: IPv4
    ports:
      - port: 5432
    endpoints:
      - addresses:
          - 192.0.2.1
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-2
      namespace: data
      labels:
        kubernetes.io/service-name: db
    addressType: IPv6
    ports:
      - port: 5432
    endpoints:
      - addresses:
          - 2001:db8::1
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: db-3
      namespace: data
      labels:
        kubernetes.io/service-name: db
    addressType: IPv4
    ports:
      - port: 5433
    endpoints:
      - addresses:
          - 192.0.2.2
    ---
    kind: Namespace
    metadata: {name: data}
    `,
    { note },
  );
});

test('the line ending stays, and a List grows by an item', () => {
  checkAssist(
    `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: v1
        kind: Endpoints
        metadata: {name: db$0}
        subsets: [{addresses: [{ip: 192.0.2.1}]}, {addresses: [{ip: 192.0.2.2}], ports: [{port: 1}]}]
    `,
    'Convert to 2 EndpointSlices (Endpoints are deprecated since Kubernetes 1.33)',
    `
    apiVersion: v1
    kind: List
    items:
      - apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata: {name: db-1, labels: {kubernetes.io/service-name: db}}
        addressType: IPv4
        endpoints:
          - addresses:
              - 192.0.2.1
      - apiVersion: discovery.k8s.io/v1
        kind: EndpointSlice
        metadata:
          name: db-2
          labels:
            kubernetes.io/service-name: db
        addressType: IPv4
        ports:
          - port: 1
        endpoints:
          - addresses:
              - 192.0.2.2
    `,
    { lineEnding: '\r\n' },
  );
});

test('nothing is offered without addresses, for what is no address, and where a selector makes the endpoints', () => {
  const endpoints = (subsets: string): string => `kind: Endpoints\nmetadata: {name: db$0}\nsubsets: ${subsets}\n`;
  expect(assistsOf(endpoints('[{addresses: [{ip: 192.0.2.1}]}]'))).toEqual([title]);
  expect(assistsOf(endpoints('[]'))).toEqual([]);
  expect(assistsOf(endpoints('[{ports: [{port: 1}]}]'))).toEqual([]);
  expect(assistsOf(endpoints('[{addresses: [{ip: db.example.com}]}]'))).toEqual([]);
  const selecting = 'kind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}, ports: [{port: 1}]}\n---\n';
  expect(assistsOf(`${selecting}${endpoints('[{addresses: [{ip: 192.0.2.1}]}]')}`)).toEqual([]);
});

test('IPv6 is written as a slice needs it, and a name that another slice has is left to it', () => {
  const other = `
    ---
    kind: EndpointSlice
    metadata: {name: db-1, labels: {kubernetes.io/service-name: other}}
    addressType: IPv4
    endpoints: [{addresses: [192.0.2.9]}]
    `;
  checkAssist(
    `
    apiVersion: v1
    kind: Endpoints
    metadata: {name: db$0}
    subsets:
      - addresses: [{ip: "2001:DB8::0007"}]${other}`,
    title,
    `
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata: {name: db-2, labels: {kubernetes.io/service-name: db}}
    addressType: IPv6
    endpoints:
      - addresses:
          - 2001:db8::7${other}`,
    { note },
  );
});

test('several slices in JSON are in one list', () => {
  const json = (value: unknown): string => JSON.stringify(value, null, 2);
  const slice = (name: string, ip: string, addressType: string): unknown => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, labels: { 'kubernetes.io/service-name': 'db' } },
    addressType,
    endpoints: [{ addresses: [ip] }],
  });
  checkAssist(
    `#- /a.json\n${json({
      apiVersion: 'v1',
      kind: 'Endpoints$0',
      metadata: { name: 'db' },
      subsets: [{ addresses: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }] }, { addresses: [{ ip: '10.0.0.2' }] }],
    })}\n`,
    'Convert to 3 EndpointSlices (Endpoints are deprecated since Kubernetes 1.33)',
    `#- /a.json\n${json({
      apiVersion: 'v1',
      kind: 'List',
      items: [slice('db-1', '10.0.0.1', 'IPv4'), slice('db-2', 'fd00::1', 'IPv6'), slice('db-3', '10.0.0.2', 'IPv4')],
    })}\n`,
  );
});
