import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidRenameFilesNotification,
  type DidChangeWatchedFilesRegistrationOptions,
  FileChangeType,
  type FileEvent,
  HoverRequest,
  type MarkupContent,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { nameRequest, recordsRequest, type RecordsResult } from '../../server/src/shared/protocol.ts';
import { startEditor, vscodeCapabilities, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const statefulSet = `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db}]}
`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}\n';
const missing = '4:15 missing-governing-service';

/** Waits until the StatefulSet has its Service, or has none. */
async function waitForService(state: 'found' | 'missing', path = '/set.yaml'): Promise<void> {
  await waitFor(async () => (await editor.problems(editor.uri(path))).includes(missing) === (state === 'missing'));
}

/** The number of Services the server says it knows. */
async function waitForServices(count: number): Promise<void> {
  await waitFor(() => editor.status.at(-1)?.services === count);
}

test('files are created, changed and deleted on disk', async () => {
  await start({ files: { '/set.yaml': statefulSet } });
  await waitForService('missing');
  editor.write('/service.yaml', service);
  await waitForService('found');
  editor.write('/service.yaml', service.replace('name: db', 'name: cache'));
  await waitForService('missing');
  editor.write('/service.yaml', service);
  await waitForService('found');
  editor.delete('/service.yaml');
  await waitForService('missing');
});

test('a deleted folder takes its files with it', async () => {
  await start({ files: { '/set.yaml': statefulSet, '/base/db/service.yaml': service, '/base-2/nothing.yaml': '' } });
  await waitForService('found');
  editor.delete('/base');
  await waitForService('missing');
});

test('a renamed folder brings its files along', async () => {
  await start({ files: { '/set.yaml': statefulSet, '/node_modules/db/service.yaml': service } });
  await waitForService('missing');
  renameSync(join(editor.folder, 'node_modules'), join(editor.folder, 'services'));
  await editor.connection.sendNotification(DidRenameFilesNotification.type, {
    files: [{ oldUri: editor.uri('/node_modules'), newUri: editor.uri('/services') }],
  });
  await waitForService('found');
});

test('what a link leads to is read where it stands, and not at all outside of the folders, which is said once and no warning', async () => {
  await start({ files: { '/in/set.yaml': statefulSet, '/out/service.yaml': service }, folders: ['in'] });
  const links = { link: '../out', 'link.yaml': '../out/service.yaml', twin: '.', 'twin.yaml': 'set.yaml' };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(editor.folder, 'in', name));
  const created = [...Object.keys(links), 'link/service.yaml', 'twin/set.yaml'];
  const changes = created.map((name): FileEvent => ({ uri: editor.uri(`in/${name}`), type: FileChangeType.Created }));
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  // Events are taken in in their order.
  editor.write('/in/last.yaml', service.replace('name: db', 'name: last'));
  await waitForServices(1);
  expect(editor.status.at(-1)).toMatchObject({ files: 2, health: 'ok' });

  const event = { added: [{ uri: editor.uri('in/twin'), name: 'twin' }], removed: [] };
  await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  const told = () => editor.log.filter((line) => line.includes('It is a link to a file outside'));
  await waitFor(() => editor.log.filter((line) => /^Read \d/.test(line)).length === 2 && told().length >= 3);
  expect(
    told()
      .map((line) => /"(.*)"/.exec(line)?.[1] ?? '')
      .sort(),
  ).toEqual(['link', 'link.yaml', 'link/service.yaml']);
  expect(editor.status.at(-1)).toMatchObject({ files: 2, health: 'ok' });
});

test('a burst of events, as from changing branches, ends in the last state', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `/services/s${index}.yaml`);
  await start({ files: { '/set.yaml': statefulSet } });
  mkdirSync(join(editor.folder, 'services'));
  for (const name of names) writeFileSync(join(editor.folder, name), service);
  const changes = names.flatMap((name): FileEvent[] => [
    { uri: editor.uri(name), type: FileChangeType.Deleted },
    { uri: editor.uri(name), type: FileChangeType.Created },
  ]);
  await editor.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
  await waitForServices(300);
  await waitForService('found');
});

test('what is saved without an event is read again', async () => {
  const capabilities = { ...vscodeCapabilities, workspace: {} };
  await start({ files: { '/set.yaml': statefulSet, '/service.yaml': '' }, capabilities });
  expect(editor.registrations).toEqual([]);
  const document = editor.open('/service.yaml', service);
  writeFileSync(join(editor.folder, 'service.yaml'), service);
  editor.save(document);
  editor.close(document);
  await waitForService('found');
});

test('files are watched by plain globs, and deletions everywhere', async () => {
  await start({ files: {} });
  const watched = await waitFor(() =>
    editor.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles'),
  );
  const { watchers } = watched.registerOptions as DidChangeWatchedFilesRegistrationOptions;
  expect(watchers).toContainEqual({ globPattern: '**/*.{yaml,yml,json}' });
  expect(watchers).toContainEqual({ globPattern: '**/*', kind: 4 });
});

test('unsaved text of an open document counts, and the disk again when it is closed', async () => {
  await start({ files: { '/set.yaml': statefulSet, '/service.yaml': service } });
  const document = editor.open('/service.yaml');
  editor.type(document, 'name: db', 'name: other');
  await waitForService('missing');
  // What happens on disk meanwhile does not show through.
  editor.write('/service.yaml', service.replace('clusterIP: None, ', ''));
  await waitForService('missing');
  editor.close(document);
  await waitForService('found');
});

test('a file from elsewhere is called by its name alone', async () => {
  await start({
    files: { '/inside/set.yaml': statefulSet, '/outside/far/service.yaml': service },
    folders: ['/inside'],
  });
  const { uri } = editor.open('/outside/far/service.yaml');
  const { title, text } = await editor.connection.sendRequest<RecordsResult>(recordsRequest, { uri });
  expect(title).toBe('service.yaml');
  expect(text).toContain(', service.yaml:3');
});

test('a file from elsewhere may well lack what it refers to, but for those that are whole', async () => {
  await start({ files: {}, initializationOptions: { wholeFiles: ['untitled:whole'] } });
  const whole = editor.openUri('untitled:whole', statefulSet);
  const other = editor.openUri('untitled:other', statefulSet);
  expect(await editor.problems(whole.uri)).toEqual([missing]);
  expect(await editor.problems(other.uri)).toEqual([]);
});

test('a document that was never saved is looked at alone, and is no answer to others', async () => {
  await start({ files: { '/set.yaml': statefulSet } });
  const text = service.replace('name: db', 'name: my-headless').replace('clusterIP: None, ', '');
  const untitled = editor.openUri('untitled:Untitled-1', text);
  const other = editor.openUri('git:/set.yaml?HEAD', service);
  expect(await editor.problems(untitled.uri)).toEqual(['2:17 misleading-headless-name']);
  const position = { line: 2, character: 18 };
  const shown = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: other.uri },
    position,
  });
  expect((shown?.contents as MarkupContent).value).toContain('db.default.svc.cluster.local');
  await waitForService('missing');
});

test('a document from outside of the folders is looked at alone: what it refers to may be beside it', async () => {
  await start({ files: { '/inside/service.yaml': service }, folders: ['/inside'] });
  expect(await editor.problems(editor.openUri(editor.uri('/outside.yaml'), statefulSet).uri)).toEqual([]);
});

test('a folder within another is counted once', async () => {
  await start({ files: { '/a/b/service.yaml': service, '/a/set.yaml': statefulSet }, folders: ['/a/b', '/a', '/a'] });
  await waitForServices(1);
  await waitForService('found', '/a/set.yaml');
});

test('folders are added and removed', async () => {
  await start({ files: { '/a/set.yaml': statefulSet, '/b/service.yaml': service }, folders: ['/a'] });
  await waitForService('missing', '/a/set.yaml');
  const change = (event: { added: string[]; removed: string[] }): void => {
    const folder = (name: string) => ({ uri: editor.uri(name), name });
    void editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
      event: { added: event.added.map(folder), removed: event.removed.map(folder) },
    });
  };
  change({ added: ['/b'], removed: [] });
  await waitForServices(1);
  await waitForService('found', '/a/set.yaml');
  change({ added: [], removed: ['/b'] });
  await waitForServices(0);
  await waitForService('missing', '/a/set.yaml');
});

test('what the settings and the editor exclude is left out, also when it changes', async () => {
  const configuration: Record<string, unknown> = {
    headlight: { exclude: ['old/**'] },
    'files.exclude': { hidden: true },
  };
  const files = { '/set.yaml': statefulSet, '/old/service.yaml': service, '/hidden/service.yaml': service };
  await start({ files, configuration });
  await waitForService('missing');
  editor.write('/old/service.yaml', `${service}# changed`);
  configuration['files.exclude'] = {};
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await waitForServices(1);
  configuration['headlight'] = {};
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await waitForServices(2);
});

test('an editor without configuration requests sends its settings with initialize, and later', async () => {
  const capabilities = { ...vscodeCapabilities, workspace: {} };
  const initializationOptions = { settings: { clusterDomain: 'first.example' } };
  await start({ files: { '/service.yaml': service }, capabilities, initializationOptions });
  const params = { textDocument: { uri: editor.uri('/service.yaml') }, position: { line: 2, character: 17 } };
  const hover = async () => (await editor.connection.sendRequest(HoverRequest.type, params))?.contents as MarkupContent;
  expect((await hover()).value).toContain('db.default.svc.first.example');
  const settings = { headlight: { clusterDomain: 'second.example' } };
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
  await waitFor(async () => (await hover()).value.includes('db.default.svc.second.example'));
});

test('a setting that cannot be used is logged and said in the status', async () => {
  await start({ files: {}, configuration: { headlight: { defaultNamespace: 'Not A Namespace' } } });
  const status = await waitFor(() => editor.status.find(({ message }) => message?.includes('defaultNamespace')));
  expect(status.health).toBe('warning');
  expect(editor.log.join('\n')).toContain('defaultNamespace');
});

test('files that are too large or not UTF-8 are left out, logged and said; nothing is blamed on what they may hold', async () => {
  const files = {
    '/set.yaml': statefulSet,
    '/large.yaml': `${service}# ${'x'.repeat(2000)}`,
    '/latin.yaml': Uint8Array.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
  };
  await start({ files, configuration: { headlight: { maxFileSize: 1000 } } });
  const status = await waitFor(() => editor.status.find(({ message }) => message !== undefined));
  expect(status).toMatchObject({ health: 'warning', message: '2 files could not be read. The log says why.' });
  expect(editor.log.join('\n')).toMatch(
    /Left out "large\.yaml"\. [\s\S]*Left out "latin\.yaml"\. It is not valid UTF-8/,
  );
  expect(await editor.problems(editor.uri('/set.yaml'))).not.toContain(missing);
});

test('the limit of a file is in bytes, whether it is read from disk or open', async () => {
  const text = `${service.replace('name: db', 'name: my-headless').replace('clusterIP: None, ', '')}# `;
  await start({ files: { '/set.yaml': statefulSet }, configuration: { headlight: { maxFileSize: 1000 } } });
  const { uri } = editor.openUri(editor.uri('/short.yaml'), `${text}${'x'.repeat(400)}`);
  expect(await editor.problems(uri)).not.toEqual([]);
  const { uri: wide } = editor.openUri(editor.uri('/wide.yaml'), `${text}${'한'.repeat(400)}`);
  expect(await editor.problems(wide)).toEqual([]);
});

test('JSON that holds manifests is indexed, checked and served as YAML is', async () => {
  const json =
    '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "my-headless"}, "spec": {"selector": {"a": "b"}}}';
  await start({ files: { '/service.json': json, '/package.json': '{"name": "x"}' } });
  await waitForServices(1);
  const { uri } = editor.openUri(editor.uri('/service.json'), json, 'json');
  expect(await editor.problems(uri)).toContain(`0:${json.indexOf('"my-headless"')} misleading-headless-name`);
  const position = { line: 0, character: json.indexOf('my-headless') };
  const hover = await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  expect(JSON.stringify(hover)).toContain('my-headless.default.svc.cluster.local');
});

test('a URI is answered as the client spells it, and known in any spelling', async () => {
  await start({ files: { '/my set.yaml': statefulSet, '/service.yaml': service } });
  const spelt = editor.uri('/service.yaml').replace('service', '%73ervice');
  const document = editor.openUri(spelt, service.replace('name: db', 'name: other'));
  await waitForService('missing', '/my set.yaml');
  const position = { line: 2, character: 17 };
  const highlights = await editor.connection.sendRequest('textDocument/definition', {
    textDocument: { uri: editor.uri('/service.yaml') },
    position,
  });
  expect(highlights).toMatchObject([{ targetUri: document.uri }]);
  await waitForServices(1);
});

test('a workspace without manifests is read and then left alone', async () => {
  await start({
    files: { '/compose.yaml': 'services: {web: {image: web}}', '/values.yaml': 'a: 1', '/data.json': '[1]' },
  });
  expect(editor.status.at(-1)).toMatchObject({ health: 'ok', indexing: false, services: 0, files: 0 });
  expect(editor.log.join('\n')).toMatch(/Read 3 files in [\d.]+ m?s: 0 documents, 0 manifests\./);
});

test('folders have settings of their own', async () => {
  const folderConfiguration: Record<string, Record<string, unknown>> = {
    '/b': { headlight: { exclude: ['old'], rules: { 'missing-governing-service': 'warning' } } },
    '/c': { headlight: { defaultNamespace: 'prod' } },
  };
  await start({
    files: {
      '/a/set.yaml': statefulSet,
      '/b/set.yaml': statefulSet,
      '/b/old/set.yaml': statefulSet,
      '/c/service.yaml': service.replace('name: db', 'name: cache'),
    },
    folders: ['/a', '/b', '/c'],
    configuration: { headlight: { rules: { 'missing-governing-service': 'off' } } },
    folderConfiguration,
  });
  expect(await editor.problems(editor.uri('/a/set.yaml'))).toEqual([]);
  expect(await editor.problems(editor.uri('/b/set.yaml'))).toEqual([missing]);
  expect(await editor.problems(editor.uri('/b/old/set.yaml'))).toEqual([]);
  const named = { uri: editor.uri('/c/service.yaml'), position: { line: 2, character: 18 } };
  expect(await editor.connection.sendRequest(nameRequest, named)).toEqual({ name: 'cache.prod.svc.cluster.local' });
  expect(editor.log).toContainEqual(expect.stringContaining('headlight.defaultNamespace in "/c" = "prod"'));

  folderConfiguration['/b'] = {};
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
  await waitFor(async () => (await editor.problems(editor.uri('/b/set.yaml'))).length === 0);
});

test('a folder that is added brings its settings', async () => {
  await start({
    files: { '/a/service.yaml': service, '/b/set.yaml': statefulSet },
    folders: ['/a'],
    folderConfiguration: { '/b': { headlight: { rules: { 'missing-governing-service': 'off' } } } },
  });
  const added = [{ uri: editor.uri('/b'), name: 'b' }];
  await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, {
    event: { added, removed: [{ uri: editor.uri('/a'), name: 'a' }] },
  });
  await waitForServices(0);
  await waitFor(() => editor.status.at(-1)?.indexing === false && editor.status.at(-1)?.files === 1);
  expect(await editor.problems(editor.uri('/b/set.yaml'))).toEqual([]);
});

test('no folder at all', async () => {
  await start({ folders: [], capabilities: { ...vscodeCapabilities, workspace: {} } });
  const { uri } = editor.openUri(
    'untitled:one',
    service.replace('name: db', 'name: my-headless').replace('clusterIP: None, ', ''),
  );
  expect(await editor.problems(uri)).toEqual(['2:17 misleading-headless-name']);
});

test('YAML that is no manifest, as kustomizations name it and charts take values from it', async () => {
  await start({
    files: {
      '/base/kustomization.yaml':
        'resources: [service.yaml, later.yaml]\npatches: [{path: patch.yaml, target: {kind: Service}}]\n',
      '/base/service.yaml': service,
      '/base/later.yaml': '# nothing yet\n',
      '/base/patch.yaml': '- {op: add, path: /metadata/namespace, value: prod}\n',
      '/chart/Chart.yaml': 'name: shop\nversion: 1.0.0\n',
      '/chart/values.yaml': 'role: cache\n',
      '/chart/templates/service.yaml': service.replace('{name: db}', '{name: "{{ .Values.role }}"}'),
    },
  });
  await waitForServices(2);
  expect(await editor.problems(editor.uri('/base/kustomization.yaml'))).toEqual([]);
  const hoverAt = async (path: string, character: number): Promise<string> => {
    const position = { line: 2, character };
    const found = await editor.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: editor.uri(path) },
      position,
    });
    return (found?.contents as MarkupContent).value;
  };
  expect(await hoverAt('/base/service.yaml', 17)).toContain('db.prod.svc.cluster.local');
  expect(await hoverAt('/chart/templates/service.yaml', 20)).toContain('cache');
});

test('a file that a kustomization puts into a ConfigMap is read, and followed', async () => {
  const text = 'upstream a { server dbb-0.db.default.svc:5432; }\n';
  const kustomization = (generator: string): string => `resources: [all.yaml]\n${generator}`;
  await start({
    files: {
      '/all.yaml': `${service}---\n${statefulSet}`,
      '/nginx.conf': text,
      '/kustomization.yaml': kustomization(''),
    },
  });
  const found = async (): Promise<boolean> => (await editor.problems(editor.uri('/nginx.conf'))).length > 0;
  expect(await found()).toBe(false);
  editor.write('/kustomization.yaml', kustomization('configMapGenerator: [{name: web, files: [nginx.conf]}]\n'));
  await waitFor(found);
  editor.write('/nginx.conf', text.replace('dbb', 'db'));
  await waitFor(async () => !(await found()));
});

test('what a kustomization names comes and goes on disk, whatever it is called', async () => {
  await start({
    files: {
      '/all.yaml': service,
      '/there.bin': new Uint8Array([0, 1, 2]),
      '/kustomization.yaml':
        'resources: [all.yaml]\nconfigMapGenerator:\n- name: a\n  files:\n  - there.bin\n  - nginx.conf\ncrds:\n- crds.json\n',
    },
  });
  const lines = async (): Promise<readonly string[]> => await editor.problems(editor.uri('/kustomization.yaml'));
  const waitForLines = (...wanted: readonly string[]): Promise<unknown> =>
    waitFor(async () => JSON.stringify(await lines()) === JSON.stringify(wanted));
  const [file, crds] = ['5:4 invalid-kustomization', '7:2 invalid-kustomization'];
  await waitForLines(file, crds);
  editor.write('/nginx.conf', 'text');
  await waitForLines(crds);
  editor.write('/crds.json', '{}');
  await waitForLines();
  editor.delete('/crds.json');
  await waitForLines(crds);
  editor.delete('/nginx.conf');
  editor.write('/.gitignore', '*.json\n');
  await waitForLines(file, crds);
});
