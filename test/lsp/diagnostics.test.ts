import {
  LSPErrorCodes,
  WorkspaceDiagnosticRequest,
  type Diagnostic,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver-protocol';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { afterEach, expect, test } from 'vitest';
import {
  formatDiagnostic,
  startEditor,
  vscodeCapabilities,
  waitFor,
  type Editor,
  type EditorOptions,
} from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const misnamed = `
  #- /service.yaml
  kind: Service
  metadata: {name: my-headless-service}
  spec:
    selector: {app: web}
    ports: [{port: 80}]
  #- /pods.yaml
  kind: Deployment
  metadata: {name: web}
  spec:
    selector: {matchLabels: {app: web}}
    template:
      metadata: {labels: {app: web}}
      spec: {containers: [{name: web, image: web}]}
`;

const database = `
  #- /set.yaml
  kind: StatefulSet
  metadata: {name: db}
  spec:
    serviceName: db
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db}]}
  #- /service.yaml
  kind: Service
  metadata: {name: db}
  spec:
    clusterIP: None
    selector: {app: db}
`;

/** What a client that pushes is like: one that cannot pull. */
const pushed = { ...vscodeCapabilities, textDocument: { publishDiagnostics: { versionSupport: true } } };

let polls = 0;

/** Asks for the workspace's problems and keeps what is streamed. */
function poll(previousResultIds: { uri: string; value: string }[] = []) {
  const parts: WorkspaceDiagnosticReport[] = [];
  const cancellation = new CancellationTokenSource();
  const partialResultToken = `poll-${++polls}`;
  editor.connection.onProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, (part) => {
    parts.push(part);
  });
  const params = { previousResultIds, partialResultToken };
  const answer = editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, params, cancellation.token);
  answer.catch(() => undefined);
  return { parts, answer, cancel: () => cancellation.cancel() };
}

/** Reports in short: `/path: line:character code, …`. */
function format(items: readonly WorkspaceDocumentDiagnosticReport[]): readonly string[] {
  return items
    .map((item) => {
      const path = item.uri.slice(editor.uri('').length);
      return `${path}: ${item.kind === 'full' ? item.items.map(formatDiagnostic).join(', ') : 'unchanged'}`;
    })
    .sort();
}

test('a problem says its code, page, source and place', async () => {
  await start({ files: misnamed, initializationOptions: { rulePages: 'headlight-rule:/' } });
  const report = await editor.pull(editor.uri('/service.yaml'));
  const [problem] = report.kind === 'full' ? report.items : [];
  expect(problem).toMatchObject({
    code: 'misleading-headless-name',
    codeDescription: { href: 'headlight-rule:/misleading-headless-name.md' },
    source: 'headlight',
    severity: 3,
    range: { start: { line: 2, character: 17 }, end: { line: 2, character: 36 } },
  } satisfies Partial<Diagnostic>);
  expect(problem?.message).toMatch(/^[^\n]+\.\n[^\n]+$/);
  expect(problem?.message).toContain('"my-headless-service"');
});

test('without a base of rule pages, a code has no link', async () => {
  await start({ files: misnamed });
  const report = await editor.pull(editor.uri('/service.yaml'));
  expect(report.kind === 'full' && report.items[0]?.codeDescription).toBeUndefined();
});

test('the other end of a problem is related information, for clients that show it', async () => {
  const files = database.replace(
    'metadata: {name: db}\n  spec:\n    clusterIP',
    'metadata: {name: dbs}\n  spec:\n    clusterIP',
  );
  await start({ files });
  const report = await editor.pull(editor.uri('/set.yaml'));
  const related = report.kind === 'full' ? report.items.flatMap((item) => item.relatedInformation ?? []) : [];
  expect(related.map(({ location }) => location.uri)).toContain(editor.uri('/service.yaml'));
  await editor.stop();

  await start({ files, capabilities: { textDocument: { diagnostic: {} } } });
  const plain = await editor.pull(editor.uri('/set.yaml'));
  expect(plain.kind === 'full' && plain.items.length).toBeGreaterThan(0);
  expect(plain.kind === 'full' && plain.items.some((item) => item.relatedInformation)).toBe(false);
});

test('the same problems again are unchanged, also after an edit that changes none', async () => {
  await start({ files: misnamed });
  const document = editor.open('/service.yaml');
  const { resultId } = await editor.pull(document.uri);
  expect((await editor.pull(document.uri, resultId)).kind).toBe('unchanged');
  editor.type(document, 'port: 80', 'port: 81');
  expect((await editor.pull(document.uri, resultId)).kind).toBe('unchanged');
  editor.type(document, 'my-headless-service', 'my-service');
  expect(await editor.pull(document.uri, resultId)).toMatchObject({ kind: 'full', items: [] });
});

test('an unsaved edit in one file changes the problems of another, and the client is told to ask again', async () => {
  await start({ files: database });
  const set = editor.open('/set.yaml');
  const service = editor.open('/service.yaml');
  expect(await editor.problems(set.uri)).not.toContain('4:15 missing-governing-service');
  editor.type(service, 'name: db', 'name: other-database');
  await waitFor(() => editor.refreshes === 1);
  expect(await editor.problems(set.uri)).toContain('4:15 missing-governing-service');
});

test('an edit that changes nothing elsewhere asks for no refresh', async () => {
  await start({ files: database });
  const set = editor.open('/set.yaml');
  const service = editor.open('/service.yaml');
  await editor.problems(set.uri);
  await editor.problems(service.uri);
  const sweeps = poll();
  await waitFor(() => sweeps.parts.length > 0);
  editor.type(service, 'selector: {app: db}', 'selector: {app: nobody}');
  await editor.problems(service.uri);
  await waitFor(() => sweeps.parts.length > 1);
  expect(editor.refreshes).toBe(0);
});

test('closing without saving brings back the problems of the text on disk', async () => {
  await start({ files: misnamed });
  const document = editor.open('/service.yaml');
  editor.type(document, 'my-headless-service', 'my-service');
  expect(await editor.problems(document.uri)).toEqual([]);
  editor.close(document);
  expect(await editor.problems(document.uri)).toEqual(['2:17 misleading-headless-name']);
});

test('a level in the settings, a change of it, and a suppression comment', async () => {
  const configuration: Record<string, unknown> = { headlight: { rules: { 'misleading-headless-name': 'error' } } };
  await start({ files: misnamed, configuration });
  const document = editor.open('/service.yaml');
  expect(await editor.pull(document.uri)).toMatchObject({ items: [{ severity: 1 }] });
  configuration['headlight'] = { rules: { 'misleading-headless-name': 'off' } };
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await waitFor(async () => (await editor.problems(document.uri)).length === 0);
  configuration['headlight'] = {};
  await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  await waitFor(async () => (await editor.problems(document.uri)).length === 1);
  editor.type(document, 'my-headless-service}', 'my-headless-service} # headlight-disable-line');
  expect(await editor.problems(document.uri)).toEqual([]);
});

test('the poll for the workspace streams what changes and is held until it is cancelled', async () => {
  await start({ files: database });
  const { parts, answer, cancel } = poll();
  await waitFor(() => parts.length === 1);
  expect(parts[0]?.items).toEqual([]);

  editor.delete('/service.yaml');
  const second = await waitFor(() => parts[1]);
  expect(format(second.items)).toEqual(['/set.yaml: 4:15 missing-governing-service']);

  editor.delete('/set.yaml');
  const third = await waitFor(() => parts[2]);
  expect(format(third.items)).toEqual(['/set.yaml: ']);

  cancel();
  await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  expect(parts).toHaveLength(3);
});

test('a poll that knows everything is told so, and nothing more', async () => {
  await start({ files: misnamed });
  const first = poll();
  const [report] = (await waitFor(() => first.parts[0])).items;
  first.cancel();
  const second = poll([{ uri: report?.uri ?? '', value: report?.resultId ?? '' }]);
  const part = await waitFor(() => second.parts[0]);
  expect(format(part.items)).toEqual(['/service.yaml: unchanged']);
});

test('a poll without parts is answered at once the first time, then when something differs', async () => {
  await start({ files: misnamed });
  const ask = (previousResultIds: { uri: string; value: string }[]) =>
    editor.connection.sendRequest(WorkspaceDiagnosticRequest.type, { previousResultIds });
  const first = await ask([]);
  expect(format(first.items)).toEqual(['/service.yaml: 2:17 misleading-headless-name']);
  let answered = false;
  const second = ask(first.items.map(({ uri, resultId }) => ({ uri, value: resultId ?? '' })));
  void second.then(() => (answered = true));
  // A poll begun later is told what all are told at that time.
  const later = poll();
  await waitFor(() => later.parts.length > 0);
  expect(answered).toBe(false);
  editor.write('/service.yaml', 'kind: nothing');
  expect(format((await second).items)).toEqual(['/service.yaml: ']);
});

test('with open files only, the poll tells of those, and clears them when they are closed', async () => {
  await start({ files: misnamed, configuration: { headlight: { diagnostics: { scope: 'openFiles' } } } });
  const { parts } = poll();
  await waitFor(() => parts.length === 1);
  expect(parts[0]?.items).toEqual([]);
  expect(editor.status.at(-1)?.problems).toMatchObject({ information: 0 });
  const document = editor.open('/service.yaml');
  expect(format((await waitFor(() => parts[1])).items)).toEqual(['/service.yaml: 2:17 misleading-headless-name']);
  await waitFor(() => editor.status.at(-1)?.problems.information === 1);
  editor.close(document);
  expect(format((await waitFor(() => parts[2])).items)).toEqual(['/service.yaml: ']);
});

test('a document that is closed is reported once more, as the client may have dropped what it knew', async () => {
  await start({ files: misnamed });
  const { parts } = poll();
  await waitFor(() => parts.length === 1);
  editor.close(editor.open('/service.yaml'));
  expect(format((await waitFor(() => parts[1])).items)).toEqual(['/service.yaml: 2:17 misleading-headless-name']);
});

test('a client that cannot pull is sent the problems of the workspace, with the version of what is open', async () => {
  await start({ files: misnamed, capabilities: pushed });
  expect(editor.initialized.capabilities.diagnosticProvider).toBeUndefined();
  await waitFor(() => editor.published.length === 1);
  expect(editor.published[0]).toMatchObject({
    uri: editor.uri('/service.yaml'),
    diagnostics: [{ source: 'headlight' }],
  });
  expect(editor.published[0]?.version).toBeUndefined();

  const document = editor.open('/service.yaml');
  editor.type(document, 'my-headless-service', 'my-service');
  await waitFor(() => editor.published.length === 2);
  expect(editor.published[1]).toEqual({ uri: document.uri, version: 2, diagnostics: [] });

  editor.close(document);
  await waitFor(() => editor.published.length === 3);
  expect(editor.published[2]?.diagnostics).toHaveLength(1);
});

/** A set whose Service is called otherwise, so that it has a problem as long as that one can be read. */
const misdirected = database.replace('serviceName: db', 'serviceName: dbs');

test('while somebody types in one document, other files keep the problems they have', async () => {
  await start({ files: misdirected });
  const [set, service] = [editor.open('/set.yaml'), editor.open('/service.yaml')];
  const before = await editor.problems(set.uri);
  expect(before).toContain('4:15 missing-governing-service');
  editor.type(service, 'metadata: {name: db}', 'metadata: {name: "db}');
  expect((await editor.problems(service.uri)).map((problem) => problem.split(' ')[1])).toEqual(['invalid-syntax']);
  expect(await editor.problems(set.uri)).toEqual(before);
});

test('while somebody types in one document, nothing is pushed about other files, also once it is closed as it was', async () => {
  await start({ files: misdirected, capabilities: pushed });
  const service = editor.open('/service.yaml');
  const aboutSet = () => editor.published.filter(({ uri }) => uri === editor.uri('/set.yaml'));
  await waitFor(() => aboutSet().length === 1);
  editor.type(service, 'metadata: {name: db}', 'metadata: {name: "db}');
  await waitFor(() => editor.status.at(-1)?.problems.error === 1);
  editor.close(service);
  await waitFor(() => editor.status.at(-1)?.problems.error === 0);
  expect(aboutSet()).toHaveLength(1);
});

test('with open files only, pushed problems are cleared when a document is closed', async () => {
  const configuration = { headlight: { diagnostics: { scope: 'openFiles' } } };
  await start({ files: misnamed, capabilities: pushed, configuration });
  const document = editor.open('/service.yaml');
  await waitFor(() => editor.published.length === 1);
  editor.close(document);
  await waitFor(() => editor.published.length === 2);
  expect(editor.published.map(({ diagnostics }) => diagnostics.length)).toEqual([1, 0]);
});

test('a client that pulls is never pushed to', async () => {
  await start({ files: misnamed });
  const { parts } = poll();
  editor.type(editor.open('/service.yaml'), 'my-headless-service', 'my-service');
  await waitFor(() => parts.length > 0);
  expect(editor.published).toEqual([]);
});

test('the problems of one file beyond a hundred are counted, not sent', async () => {
  const one = 'apiVersion: v1\nkind: Service\nmetadata: {name: my-headless-service}\nspec: {selector: {app: web}}\n';
  await start({ files: { '/many.yaml': Array(120).fill(one).join('---\n') } });
  const report = await editor.pull(editor.uri('/many.yaml'));
  const items = report.kind === 'full' ? report.items : [];
  expect(items).toHaveLength(101);
  expect(items[0]?.message).toMatch(/^Not shown: \d+ more problems of this file\.$/);
});

test('the status counts Services, files, scopes and problems', async () => {
  await start({ files: misnamed });
  const status = await waitFor(() => editor.status.find(({ problems }) => problems.information > 0));
  expect(status).toEqual({
    health: 'ok',
    indexing: false,
    services: 1,
    files: 2,
    scopes: 0,
    problems: { error: 0, warning: 0, information: 1, hint: 0 },
  });
});
