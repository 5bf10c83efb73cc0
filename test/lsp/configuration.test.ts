import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeActionTriggerKind,
  HoverRequest,
  type CodeAction,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, expect, test } from 'vitest';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const service = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\nspec:\n  clusterIP: none\n  selector: {app: a}\n  ports: [{name: a, port: 80}]\n`;
const found = '5:13 invalid-cluster-ip';

/** Waits until the problems of a file are these. */
function shows(uri: string, expected: readonly string[]): Promise<unknown> {
  return waitFor(async () => JSON.stringify(await editor.problems(uri)) === JSON.stringify(expected));
}

test('the configuration at the root of the folder is laid over the settings of the editor', async () => {
  await start({
    files: { '/a.yaml': service('a'), '/.headlight.yaml': 'rules: {invalid-cluster-ip: off}\n' },
    configuration: { headlight: { rules: { 'invalid-cluster-ip': 'hint' } } },
  });
  const document = editor.open('/a.yaml');
  expect(await editor.problems(document.uri)).toEqual([]);
  // What is on disk counts at once.
  editor.write('/.headlight.yaml', 'rules: {}\n');
  await shows(document.uri, [found]);
  const { items } = (await editor.pull(document.uri)) as { items: readonly { severity: number }[] };
  expect(items[0]?.severity).toBe(4);
  editor.delete('/.headlight.yaml');
  await shows(document.uri, [found]);
});

test('what is being typed into it counts at once, and what is wrong with it is shown there', async () => {
  await start({ files: { '/a.yaml': service('a'), '/.headlight.yaml': 'rules: {}\n' } });
  const document = editor.open('/a.yaml');
  const configuration = editor.open('/.headlight.yaml');
  await shows(document.uri, [found]);
  editor.type(configuration, '{}', '{invalid-cluster-ip: off}');
  await shows(document.uri, []);
  editor.type(configuration, 'rules', 'rulse');
  await shows(configuration.uri, ['0:0 invalid-configuration']);
  await shows(document.uri, [found]);
});

test('files that it leaves out are not read, and are again when it does not', async () => {
  await start({
    files: { '/old/a.yaml': service('a'), '/b.yaml': service('b'), '/.headlight.yaml': 'exclude: [old/**]\n' },
  });
  expect(editor.status.at(-1)?.services).toBe(1);
  editor.write('/.headlight.yaml', 'exclude: []\n');
  await waitFor(() => editor.status.at(-1)?.services === 2);
  editor.write('/.headlight.yaml', 'exclude: ["**/old"]\n');
  await waitFor(() => editor.status.at(-1)?.services === 1);
  expect(editor.log.join('\n')).not.toContain('failed');
});

test('each folder of a workspace has its own', async () => {
  await start({
    files: {
      '/one/a.yaml': service('a'),
      '/one/.headlight.yaml': 'rules: {invalid-cluster-ip: off}\nexclude: [b.yaml]\n',
      '/two/a.yaml': service('a'),
      '/two/b.yaml': service('b'),
      '/two/.headlight.yaml': 'rules: {invalid-cluster-ip: hint}\n',
    },
    folders: ['one', 'two'],
  });
  expect(await editor.problems(editor.uri('/one/a.yaml'))).toEqual([]);
  expect(await editor.problems(editor.uri('/two/a.yaml'))).toEqual([found]);
  expect(await editor.problems(editor.uri('/two/b.yaml'))).toEqual([found]);
});

test('its keys are explained, and it does not leave itself out', async () => {
  await start({ files: { '/.headlight.yaml': 'maxFileSize: 5\n' } });
  const document = editor.open('/.headlight.yaml');
  const shown = await editor.connection.sendRequest(HoverRequest.type, {
    textDocument: { uri: document.uri },
    position: { line: 0, character: 3 },
  });
  expect(JSON.stringify(shown)).toContain('The largest file that Headlight reads');
});

test('all safe fixes of a file are one action, for who asks for it by its kind', async () => {
  await start({ files: { '/a.yaml': `${service('a')}---\n${service('b')}` } });
  const document = editor.open('/a.yaml');
  const ask = async (only?: string[]): Promise<readonly CodeAction[]> => {
    const range = { start: document.positionAt(0), end: document.positionAt(document.getText().length) };
    const context = { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic, ...(only ? { only } : {}) };
    const actions = await editor.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: document.uri },
      range,
      context,
    });
    return (actions ?? []) as CodeAction[];
  };
  const kind = 'source.fixAll.headlight';
  expect(editor.initialized.capabilities.codeActionProvider).toMatchObject({
    codeActionKinds: expect.arrayContaining([kind]) as unknown,
  });
  expect((await ask()).some((action) => action.kind === kind)).toBe(false);
  expect(await ask(['source.organizeImports'])).toEqual([]);
  for (const only of [kind, 'source.fixAll', 'source'])
    expect((await ask([only])).map((one) => one.kind)).toEqual([kind]);

  const [action] = await ask([kind]);
  const { edit } = await editor.connection.sendRequest(CodeActionResolveRequest.type, action ?? { title: '' });
  const [change] = edit?.documentChanges ?? [];
  const edits = change !== undefined && 'edits' in change ? change.edits : [];
  const text = document.getText();
  const after = TextDocument.applyEdits(document, edits as Parameters<typeof TextDocument.applyEdits>[1]);
  expect(after).toBe(text.replaceAll('clusterIP: none', 'clusterIP: None'));
  editor.type(document, text, after);
  expect(await ask([kind])).toEqual([]);
});

test.each([
  ['one folder', undefined],
  ['several folders', ['/one', '/two']],
])('namespaces by folder, as the editor sets them and the configuration does: %s', async (_situation, folders) => {
  await start({
    files: {
      '/one/deploy/prod/a.yaml': service('a'),
      '/one/deploy/a.yaml': service('b'),
      '/two/deploy/prod/a.yaml': service('c'),
      '/two/.headlight.yaml': "namespaces: {'deploy/prod/**': live}\n",
    },
    configuration: {
      headlight: {
        namespaces: { [folders === undefined ? '*/deploy/**' : 'deploy/**']: 'test', '**/prod/**': 'prod' },
      },
    },
    ...(folders === undefined ? {} : { folders }),
  });
  const nameIn = async (path: string): Promise<string> => {
    const params = { textDocument: { uri: editor.uri(path) }, position: { line: 3, character: 8 } };
    const shown = await editor.connection.sendRequest(HoverRequest.type, params);
    return /[\w.-]+\.svc/.exec(JSON.stringify(shown?.contents))?.[0] ?? '';
  };
  expect(await nameIn('/one/deploy/prod/a.yaml')).toBe('a.prod.svc');
  expect(await nameIn('/one/deploy/a.yaml')).toBe('b.test.svc');
  expect(await nameIn('/two/deploy/prod/a.yaml')).toBe('c.live.svc');
});
