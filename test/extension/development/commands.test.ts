import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { discard, hoverUntil, open, placeCursor, placeOf, replace, until, uriOf } from '../support/editor.ts';

const front = () => vscode.window.activeTextEditor?.document;

/** The names in a table of records, without the zone. */
function ownersIn(table: string): readonly string[] {
  return [...table.matchAll(/^ {2}(\S+) +(?:A|AAAA|SRV|CNAME|PTR) /gm)].map(([, owner = '']) => owner);
}

function frontUntil(
  accept: (document: vscode.TextDocument) => boolean,
  wanted: string,
): Promise<vscode.TextDocument | undefined> {
  const ask = async () => front();
  return until(
    ask,
    (document) => document !== undefined && accept(document),
    wanted,
    (document) => document?.getText() ?? '',
  );
}

describe('Show DNS Records', () => {
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows those of a file as a table, read-only and in colour', async () => {
    await open('shop/redis.yaml');
    await vscode.commands.executeCommand('headlight.showRecords', uriOf('shop/redis.yaml').toString());
    const table = await frontUntil((document) => document.uri.scheme === 'headlight-records', 'the records');
    assert.ok(table);
    await until(
      async () => table.languageId,
      (language) => language === 'headlight-records',
      'the language of tables',
    );
    assert.match(table.getText(), /^redis\.shop\.svc\.cluster\.local, headless Service, shop\/redis\.yaml:\d+$/m);
    for (const name of ['redis', 'redis-0.redis', '_client._tcp.redis'])
      assert.ok(ownersIn(table.getText()).includes(name), name);
    const typed = await vscode.commands.executeCommand('type', { text: 'x' }).then(() => table.isDirty);
    assert.equal(typed, false);
  });

  it('shows them in zone form and back, in one and the same tab', async () => {
    await vscode.commands.executeCommand('headlight.showRecords', uriOf('shop/redis.yaml').toString());
    await frontUntil(({ uri }) => uri.scheme === 'headlight-records', 'the table');
    for (const preview of [true, false]) {
      if (!preview) await vscode.commands.executeCommand('workbench.action.keepEditor');
      await vscode.commands.executeCommand('headlight.showAsZone');
      const zone = await frontUntil(({ uri }) => uri.scheme === 'headlight-zone', 'the zone');
      assert.match(zone?.getText() ?? '', /^\$ORIGIN shop\.svc\.cluster\.local\.$/m);
      await vscode.commands.executeCommand('headlight.showAsTable');
      const table = await frontUntil(({ uri }) => uri.scheme === 'headlight-records', 'the table again');
      assert.ok(ownersIn(table?.getText() ?? '').includes('redis-0.redis'));
      await until(
        async () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label)),
        (labels) => labels.length === 1,
        'one tab',
      );
    }
  });

  it('follows the manifest', async () => {
    const { document } = await open('shop/redis.yaml');
    await vscode.commands.executeCommand('headlight.showRecords', document.uri.toString());
    const zone = await frontUntil(({ uri }) => uri.scheme === 'headlight-records', 'the records');
    assert.ok(zone);
    assert.ok(!ownersIn(zone.getText()).includes('redis-3.redis'));
    await replace(document, 'replicas: 3', 'replicas: 4');
    await until(
      async () => zone.getText(),
      (text) => ownersIn(text).includes('redis-3.redis'),
      'a record of the fourth Pod',
    );
    await open('shop/redis.yaml');
    await discard();
    // What nobody sees is brought up to date once somebody does.
    await vscode.window.showTextDocument(zone);
    await until(
      async () => zone.getText(),
      (text) => !ownersIn(text).includes('redis-3.redis'),
      'three Pods again',
    );
  });

  it('shows one Service’s, and keeps to it when lines are put in above', async () => {
    const { document } = await open('shop/invoices.yaml');
    const position = placeOf(document, 'invoices', 'name: ');
    await vscode.commands.executeCommand('headlight.showRecords', document.uri.toString(), {
      line: position.line,
      character: position.character,
    });
    const zone = await frontUntil(({ uri }) => uri.scheme === 'headlight-records', 'the records');
    assert.ok(zone);
    const before = zone.getText();
    assert.ok(ownersIn(before).includes('invoices'));
    const other = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: other\nspec:\n  ports:\n    - port: 1\n---\n';
    await replace(document, '# A database', `${other}# A database`);
    const after = before
      .replace('invoices.yaml:5', 'invoices.yaml:13')
      .replace(/line (\d+) */g, (_, line: string) => `line ${Number(line) + 8}`);
    await until(
      // Longer numbers move a column, which is none of this test's business.
      async () => zone.getText().replace(/(line \d+) */g, '$1'),
      (text) => text === after.replace(/(line \d+) */g, '$1'),
      after,
    );
    await open('shop/invoices.yaml');
    await discard();
  });
});

describe('Copy FQDN', () => {
  afterEach(discard);

  it('copies the name at the cursor', async () => {
    const editor = await open('shop/web.yaml');
    placeCursor(editor, 'web', 'name: ');
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('headlight.copyName');
    assert.equal(await vscode.env.clipboard.readText(), 'web.shop.svc.cluster.local');
  });

  it('copies the name that a link in a hover gives', async () => {
    await vscode.commands.executeCommand('headlight.copyName', 'redis-0.redis.shop.svc.cluster.local');
    assert.equal(await vscode.env.clipboard.readText(), 'redis-0.redis.shop.svc.cluster.local');
  });
});

describe('Convert to Headless Service', () => {
  afterEach(discard);

  it('converts the Service at the cursor in one step of undo', async () => {
    const editor = await open('mistakes/governing-service-has-cluster-ip.yaml');
    const { document } = editor;
    const before = document.getText();
    placeCursor(editor, 'zookeeper');
    await vscode.commands.executeCommand('headlight.convertToHeadless');
    assert.match(document.getText(), /clusterIP: None/);
    assert.doesNotMatch(document.getText(), /NodePort|nodePort/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  it('leaves everything else alone', async () => {
    const editor = await open('mistakes/queue/statefulset.yaml');
    const before = editor.document.getText();
    placeCursor(editor, 'rabbitmq');
    await vscode.commands.executeCommand('headlight.convertToHeadless');
    assert.equal(editor.document.getText(), before);
  });
});

describe('Restart Server', () => {
  it('starts it again, and it answers as before', async () => {
    const { document } = await open('shop/web.yaml');
    await vscode.commands.executeCommand('headlight.restartServer');
    await hoverUntil(document, placeOf(document, 'web', 'name: '), /web\.shop\.svc\.cluster\.local/);
  });
});
