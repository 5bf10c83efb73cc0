import { unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import {
  checkRequest,
  indexRequest,
  servicesRequest,
  type CheckResult,
  type IndexResult,
  type ServicesResult,
} from '../../server/src/shared/protocol.ts';
import { startEditor, waitFor, type Editor, type EditorOptions } from './support/editor.ts';

let editor: Editor;
afterEach(() => editor.stop());

async function start(options: EditorOptions): Promise<Editor> {
  editor = await startEditor(options);
  await editor.ready();
  return editor;
}

const service = (name: string, spec: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {${spec}}\n`;

const files = {
  '/shop/good.yaml': service('good', 'clusterIP: None, selector: {app: good}'),
  '/shop/my-headless.yaml': service('my-headless', 'selector: {app: web}, ports: [{port: 80}]'),
  '/shopping/refused.yaml': service('refused', 'clusterIP: none, selector: {app: web}, ports: [{port: 80}]'),
  '/empty/values.yaml': 'replicas: 3\n',
};

/** What a check says, a line for each problem. */
async function check(...paths: readonly string[]): Promise<readonly string[]> {
  const uris = paths.map((path) => editor.uri(path));
  const { manifests, problems } = await editor.connection.sendRequest<CheckResult>(checkRequest, { uris });
  const lines = problems.map(({ path, severity, code, range }) => `${path}:${range.start.line} ${severity} ${code}`);
  return [`${manifests} manifests`, ...lines];
}

test('a folder is checked with everything below it, and no other whose name begins alike', async () => {
  await start({ files });
  expect(await check('/shop')).toEqual(['2 manifests', 'shop/my-headless.yaml:2 3 misleading-headless-name']);
  expect(await check('')).toEqual([
    '3 manifests',
    'shop/my-headless.yaml:2 3 misleading-headless-name',
    'shopping/refused.yaml:3 1 invalid-cluster-ip',
  ]);
});

test('files are checked, each once, also where only the problems of open files are shown', async () => {
  await start({ files, configuration: { headlight: { diagnostics: { scope: 'openFiles' } } } });
  const refused = 'shopping/refused.yaml:3 1 invalid-cluster-ip';
  expect(await check('/shopping/refused.yaml', '/shopping')).toEqual(['1 manifests', refused]);
});

test('what holds no manifests, or is not there, has none', async () => {
  await start({ files });
  expect(await check('/empty', '/empty/values.yaml', '/nowhere')).toEqual(['0 manifests']);
  expect(await check()).toEqual(['0 manifests']);
});

test('the Services of a file are told, with whether they can be made headless', async () => {
  await start({ files });
  const ask = (uri: string) => editor.connection.sendRequest<ServicesResult>(servicesRequest, { uri });
  expect(await ask(editor.uri('/shop/my-headless.yaml'))).toEqual({
    services: [
      {
        range: { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } },
        name: { start: { line: 2, character: 17 }, end: { line: 2, character: 28 } },
        canConvert: true,
      },
    ],
  });
  expect((await ask(editor.uri('/shop/good.yaml'))).services.map(({ canConvert }) => canConvert)).toEqual([false]);
  expect(await ask('file:///nowhere.yaml')).toEqual({ services: [] });
});

test('indexing again finds what nobody told of, and reads the settings anew', async () => {
  const configuration: Record<string, unknown> = {};
  await start({ files, configuration });
  const index = () => editor.connection.sendRequest<IndexResult>(indexRequest, {});
  // On disk alone: no event tells of it.
  writeFileSync(join(editor.folder, 'shop/new.yaml'), service('new', 'selector: {app: new}, ports: [{port: 80}]'));
  writeFileSync(join(editor.folder, 'shop/my-headless.yaml'), files['/shop/good.yaml']);
  unlinkSync(join(editor.folder, 'shopping/refused.yaml'));
  expect(await index()).toEqual({ manifests: 3 });
  expect(await check('')).toEqual(['3 manifests']);
  configuration['headlight'] = { exclude: ['shop/new.yaml'] };
  const { refreshes } = editor;
  expect(await index()).toEqual({ manifests: 2 });
  await waitFor(() => editor.refreshes > refreshes);
  expect(editor.log).toContainEqual('Reading the workspace again, as requested.');
});
