import { DidChangeConfigurationNotification, HoverRequest } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {clusterIP: none, ports: [{port: 1}]}\n';

/** Starts a server and waits until it has said what it found. */
async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  await said(/Checked \d+ files? in /);
  return editor;
}

/** Waits until a line of the log is like this one. */
function said(line: RegExp): Promise<string> {
  return waitFor(() => editor.leveledLog.find((one) => line.test(one)));
}

/** The log without what differs from run to run: durations, the process, the machine and the temporary folder. */
function lines(): readonly string[] {
  return editor.leveledLog.map((line) =>
    line
      .replaceAll(editor.folder, '')
      .replace(/Node\.js .*$/, 'Node.js …')
      .replace(/in [\d.]+ m?s/, 'in … ms'),
  );
}

/** Waits until everything the server was sent before is answered. */
async function settled(): Promise<void> {
  const { uri } = editor.openUri('untitled:settled', service);
  const position = { line: 2, character: 17 };
  await editor.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
}

async function configure(configuration: Record<string, unknown>, headlight: object): Promise<void> {
  configuration['headlight'] = headlight;
  await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings: null });
}

test('the log says what was started, read, left out and found', async () => {
  await start({
    files: {
      '/a.yaml': `${service}---\nplain: YAML\n`,
      '/old/b.yaml': service,
      '/skipped/c.yaml': service,
      '/latin.yaml': Uint8Array.from([0x61, 0x3a, 0x20, 0xe9, 0x0a]),
      '/.headlight.yaml': 'exclude: [skipped/**]\nrules: {misspelt-rule: error}\n',
    },
    configuration: {
      headlight: { exclude: ['old'], clusterDomain: 'corp.example', diagnostics: { scope: 'workspace' } },
      'files.exclude': { '**/.git': true, '**/seen': false },
    },
  });
  expect(lines()).toEqual([
    "[info] Headlight's language server 0.1.0 runs on Node.js …",
    '[info] Workspace folder: "workspace" ().',
    '[info] Settings: headlight.clusterDomain = "corp.example"; headlight.exclude = ["old"]; files.exclude = ["**/.git"]. All others have their defaults.',
    '[info] ".headlight.yaml" applies to all files. It sets exclude, rules.',
    '[info] Read 3 files in … ms: 3 documents, 1 manifest.',
    '[info] Left out, excluded by headlight.exclude or files.exclude: "old".',
    '[info] Left out, excluded by .headlight.yaml: "skipped/c.yaml".',
    '[warning] Left out "latin.yaml". It is not valid UTF-8. Save it as UTF-8.',
    '[info] Checked 2 files in … ms: 1 error, 1 warning, 0 information, 0 hints.',
  ]);
});

test('an editor that does not keep the log itself is named in it', async () => {
  await start({ files: {}, clientInfo: { name: 'Helix', version: '25.1' } });
  expect(editor.leveledLog[0]).toMatch(/ runs on Node\.js \S+ \(.*\) as process \d+\. It serves Helix 25\.1\.$/);
  await editor.stop();
  const initializationOptions = { keepsLog: true };
  await start({ files: {}, clientInfo: { name: 'Visual Studio Code', version: '1.100.3' }, initializationOptions });
  expect(editor.leveledLog[0]).not.toContain('Visual Studio Code');
});

test('no folder', async () => {
  editor = await startEditor({ folders: [] });
  await said(/^\[info\] No folder is open, so each open file is checked by itself\.$/);
});

test('changes of settings are said, with what was and what is', async () => {
  const configuration: Record<string, unknown> = {};
  await start({ files: { '/a.yaml': service }, configuration });
  expect(lines()).toContain('[info] All settings have their defaults.');
  const before = editor.leveledLog.length;
  await configure(configuration, { defaultNamespace: 'Not A Label', rules: { 'invalid-cluster-ip': 'off' } });
  await said(/headlight\.rules has changed/);
  await configure(configuration, { defaultNamespace: 'prod', rules: { 'invalid-cluster-ip': 'off' }, trace: {} });
  await said(/to "prod"\.$/);
  await configure(configuration, { defaultNamespace: 'prod', exclude: ['a.yaml'] });
  await said(/Checked 0 files/);
  expect(lines().slice(before)).toEqual([
    '[info] The setting headlight.defaultNamespace has changed from its default to "Not A Label".',
    '[info] The setting headlight.rules has changed from its default to {"invalid-cluster-ip":"off"}.',
    '[warning] The setting "defaultNamespace" is not a DNS label such as "prod"; "default" is used instead.',
    '[info] The setting headlight.defaultNamespace has changed from "Not A Label" to "prod".',
    '[info] The setting headlight.rules has changed from {"invalid-cluster-ip":"off"} to its default.',
    '[info] The setting headlight.exclude has changed from its default to ["a.yaml"].',
    '[info] Reading the workspace again: the settings now exclude other files.',
    '[info] Read 0 files in … ms: 0 documents, 0 manifests.',
    '[info] Left out, excluded by headlight.exclude or files.exclude: "a.yaml".',
    '[info] Checked 0 files in … ms: 0 errors, 0 warnings, 0 information, 0 hints.',
  ]);
});

test('changes on disk are said to who asks for more, those of configurations and unreadable files to everybody', async () => {
  await start({ files: { '/a.yaml': service } });
  const before = editor.leveledLog.length;
  editor.write('/a.yaml', `${service}# changed\n`);
  await said(/Read changes on disk: "a\.yaml"\.$/);
  editor.write('/.headlight.yaml', 'clusterDomain: one.example\nnonsense: 1\n');
  await said(/mistake/);
  editor.write('/.headlight.yaml', 'clusterDomain: two.example\n');
  await said(/has changed. It applies to all files/);
  editor.delete('/.headlight.yaml');
  await said(/was deleted/);
  editor.write('/a.yaml', Uint8Array.from([0]));
  await said(/Left out/);
  const rest = lines().slice(before);
  expect(rest.filter((line) => !line.startsWith('[debug]'))).toEqual([
    '[info] ".headlight.yaml" applies to all files. It sets clusterDomain.',
    '[warning] ".headlight.yaml" has 1 mistake, listed in the Problems panel. Those parts have no effect.',
    '[info] ".headlight.yaml" has changed. It applies to all files. It sets clusterDomain.',
    '[info] ".headlight.yaml" was deleted and no longer applies.',
    '[warning] Left out "a.yaml". It is a binary file.',
  ]);
  expect(rest.filter((line) => line.startsWith('[debug]'))[0]).toBe('[debug] Read changes on disk: "a.yaml".');
});

test('typing and asking write nothing', async () => {
  await start({ files: { '/a.yaml': service, '/.headlight.yaml': 'rules: {}\n' } });
  const length = editor.leveledLog.length;
  const document = editor.open('/a.yaml');
  const configuration = editor.open('/.headlight.yaml');
  for (const [before, after] of [
    ['none', '"'],
    ['"', '[1'],
    ['[1', 'Non'],
    ['Non', 'None'],
  ] as const)
    editor.type(document, before, after);
  editor.type(configuration, '{}', '{x: y}');
  await editor.problems(document.uri);
  await settled();
  await waitFor(() => (editor.status.at(-1)?.problems.warning ?? 0) > 0);
  expect(editor.leveledLog.slice(length)).toEqual([]);
});

test('requests and their durations are traced when the editor asks for it, unless it does so itself', async () => {
  await start({ files: { '/a.yaml': service }, trace: 'messages' });
  await editor.problems(editor.uri('/a.yaml'));
  await said(/^\[trace\] textDocument\/diagnostic took [\d.]+ ms\.$/);
  await editor.stop();
  await start({ files: { '/a.yaml': service }, trace: 'messages', initializationOptions: { keepsLog: true } });
  await editor.problems(editor.uri('/a.yaml'));
  await settled();
  expect(editor.leveledLog.filter((line) => line.startsWith('[trace]'))).toEqual([]);
});
