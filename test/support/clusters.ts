import fc from 'fast-check';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { parseFixture, snapshotOfFixture } from './fixture.ts';

// Few names, so that objects meet.
export const name = fc.constantFrom('db', 'web', 'cart');
export const namespace = fc.constantFrom('default', 'shop');
export const address = fc.oneof(fc.ipV4(), fc.ipV6());
const portName = fc.constantFrom('http', 'sql', '');
const protocol = fc.constantFrom('TCP', 'UDP');
export const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });

const service = fc.record({
  kind: fc.constant('Service'),
  metadata: fc.record({ name, namespace }),
  spec: fc.record({
    type: optional(fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName')),
    clusterIP: optional(fc.oneof(fc.constant('None'), address)),
    ipFamilyPolicy: optional(fc.constantFrom('SingleStack', 'RequireDualStack')),
    selector: optional(fc.record({ app: name })),
    externalName: optional(
      fc.oneof(
        fc.ipV4(),
        name.map((to) => `${to}.shop.svc.cluster.local`),
      ),
    ),
    ports: fc.array(
      fc.record({
        name: portName,
        port: fc.integer({ min: 1, max: 9 }),
        protocol,
        targetPort: optional(fc.constantFrom<string | number>('http', 8080)),
      }),
      { maxLength: 3 },
    ),
  }),
});

const template = fc.record({
  metadata: fc.record({ labels: fc.record({ app: name }) }),
  spec: fc.record({
    hostname: optional(name),
    subdomain: optional(name),
    containers: fc.constant([{ ports: [{ name: 'http', containerPort: 8080 }] }]),
  }),
});

const workload = fc.record({
  kind: fc.constantFrom('StatefulSet', 'Deployment', 'Job'),
  metadata: fc.record({ name, namespace }),
  spec: fc.record({
    serviceName: name,
    replicas: optional(fc.integer({ min: 0, max: 4 })),
    completionMode: optional(fc.constant('Indexed')),
    completions: optional(fc.integer({ min: 1, max: 3 })),
    template,
  }),
});

const hosts = fc.array(fc.record({ ip: address, hostname: optional(name) }), { maxLength: 3 });
const endpointPorts = fc.array(fc.record({ name: portName, port: fc.integer({ min: 1, max: 9 }), protocol }), {
  maxLength: 2,
});

const endpoints = fc.record({
  kind: fc.constant('Endpoints'),
  metadata: fc.record({ name, namespace }),
  subsets: fc.array(fc.record({ addresses: hosts, ports: endpointPorts }), { maxLength: 2 }),
});

const slice = fc
  .record({ metadata: fc.record({ namespace }), hosts, ports: endpointPorts, of: name })
  .map(({ metadata, hosts: all, ports, of }) => ({
    kind: 'EndpointSlice',
    metadata: { ...metadata, name: `${of}-1`, labels: { 'kubernetes.io/service-name': of } },
    ports,
    endpoints: all.map(({ ip, hostname }) => ({ addresses: [ip], ...(hostname === undefined ? {} : { hostname }) })),
  }));

/** A cluster in which every object has a name of its own, as objects of one kind and namespace do. */
export const cluster = fc
  .uniqueArray(fc.oneof({ weight: 3, arbitrary: service }, { weight: 2, arbitrary: workload }, endpoints, slice), {
    selector: ({ kind, metadata }) => `${kind}/${metadata.namespace}/${metadata.name}`,
    maxLength: 12,
  })
  .map((objects): Snapshot => {
    const text = objects.map((object) => `kind: ${object.kind}\n${rest(object)}`).join('---\n');
    return snapshotOfFixture(parseFixture(text));
  });

/** The fields of an object as YAML, each value in flow form, which JSON is. */
function rest(object: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(object).filter(([key]) => key !== 'kind');
  return fields.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join('');
}
