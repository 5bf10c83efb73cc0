import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RecordsPlace } from '../../server/src/shared/protocol.ts';
import {
  treeChangedNotification,
  treePathRequest,
  treePlaceRequest,
  treeRequest,
  type TreeChangedParams,
  type TreeParams,
  type TreeResult,
} from '../../server/src/shared/tree.ts';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

const db = `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: None, ports: [{name: sql, port: 5432}]}
---
apiVersion: v1
kind: Endpoints
metadata: {name: db, namespace: shop}
subsets: [{addresses: [{ip: 192.0.2.1}], ports: [{name: sql, port: 5432}]}]
`;
const web = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: front}
spec: {clusterIP: none, selector: {app: web}, ports: [{port: 80}]}
`;

let editor: Editor;
let changed: (readonly (readonly string[])[])[];

async function start(options: EditorOptions = {}): Promise<void> {
  changed = [];
  editor = await startEditor({ files: { '/db.yaml': db, '/web.yaml': web }, ...options });
  editor.connection.onNotification(treeChangedNotification, ({ paths }: TreeChangedParams) => void changed.push(paths));
  await editor.ready();
}

async function children(path: readonly string[] = [], filter?: string): Promise<TreeResult['nodes']> {
  const params: TreeParams = { path, ...(filter === undefined ? {} : { filter }) };
  return (await editor.connection.sendRequest<TreeResult>(treeRequest, params)).nodes;
}

/** Nodes as lines: the kind, the label, the description, and errors. */
const drawn = (nodes: TreeResult['nodes']): readonly string[] =>
  nodes.map(({ kind, label, description, problems }) =>
    `${kind} ${label}: ${description}${problems.error === 0 ? '' : `, ${problems.error} wrong`}`.trim(),
  );

describe('the tree', () => {
  beforeAll(() => start());
  afterAll(() => editor.stop());

  test('is answered level by level, with the problems and the way to each line', async () => {
    expect(drawn(await children())).toEqual(['namespace front: 1 Service, 1 wrong', 'namespace shop: 1 Service']);
    const [service] = await children(['shop']);
    expect(service).toMatchObject({
      kind: 'headlessService',
      label: 'db',
      name: 'db.shop.svc.cluster.local',
      hasChildren: true,
      hasPlace: true,
    });
    const path = ['shop', service?.key ?? ''];
    expect(drawn(await children(path))).toContain('name db: A, SRV · 192.0.2.1');
    const [address] = await children([...path, 'db']);
    expect(address).toMatchObject({ kind: 'address', label: '192.0.2.1', hasChildren: false });
    const place = await editor.connection.sendRequest<RecordsPlace | null>(treePlaceRequest, {
      path: [...path, 'db', address?.key ?? ''],
    });
    expect(place).toEqual({
      uri: editor.uri('/db.yaml'),
      range: { start: { line: 8, character: 28 }, end: { line: 8, character: 37 } },
    });
  });

  test('what is gone has no children and no place', async () => {
    expect(await children(['gone', 'db'])).toEqual([]);
    expect(await editor.connection.sendRequest(treePlaceRequest, { path: ['gone'] })).toBeNull();
    expect(await editor.connection.sendRequest(treePlaceRequest, { path: [] })).toBeNull();
  });

  test('a filter leaves out what has no such name', async () => {
    expect(drawn(await children([], '_sql'))).toEqual(['namespace shop: 1 Service']);
    expect(await children(['front'], '_sql')).toEqual([]);
  });

  test('the way to the Service at a place is told, and none where the filter leaves it out', async () => {
    const ask = (filter?: string) =>
      editor.connection.sendRequest<TreeResult | null>(treePathRequest, {
        uri: editor.uri('/db.yaml'),
        position: { line: 8, character: 30 },
        filter,
      });
    expect(drawn((await ask())?.nodes ?? [])).toEqual([
      'namespace shop: 1 Service',
      'headlessService db: headless · db.shop.svc.cluster.local',
    ]);
    expect(await ask('web')).toBeNull();
  });
});

describe('the tree while texts change', () => {
  afterEach(() => editor.stop());

  test('the client is told of what changed, once, and of nothing else', async () => {
    await start();
    const [service] = await children(['shop']);
    const path = ['shop', service?.key ?? ''];
    await children();
    await children(path);
    const document = editor.open('/db.yaml');
    editor.type(document, 'ip: 192.0.2.1', 'ip: 192.0.2.77');
    await waitFor(() => changed.length > 0);
    expect(changed).toEqual([[path]]);
    expect(drawn(await children(path))).toContain('name db: A, SRV · 192.0.2.77');
    // Lines move, and no name is another one.
    editor.type(document, '---', '# A comment\n---');
    // A second Service changes what is asked for after it.
    editor.type(document, 'name: db', 'name: data');
    await waitFor(() => changed.length > 1);
    expect(changed[1]).toEqual([['shop'], path]);
  });

  test('problems are counted once they are found, and only those that are shown', async () => {
    await start({ configuration: { headlight: { diagnostics: { scope: 'openFiles' } } } });
    expect(drawn(await children())).toContain('namespace front: 1 Service');
    editor.open('/web.yaml');
    await waitFor(() => changed.length > 0);
    expect(drawn(await children())).toContain('namespace front: 1 Service, 1 wrong');
  });

  test('a file from elsewhere is in the tree while it is open', async () => {
    await start();
    const elsewhere = 'file:///elsewhere/other.yaml';
    const document = editor.openUri(elsewhere, db.replaceAll('shop', 'far'));
    expect(drawn(await children())).toContain('namespace far: 1 Service');
    editor.close(document);
    await waitFor(() => changed.length > 0);
    expect(drawn(await children())).not.toContain('namespace far: 1 Service');
  });
});
