import {
  FoldingRangeRequest,
  HoverRequest,
  WorkspaceDiagnosticRequest,
  type MarkupContent,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import {
  checkRequest,
  convertRequest,
  namespacesRequest,
  nameRequest,
  resolveRequest,
  recordsPlaceRequest,
  recordsRequest,
} from '../../server/src/shared/protocol.ts';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions = {}): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: None, selector: {app: db}}\n';

/** The server still answers. */
async function expectAlive(): Promise<void> {
  const { uri } = editor.openUri('untitled:alive', service);
  const params = { textDocument: { uri }, position: { line: 2, character: 17 } };
  const shown = await editor.connection.sendRequest(HoverRequest.type, params);
  expect((shown?.contents as MarkupContent).value).toContain('db.default.svc.cluster.local');
}

test('requests whose parameters are malformed are refused, and the log says what is wrong', async () => {
  await start();
  const { uri } = editor.openUri('untitled:x', service);
  const wrong: Record<string, string> = {
    'textDocument/hover': '"textDocument" is no object.',
    'textDocument/completion': '"textDocument" is no object.',
    'textDocument/definition': '"textDocument" is no object.',
    'textDocument/references': '"textDocument" is no object.',
    'textDocument/documentHighlight': '"textDocument" is no object.',
    'textDocument/codeAction': '"textDocument" is no object.',
    'codeAction/resolve': '"title" is no string.',
    'textDocument/diagnostic': '"textDocument" is no object.',
    'workspace/diagnostic': '"previousResultIds" is no list.',
    [recordsRequest]: '"position.line" is no whole number from 0 on.',
    [recordsPlaceRequest]: '"of" is no object.',
    [resolveRequest]: '"name" is no string.',
    [namespacesRequest]: '"position.line" is no whole number from 0 on.',
    [checkRequest]: '"uris" is no list.',
    [nameRequest]: '"position.line" is no whole number from 0 on.',
    [convertRequest]: '"position.line" is no whole number from 0 on.',
  };
  for (const [method, reason] of Object.entries(wrong)) {
    const message = `"${method}": ${reason}`;
    const rejected = { code: -32602, message };
    await expect(editor.connection.sendRequest(method, { uri, position: { line: 0.5 } })).rejects.toMatchObject(
      rejected,
    );
    await waitFor(() => editor.log.includes(`A message of the editor is left out. ${message}`));
    await expect(editor.connection.sendRequest(method, 7 as never), method).rejects.toBeDefined();
  }
  await expectAlive();
});

test('notifications whose parameters are malformed change nothing, and the problems of the workspace still come', async () => {
  const none: unknown[] = [
    null,
    {},
    [],
    { textDocument: {} },
    { textDocument: { uri: 7 } },
    { changes: [{ uri: 7, type: 1 }] },
  ];
  await start({ files: { '/a.yaml': service } });
  for (const method of [
    'textDocument/didOpen',
    'textDocument/didChange',
    'textDocument/didClose',
    'textDocument/didSave',
    'workspace/didChangeWatchedFiles',
    'workspace/didChangeConfiguration',
    'workspace/didCreateFiles',
    'workspace/didDeleteFiles',
    'workspace/didRenameFiles',
    'workspace/didChangeWorkspaceFolders',
    '$/cancelRequest',
    'window/workDoneProgress/cancel',
    'no/such/method',
  ]) {
    for (const params of none) void editor.connection.sendNotification(method, params as never);
  }
  await expectAlive();
  editor.write('/a.yaml', service.replace('app: db', 'app: db_'));
  editor.write('/b.yaml', service.replace('{clusterIP: None', '{clusterIP: none'));
  // The first answer says what is known by then; each one after that is held until there is something to say.
  const ask = () => editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds: [] });
  for (let isSaid = false; !isSaid;) isSaid = (await ask()).items.some(({ uri }) => uri === editor.uri('/b.yaml'));
  expect(editor.log.filter((line) => / failed|Unexpected/.test(line))).toEqual([]);
});

test('a request the server does not know is refused', async () => {
  await start();
  const params = { textDocument: { uri: 'untitled:x' }, position: { line: 0, character: 0 } };
  await expect(editor.connection.sendRequest(FoldingRangeRequest.type, params)).rejects.toMatchObject({ code: -32601 });
});

const head = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: ';
const hostile: Readonly<Record<string, string>> = {
  'a line of three megabytes': `${head}{selector: {app: ${'x'.repeat(3_000_000)}}}`,
  'flow lists nested without end': head + '['.repeat(20_000),
  'flow maps nested deeply': `${head}${'{a: '.repeat(5_000)}1${'}'.repeat(5_000)}`,
  'block maps nested deeply':
    head + Array.from({ length: 2_000 }, (_, depth) => `\n${' '.repeat(depth + 1)}a:`).join(''),
  'an alias of itself': `${head}&a {selector: *a, ports: [*a]}`,
  'a merge of itself': `${head}&a {<<: *a}`,
  'control characters': `${head}{selector: {"\u0000\u0007": "\u001b[31m"}}\n---\n\u0000`,
  'half a surrogate pair': `${head}{externalName: "\ud83d"}`,
  'nothing but markers': '---\n...\n---\n%YAML\n---',
  'a template': `${head}{{ if .Values.x }}{selector: {{ toYaml .Values.s | nindent 4 }}}{{ end }}`,
};

test.each(Object.entries(hostile))('%s', async (_name, text) => {
  await start({ files: { '/service.yaml': service, '/hostile.yaml': text } });
  const document = editor.open('/hostile.yaml', text);
  expect((await editor.pull(document.uri)).kind).toBe('full');
  for (const position of [
    { line: 0, character: 1 },
    { line: 2, character: 17 },
    { line: 3, character: 8 },
    { line: 1e6, character: 1e6 },
  ]) {
    await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri: document.uri }, position });
    await editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: document.uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  }
  expect(editor.log.filter((line) => line.includes('failed'))).toEqual([]);
  await expectAlive();
});

test('half-typed YAML keeps what can be read, character by character', async () => {
  const text = `${service}---\napiVersion: v1\nkind: Service\nmetadata:\n  name: "my-headless`;
  await start({ files: { '/service.yaml': service } });
  const document = editor.open('/service.yaml', service);
  const position = { line: 2, character: 17 };
  for (let end = service.length; end < text.length; end++) {
    editor.type(document, text.slice(0, end), text.slice(0, end + 1));
    const params = { textDocument: { uri: document.uri }, position };
    const shown = await editor.connection.sendRequest(HoverRequest.type, params);
    expect((shown?.contents as MarkupContent).value).toContain('db.default.svc.cluster.local');
  }
});

test('shutdown and exit end the process with 0', async () => {
  await start();
  const document = editor.openUri('untitled:x', service);
  void editor.connection
    .sendRequest('workspace/diagnostic', { previousResultIds: [], partialResultToken: 'held' })
    .catch(() => undefined);
  await editor.problems(document.uri);
  expect(await editor.stop()).toBe(0);
});

test('the server ends when its client is gone', async () => {
  await start();
  const ended = new Promise<number | null>((resolve) => editor.process.on('exit', resolve));
  editor.process.stdin?.end();
  expect(await ended).toBe(1);
});
