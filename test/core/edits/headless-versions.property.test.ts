import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clusterIPRemedy } from '../../../server/src/core/edits/headless/to-cluster-ip.ts';
import { headlessRemedy } from '../../../server/src/core/edits/headless/to-headless.ts';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { defaultSettings } from '../../../server/src/core/settings/settings.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

/*
 * Whatever a Service looks like: if no version of Kubernetes from 1.27 to 1.37 has anything against it, the one that is converted has no
 * error in that version either, nor has the one that is converted back.
 */

const versions = Array.from({ length: 11 }, (_, index) => `1.${27 + index}`);

const port = fc.record(
  {
    name: fc.constantFrom('a', 'b', 'c', 'd-1'),
    port: fc.constantFrom(80, 81, 8080, 9090, 10250),
    targetPort: fc.constantFrom<number | string>(0, 80, 8080, 9090, 'web', 'admin', 'nothing'),
    protocol: fc.constantFrom('TCP', 'UDP', ''),
    nodePort: fc.constantFrom(0, 30000, 30001, 32767),
    appProtocol: fc.constantFrom('http', 'kubernetes.io/h2c'),
  },
  { requiredKeys: ['port'] },
);

/** What a Service of each type needs, and what may be beside it. */
const needed = fc.constantFrom(
  { ports: [{ port: 80 }] },
  { ports: [{ port: 80 }], clusterIP: '10.0.0.1' },
  { ports: [{ port: 80 }], clusterIP: '10.0.0.1', clusterIPs: ['10.0.0.1'] },
  {
    ports: [{ port: 80 }],
    clusterIP: 'fd00::1',
    clusterIPs: ['fd00::1', '10.0.0.1'],
    ipFamilyPolicy: 'RequireDualStack',
  },
  { clusterIP: 'None' },
  { clusterIP: 'None', clusterIPs: ['None'], ipFamilies: ['IPv4', 'IPv6'] },
  { ports: [{ port: 80 }], type: 'NodePort' },
  { ports: [{ port: 80 }], type: 'LoadBalancer' },
  { ports: [{ port: 80 }], type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30005 },
  { type: 'ExternalName', externalName: 'example.com' },
);
const beside = fc.record(
  {
    selector: fc.constantFrom({ app: 'web' }, { app: 'other' }, {}),
    ports: fc.uniqueArray(port, { maxLength: 3, selector: (one) => one.name ?? '' }),
    externalName: fc.constant('example.com'),
    externalIPs: fc.constantFrom(['203.0.113.1'], []),
    externalTrafficPolicy: fc.constantFrom('Local', 'Cluster', ''),
    internalTrafficPolicy: fc.constantFrom('Local', 'Cluster'),
    trafficDistribution: fc.constantFrom('PreferClose', 'PreferSameZone'),
    ipFamilies: fc.constantFrom(['IPv4'], ['IPv6'], ['IPv4', 'IPv6'], []),
    ipFamilyPolicy: fc.constantFrom('SingleStack', 'PreferDualStack', 'RequireDualStack'),
    sessionAffinity: fc.constantFrom('None', 'ClientIP'),
    sessionAffinityConfig: fc.constantFrom({}, { clientIP: { timeoutSeconds: 60 } }),
    healthCheckNodePort: fc.constantFrom(0, 30005),
    allocateLoadBalancerNodePorts: fc.boolean(),
    loadBalancerClass: fc.constant('example.com/lb'),
    loadBalancerIP: fc.constantFrom('', '192.0.2.1'),
    loadBalancerSourceRanges: fc.constantFrom([], ['10.0.0.0/8']),
    publishNotReadyAddresses: fc.boolean(),
  },
  { noNullPrototype: true },
);
const spec: fc.Arbitrary<object> = beside.chain((others) =>
  fc
    .tuple(needed, fc.subarray(Object.entries(others), { maxLength: 4 }))
    .map(([own, some]) => ({ ...own, ...Object.fromEntries<unknown>(some) })),
);
const annotations = fc.constantFrom(
  {},
  { 'service.beta.kubernetes.io/load-balancer-source-ranges': '' },
  { 'service.beta.kubernetes.io/load-balancer-source-ranges': '10.0.0.0/8' },
);

function snapshotWith(text: string, kubernetesVersion: string): Snapshot {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: pod, labels: {app: web}}
spec: {containers: [{name: web, image: web, ports: [{name: web, containerPort: 8080}, {name: admin, containerPort: 9090}]}]}
`;
  return snapshotOf(
    [
      { uri: 'file:///a/service.yaml', path: '/a/service.yaml', text },
      { uri: 'file:///a/pod.yaml', path: '/a/pod.yaml', text: pod },
    ],
    { ...defaultSettings, kubernetesVersion },
  );
}

function errorsOf(snapshot: Snapshot): readonly string[] {
  const file = snapshot.files.get('file:///a/service.yaml') ?? expect.fail('There is no file.');
  return findProblems(snapshot, file)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path }) => `${code} ${path}`);
}

/** The text after one of two conversions, `undefined` where it is not offered. */
function converted(text: string, version: string, remedyOf: typeof headlessRemedy): string | undefined {
  const snapshot = snapshotWith(text, version);
  const [service] = snapshot.ofKind('Service');
  const edit = service && remedyOf(snapshot, service)?.edit();
  return edit && applyEdits(text, edit.files[0]?.edits ?? []);
}

test.each(versions)('a conversion makes no error where there was none, in %s', (version) => {
  let seen = 0;
  fc.assert(
    fc.property(spec, annotations, (written, notes) => {
      const json = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web', annotations: notes }, spec: written };
      const text = JSON.stringify(json, undefined, 2);
      if (errorsOf(snapshotWith(text, version)).length > 0) return;
      seen++;
      const headless = converted(text, version, headlessRemedy) ?? text;
      expect(errorsOf(snapshotWith(headless, version)), headless).toEqual([]);
      const back = converted(headless, version, clusterIPRemedy) ?? headless;
      expect(errorsOf(snapshotWith(back, version)), back).toEqual([]);
    }),
    { numRuns: 120, seed: 1 },
  );
  expect(seen).toBeGreaterThan(20);
});
