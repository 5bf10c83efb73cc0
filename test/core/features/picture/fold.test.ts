import { describe, expect, test } from 'vitest';
import { pictureOf, type Picture } from '../../../../server/src/core/features/facade.ts';
import { asItComes, mostNodes } from '../../../../server/src/core/features/picture/groups.ts';
import { parseFixture, snapshotOfFixture } from '../../../support/fixture.ts';

/** Services, each with a Deployment behind it that names the one before it, spread over namespaces. */
function shops(services: number, namespaces: number): string {
  return Array.from({ length: services }, (_, index) => {
    const name = `svc-${String(index).padStart(4, '0')}`;
    const namespace = `ns-${index % namespaces}`;
    const before = `svc-${String(index < namespaces ? index : index - namespaces).padStart(4, '0')}`;
    return `kind: Service
metadata: {name: ${name}, namespace: ${namespace}}
spec: {selector: {app: ${name}}, ports: [{name: http, port: 80}]}
---
kind: Deployment
metadata: {name: ${name}, namespace: ${namespace}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: main, image: busybox, env: [{name: API_URL, value: "http://${before}"}]}]}`;
  }).join('\n---\n');
}

function drawn(fixture: string, folding = asItComes): Picture {
  const picture = pictureOf(snapshotOfFixture(parseFixture(fixture)), { kind: 'workspace' }, folding);
  if (picture === undefined) throw new Error('There is no picture.');
  return picture;
}

/** Labels of nodes with the sizes of the groups they stand for, one open group marked with a dash. */
function labels({ nodes }: Picture): readonly string[] {
  return nodes.map(({ label, group }) => {
    if (group === undefined) return label;
    return group.state === 'closed' ? `${label} +${group.size}` : `${label} -`;
  });
}

describe('groups', () => {
  test('are all open in a picture that can be looked at', () => {
    expect(labels(drawn(shops(2, 1)))).toEqual([
      'svc-0000 -',
      'http 80/TCP',
      'svc-0000',
      'svc-0000.ns-0.svc.cluster.local',
      '_http._tcp.svc-0000.ns-0.svc.cluster.local',
      'svc-0001 -',
      'http 80/TCP',
      'svc-0001',
      'svc-0001.ns-0.svc.cluster.local',
      '_http._tcp.svc-0001.ns-0.svc.cluster.local',
    ]);
  });

  test('are of Services, with what is behind them, where that is more', () => {
    const picture = drawn(shops(30, 2));
    expect(labels(picture).slice(0, 3)).toEqual(['svc-0000 +5', 'svc-0002 +5', 'svc-0004 +5']);
    expect(picture.nodes).toHaveLength(30);
    expect(picture.nodes[0]?.details).toEqual(['namespace ns-0', 'Deployment svc-0000, 1 Pod', '1 port, 2 names']);
    expect(picture.edges.slice(0, 2).map(({ from, to, text }) => [from, to, text])).toEqual([
      ['Service ns-0/svc-0002', 'Service ns-0/svc-0000', 'svc-0000'],
      ['Service ns-1/svc-0003', 'Service ns-1/svc-0001', 'svc-0001'],
    ]);
  });

  test('are of namespaces, with counts, where these are many', () => {
    const picture = drawn(shops(200, 4));
    expect(labels(picture)).toEqual(['ns-0 +250', 'ns-1 +250', 'ns-2 +250', 'ns-3 +250']);
    expect(picture.nodes[0]?.details).toEqual(['50 Services, 50 ports, 100 names']);
  });

  test('open on demand, the last one asked for first, and a person can close them', () => {
    const many = shops(200, 4);
    const opened = drawn(many, { opened: ['Namespace ns-1'], closed: [] });
    expect(labels(opened)).toEqual([
      'ns-0 +250',
      'svc-0001 … svc-0097 +125',
      'svc-0101 … svc-0197 +125',
      'ns-2 +250',
      'ns-3 +250',
    ]);
    const [, range] = opened.nodes;
    expect(range?.heading).toBe('ns-1 · 25');
    const inside = drawn(many, { opened: [range?.group?.id ?? ''], closed: [] });
    expect(labels(inside)).toContain('svc-0001 +5');
    const service = drawn(many, { opened: [range?.group?.id ?? '', 'in Service ns-1/svc-0001'], closed: [] });
    expect(labels(service)).toContain('svc-0001 -');
    const again = drawn(many, { opened: ['in Service ns-1/svc-0001'], closed: ['in Service ns-1/svc-0001'] });
    expect(labels(again)).toContain('svc-0001 +5');
  });

  test('never show more nodes than can be laid out, whatever is opened', () => {
    const many = shops(660, 3);
    const everything = [...Array(660).keys()].map(
      (index) => `in Service ns-${index % 3}/svc-${String(index).padStart(4, '0')}`,
    );
    const picture = drawn(many, { opened: everything, closed: [] });
    expect(picture.nodes.length).toBeGreaterThan(mostNodes - 10);
    expect(picture.nodes.length).toBeLessThanOrEqual(mostNodes);
    expect(labels(picture)).toContain('svc-0659 -');
  });

  test('hold the Pods of a workload with more of them than anybody looks at one by one', () => {
    const picture = pictureOf(
      snapshotOfFixture(
        parseFixture(`
          kind: Service
          metadata: {name: db}
          spec: {clusterIP: None, selector: {app: db}}
          ---
          kind: StatefulSet
          metadata: {name: db}
          spec:
            serviceName: db
            replicas: 500
            selector: {matchLabels: {app: db}}
            template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: postgres}]}}
        `),
      ),
      { kind: 'service', namespace: 'default', name: 'db' },
    );
    expect(picture && labels(picture)).toEqual(['db -', 'db', 'db.default.svc.cluster.local', 'db-0 … db-499 +1000']);
  });

  test('tell the problems that are in them, the worst first', () => {
    const wrong = shops(40, 2).replaceAll('app: svc-0000}}', 'app: svc-other}}').replace('port: 80', 'port: 99999');
    const group = drawn(wrong).nodes.find(({ id }) => id === 'Service ns-0/svc-0000');
    expect(group?.problems.map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
});
