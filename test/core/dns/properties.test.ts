import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addressOfReverseName, parseIp, reverseNameOf } from '../../../server/src/core/dns/addresses.ts';
import { missingRecords } from '../../../server/src/core/dns/explain.ts';
import { checkName } from '../../../server/src/core/dns/names.ts';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { resolve } from '../../../server/src/core/dns/resolve.ts';
import { zoneText } from '../../../server/src/core/dns/zone.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

// The same questions in every run.
fc.configureGlobal({ seed: 20261123 });

// Few names, so that objects meet.
const name = fc.constantFrom('db', 'web', 'cart');
const namespace = fc.constantFrom('default', 'shop');
const address = fc.oneof(fc.ipV4(), fc.ipV6());
const portName = fc.constantFrom('http', 'sql', '');
const protocol = fc.constantFrom('TCP', 'UDP');
const optional = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

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
const cluster = fc
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

test('every record is the answer to its own name and type', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      for (const { name: owner, type, data } of allRecords(snapshot)) {
        const { rcode, answers, runtime } = resolve(snapshot, { name: owner, type });
        expect(rcode).toBe('NOERROR');
        if (data === undefined) expect(runtime.map((one) => `${one.name} ${one.type}`)).toContain(`${owner} ${type}`);
        else expect(answers).toContain(`${owner} ${type} ${data}`);
      }
    }),
  );
});

test('every answer at the name of a record is a record, or what its alias leads to', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const lines = new Set(records.map((record) => `${record.name} ${record.type} ${record.data ?? ''}`));
      for (const { name: owner, type } of records) {
        for (const answer of resolve(snapshot, { name: owner, type }).answers) expect(lines).toContain(answer);
      }
    }),
  );
});

test('every target of an SRV record has an address', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      for (const { type, data } of allRecords(snapshot)) {
        const target = type === 'SRV' ? data?.split(' ')[3] : undefined;
        if (target === undefined) continue;
        const found = (['A', 'AAAA'] as const).flatMap((family) => {
          const { answers, runtime } = resolve(snapshot, { name: target, type: family });
          return [...answers, ...runtime];
        });
        expect(found, target).not.toEqual([]);
      }
    }),
  );
});

test('no record stands twice, and each begins at its Service', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const known = records
        .filter(({ data }) => data !== undefined)
        .map((one) => `${one.name} ${one.type} ${one.data ?? ''}`);
      expect(new Set(known).size).toBe(known.length);
      for (const { because, service: owner } of records) expect(because[0]?.resource).toBe(owner);
    }),
  );
});

test('a record said to be missing is not among the records', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const resources = [...snapshot.ofKind('Service'), ...snapshot.ofKind('StatefulSet')];
      const missing = resources.flatMap((one) => missingRecords(snapshot, one));
      // With CoreDNS these exist all the same.
      const absent = missing.filter(({ reasonId }) => reasonId !== 'governingVirtualIp');
      for (const { name: owner, reasonId } of absent) {
        if (owner.includes('<')) continue;
        const { rcode } = resolve(snapshot, { name: owner, type: 'A' });
        expect(rcode, `${owner} ${reasonId}`).toBe('NXDOMAIN');
      }
    }),
  );
});

test('every record stands in the zone document', () => {
  fc.assert(
    fc.property(cluster, (snapshot) => {
      const records = allRecords(snapshot);
      const lines = zoneText(records, snapshot)
        .text.split('\n')
        .filter((line) => / IN /.test(line));
      expect(lines).toHaveLength(records.length);
    }),
    { numRuns: 30 },
  );
});

test('no question is too strange', () => {
  const label = fc.oneof(
    name,
    fc.constantFrom('svc', 'pod', 'cluster', 'local', 'shop', '_http', '_tcp', 'db-0', '10-0-0-1'),
    fc.string(),
  );
  const question = fc.array(label, { maxLength: 8 }).map((labels) => labels.join('.'));
  const type = fc.constantFrom('A', 'AAAA', 'SRV', 'CNAME', 'PTR', 'TXT');
  fc.assert(
    fc.property(cluster, question, type, optional(namespace), (snapshot, asked, of, from) => {
      const { rcode, answers, error, tried } = resolve(snapshot, {
        name: asked,
        type: of,
        ...(from === undefined ? {} : { from }),
      });
      expect(error !== undefined).toBe(checkName(asked) !== undefined);
      expect(tried.length > 0).toBe(error === undefined);
      if (rcode === 'NXDOMAIN') expect(answers).toEqual([]);
      expect([...answers].sort()).toEqual(answers);
    }),
  );
});

test('an address reads the same in canonical form, and in reverse', () => {
  fc.assert(
    fc.property(address, (text) => {
      const canonical = parseIp(text)?.canonical ?? '';
      expect(parseIp(canonical)?.canonical).toBe(canonical);
      expect(addressOfReverseName(reverseNameOf(text)?.slice(0, -1) ?? '')).toBe(canonical);
    }),
  );
});

test('labels of more than 63 characters have no record, and the reason is said', () => {
  fc.assert(
    fc.property(fc.integer({ min: 55, max: 70 }), fc.integer({ min: 1, max: 12 }), (length, replicas) => {
      const set = 'a'.repeat(length);
      const snapshot = snapshotOfFixture(
        parseFixture(
          `kind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}}\n---\nkind: StatefulSet\n` +
            `metadata: {name: ${set}}\nspec: {serviceName: db, replicas: ${replicas}, template: {metadata: {labels: {app: db}}}}\n`,
        ),
      );
      const names = allRecords(snapshot).map((record) => record.name);
      const reasons = snapshot
        .ofKind('StatefulSet')
        .flatMap((one) => missingRecords(snapshot, one).map(({ reasonId }) => reasonId));
      for (let ordinal = 0; ordinal < replicas; ordinal++) {
        const pod = `${set}-${ordinal}`;
        expect(names.includes(`${pod}.db.default.svc.cluster.local.`)).toBe(pod.length <= 63);
      }
      expect(reasons.includes('podNameInvalid')).toBe(`${set}-${replicas - 1}`.length > 63);
    }),
  );
});
