import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  ExecuteCommandRequest,
  ShowMessageNotification,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
  type TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, expect, test } from 'vitest';
import { convertRequest, type ConvertResult } from '../../server/src/shared/protocol.ts';
import { startEditor, vscodeCapabilities, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const ports = [
  '# two ports 🎉',
  'apiVersion: v1',
  'kind: Service',
  'metadata: {name: web}',
  'spec:',
  '  selector: {app: web}   # the web',
  '  ports:',
  '    - port: 80  # plain',
  '      name: http',
  '    - port: 443',
  '',
].join('\r\n');

/** The actions on a stretch of a document, with the problems an editor shows there. */
async function actionsAt(document: TextDocument, stretch: string, only?: string[]): Promise<CodeAction[]> {
  const start = document.getText().indexOf(stretch);
  const range = { start: document.positionAt(start), end: document.positionAt(start + stretch.length) };
  const report = await editor.pull(document.uri);
  const diagnostics: Diagnostic[] = report.kind === 'full' ? report.items : [];
  const context = { diagnostics, triggerKind: CodeActionTriggerKind.Invoked, ...(only ? { only } : {}) };
  const textDocument = { uri: document.uri };
  return (await editor.connection.sendRequest(CodeActionRequest.type, {
    textDocument,
    range,
    context,
  })) as CodeAction[];
}

function resolve(action: CodeAction | undefined): Promise<CodeAction> {
  if (action === undefined) throw new Error('There is no such action.');
  return editor.connection.sendRequest(CodeActionResolveRequest.type, action);
}

/** The text after the edits of a resolved action to one document. */
function applied(document: TextDocument, action: CodeAction): string {
  const [change] = (action.edit?.documentChanges ?? []) as TextDocumentEdit[];
  expect(change?.textDocument).toEqual({ uri: document.uri, version: document.version });
  return TextDocument.applyEdits(document, (change?.edits ?? []) as TextEdit[]);
}

const nameThePort = (action: CodeAction): boolean => action.title.startsWith('Name the port');

test('a fix is offered on its problem, worked out when chosen, applied, and the problem is gone', async () => {
  await start({ files: { '/service.yaml': ports } });
  const document = editor.open('/service.yaml', ports);
  expect(await editor.problems(document.uri)).toContain('9:6 missing-port-name');
  const action = (await actionsAt(document, 'port: 443')).find(nameThePort);
  expect(action).toMatchObject({ kind: 'quickfix', diagnostics: [{ code: 'missing-port-name' }] });
  expect(action?.edit).toBeUndefined();

  const after = applied(document, await resolve(action));
  expect(after.replace(/name: \S+(\s+)port: 443|port: 443(\s+)name: \S+/, 'port: 443')).toBe(ports);
  editor.type(document, ports, after);
  expect(await editor.problems(document.uri)).not.toContain('9:6 missing-port-name');
  expect((await actionsAt(document, 'port: 443')).some(nameThePort)).toBe(false);
});

test('an action for a text that has changed since gets no edit', async () => {
  await start({ files: { '/service.yaml': ports } });
  const document = editor.open('/service.yaml', ports);
  const action = (await actionsAt(document, 'port: 443')).find(nameThePort);
  editor.type(document, '# two ports', '# 2 ports');
  expect((await resolve(action)).edit).toBeUndefined();
});

test('an edit is worked out on what other files say now', async () => {
  const set = 'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec:\n  serviceName: databse\n';
  const service =
    'apiVersion: v1\nkind: Service\nmetadata: {name: database}\nspec: {clusterIP: None, selector: {a: b}}\n';
  await start({ files: { '/set.yaml': set, '/service.yaml': service } });
  const document = editor.open('/set.yaml', set);
  const other = editor.open('/service.yaml', service);
  const action = (await actionsAt(document, 'databse')).find(({ title }) => title.includes('serviceName'));
  expect(action?.title).toBe('Change serviceName to "database"');
  expect(applied(document, await resolve(action))).toBe(set.replace('databse', 'database'));
  // The remedy is gone with the Service.
  editor.type(other, 'name: database', 'name: unlike-anything');
  expect((await resolve(action)).edit).toBeUndefined();
});

test('only the kinds that are asked for', async () => {
  await start({ files: { '/service.yaml': ports } });
  const document = editor.open('/service.yaml', ports);
  expect((await actionsAt(document, 'port: 443', ['quickfix'])).some(nameThePort)).toBe(true);
  expect((await actionsAt(document, 'port: 443', ['refactor'])).some(nameThePort)).toBe(false);
  expect(await actionsAt(document, 'port: 443', ['source.organizeImports'])).toEqual([]);
});

test('a client that cannot resolve gets the edit at once, as plain changes where it knows no versions', async () => {
  const codeAction = { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } };
  const capabilities = { textDocument: { diagnostic: {}, codeAction } };
  await start({ files: { '/service.yaml': ports }, capabilities });
  expect(editor.initialized.capabilities.codeActionProvider).toMatchObject({ resolveProvider: false });
  const document = editor.open('/service.yaml', ports);
  const action = (await actionsAt(document, 'port: 443')).find(nameThePort);
  expect(action?.data).toBeUndefined();
  expect(Object.keys(action?.edit?.changes ?? {})).toEqual([document.uri]);
});

test('a client that takes commands only is offered none', async () => {
  await start({ files: {}, capabilities: { textDocument: { codeAction: {} } } });
  expect(editor.initialized.capabilities.codeActionProvider).toBeUndefined();
});

test('what is done to JSON leaves JSON', async () => {
  const json = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }, { port: 443 }] },
  });
  await start({ files: { '/service.json': json } });
  const document = editor.openUri(editor.uri('/service.json'), json, 'json');
  expect((await editor.problems(document.uri)).join()).toContain('missing-port-name');
  const actions = await actionsAt(document, '"port":443');
  const named = await resolve(actions.find(({ title }) => title.startsWith('Name ')) ?? { title: 'none' });
  expect(JSON.stringify(named.edit)).toContain(String.raw`\"name\":\"tcp-443\",`);
  // A file of JSON has one value, so a second object makes it a list of both.
  const split = await resolve(actions.find(({ title }) => title.startsWith('Split ')) ?? { title: 'none' });
  const { kind, items } = JSON.parse(applied(document, split)) as { kind: string; items: { kind: string }[] };
  expect([kind, ...items.map((item) => item.kind)]).toEqual(['List', 'Service', 'Service']);
});

test('data that is not ours is handed back', async () => {
  await start({ files: {} });
  for (const data of [undefined, 1, { uri: 2 }, { uri: 'file:///nowhere.yaml', span: { start: 0, end: 1e9 } }]) {
    expect((await resolve({ title: 'x', data })).edit).toBeUndefined();
  }
});

const web = `# the web
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  type: NodePort
  selector: {app: web}
  ports: [{port: 80, nodePort: 30080}]
`;

test('converting to headless takes out what the API server refuses, says what is left to do, and is one edit', async () => {
  await start({ files: { '/web.yaml': web }, initializationOptions: { commands: ['headlight.showNote'] } });
  const document = editor.open('/web.yaml', web);
  const action = (await actionsAt(document, 'selector', ['refactor'])).find(({ title }) => title.includes('Headless'));
  const resolved = await resolve(action);
  const after = applied(document, resolved);
  expect(after).toContain('clusterIP: None');
  expect(after).not.toContain('nodePort');
  expect(after.startsWith('# the web\n')).toBe(true);
  expect(resolved.command).toMatchObject({
    command: 'headlight.showNote',
    arguments: [expect.stringMatching(/delete/i)],
  });

  const position = document.positionAt(document.getText().indexOf('selector'));
  const converted = await editor.connection.sendRequest<ConvertResult>(convertRequest, { uri: document.uri, position });
  expect(converted).toEqual({
    kind: 'edit',
    title: 'Convert to Headless Service (delete and re-create a running one)',
    edit: resolved.edit,
    note: resolved.command?.arguments?.[0] as unknown,
  });
});

test('a conversion that a kustomization would undo changes nothing, and says so', async () => {
  const kustomization = `resources: [web.yaml]
replacements:
  - sourceValue: NodePort
    targets: [{select: {kind: Service}, fieldPaths: [spec.type]}]
`;
  await start({
    files: { '/web.yaml': web, '/kustomization.yaml': kustomization },
    initializationOptions: { commands: ['headlight.showNote'] },
  });
  const document = editor.open('/web.yaml', web);
  const action = (await actionsAt(document, 'selector', ['refactor'])).find(({ title }) => title.includes('Headless'));
  const resolved = await resolve(action);
  expect(resolved.edit).toBeUndefined();
  expect(resolved.command).toMatchObject({
    command: 'headlight.showNote',
    arguments: [expect.stringMatching(/^Nothing was changed: /)],
  });
});

test('a client that cannot show notes has the server show them', async () => {
  await start({ files: { '/web.yaml': web }, capabilities: vscodeCapabilities });
  const document = editor.open('/web.yaml', web);
  const action = (await actionsAt(document, 'selector', ['refactor'])).find(({ title }) => title.includes('Headless'));
  const resolved = await resolve(action);
  expect(resolved.edit).toBeDefined();
  const { command = '', arguments: given = [] } = resolved.command ?? {};
  const told = new Promise<string>((done) =>
    editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => done(message)),
  );
  await editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given });
  expect(await told).toMatch(/Delete it, then apply again/);
});

test('a client that resolves edits and no commands gets none', async () => {
  const { textDocument, ...rest } = vscodeCapabilities;
  const codeAction = { ...textDocument?.codeAction, resolveSupport: { properties: ['edit'] } };
  await start({
    files: { '/web.yaml': web },
    capabilities: { ...rest, textDocument: { ...textDocument, codeAction } },
  });
  const document = editor.open('/web.yaml', web);
  const action = (await actionsAt(document, 'selector', ['refactor'])).find(({ title }) => title.includes('Headless'));
  expect((await resolve(action)).command).toBeUndefined();
});

test('no two edits of a document begin at one place, where not every client keeps their order', async () => {
  const endpoints = [
    'apiVersion: v1',
    'kind: Endpoints',
    'metadata: {name: db}',
    'subsets:',
    '  - addresses: [{ip: 192.0.2.1}, {ip: "2001:db8::1"}]',
    '',
  ].join('\n');
  await start({ files: { '/endpoints.yaml': endpoints } });
  const document = editor.open('/endpoints.yaml', endpoints);
  const offered = await actionsAt(document, 'db');
  const action = await resolve(offered.find(({ title }) => title.startsWith('Convert to 2 EndpointSlices')));
  const [change] = (action.edit?.documentChanges ?? []) as TextDocumentEdit[];
  const places = change?.edits.map(({ range }) => JSON.stringify(range.start)) ?? [];
  expect(new Set(places).size).toBe(places.length);
  expect(applied(document, action).match(/^kind: EndpointSlice$/gm)).toHaveLength(2);
});
