import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { HeadlightApi, HeadlightExtension } from '../../../client/src/api/headlight.d.ts';
import { discard, open, replace, until, uriOf } from '../support/editor.ts';

// What another extension does with the exports of this one.
describe('the API for other extensions', () => {
  let api: HeadlightApi;
  before(async () => {
    const extension = vscode.extensions.getExtension<HeadlightExtension>('headlight.headlight-kubernetes');
    assert.ok(extension);
    api = (await extension.activate()).getApi(1);
  });
  afterEach(discard);

  it('waits for the workspace to be read, and has its Services with all their names', async () => {
    const services = await api.services();
    assert.equal(api.state, 'ready');
    const redis = services.find(({ name }) => name === 'redis');
    assert.equal(redis?.kind, 'headless');
    assert.equal(redis.fullName, 'redis.shop.svc.cluster.local');
    assert.ok(redis.names.includes('redis-2.redis.shop.svc.cluster.local'));
    assert.equal(redis.place.uri.toString(), uriOf('shop/redis.yaml').toString());
    const document = await vscode.workspace.openTextDocument(redis.place.uri);
    assert.equal(document.getText(redis.place.range), 'redis');
  });

  it('has the records of a manifest, with data where the manifests tell it', async () => {
    const records = await api.records(uriOf('shop/payments.yaml'));
    assert.deepEqual(
      records.map(({ name, type, data }) => [name, type, data]),
      [['payments.shop.svc.cluster.local', 'CNAME', 'api.payments.example.com.']],
    );
    const open = await api.records(uriOf('shop/web.yaml'));
    assert.equal(open[0]?.data, undefined);
  });

  it('has the problems of a manifest, of a folder and of the workspace', async () => {
    const codes = async (of?: vscode.Uri) => (await api.problems(of)).map(({ code }) => code);
    assert.deepEqual(await codes(uriOf('mistakes/selector-typo.yaml')), ['dangling-selector']);
    assert.deepEqual(await codes(uriOf('shop')), []);
    assert.ok((await codes()).includes('dangling-selector'));
  });

  it('tells when answers may be others, until nobody listens any more', async () => {
    const { document } = await open('shop/web.yaml');
    let isChanged = false;
    const listening = api.onDidChange(() => {
      listening.dispose();
      isChanged = true;
    });
    await replace(document, 'name: web', 'name: front');
    await until(
      async () => isChanged,
      (answer) => answer,
      'to be told of the change',
    );
    const services = await api.services(document.uri);
    assert.deepEqual(
      services.map(({ name }) => name),
      ['front'],
    );
  });

  it('has no version that it does not have', () => {
    const { exports } = vscode.extensions.getExtension<{ getApi(version: number): unknown }>(
      'headlight.headlight-kubernetes',
    ) ?? { exports: undefined };
    assert.throws(() => exports?.getApi(2), /version 1 of its API, and none 2/);
  });
});
