import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterIPRemedy } from '../../../server/src/core/edits/headless/to-cluster-ip.ts';
import { headlessRemedy } from '../../../server/src/core/edits/headless/to-headless.ts';
import { serviceNatureOf, type Service } from '../../../server/src/core/kubernetes/service.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import type { Placed } from '../../../server/src/core/objects/placed.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { rejectedFieldsOf, type ServiceJson } from '../../support/api-server.ts';

/*
 * Services that the API server accepts, of every type, with all that may be beside it, in front of Pods that it selects.
 */

const selector = fc.option(fc.constantFrom({ app: 'web' }, { app: 'other' }, {}), { nil: undefined });
const port = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c'),
    port: fc.constantFrom(80, 81, 8080, 9090),
    targetPort: fc.constantFrom<number | string>(80, 8080, 9090, 'web', 'admin', 'nothing'),
    protocol: fc.constantFrom('TCP', 'UDP'),
    nodePort: fc.integer({ min: 30000, max: 32767 }),
  },
  { requiredKeys: ['port'] },
);
const common = {
  selector,
  ports: fc.array(port, { maxLength: 3 }),
  externalIPs: fc.constant(['203.0.113.1']),
  externalTrafficPolicy: fc.constantFrom('Local', 'Cluster'),
  ipFamilies: fc.constantFrom(['IPv4'], ['IPv4', 'IPv6']),
  ipFamilyPolicy: fc.constantFrom('SingleStack', 'PreferDualStack'),
  sessionAffinity: fc.constantFrom('None', 'ClientIP'),
  clusterIP: fc.constantFrom('10.0.0.1', '', 'None'),
  clusterIPs: fc.constantFrom(['10.0.0.1'], ['10.0.0.1', 'fd00::1'], ['None'], []),
  type: fc.constantFrom('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),
  externalName: fc.constant('example.com'),
  healthCheckNodePort: fc.constantFrom(0, 30001),
  allocateLoadBalancerNodePorts: fc.boolean(),
  loadBalancerClass: fc.constant('example.com/lb'),
  loadBalancerSourceRanges: fc.constantFrom([], ['10.0.0.0/8']),
  publishNotReadyAddresses: fc.boolean(),
};
const annotations = fc.constantFrom({}, { 'service.beta.kubernetes.io/load-balancer-source-ranges': '' }, { a: 'b' });

function accepted(spec: fc.Arbitrary<object>): fc.Arbitrary<ServiceJson> {
  return fc
    .record({ annotations, spec })
    .map((one) => {
      const metadata = { name: 'web', annotations: one.annotations };
      // Written and read, so that what is undefined is absent.
      return JSON.parse(JSON.stringify({ apiVersion: 'v1', kind: 'Service', metadata, spec: one.spec })) as ServiceJson;
    })
    .filter((json) => rejectedFieldsOf(json).length === 0);
}

const service = accepted(fc.record(common, { requiredKeys: [] }));
const headlessService = accepted(
  fc.record(
    {
      clusterIP: fc.constant('None'),
      clusterIPs: fc.constantFrom(['None'], []),
      selector,
      ports: fc.uniqueArray(port, { maxLength: 2, selector: (one) => one.port }),
      ipFamilies: common.ipFamilies,
      ipFamilyPolicy: fc.constant('PreferDualStack'),
      publishNotReadyAddresses: fc.boolean(),
    },
    { requiredKeys: ['clusterIP'] },
  ),
);
const containerPorts = fc.subarray([
  { name: 'web', containerPort: 8080 },
  { name: 'admin', containerPort: 9090 },
]);
const workloads = fc.array(containerPorts, { maxLength: 2 });

function snapshotWith(text: string, ports: readonly (readonly object[])[]): Snapshot {
  const pods = ports.map((list, index) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: `pod-${index}`, labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', ports: list }] },
    }),
  );
  return snapshotOf([
    { uri: 'file:///a/service.yaml', path: '/a/service.yaml', text },
    { uri: 'file:///a/pods.yaml', path: '/a/pods.yaml', text: pods.join('\n---\n') },
  ]);
}

function theService(snapshot: Snapshot): Placed<Service> {
  const [one] = snapshot.ofKind('Service');
  return one ?? expect.fail('There is no Service.');
}

test('a Service made headless is accepted, is headless, and is not offered to be made so again', () => {
  fc.assert(
    fc.property(service, workloads, (json, ports) => {
      const text = JSON.stringify(json, undefined, 2);
      const before = snapshotWith(text, ports);
      const remedy = headlessRemedy(before, theService(before));
      if (remedy === undefined) {
        expect(serviceNatureOf(theService(before).resource)).toBe('headless');
        return;
      }
      const edit = remedy.edit();
      const after = applyEdits(text, edit?.files[0]?.edits ?? []);
      const result = JSON.parse(after) as ServiceJson;
      expect(rejectedFieldsOf(result)).toEqual([]);
      const snapshot = snapshotWith(after, ports);
      expect(serviceNatureOf(theService(snapshot).resource)).toBe('headless');
      expect(headlessRemedy(snapshot, theService(snapshot))).toBeUndefined();
      // What is taken out was rejected: putting any one of it back is. But the name that an alias stood for is only useless.
      for (const [key, value] of Object.entries(json.spec ?? {})) {
        if (key in (result.spec ?? {}) || key === 'externalName') continue;
        expect(rejectedFieldsOf({ ...result, spec: { ...result.spec, [key]: value as never } })).not.toEqual([]);
      }
    }),
    { numRuns: 500, seed: 1 },
  );
});

test('a headless Service given a cluster IP is accepted and is not headless', () => {
  fc.assert(
    fc.property(headlessService, workloads, (json, ports) => {
      const text = JSON.stringify(json, undefined, 2);
      const before = snapshotWith(text, ports);
      const edit = clusterIPRemedy(before, theService(before))?.edit();
      if (edit === undefined) {
        expect(json.spec?.ports ?? []).toEqual([]);
        return;
      }
      const after = applyEdits(text, edit.files[0]?.edits ?? []);
      const result = JSON.parse(after) as ServiceJson;
      expect(rejectedFieldsOf(result)).toEqual([]);
      expect(result.spec).not.toHaveProperty('clusterIP');
      expect(serviceNatureOf(theService(snapshotWith(after, ports)).resource)).toBe('virtualIp');
    }),
    { numRuns: 300, seed: 1 },
  );
});
