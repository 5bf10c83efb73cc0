import { expect, test } from 'vitest';
import { compareTexts } from '../../../server/src/core/util/collections.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';
import type { FileText } from '../../../server/src/core/workspace/read-file.ts';

const service = (name: string): string => `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\n`;
const names = (workspace: Workspace): unknown[] => workspace.snapshot.resources.map((placed) => placed.name);

test('the snapshot follows every change, and tells one moment from another by its revision', () => {
  const workspace = new Workspace();
  workspace.apply({ files: [{ uri: 'file:///a', path: '/a', text: service('db') }] });
  const { snapshot } = workspace;
  const before = snapshot.revision;
  workspace.apply({ files: [{ uri: 'file:///a', path: '/a', text: service('queue') }] });
  expect(workspace.snapshot).toBe(snapshot);
  expect(snapshot.revision).not.toBe(before);
  expect(names(workspace)).toEqual(['queue']);
  workspace.apply({ removed: ['file:///a'] });
  expect(names(workspace)).toEqual([]);
});

test('a change that changes nothing is none', () => {
  const workspace = new Workspace();
  const files = [{ uri: 'file:///a', path: '/a', text: service('db') }];
  workspace.apply({ files });
  const { revision } = workspace.snapshot;
  workspace.apply({ files, complete: false });
  expect(workspace.snapshot.revision).toBe(revision);
});

test('an object stays the same while its document is, also where its file moves it', () => {
  const workspace = new Workspace();
  const text = (first: string): string => `${service(first)}---\n${service('queue')}`;
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: text('db') }] });
  const [, queue] = workspace.snapshot.resources;
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: text('a-longer-name') }] });
  expect(workspace.snapshot.resources[1]).toBe(queue);
  expect(queue?.document.start).toBe(text('a-longer-name').indexOf('---') + 3);
});

test('facts of a document are kept while its text is the same, wherever it now stands', () => {
  const workspace = new Workspace();
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: `${service('db')}---\n${service('queue')}` }] });
  const kept = workspace.snapshot.files.get('u')?.documents[1]?.facts;
  workspace.apply({ files: [{ uri: 'u', path: '/a', text: `# more\n${service('web')}---\n${service('queue')}` }] });
  expect(workspace.snapshot.files.get('u')?.documents[1]?.facts).toBe(kept);
  expect(names(workspace)).toEqual(['web', 'queue']);
});

test('where builds come in turns, each overlay of texts that change is built once, in a turn of its own, and is as it was until then', () => {
  const workspace = new Workspace();
  const overlay = (prefix: string): string => `resources: [../base]\nnamePrefix: ${prefix}-\n`;
  const manifest = (name: string, of: string) => ({ uri: name, path: `base/${name}.yaml`, text: service(of) });
  const files = [
    { uri: 'base', path: 'base/kustomization.yaml', text: 'resources: [a.yaml, b.yaml]\n' },
    manifest('a', 'db'),
    manifest('b', 'web'),
    { uri: 'one', path: 'one/kustomization.yaml', text: overlay('one') },
    { uri: 'two', path: 'two/kustomization.yaml', text: overlay('two') },
  ];
  const services = (): string[] =>
    workspace.snapshot.scopes.bound
      .flatMap((scope) => workspace.snapshot.contentsOf(scope).ofKind('Service'))
      .map(({ name = '' }) => name)
      .sort(compareTexts);
  workspace.apply({ files, complete: true });
  expect(services()).toEqual(['one-db', 'one-web', 'two-db', 'two-web']);

  workspace.apply({ building: 'inTurns' });
  workspace.apply({ files: [manifest('a', 'queue')] });
  workspace.apply({ files: [manifest('b', 'site')] });
  expect(services()).toEqual(['one-db', 'one-web', 'two-db', 'two-web']);
  expect(workspace.snapshot.buildNext()).toBe(true);
  expect(services().filter((name) => /queue|site/.test(name))).toHaveLength(2);
  expect(workspace.snapshot.buildNext()).toBe(true);
  expect(workspace.snapshot.buildNext()).toBe(false);
  expect(services()).toEqual(['one-queue', 'one-site', 'two-queue', 'two-site']);

  workspace.apply({ files: [{ uri: 'one', path: 'one/kustomization.yaml', text: overlay('uno') }] });
  expect(services()).toEqual(['one-queue', 'one-site', 'two-queue', 'two-site']);
  workspace.apply({ building: 'atOnce' });
  expect(services()).toEqual(['two-queue', 'two-site', 'uno-queue', 'uno-site']);
});

test('what is no kustomization but by the name of its file counts once it is known that none is made of it', () => {
  const workspace = new Workspace();
  const kustomization = (path: string): FileText => ({ uri: path, path, text: 'resources: [a.yaml]\n' });
  const named = (): unknown => workspace.snapshot.inFile('one/kustomization.yaml').map(({ name }) => name);
  workspace.apply({
    files: [kustomization('one/kustomization.yaml'), kustomization('two/kustomization.yaml')],
    complete: true,
  });
  expect(named()).toEqual([undefined]);
  workspace.apply({ building: 'inTurns', files: [{ ...kustomization('two/kustomization.yaml'), text: 'resources: [b.yaml]\n' }] });
  workspace.apply({ files: [{ ...kustomization('one/kustomization.yaml'), text: service('db').replace('Service', 'ConfigMap') }] });
  expect(named()).toEqual([]);
  workspace.apply({ building: 'atOnce' });
  expect(named()).toEqual(['db']);
});

test('while the workspace is being read, a kustomization counts once it is built', () => {
  const workspace = new Workspace();
  const overlay = (prefix: string): string => `resources: [../base]\nnamePrefix: ${prefix}-\n`;
  const files = [
    { uri: 'base', path: 'base/kustomization.yaml', text: 'resources: [a.yaml]\n' },
    { uri: 'a', path: 'base/a.yaml', text: `${service('db')}spec: {clusterIP: None}\n` },
    { uri: 'one', path: 'one/kustomization.yaml', text: overlay('one') },
    { uri: 'two', path: 'two/kustomization.yaml', text: overlay('two') },
  ];
  const services = (): unknown[] => workspace.snapshot.ofKind('Service').map(({ name }) => name);
  workspace.apply({ files });
  expect(services()).toEqual(['db']);
  expect(workspace.snapshot.buildNext()).toBe(true);
  expect(services()).toEqual(['one-db']);
  expect(workspace.snapshot.buildNext()).toBe(true);
  expect(workspace.snapshot.buildNext()).toBe(false);
  expect(services()).toEqual(['one-db', 'two-db']);
  workspace.apply({ files: [{ uri: 'one', path: 'one/kustomization.yaml', text: overlay('uno') }] });
  expect(services()).toEqual(['two-db']);
  workspace.apply({ complete: true });
  expect(services()).toEqual(['uno-db', 'two-db']);
});

test('a snapshot is complete only once the scan is said to be done', () => {
  const workspace = new Workspace();
  expect(workspace.snapshot.complete).toBe(false);
  workspace.apply({ complete: true });
  expect(workspace.snapshot.complete).toBe(true);
});
