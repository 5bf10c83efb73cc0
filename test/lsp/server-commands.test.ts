import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  ApplyWorkspaceEditRequest,
  ExecuteCommandRequest,
  ShowDocumentRequest,
  ShowMessageNotification,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import { startEditor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

const files = `
  #- /db.yaml
  kind: Service
  metadata: {name: d$0b, namespace: prod}
  spec:
    ports: [{name: sql, port: 5432}]
`;

async function start(options: EditorOptions = {}): Promise<Editor> {
  editor = await startEditor({ files, capabilities: {}, ...options });
  await editor.ready();
  return editor;
}

const run = (command: string, ...given: unknown[]) =>
  editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given });

test('the commands are announced to others, and not to our own client, whose ids they would meet', async () => {
  const { initialized } = await start();
  expect(initialized.capabilities.executeCommandProvider?.commands).toEqual([
    'headlight.server.showRecords',
    'headlight.server.resolveName',
    'headlight.server.nameAt',
    'headlight.server.convertToHeadless',
    'headlight.server.check',
    'headlight.server.indexAgain',
    'headlight.server.showNote',
  ]);
  await editor.stop();
  const own = await start({ initializationOptions: { commands: ['headlight.showNote'] } });
  expect(own.initialized.capabilities.executeCommandProvider).toBeUndefined();
});

test('records and answers are data, and a file to read where the client shows one', async () => {
  await start({ capabilities: { window: { showDocument: { support: true } } } });
  const shown: string[] = [];
  editor.connection.onRequest(ShowDocumentRequest.type, ({ uri }) => {
    shown.push(uri);
    return { success: true };
  });
  const records = (await run('headlight.server.showRecords')) as { readonly text: string };
  expect(records.text).toContain('db.prod.svc.cluster.local');
  const [file = ''] = shown.map((uri) => fileURLToPath(uri));
  expect(readFileSync(file, 'utf8')).toBe(records.text);
  expect(statSync(file).mode & 0o222).toBe(0);
  const answer = (await run('headlight.server.resolveName', { name: 'db.prod', from: 'prod' })) as { text: string };
  expect(answer.text).toContain('db.prod');
});

test('a client that shows no files gets a message', async () => {
  await start();
  const told = new Promise<string>((resolve) =>
    editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => resolve(message)),
  );
  await run('headlight.server.showRecords', { uri: editor.cursor.uri });
  expect(await told).toContain('db.prod.svc.cluster.local');
});

test('a conversion is applied where the client applies edits, and given to all others', async () => {
  await start({ capabilities: { workspace: { applyEdit: true } } });
  const edits: WorkspaceEdit[] = [];
  editor.connection.onRequest(ApplyWorkspaceEditRequest.type, ({ edit }) => {
    edits.push(edit);
    return { applied: true };
  });
  expect(await run('headlight.server.convertToHeadless', editor.cursor)).toMatchObject({ applied: true });
  expect(edits).toHaveLength(1);
  await editor.stop();
  await start();
  const given: unknown = await run('headlight.server.convertToHeadless', editor.cursor);
  expect(given).toMatchObject({ applied: false, edit: { changes: {} } });
});

test('the name at a place, problems, and reading again', async () => {
  await start();
  expect(await run('headlight.server.nameAt', editor.cursor)).toBe('db.prod.svc.cluster.local');
  const { uri } = editor.cursor;
  expect(await run('headlight.server.check', { uris: [uri] })).toMatchObject({ manifests: 1 });
  expect(await run('headlight.server.indexAgain')).toEqual({ manifests: 1 });
});

test('an unknown command, an argument of another form, and a refusal are errors that say so', async () => {
  await start();
  await expect(run('headlight.server.none')).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining('headlight.server.none') as string,
  });
  await expect(run('headlight.server.resolveName', { name: 7 })).rejects.toMatchObject({
    code: -32602,
    message: expect.stringContaining('name') as string,
  });
  await expect(run('headlight.server.nameAt')).rejects.toMatchObject({ code: -32602 });
  const nowhere = { uri: editor.uri('/none.yaml'), position: { line: 0, character: 0 } };
  await expect(run('headlight.server.convertToHeadless', nowhere)).rejects.toMatchObject({
    code: -32803,
    message: 'There is no Service at the cursor.',
  });
});
