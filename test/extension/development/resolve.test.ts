import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { open, placeOf, replace, discard, until, uriOf } from '../support/editor.ts';

/** The document of a scheme that is in front, once its text is as expected. */
async function frontUntil(scheme: string, expected: RegExp): Promise<vscode.TextDocument> {
  const zone = await until(
    async () => vscode.window.activeTextEditor?.document,
    (document) => document?.uri.scheme === scheme && expected.test(document.getText()),
    `a document like ${String(expected)}`,
    (document) => document?.getText() ?? '',
  );
  assert.ok(zone);
  return zone;
}

describe('Resolve a DNS Name', () => {
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('shows what the name answers to a Pod of a namespace, in a document that follows the manifests', async () => {
    const { document } = await open('shop/redis.yaml');
    await vscode.commands.executeCommand('headlight.resolveName', 'redis-3.redis', 'shop');
    const zone = await frontUntil('headlight-answer', /redis-3\.redis\.shop\.svc\.cluster\.local {2}does not exist$/m);
    assert.match(zone.uri.path, /redis-3\.redis \(shop\)$/);
    await replace(document, 'replicas: 3', 'replicas: 4');
    await until(
      async () => zone.getText(),
      (text) => /^ {2}redis-3\.redis\.shop\.svc\.cluster\.local +A +Pod redis-3 /m.test(text),
      'an address of the fourth Pod',
    );
    await open('shop/redis.yaml');
    await discard();
  });

  it('shows what an absolute name answers', async () => {
    await vscode.commands.executeCommand('headlight.resolveName', 'payments.shop.svc.cluster.local');
    await frontUntil(
      'headlight-answer',
      /^ {2}payments\.shop\.svc\.cluster\.local +CNAME +api\.payments\.example\.com /m,
    );
  });

  it('asks for the name and for the namespace', async () => {
    const editor = await open('shop/web.yaml');
    const place = placeOf(editor.document, 'web', 'name: ');
    editor.selection = new vscode.Selection(place, place.translate(0, 3));
    let isAnswered = false;
    const asking = vscode.commands.executeCommand('headlight.resolveName').then(() => (isAnswered = true));
    // The name that is selected is suggested, and the namespace at the cursor is the first choice. What is not open yet, cannot be accepted.
    await until(
      async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return Promise.race([asking, new Promise((resolve) => setTimeout(resolve, 300))]);
      },
      () => isAnswered,
      'both questions to be answered',
    );
    const zone = await frontUntil('headlight-answer', /^DNS answer: web, asked by a Pod in the namespace shop$/m);
    assert.match(zone.getText(), /^ {2}web\.shop\.svc\.cluster\.local +A /m);
  });
});

describe('A document of records', () => {
  afterEach(async () => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('leads back to the manifests, by links and by Go to Definition', async () => {
    await vscode.commands.executeCommand('headlight.showRecords', uriOf('shop/redis.yaml').toString());
    const table = await frontUntil('headlight-records', /^ {2}redis +SRV/m);
    // A document gets its language after it is opened, which must not take its links away. Here once more, at rest.
    await vscode.languages.setTextDocumentLanguage(table, 'plaintext');
    await until(
      async () => table.languageId,
      (language) => language === 'headlight-records',
      'the language of tables',
    );
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      table.uri,
      100,
    );
    const heading = links.find(({ range }) => /\/redis\.yaml:\d+$/.test(table.getText(range)));
    assert.ok(heading?.target, links.map(({ range }) => table.getText(range)).join('\n'));
    const line = table.getText(heading.range).split(':').at(-1) ?? '';
    assert.equal(heading.target.with({ fragment: '' }).toString(), uriOf('shop/redis.yaml').toString());
    assert.match(heading.target.fragment, new RegExp(`^L${line},\\d+-${line},\\d+$`));

    const targets = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      table.uri,
      placeOf(table, 'redis-0.redis'),
    );
    assert.equal(targets.length, 1);
    const [target] = targets;
    assert.ok(target && 'targetUri' in target);
    assert.equal(target.targetUri.toString(), uriOf('shop/redis.yaml').toString());
  });

  it('has its Services as symbols', async () => {
    await vscode.commands.executeCommand('headlight.showRecords', uriOf('shop/web.yaml').toString());
    const table = await frontUntil('headlight-records', /^ {2}web +A/m);
    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      table.uri,
    );
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['web.shop.svc.cluster.local'],
    );
  });
});
