import {
  type ClientCapabilities,
  CompletionRequest,
  DefinitionRequest,
  DocumentHighlightRequest,
  HoverRequest,
  ReferencesRequest,
  type CompletionList,
  type DefinitionLink,
  type Location,
  type MarkupContent,
} from 'vscode-languageserver-protocol';
import { afterEach, expect, test } from 'vitest';
import {
  convertRequest,
  nameRequest,
  namespacesRequest,
  resolveRequest,
  recordsPlaceRequest,
  recordsRequest,
  type NameResult,
  type NamespacesResult,
  type ResolveResult,
  type RecordsPlace,
  type RecordsResult,
} from '../../server/src/shared/protocol.ts';
import { startEditor, vscodeCapabilities, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const database = `
  #- /db/service.yaml
  kind: Service
  metadata: {name: db, namespace: prod}
  spec:
    clusterIP: None
    selector: {app: db}
    ports: [{name: sql, port: 5432}]
  #- /db/set.yaml
  kind: StatefulSet
  metadata: {name: db, namespace: prod}
  spec:
    serviceName: d$0b
    replicas: 2
    selector: {matchLabels: {app: db}}
    template:
      metadata: {labels: {app: db}}
      spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432}]}]}
  #- /settings.yaml
  kind: ConfigMap
  metadata: {name: settings}
`;

/** The cursor's place, as the parameter of a request. */
function atCursor({ uri, position } = editor.cursor) {
  return { textDocument: { uri }, position };
}

test('what the server can do is said once, with commands under ids of their own', async () => {
  const { initialized } = await start({ files: {} });
  const { capabilities, serverInfo } = initialized;
  expect(serverInfo?.name).toBe('headlight');
  expect(capabilities.positionEncoding).toBe('utf-16');
  expect(capabilities.executeCommandProvider?.commands.every((id) => id.startsWith('headlight.server.'))).toBe(true);
  expect(capabilities.diagnosticProvider).toEqual({
    identifier: 'headlight',
    interFileDependencies: true,
    workspaceDiagnostics: true,
  });
});

test('a hover over a name in a file that is not open shows what its Service is called', async () => {
  await start({ files: database });
  const shown = await editor.connection.sendRequest(HoverRequest.type, atCursor());
  const { kind, value } = shown?.contents as MarkupContent;
  expect(kind).toBe('markdown');
  expect(value).toContain('db.prod.svc.cluster.local');
  expect(shown?.range).toEqual({ start: { line: 4, character: 15 }, end: { line: 4, character: 17 } });
});

test('a client without Markdown gets plain text', async () => {
  await start({ files: database, capabilities: {} });
  const shown = await editor.connection.sendRequest(HoverRequest.type, atCursor());
  const { kind, value } = shown?.contents as MarkupContent;
  expect(kind).toBe('plaintext');
  expect(value).toContain('db.prod.svc.cluster.local');
  expect(value).not.toContain('`');
});

test('the definition of serviceName is the Service, as a link with the stretch it starts from', async () => {
  await start({ files: database });
  const [link] = (await editor.connection.sendRequest(DefinitionRequest.type, atCursor())) as DefinitionLink[];
  expect(link?.targetUri).toBe(editor.uri('/db/service.yaml'));
  expect(link?.originSelectionRange).toEqual({ start: { line: 4, character: 15 }, end: { line: 4, character: 17 } });
  expect(link?.targetSelectionRange.start).toEqual({ line: 2, character: 17 });
});

test('a client without links gets locations', async () => {
  await start({ files: database, capabilities: {} });
  const [location] = (await editor.connection.sendRequest(DefinitionRequest.type, atCursor())) as Location[];
  expect(location?.uri).toBe(editor.uri('/db/service.yaml'));
  expect(location?.range.start).toEqual({ line: 2, character: 17 });
});

test('references and highlights', async () => {
  await start({ files: database });
  const params = { ...atCursor(), context: { includeDeclaration: true } };
  const references = await editor.connection.sendRequest(ReferencesRequest.type, params);
  expect(new Set(references?.map(({ uri }) => uri))).toEqual(
    new Set([editor.uri('/db/service.yaml'), editor.uri('/db/set.yaml')]),
  );
  const highlights = await editor.connection.sendRequest(DocumentHighlightRequest.type, atCursor());
  expect(highlights?.map(({ range }) => range.start)).toContainEqual({ line: 4, character: 15 });
});

test('completion puts a name in quotes where it would be read as something else, and is found by the name', async () => {
  await start({
    files: `
  #- /web.yaml
  kind: Deployment
  metadata: {name: web}
  spec: {template: {metadata: {labels: {version: "1"}}}}
  ---
  kind: Service
  metadata: {name: web}
  spec: {selector: {version: $0}, ports: [{port: 80}]}
`,
  });
  const { items } = (await editor.connection.sendRequest(CompletionRequest.type, atCursor())) as CompletionList;
  expect(items).toMatchObject([{ label: '1', filterText: '1', textEdit: { newText: '"1"' } }]);
});

test('completion of a host name, best first, replacing the word', async () => {
  await start({
    files: `
  #- /db/service.yaml
  kind: Service
  metadata: {name: db, namespace: prod}
  spec: {clusterIP: None, selector: {app: db}}
  #- /web.yaml
  kind: ConfigMap
  metadata: {name: web, namespace: shop}
  data:
    url: http://db.$0
`,
  });
  const { items } = (await editor.connection.sendRequest(CompletionRequest.type, atCursor())) as CompletionList;
  const range = { start: { line: 4, character: 14 }, end: { line: 4, character: 17 } };
  expect(items.map(({ label }) => label)).toEqual(['db.prod', 'db.prod.svc', 'db.prod.svc.cluster.local']);
  expect(items[0]).toMatchObject({ textEdit: { range, newText: 'db.prod' }, detail: 'headless Service in prod' });
  const order = items.map(({ sortText = '' }) => sortText);
  expect(order).toEqual([...order].sort());
});

test('completion says in its list what each name is, where the editor shows that', async () => {
  const { textDocument, ...rest } = vscodeCapabilities;
  const listed = (capabilities: ClientCapabilities, field: string) =>
    start({
      capabilities,
      files: `
  #- /db/service.yaml
  kind: Service
  metadata: {name: db, namespace: prod}
  spec: {clusterIP: None, selector: {app: db}}
  #- /web.yaml
  kind: StatefulSet
  metadata: {name: web, namespace: prod}
  spec: ${field}
`,
    }).then(() => editor.connection.sendRequest(CompletionRequest.type, atCursor())) as Promise<CompletionList>;
  const showing = {
    ...rest,
    textDocument: { ...textDocument, completion: { completionItem: { labelDetailsSupport: true } } },
  };
  const host = '{template: {spec: {containers: [{name: web, args: ["http://$0"]}]}}}';
  expect((await listed(showing, host)).items).toMatchObject([
    { label: 'db', labelDetails: { description: 'headless Service in prod' } },
  ]);
  await editor.stop();
  expect((await listed(showing, '{serviceName: $0}')).items).toMatchObject([
    { label: 'db', labelDetails: { detail: ' headless', description: 'prod' } },
  ]);
  await editor.stop();
  expect((await listed(rest, host)).items[0]).not.toHaveProperty('labelDetails');
});

test('the name for the clipboard, and null where nothing has one', async () => {
  await start({ files: database });
  const asked = { ...editor.cursor };
  expect(await editor.connection.sendRequest<NameResult>(nameRequest, asked)).toEqual({
    name: 'db.prod.svc.cluster.local',
  });
  const elsewhere = { uri: editor.uri('/settings.yaml'), position: { line: 2, character: 17 } };
  expect(await editor.connection.sendRequest<NameResult | null>(nameRequest, elsewhere)).toBeNull();
});

test('the records of the workspace, a file and a Service', async () => {
  await start({ files: database });
  const { uri } = editor.cursor;
  for (const params of [{}, { uri }, { uri, position: editor.cursor.position }]) {
    const { text, title } = await editor.connection.sendRequest<RecordsResult>(recordsRequest, params);
    expect(text).toMatch(/^ {2}db-1\.db +A +Pod db-1 /m);
    expect(title).not.toBe('');
    const zone = await editor.connection.sendRequest<RecordsResult>(recordsRequest, { ...params, form: 'zone' });
    expect(zone.text).toContain(' 5432 db-1.db.prod.svc.cluster.local.');
  }
});

test('the records of a folder, and none of what is no folder of the workspace', async () => {
  await start({ files: database });
  const ask = (uri: string) => editor.connection.sendRequest<RecordsResult>(recordsRequest, { uri });
  const { text, title } = await ask(editor.uri('/db'));
  expect(title).toBe('db');
  expect(text).toMatch(/^ {2}db-1\.db +A +Pod db-1 /m);
  expect(await ask(editor.uri('/d'))).toEqual({ title: '', text: '', links: [] });
});

test('records lead back to their manifests', async () => {
  await start({ files: database });
  const of = { uri: editor.uri('/db/service.yaml') };
  const { text, links } = await editor.connection.sendRequest<RecordsResult>(recordsRequest, of);
  const lines = text.split('\n');
  const follow = (line: number) =>
    editor.connection.sendRequest<RecordsPlace | null>(recordsPlaceRequest, { of, line });
  const shown = await Promise.all(
    links.map(async ({ range, opens }) => {
      const { line, character } = range.start;
      const stretch = lines[line]?.slice(character, range.end.character) ?? '';
      const place = await follow(line);
      return `${opens} ${stretch} ${place?.uri.slice(place.uri.lastIndexOf('/'))}:${place?.range.start.line}`;
    }),
  );
  expect(shown[0]).toBe('manifest db/service.yaml:3 /service.yaml:2');
  expect(shown).toContainEqual(expect.stringMatching(/^manifest set\.yaml:(\d+) \/set\.yaml:\d+$/));
  expect(await follow(0)).toBeNull();
  expect(await follow(99_999)).toBeNull();
});

test('a name is answered as a document, and the namespaces to ask from are known', async () => {
  await start({ files: database });
  const { cursor, connection } = editor;
  const answer = await connection.sendRequest<ResolveResult>(resolveRequest, { name: 'db', from: 'prod' });
  expect(answer.title).toBe('db');
  expect(answer.text).toMatch(
    /^ {2}db\.prod\.svc\.cluster\.local +SRV +port 5432 of db-0\.db\.prod\.svc\.cluster\.local /m,
  );
  const line = answer.links.at(-1)?.range.start.line;
  const of = { name: 'db', from: 'prod' };
  expect(await connection.sendRequest<RecordsPlace | null>(recordsPlaceRequest, { of, line })).toMatchObject({
    uri: editor.uri('/db/service.yaml'),
  });
  expect(await connection.sendRequest<ResolveResult>(resolveRequest, { name: '..' })).toMatchObject({
    error: 'The name ".." has an empty part between dots.',
    links: [],
  });
  expect(await connection.sendRequest<NamespacesResult>(namespacesRequest, cursor)).toMatchObject({
    namespaces: ['default', 'prod', 'kube-node-lease', 'kube-public', 'kube-system'],
    pods: [{ name: 'prod/db', kind: 'StatefulSet' }],
    here: 'prod',
  });
  expect(await connection.sendRequest<NamespacesResult>(namespacesRequest, {})).not.toHaveProperty('here');
});

test('a name is looked up among the manifests of the file that asks, also one open from elsewhere', async () => {
  await start({ files: database });
  const loose = editor.openUri(
    'untitled:one',
    'apiVersion: v1\nkind: Service\nmetadata: {name: loose}\nspec: {clusterIP: 10.0.0.1}\n',
  );
  const ask = async (uri: string) => {
    const { text } = await editor.connection.sendRequest<ResolveResult>(resolveRequest, {
      name: 'loose.default.svc.cluster.local',
      uri,
    });
    return / A +10\.0\.0\.1 /.test(text) ? 'found' : 'missing';
  };
  expect(await ask(loose.uri)).toBe('found');
  expect(await ask(editor.uri('/db/service.yaml'))).toBe('missing');
});

test('a conversion away from a Service is refused with a reason', async () => {
  await start({ files: database });
  expect(await editor.connection.sendRequest(convertRequest, editor.cursor)).toEqual({
    kind: 'rejected',
    reason: expect.stringMatching(/Service/) as unknown,
  });
});

test('positions count UTF-16 units behind an emoji, and lines of CRLF files with a byte order mark', async () => {
  const text =
    '\uFEFFapiVersion: v1\r\nkind: Service\r\nmetadata: {annotations: {note: "🎉"}, name: my-headless}\r\nspec: {ports: [{port: 80}]}\r\n';
  await start({ files: { '/service.yaml': new TextEncoder().encode(text) } });
  const character = text.split('\r\n')[2]?.indexOf('my-headless') ?? 0;
  const range = { start: { line: 2, character }, end: { line: 2, character: character + 'my-headless'.length } };
  const closed = await editor.pull(editor.uri('/service.yaml'));
  expect(closed.kind === 'full' && closed.items[0]?.range).toEqual(range);
  // An editor that keeps the mark in its text counts it in the first line alone.
  editor.open('/service.yaml', text);
  const opened = await editor.pull(editor.uri('/service.yaml'));
  expect(opened.kind === 'full' && opened.items[0]?.range).toEqual(range);
});

test('an open document is answered before anything else is read', async () => {
  editor = await startEditor({ files: database, capabilities: vscodeCapabilities });
  editor.open('/db/service.yaml');
  const params = { textDocument: { uri: editor.uri('/db/service.yaml') }, position: { line: 2, character: 18 } };
  const shown = await editor.connection.sendRequest(HoverRequest.type, params);
  expect((shown?.contents as MarkupContent).value).toContain('db.prod.svc.cluster.local');
});
