import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { missingRecords } from '../../../server/src/core/dns/diagnosis/missing-records.ts';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { answerDocument, hover, problems, recordsDocument } from '../../../server/src/core/features/facade.ts';
import type { UnreadFile } from '../../../server/src/core/files/file.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

test('a Service whose Pods come from elsewhere has the same name in hovers, records and answers', () => {
  const file = path.join(import.meta.dirname, '../../../examples/mistakes/kubia.yaml');
  const text = readFileSync(file, 'utf8');
  const snapshot = snapshotOfFixture(parseFixture(text));
  const [uri] = snapshot.files.keys();
  const name = 'kubia.default.svc.cluster.local.';
  const shown = hover(snapshot, uri ?? '', text.indexOf('name: kubia') + 'name: k'.length, { commands: [] });
  expect(shown?.markdown).toContain('kubia.default.svc.cluster.local');
  expect(shown?.markdown).toContain('while ready');
  expect(allRecords(snapshot).filter((record) => record.name === name)).not.toEqual([]);
  expect(diagnose(snapshot, { name, types: ['A'] }).verdict).toBe('found');
  for (const service of snapshot.ofKind('Service')) expect(missingRecords(snapshot, service)).toEqual([]);
});

test('where a file that could not be read may have more, rules are silent and everybody else says so', () => {
  const text = `apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 1, targetPort: pg}]}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {serviceName: db, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: c, ports: [{name: sql, containerPort: 1}]}]}}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {pod: db-3.db.default.svc, port: _x._tcp.db.default.svc}
`;
  const workspace = new Workspace();
  const apply = (unread: readonly UnreadFile[]): Snapshot => {
    workspace.apply({ files: [{ uri: 'file:///db.yaml', path: '/db.yaml', text }], unread, complete: true });
    return workspace.snapshot;
  };
  const told = (snapshot: Snapshot): readonly string[] => shown(snapshot).map((words) => words.replaceAll(/\s+/g, ' '));
  const shown = (snapshot: Snapshot): readonly string[] => [
    ...['db-3', '_x._tcp', 'name: db'].map(
      (word) => hover(snapshot, 'file:///db.yaml', text.indexOf(word) + 6, { commands: [] })?.markdown ?? '',
    ),
    recordsDocument(snapshot, { kind: 'workspace' }).text,
    answerDocument(snapshot, { name: 'db-3.db.default.svc.cluster.local' }).text,
  ];
  const doubt = 'Headlight cannot tell for sure: more may come from a template or from a file that could not be read.';
  const sure = apply([]);
  const codes = ['dangling-pod-name', 'dangling-host-port', 'dangling-target-port'];
  expect(new Set(problems(sure, 'file:///db.yaml').map(({ code }) => code))).toEqual(new Set(codes));
  for (const words of told(sure)) expect(words).not.toContain(doubt);
  const open = apply([{ uri: 'file:///large.yaml', path: '/large.yaml', reason: 'tooLarge' }]);
  expect(problems(open, 'file:///db.yaml')).toEqual([]);
  for (const words of told(open)) expect(words).toContain(doubt);
});

test('a name with more before its Service than any has is told as such by an answer, too', () => {
  const snapshot = snapshotOfFixture(
    parseFixture(`
      kind: Service
      metadata: {name: db, namespace: prod}
      spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}`),
  );
  const reasonsOf = (name: string): readonly string[] =>
    diagnose(snapshot, { name, types: ['A'] }).steps.flatMap(({ because }) => because.map(({ reasonId }) => reasonId));
  expect(reasonsOf('a.b.c.db.prod.svc.cluster.local.')).toEqual(['tooManyLabels']);
  expect(reasonsOf('a.b.c.pg.prod.svc.cluster.local.')).toEqual(['noSuchName']);
});

test.each([
  ['http://db-0', 'db-0.default.svc.cluster.local', 'In DNS, Pod "db-0" has a name only below Service "peers".'],
  ['http://db-0.db', 'db-0.db.default.svc.cluster.local', 'In DNS, Pod "db-0" has a name only below Service "peers".'],
  [
    'http://api',
    'api.default.svc.cluster.local',
    'Deployment "api" has no name in DNS; its Pods are behind Service "web".',
  ],
  [
    '_sql.peers.default.svc',
    '_sql.peers.default.svc.cluster.local',
    '"_sql" is only half of a port name of Service "peers".',
  ],
])('what is called as Pods or ports are is told alike: %s', (written, name, reason) => {
  const text = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec: {serviceName: peers, selector: {matchLabels: {app: db}}, template: {metadata: {labels: {app: db}}, spec: {containers: [{name: c, image: c}]}}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec: {selector: {matchLabels: {app: api}}, template: {metadata: {labels: {app: api}}, spec: {containers: [{name: c, image: c}]}}}
---
apiVersion: v1
kind: Service
metadata: {name: peers}
spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 1}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {selector: {app: api}, ports: [{port: 1}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: c}
data: {url: "${written}"}
`;
  const workspace = new Workspace();
  const uri = 'file:///db.yaml';
  workspace.apply({ files: [{ uri, path: '/db.yaml', text }], complete: true });
  const { snapshot } = workspace;
  expect(problems(snapshot, uri).map(({ message }) => message)).toEqual([expect.stringContaining(reason)]);
  const shown = hover(snapshot, uri, text.indexOf(written) + written.length - 1, { commands: [] })?.markdown ?? '';
  expect(shown.replaceAll('`', '"').replaceAll('\\', '')).toContain(reason);
  expect(answerDocument(snapshot, { name }).text).toContain(reason);
});
