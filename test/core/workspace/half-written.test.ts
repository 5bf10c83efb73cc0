import { expect, test } from 'vitest';
import { definition, hover, problems } from '../../../server/src/core/features/facade.ts';
import { Workspace } from '../../../server/src/core/workspace/workspace.ts';

// What somebody is in the middle of writing counts for others as it could be read last.

const set = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
`;
const service = `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{name: sql, port: 80}]
`;

/** A workspace with a client, and a Service in a file that somebody has open. */
function written(...texts: readonly string[]): Workspace {
  const workspace = new Workspace();
  workspace.apply({ files: [{ uri: 'set', path: 'set.yaml', text: set }], complete: true });
  for (const text of texts) write(workspace, text);
  return workspace;
}

function write(workspace: Workspace, text: string): void {
  workspace.apply({ files: [{ uri: 'service', path: 'service.yaml', text, isOpen: true }] });
  // Somebody looks at everything at once.
  for (const uri of workspace.snapshot.files.keys()) problems(workspace.snapshot, uri);
}

function codes({ snapshot }: Workspace, uri: string): readonly string[] {
  return problems(snapshot, uri).map(({ code }) => code);
}

function targets({ snapshot }: Workspace): readonly string[] {
  const found = definition(snapshot, 'set', set.indexOf('serviceName: db') + 'serviceName: d'.length);
  return (found?.targets ?? []).map(({ file, selection }) => file.text.slice(selection.start, selection.end));
}

test('while a quote is open nothing changes in other files, and the document has the syntax error alone', () => {
  const virtual = service.replace('  clusterIP: None\n', '');
  const before = written(virtual);
  const after = written(virtual, virtual.replace('name: db', 'name: "db'));
  expect(codes(before, 'set')).toContain('misleading-governing-service');
  expect(codes(after, 'set')).toEqual(codes(before, 'set'));
  expect(codes(after, 'service')).toEqual(['invalid-syntax']);
});

test('so it is from one broken text to the next, and what can be read counts again', () => {
  const workspace = written(service);
  const before = codes(workspace, 'set');
  for (const text of ['name: "d', 'name: "', 'name: "queue', 'name: ["queue']) {
    write(workspace, service.replace('name: db', text));
    expect(codes(workspace, 'set')).toEqual(before);
  }
  write(workspace, service.replace('name: db', 'name: queue'));
  expect(codes(workspace, 'set')).toContain('missing-governing-service');
});

test('a document that no longer looks like a manifest as it is broken is told so', () => {
  const workspace = written(service, service.replace('apiVersion: v1', 'apiVersion: "v1'));
  expect(codes(workspace, 'service')).toEqual(['invalid-syntax']);
  expect(codes(workspace, 'set')).toEqual(codes(written(service), 'set'));
});

test('other documents of its file go on', () => {
  const more = service.replaceAll('db', 'queue');
  const workspace = written(`${service}---\n${more}`);
  write(workspace, `${service.replace('name: db', 'name: "db')}---\n${more.replace('name: queue', 'name: Queue')}`);
  expect(codes(workspace, 'service')).toEqual(['invalid-syntax', 'invalid-name']);
  expect(targets(workspace)[0]).toMatch(/^"db/);
});

test('a document that was broken from the beginning counts for nothing, and nothing is called absent for it', () => {
  const workspace = written(service.replace('name: db', 'name: "db'));
  expect(codes(workspace, 'set')).toEqual([]);
  expect(targets(workspace)).toEqual([]);
  expect(codes(workspace, 'service')).toEqual(['invalid-syntax']);
});

test('who looks at such a document is told what can be read of it', () => {
  const text = `${service}  broken: "\n`;
  const { snapshot } = written(text);
  expect(hover(snapshot, 'service', text.indexOf('name: db') + 6, { commands: [] })).toBeDefined();
});

test('the places of what counts are about where they are now', () => {
  const workspace = written(service, `# a comment\n${service}  broken: "\n`);
  expect(targets(workspace)).toEqual(['db']);
});

test('it ends when the file is closed: then it counts with what can be read of it', () => {
  const broken = service.replace('name: db', 'name: queue').replace('ports: [', 'ports: "[');
  const workspace = written(service, broken);
  expect(targets(workspace)).toEqual(['queue']);
  workspace.apply({ files: [{ uri: 'service', path: 'service.yaml', text: broken }] });
  expect(targets(workspace)).toEqual([]);
  workspace.apply({ files: [{ uri: 'service', path: 'service.yaml', text: broken, isOpen: true }] });
  expect(targets(workspace)).toEqual([]);
});

test('a base, a patch and a kustomization that are just being written leave what is built as it was', () => {
  const files: Readonly<Record<string, string>> = {
    'base/service.yaml': service,
    'base/set.yaml': set,
    'base/kustomization.yaml': 'resources: [service.yaml, set.yaml]\n',
    'prod/patch.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {ports: [{name: sql, port: 82}]}\n',
    'prod/kustomization.yaml': 'resources: [../base]\nnamePrefix: x-\npatches: [{path: patch.yaml}]\n',
  };
  const workspace = new Workspace();
  const put = (path: string, text: string): void =>
    workspace.apply({ files: [{ uri: path, path, text, isOpen: true }], complete: true });
  for (const [path, text] of Object.entries(files)) put(path, text);
  const names = (): readonly string[] => workspace.snapshot.resources.map(({ name }) => name ?? '').sort();
  const said = (): unknown => problems(workspace.snapshot, 'base/set.yaml').map(({ code, message }) => [code, message]);
  const [namesBefore, saidBefore] = [names(), said()];
  for (const [path, text] of Object.entries(files)) {
    if (path === 'base/set.yaml') continue;
    put(path, `"${text}`);
    expect(names(), path).toEqual(namesBefore);
    expect(said(), path).toEqual(saidBefore);
    expect(problems(workspace.snapshot, path).length, path).toBeLessThanOrEqual(1);
    put(path, text);
  }
});

test('a configuration that is just being written holds as before', () => {
  const workspace = written(service);
  const put = (text: string): void =>
    workspace.apply({ files: [{ uri: 'c', path: '.headlight.yaml', text, isOpen: true }] });
  put('defaultNamespace: shop\n');
  expect(workspace.snapshot.resources.map(({ namespace }) => namespace)).toEqual(['shop', 'shop']);
  put('defaultNamespace: "sho\n');
  expect(workspace.snapshot.resources.map(({ namespace }) => namespace)).toEqual(['shop', 'shop']);
  expect(codes(workspace, 'c')).toEqual(['invalid-configuration']);
});
