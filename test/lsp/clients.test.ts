import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CodeLensRequest,
  DidChangeWorkspaceFoldersNotification,
  ExecuteCommandRequest,
  HoverRequest,
  WorkspaceSymbolRequest,
  type InitializeParams,
  type SymbolInformation,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

// What clients other than ours are like: older ones, ones that can do little, and ones that write URIs in their own way.

let editor: Editor;
afterEach(() => editor.stop());

const files = `
  #- /set.yaml
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: db}
  spec:
    serviceName: db
    selector: {matchLabels: {app: db}}
    template: {metadata: {labels: {app: db}}, spec: {containers: [{name: db, image: db}]}}
  #- /base/service.yaml
  apiVersion: v1
  kind: Service
  metadata: {name: d$0b}
  spec: {clusterIP: None, selector: {app: db}, ports: [{name: sql, port: 5432}]}
`;

async function start(options: EditorOptions = {}): Promise<Editor> {
  editor = await startEditor({ files, capabilities: {}, ...options });
  await editor.ready();
  return editor;
}

/** Where the objects of the workspace are, as the editor spells it. */
async function places(): Promise<readonly string[]> {
  const found = (await editor.connection.sendRequest(WorkspaceSymbolRequest.type, { query: '' })) ?? [];
  return (found as SymbolInformation[])
    .map(({ location }) => location.uri.replace(/^.*headlight-lsp-[^/]*/, ''))
    .sort();
}

test.each<[string, (folder: string) => Partial<InitializeParams>]>([
  ['by its path', (folder) => ({ rootPath: folder, rootUri: null, workspaceFolders: null })],
  ['beside an empty list', (folder) => ({ rootUri: pathToFileURL(folder).href, workspaceFolders: [] })],
  ['alone', (folder) => ({ rootUri: pathToFileURL(`${folder}/`).href, workspaceFolders: null })],
])('a client from before workspace folders names its root %s', async (_, initialize) => {
  await start({ initialize });
  expect(await places()).toEqual(['/base/service.yaml', '/set.yaml']);
});

test('folders change also where the client has not said that it would tell, and are known with a slash at the end', async () => {
  await start({ folders: ['base'] });
  const set = { uri: pathToFileURL(`${editor.folder}/`).href, name: '' };
  const change = (event: { added: (typeof set)[]; removed: (typeof set)[] }): void =>
    void editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  change({ added: [set], removed: [{ uri: `${editor.uri('base')}/`, name: 'base' }] });
  await waitFor(async () => (await places()).length === 2);
  change({ added: [], removed: [{ uri: set.uri.replace(/\/$/, ''), name: '' }] });
  await waitFor(async () => (await places()).length === 0);
});

test('a file that is opened by a link is the file that the link leads to, and counts once', async () => {
  await start();
  symlinkSync('service.yaml', join(editor.folder, 'base/link.yaml'));
  symlinkSync('base', join(editor.folder, 'link'));
  const text = editor.open('/base/service.yaml').getText();
  for (const link of ['base/link.yaml', 'link/service.yaml']) {
    const opened = editor.openUri(editor.uri(link), text);
    expect(await places()).toEqual([`/${link}`, '/set.yaml']);
    expect(await editor.problems(editor.uri(link))).toEqual([]);
    editor.type(opened, 'name: db', 'name: data');
    await waitFor(() => editor.published.at(-1)?.diagnostics[0]?.code === 'missing-governing-service');
    editor.close(opened);
    expect(await places()).toEqual(['/base/service.yaml', '/set.yaml']);
  }
});

test('a folder that is opened by a link has the files that are opened by their real names', async () => {
  await start({ files: { '/real/set.yaml': '', '/real/a b.yaml': '' }, folders: [] });
  symlinkSync('real', join(editor.folder, 'link'));
  const event = { added: [{ uri: editor.uri('link'), name: 'link' }], removed: [] };
  const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {ports: [{port: 1}]}\n';
  editor.openUri(editor.uri('real/set.yaml'), service);
  expect(await places()).toEqual([]);
  await editor.connection.sendNotification(DidChangeWorkspaceFoldersNotification.type, { event });
  await waitFor(async () => (await places()).length === 1);
  editor.openUri(editor.uri('real/a b.yaml'), service.replace('name: db', 'name: other'));
  expect(await places()).toEqual(['/real/a%20b.yaml', '/real/set.yaml']);
});

test('a URI whose scheme is in capitals is read as any other', async () => {
  await start();
  const uri = editor.cursor.uri.replace('file:', 'FILE:');
  editor.close(editor.openUri(uri, 'a: b\n'));
  await waitFor(async () => (await places()).length === 2);
  expect(
    await editor.connection.sendRequest(HoverRequest.type, { ...editor.cursor, textDocument: { uri } }),
  ).not.toBeNull();
});

test('a lens opens what the server itself can show, and records of nowhere are an error', async () => {
  await start();
  const textDocument = { uri: editor.cursor.uri };
  const lenses = (await editor.connection.sendRequest(CodeLensRequest.type, { textDocument })) ?? [];
  const [lens] = lenses.filter(({ command }) => command?.command !== '');
  expect(lens?.command).toMatchObject({
    title: expect.stringMatching(/ records$/) as string,
    command: 'headlight.server.showRecords',
  });
  const { command = '', arguments: given = [] } = lens?.command ?? {};
  const run = (argument: unknown) =>
    editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: [argument] });
  expect(await run(given[0])).toMatchObject({ title: 'db.default' });
  await expect(run({ uri: editor.uri('/none.yaml') })).rejects.toMatchObject({
    message: 'There is no manifest at this URI.',
  });
});

test('a client that pulls and cannot be told to pull again is sent what an edit elsewhere changes', async () => {
  await start({ capabilities: { textDocument: { diagnostic: {} } } });
  expect(editor.initialized.capabilities.diagnosticProvider).toBeUndefined();
  editor.type(editor.open('/base/service.yaml'), 'name: db', 'name: data');
  const set = editor.uri('/set.yaml');
  await waitFor(() => editor.published.some(({ uri, diagnostics }) => uri === set && diagnostics.length > 0));
});
