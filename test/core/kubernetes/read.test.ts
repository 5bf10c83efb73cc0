import { expect, test } from 'vitest';
import { readResources } from '../../../server/src/core/kubernetes/read-resources.ts';
import type { Resource, ResourceOf } from '../../../server/src/core/kubernetes/resource.ts';
import { serviceNatureOf, targetPortOf } from '../../../server/src/core/kubernetes/service.ts';
import { hasOrdinal, portContainersOf } from '../../../server/src/core/kubernetes/workloads.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { formatFieldPath } from '../../../server/src/core/yaml/path.ts';
import { dedent } from '../../support/fixture.ts';

function read(text: string): readonly Resource[] {
  return readResources(parseDocument(dedent(text)));
}

function readOne<K extends Resource['kind']>(kind: K, text: string): ResourceOf<K> {
  const resource = read(text)[0];
  if (resource?.kind !== kind) throw new Error(`read ${resource?.kind ?? 'nothing'}, wanted ${kind}`);
  return resource as ResourceOf<K>;
}

const service = (spec: string): ResourceOf<'Service'> =>
  readOne('Service', `{apiVersion: v1, kind: Service, metadata: {name: db}, spec: {${spec}}}`);

test('what is Kubernetes is decided by apiVersion and kind', () => {
  expect(read('kind: Service\nmetadata: {name: db}\n')).toEqual([]);
  expect(read('version: "3"\nservices: {web: {image: x}}\n')).toEqual([]);
  expect(read('apiVersion: example.com/v1\nkind: Database\n')).toMatchObject([
    { kind: 'Unknown', writtenKind: 'Database' },
  ]);
});

test('a Service with the place of each of its fields', () => {
  const { metadata, ports, selector } = readOne(
    'Service',
    `
    apiVersion: v1
    kind: Service
    metadata: {name: db, namespace: prod}
    spec:
      selector: {app: db, "tier": data}
      ports:
        - {name: sql, port: 5432, targetPort: sql}
        - {port: 9187, targetPort: 0}
    `,
  );
  expect(metadata.namespace?.value).toBe('prod');
  expect([...selector.pairs].map(([key, { value, at }]) => `${key}=${value} ${formatFieldPath(at.path)}`)).toEqual([
    'app=db spec.selector.app',
    'tier=data spec.selector.tier',
  ]);
  expect(ports.map((port) => `${formatFieldPath(port.at.path)} ${String(targetPortOf(port))}`)).toEqual([
    'spec.ports[0] sql',
    'spec.ports[1] 9187',
  ]);
});

test.each([
  ['', 'virtualIp'],
  ['type: NodePort', 'virtualIp'],
  ['clusterIP: None', 'headless'],
  ['clusterIP: "None"', 'headless'],
  ['clusterIPs: [None]', 'headless'],
  ['clusterIP: none', 'virtualIp'],
  ['clusterIP: ""', 'virtualIp'],
  ['clusterIP: null', 'virtualIp'],
  ['clusterIP: None, clusterIPs: [None]', 'headless'],
  ["clusterIP: '', clusterIPs: [None]", 'headless'],
  ['clusterIP: None, clusterIPs: [10.96.0.10]', 'virtualIp'],
  ['clusterIP: 10.96.0.10, clusterIPs: [None]', 'headless'],
  ['clusterIPs: [None, 10.96.0.10]', 'virtualIp'],
  ['type: ExternalName, externalName: example.com', 'alias'],
  ['type: Headless', 'invalid'],
])('spec {%s} is %s to DNS', (spec, nature) => {
  expect(serviceNatureOf(service(spec))).toBe(nature);
});

test('a field of a wrong type is not read', () => {
  const { ports, publishNotReadyAddresses } = service('ports: [{port: "80"}], publishNotReadyAddresses: "true"');
  expect(ports.map(({ port }) => port)).toEqual([undefined]);
  expect(publishNotReadyAddresses).toBeUndefined();
});

test('a StatefulSet counts its Pods from ordinals.start', () => {
  const set = readOne(
    'StatefulSet',
    '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db}, spec: {replicas: 2, ordinals: {start: 5}, serviceName: db}}',
  );
  expect([4, 5, 6, 7].map((ordinal) => hasOrdinal(set, ordinal))).toEqual([false, true, true, false]);
});

test('containers and sidecars have ports that a name finds, plain init containers have not', () => {
  const pod = readOne(
    'Pod',
    `
    apiVersion: v1
    kind: Pod
    spec:
      containers: [{name: main}]
      initContainers: [{name: once}, {name: sidecar, restartPolicy: Always}]
    `,
  );
  expect(portContainersOf(pod.template).map((container) => container.name?.value)).toEqual(['main', 'sidecar']);
});

test('a CronJob has the template of its jobs', () => {
  const job = readOne(
    'CronJob',
    '{apiVersion: batch/v1, kind: CronJob, spec: {jobTemplate: {spec: {template: {spec: {subdomain: db}}}}}}',
  );
  expect(formatFieldPath(job.template.subdomain?.at.path ?? [])).toBe('spec.jobTemplate.spec.template.spec.subdomain');
});

test('the backends of an Ingress, in the form of today and in the retired one', () => {
  const ingress = readOne(
    'Ingress',
    `
    apiVersion: networking.k8s.io/v1
    kind: Ingress
    spec:
      defaultBackend: {service: {name: home, port: {name: web}}}
      rules: [{http: {paths: [{backend: {serviceName: old, servicePort: 80}}, {backend: {resource: {kind: Bucket, name: x}}}]}}]
    `,
  );
  expect(ingress.backends).toMatchObject([
    { serviceName: { value: 'home' }, portName: { value: 'web' } },
    { serviceName: { value: 'old' }, portNumber: { value: 80 } },
  ]);
});

test('of the backends of an HTTPRoute only Services count', () => {
  const route = readOne(
    'HTTPRoute',
    `
    apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    spec: {rules: [{backendRefs: [{name: web, port: 80, namespace: prod}, {kind: Bucket, group: example.com, name: x}]}]}
    `,
  );
  expect(route.backends).toMatchObject([
    { serviceName: { value: 'web' }, namespace: { value: 'prod' }, portNumber: { value: 80 } },
  ]);
});

test('Endpoints and EndpointSlice', () => {
  expect(
    readOne(
      'Endpoints',
      '{apiVersion: v1, kind: Endpoints, subsets: [{addresses: [{ip: 1.2.3.4, hostname: a}], ports: [{port: 80}]}]}',
    ).subsets,
  ).toMatchObject([
    { addresses: [{ ip: { value: '1.2.3.4' }, hostname: { value: 'a' } }], ports: [{ port: { value: 80 } }] },
  ]);
  expect(
    readOne(
      'EndpointSlice',
      '{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {labels: {kubernetes.io/service-name: db}}, endpoints: [{addresses: [1.2.3.4], conditions: {ready: false}}]}',
    ),
  ).toMatchObject({
    serviceName: { value: 'db' },
    endpoints: [{ addresses: [{ value: '1.2.3.4' }], ready: { value: false } }],
  });
});

test.each([
  [
    'of their own kinds',
    '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Service, metadata: {name: a}}]}',
    'v1 Service a',
  ],
  ['of the kind of the list', '{apiVersion: v1, kind: ServiceList, items: [{metadata: {name: a}}]}', 'v1 Service a'],
  [
    'of another group',
    '{apiVersion: apps/v1, kind: StatefulSetList, items: [{metadata: {name: a}}]}',
    'apps/v1 StatefulSet a',
  ],
  [
    'of another kind than the list',
    '{apiVersion: v1, kind: ServiceList, items: [{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}}]}',
    'apps/v1 StatefulSet a',
  ],
  ['without a kind that a list says', '{apiVersion: v1, kind: List, items: [{metadata: {name: a}}]}', ''],
  [
    'an object that is only called so',
    '{apiVersion: example.com/v1, kind: AllowList, metadata: {name: a}}',
    'example.com/v1 Unknown a',
  ],
])('the objects of a list: %s', (_, source, expected) => {
  const found = read(source).map(
    ({ apiVersion, kind, metadata }) => `${apiVersion} ${kind} ${metadata.name?.value ?? ''}`,
  );
  expect(found.join()).toBe(expected);
});

test('the objects of a List have places of their own', () => {
  const list = read(
    '{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Secret, metadata: {name: a}}, {apiVersion: v1, kind: Service, metadata: {name: b}}]}',
  );
  expect(
    list.map(
      (resource) =>
        `${resource.kind} ${formatFieldPath(resource.root)} ${formatFieldPath(resource.metadata.name?.at.path ?? [])}`,
    ),
  ).toEqual(['Secret items[0] metadata.name', 'Service items[1] metadata.name']);
});
