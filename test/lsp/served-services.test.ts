import { afterAll, beforeAll, expect, test } from 'vitest';
import { servedServicesRequest, type ServedServicesResult } from '../../server/src/shared/served-services.ts';
import { startEditor, type Editor } from './support/editor.ts';

const files = {
  '/shop/db.yaml': `apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec: {clusterIP: 10.0.0.7}
`,
  '/shop/client.yaml': `apiVersion: apps/v1
kind: StatefulSet
metadata: {name: client, namespace: shop}
spec: {serviceName: db, selector: {matchLabels: {app: c}}, template: {metadata: {labels: {app: c}}}}
`,
  '/web.yaml': `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {clusterIP: None, selector: {app: web}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec: {selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}}
`,
};

let editor: Editor;
beforeAll(async () => {
  editor = await startEditor({ files });
  await editor.ready();
});
afterAll(() => editor.stop());

const ask = async (path?: string): Promise<ServedServicesResult['services']> =>
  (
    await editor.connection.sendRequest<ServedServicesResult>(
      servedServicesRequest,
      path === undefined ? {} : { uri: editor.uri(path) },
    )
  ).services;

test('a Service is told with its records as data, each with its place', async () => {
  const place = (start: number, end: number, line = 2) => ({
    uri: editor.uri('/shop/db.yaml'),
    range: { start: { line, character: start }, end: { line, character: end } },
  });
  const [db] = await ask('/shop/db.yaml');
  expect(db).toMatchObject({
    name: 'db',
    namespace: 'shop',
    fullName: 'db.shop.svc.cluster.local',
    kind: 'clusterIP',
    place: place(17, 19),
  });
  expect(db?.records[0]).toEqual({
    name: 'db.shop.svc.cluster.local.',
    type: 'A',
    data: '10.0.0.7',
    condition: 'always',
    level: 'spec',
    place: place(18, 26, 3),
  });
});

test('what only the running cluster knows is no data', async () => {
  const [web] = await ask('/web.yaml');
  expect(web?.kind).toBe('headless');
  expect(web?.records.map(({ type, condition, data }) => [type, condition, data])).toEqual([
    ['A', 'whenReady', undefined],
  ]);
});

test('a folder, the workspace, and a manifest that refers to a Service have theirs', async () => {
  const names = async (path?: string) => (await ask(path)).map(({ fullName }) => fullName);
  expect(await names('/shop')).toEqual(['db.shop.svc.cluster.local']);
  expect(await names()).toEqual(['db.shop.svc.cluster.local', 'web.default.svc.cluster.local']);
  expect(await names('/shop/client.yaml')).toEqual(['db.shop.svc.cluster.local']);
  expect(await names('/nowhere')).toEqual([]);
});
