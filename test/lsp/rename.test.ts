import {
  CancellationTokenSource,
  HoverRequest,
  PrepareRenameRequest,
  RenameRequest,
  ShowMessageNotification,
  WillRenameFilesRequest,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { startEditor, vscodeCapabilities, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

const files = `
  #- /service.yaml
  kind: Service
  metadata: {name: d$0b, namespace: prod}
  #- /set.yaml
  kind: StatefulSet
  metadata: {name: db, namespace: prod}
  spec: {serviceName: db}
`;

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor({ files, ...options });
  await editor.ready();
  return editor;
}

function atCursor() {
  const { uri, position } = editor.cursor;
  return { textDocument: { uri }, position };
}

const newText = 'store';
const span = (line: number, character: number) => ({
  start: { line, character },
  end: { line, character: character + 2 },
});

test('a rename over several files is made without a mark for each place, and says what a cluster needs', async () => {
  const { workspace, textDocument } = vscodeCapabilities;
  const capabilities = {
    ...vscodeCapabilities,
    textDocument: { ...textDocument, rename: { prepareSupport: true } },
    workspace: { ...workspace, workspaceEdit: { documentChanges: true, changeAnnotationSupport: {} } },
  };
  const { initialized } = await start({ capabilities });
  expect(initialized.capabilities.renameProvider).toEqual({ prepareProvider: true });
  expect(await editor.connection.sendRequest(PrepareRenameRequest.type, atCursor())).toEqual({
    range: span(2, 17),
    placeholder: 'db',
  });
  const told = new Promise<string>((done) =>
    editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => done(message)),
  );
  const edit = await editor.connection.sendRequest(RenameRequest.type, { ...atCursor(), newName: newText });
  expect(await told).toContain('Delete StatefulSet "db" with --cascade=orphan');
  const annotationId = 'headlight';
  expect(edit).toEqual({
    documentChanges: [
      {
        textDocument: { uri: editor.uri('/service.yaml'), version: null },
        edits: [{ range: span(2, 17), newText, annotationId }],
      },
      {
        textDocument: { uri: editor.uri('/set.yaml'), version: null },
        edits: [{ range: span(3, 20), newText, annotationId }],
      },
    ],
    changeAnnotations: {
      headlight: {
        label: 'Rename Service "db" to "store"',
        description: expect.stringContaining('Delete StatefulSet "db" with --cascade=orphan') as string,
      },
    },
  });
});

test('a client that knows neither versions nor annotations gets plain changes', async () => {
  const { initialized } = await start({ capabilities: {} });
  expect(initialized.capabilities.renameProvider).toBe(true);
  expect(await editor.connection.sendRequest(RenameRequest.type, { ...atCursor(), newName: newText })).toEqual({
    changes: {
      [editor.uri('/service.yaml')]: [{ range: span(2, 17), newText }],
      [editor.uri('/set.yaml')]: [{ range: span(3, 20), newText }],
    },
  });
});

test('a refusal is an error with the reason, and bad parameters are named', async () => {
  await start({});
  const rejected = editor.connection.sendRequest(RenameRequest.type, { ...atCursor(), newName: 'No_Name' });
  await expect(rejected).rejects.toMatchObject({
    code: -32803,
    message: expect.stringContaining('"No_Name" is not a valid name here') as string,
  });
  const wrong = editor.connection.sendRequest(RenameRequest.type, atCursor() as never);
  await expect(wrong).rejects.toMatchObject({ code: -32602, message: expect.stringContaining('newName') as string });
});

test('nothing to rename, positions outside and files that are not there give an empty answer', async () => {
  await start({});
  const { uri } = editor.cursor;
  const outside = { textDocument: { uri }, position: { line: 900, character: 900 } };
  expect(await editor.connection.sendRequest(PrepareRenameRequest.type, outside)).toBeNull();
  const missing = { textDocument: { uri: editor.uri('/none.yaml') }, position: { line: 0, character: 0 } };
  expect(await editor.connection.sendRequest(RenameRequest.type, { ...missing, newName: newText })).toBeNull();
});

test('a request that is cancelled is answered so', async () => {
  await start({});
  const source = new CancellationTokenSource();
  // What is asked before keeps the server busy until it has read that the last one is cancelled.
  const before = Array.from({ length: 200 }, () => editor.connection.sendRequest(HoverRequest.type, atCursor()));
  const asked = editor.connection.sendRequest(HoverRequest.type, atCursor(), source.token);
  source.cancel();
  await expect(asked).rejects.toMatchObject({ code: -32800 });
  await Promise.all(before);
  expect(await editor.connection.sendRequest(HoverRequest.type, atCursor())).not.toBeNull();
});

test('a file that is renamed in the editor is renamed in the kustomization that names it', async () => {
  const { initialized } = await start({
    files: `
  #- /kustomization.yaml
  resources: [$0web.yaml]
  #- /web.yaml
  kind: Service
  metadata: {name: web}
  `,
  });
  expect(initialized.capabilities.workspace?.fileOperations?.willRename).toBeDefined();
  const renamed = { oldUri: editor.uri('/web.yaml'), newUri: editor.uri('/front.yaml') };
  const edit = await editor.connection.sendRequest(WillRenameFilesRequest.type, { files: [renamed] });
  expect(JSON.stringify(edit)).toContain('"newText":"front.yaml"');
});
