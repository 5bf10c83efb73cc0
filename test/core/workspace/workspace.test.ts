import { expect, test } from 'vitest';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
const names = (workspace: Workspace): unknown[] => workspace.snapshot.resources.map((placed) => placed.name);

test('a change makes a new snapshot; the old one stays as it was', () => {
  const workspace = new Workspace();
  workspace.apply({ files: [{ uri: 'file:///a', path: '/a', text: service('db') }] });
  const before = workspace.snapshot;
  workspace.apply({ files: [{ uri: 'file:///a', path: '/a', text: service('queue') }] });
  expect(before.resources.map((placed) => placed.name)).toEqual(['db']);
  expect(names(workspace)).toEqual(['queue']);
  workspace.apply({ removed: ['file:///a'] });
  expect(names(workspace)).toEqual([]);
});

test('facts of a document are kept while its text is the same, wherever it now stands', () => {
  const workspace = new Workspace();
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: `${service('db')}---\n${service('queue')}` }] });
  const kept = workspace.snapshot.files.get('u')?.documents[1]?.facts;
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: `# more\n${service('web')}---\n${service('queue')}` }] });
  expect(workspace.snapshot.files.get('u')?.documents[1]?.facts).toBe(kept);
  expect(names(workspace)).toEqual(['web', 'queue']);
});

test('a snapshot is complete only once the scan is said to be done', () => {
  const workspace = new Workspace();
  expect(workspace.snapshot.complete).toBe(false);
  workspace.apply({ complete: true });
  expect(workspace.snapshot.complete).toBe(true);
});
