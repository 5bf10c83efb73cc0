import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveText } from '../../support/check-records.ts';
import { hover } from '../../../server/src/core/features/facade.ts';
import { allFindings } from '../../support/check-diagnostics.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/*
 * A client in one of two namespaces names a Pod of a StatefulSet, whatever the set and its Service are like. Either the name
 * resolves with every DNS server, or something is said: at the string, or at what is wrong between the set and its Service.
 */
const cluster = fc.record({
  replicas: fc.constantFrom('', 'replicas: 0, ', 'replicas: 2, '),
  start: fc.constantFrom('', 'ordinals: {start: 3}, '),
  serviceName: fc.constantFrom('', 'serviceName: db, ', 'serviceName: other, '),
  nature: fc.constantFrom('clusterIP: None, ', 'type: NodePort, ', 'type: ExternalName, externalName: x.example, '),
  selector: fc.constantFrom('selector: {app: db}, ', 'selector: {app: da}, '),
  ordinal: fc.constantFrom(0, 1, 3, 4, 5),
  form: fc.constantFrom('db', 'db.data', 'db.data.svc', 'db.data.svc.cluster.local', 'db.data.svc.cluster.local.'),
  from: fc.constantFrom('data', 'shop'),
});

test('the name of a Pod resolves, or it is said why not', () => {
  fc.assert(
    fc.property(cluster, ({ replicas, start, serviceName, nature, selector, ordinal, form, from }) => {
      const name = `db-${ordinal}.${form}`;
      const snapshot = snapshotOfFixture(
        parseFixture(`
    kind: ConfigMap
    metadata: {name: web, namespace: ${from}}
    data: {peer: "http://${name}:7000/"}
    ---
    kind: Service
    metadata: {name: db, namespace: data}
    spec: {${nature}${selector}ports: [{name: peer, port: 7000}]}
    ---
    kind: StatefulSet
    metadata: {name: db, namespace: data}
    spec: {${serviceName}${replicas}${start}template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db}]}}}
`),
      );
      const { verdict, answers, runtime } = resolveText(snapshot, { name, type: 'A', from });
      const findings = allFindings(snapshot).filter(({ severity }) => severity === 'warning');
      const atString = findings.filter(({ resource }) => resource?.resource.kind === 'ConfigMap');
      // Pods that nobody here makes may have the name.
      if (verdict === 'unknown') expect(atString, name).toEqual([]);
      else if (answers.length + runtime.length === 0) expect(findings.length, name).toBeGreaterThan(0);
      else if (nature.startsWith('clusterIP')) expect(atString.map(({ message }) => message)).toEqual([]);
      else expect(atString.map(({ code }) => code)).toEqual(['unreachable-pod-name']);
      const offset = snapshot.files.get('file:///manifest.yaml')?.text.indexOf(name) ?? 0;
      const shown = hover(snapshot, 'file:///manifest.yaml', offset + name.length - 1, { commands: [] })?.markdown;
      if (answers.length + runtime.length > 0) expect(shown).toContain('db');
    }),
    { numRuns: 200 },
  );
});
