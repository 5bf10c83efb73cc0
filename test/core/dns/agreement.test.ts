import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { diagnose } from '../../../server/src/core/dns/diagnosis/diagnose.ts';
import { missingRecords } from '../../../server/src/core/dns/diagnosis/expected.ts';
import { allRecords } from '../../../server/src/core/dns/records.ts';
import { hover } from '../../../server/src/core/features/facade.ts';
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
