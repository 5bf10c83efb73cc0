import assert from 'node:assert/strict';
import { violationsIn } from '../harness/axe.ts';
import type { Locator } from 'playwright-core';
import type { VsCode } from '../harness/page.ts';
import { happens, until, untilGone } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

// What is offered where: in the Explorer, in the editor's menu, in the command palette.
describe('menus', () => {
  let vscode: VsCode;
  before(async () => {
    vscode = theWindow();
    await vscode.runCommandUntil('View: Show Explorer', inExplorer('mistakes'));
    await vscode.problemsUntil((problems) => problems.length > 10);
  });

  const inExplorer = (name: string) =>
    vscode.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first();
  const quickInput = () => vscode.page.locator('.quick-input-widget');

  const tab = (title: string) => vscode.page.locator('.tab.active', { hasText: title });
  const status = (text: string | RegExp) => vscode.page.locator('.statusbar-item', { hasText: text });
  const isInPalette = async (title: string) => (await vscode.commandsLike(title)).includes(title);

  it('of the Explorer offer to check a folder, and list what is wrong there', async () => {
    const entries = await vscode.openContextMenu(inExplorer('mistakes'));
    assert.ok(entries.includes('Show DNS Records'), entries.join());
    assert.ok(entries.includes('Check Kubernetes Manifests'), entries.join());
    await vscode.screenshot('menu of a folder');
    await vscode.closeContextMenu();
    await vscode.chooseInContextMenu(inExplorer('mistakes'), 'Check Kubernetes Manifests');
    await quickInput().getByText('Problems in mistakes').waitFor();
    const rows = quickInput().locator('.monaco-list-row');
    await rows.first().waitFor();
    await vscode.screenshot('problems of a folder');
    assert.ok(!(await rows.allInnerTexts()).some((text) => text.includes('start-here.yaml')));
    await quickInput().locator('input.input').first().fill('selector-typo');
    await vscode.chooseFocused('mistakes/selector-typo.yaml:8');
    await tab('selector-typo.yaml').waitFor();
  });

  it('of the Explorer say that there is nothing wrong', async () => {
    await vscode.chooseInContextMenu(inExplorer('shop'), 'Check Kubernetes Manifests');
    await vscode.page.locator('.notification-list-item-message').getByText('There are no problems in shop').waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('of the Explorer show the worst problem of a file, with all of them in the Problems panel', async () => {
    await vscode.chooseInContextMenu(inExplorer('start-here.yaml'), 'Check Kubernetes Manifests');
    await tab('start-here.yaml').waitFor();
    await vscode.page.locator('.markers-panel').waitFor();
    await status('Ln 20, Col').waitFor();
  });

  it('of the Explorer show the records of a folder', async () => {
    await vscode.chooseInContextMenu(inExplorer('shop'), 'Show DNS Records');
    await tab('DNS records: shop').waitFor();
    const text = await vscode.visibleTextUntil((shown) => shown.includes('redis-2.redis'));
    assert.doesNotMatch(text, /db-headless/);
    await vscode.screenshot('records of a folder');
  });

  it('of the Explorer have nothing of ours for a file that holds no manifests', async () => {
    const entries = await vscode.openContextMenu(inExplorer('README.md'));
    assert.ok(!entries.includes('Show DNS Records') && !entries.includes('Check Kubernetes Manifests'), entries.join());
    await vscode.closeContextMenu();
  });

  it('offer the conversion only where it can be done', async () => {
    const convert = 'Headlight: Convert to Headless Service';
    const editor = vscode.page.locator('.editor-group-container.active .view-line').first();
    await vscode.openFile('start-here.yaml');
    await vscode.placeCursor('cache-headless');
    await until(
      async () => (await isInPalette(convert)) || undefined,
      'The command palette does not have the conversion',
    );
    await vscode.placeCursor('db-headless');
    await until(async () => !(await isInPalette(convert)) || undefined, 'The command palette has the conversion');
    assert.ok((await vscode.openContextMenu(editor)).includes('Convert to Headless Service'));
    await vscode.screenshot('menu of the editor');
    await vscode.closeContextMenu();

    await vscode.openFile('shop/redis.yaml');
    await vscode.openContextMenuUntil(
      editor,
      (entries) => entries.includes('Copy FQDN') && !entries.includes('Convert to Headless Service'),
    );
    await vscode.closeContextMenu();
  });

  it('of a line lead from its lenses to their lists, with the keyboard alone', async () => {
    const peek = vscode.page.locator('.peekview-widget');
    const choose = async (lens: string) => {
      await vscode.openFile('shop/redis.yaml');
      await vscode.page.locator('.codelens-decoration', { hasText: lens }).first().waitFor();
      await vscode.placeCursor('redis');
      const row = quickInput().locator('.monaco-list-row').filter({ hasText: lens });
      await vscode.runCommandUntil('Show CodeLens Commands for Current Line', row);
      await quickInput().locator('input.input').first().fill(lens);
      await vscode.chooseFocused(lens);
    };
    for (const lens of ['3 Pods', '6 references']) {
      await choose(lens);
      await peek.locator('.monaco-list-row').first().waitFor();
      await vscode.screenshot(`lens ${lens}`);
      await untilGone(() => vscode.page.keyboard.press('Escape'), peek);
    }
    await choose('22 records');
    await tab('DNS records: redis').waitFor();
  });

  it('of a hover are its links, which the keyboard reaches', async () => {
    const { keyboard } = vscode.page;
    const focused = () => vscode.page.evaluate(() => document.activeElement?.textContent ?? '');
    const isInHover = () => happens(vscode.page.locator('.monaco-hover:focus-within').waitFor({ timeout: 2000 }));
    const follow = async (file: string, text: string, link: string, wanted: Locator) => {
      await vscode.openFile(file);
      await vscode.placeCursor(text);
      await until(
        async () => {
          await vscode.hoverByKeyboard();
          await keyboard.press('ControlOrMeta+k');
          await keyboard.press('ControlOrMeta+i');
          // Outside of it Tab writes into the text.
          for (let tabs = 0; tabs < 50 && (await isInHover()) && (await focused()) !== link; tabs++)
            await keyboard.press('Tab');
          if ((await focused()) !== link) return undefined;
          await vscode.screenshot(`link ${link}`);
          await keyboard.press('Enter');
          return happens(wanted.waitFor({ timeout: 5000 }));
        },
        `The link ${link} is not followed`,
        focused,
      );
    };
    await follow('shop/redis.yaml', 'redis', 'Copy', status('Copied redis.shop.svc.cluster.local'));
    await vscode.closeHover();
    await follow('shop/redis.yaml', 'redis', 'All 22 records', tab('DNS records: redis'));
    await follow('shop/config.yaml', 'invoices.shop', 'Resolve', tab('DNS answer: invoices.shop.svc.cluster.local'));
  });

  it('of a hover are links that not only their colour tells from the words around', async () => {
    await vscode.openFile('start-here.yaml');
    assert.match(await vscode.hoverAt('serviceName'), /Its Pods are behind Service db-headless/);
    assert.deepEqual(await violationsIn(vscode.page, '.monaco-resizable-hover .monaco-hover:not(.hidden)'), []);
    await vscode.closeHover();
  });

  it('of a host name in a URL is a link, which leads to its Service', async () => {
    await vscode.openFile('shop/config.yaml');
    await vscode.placeCursor('payments.shop');
    await vscode.runCommandUntil('Open Link', tab('payments.yaml'));
  });

  it('have Read the Workspace Again, which says what was read', async () => {
    const said = status(/Headlight has read everything again: \d+ files/);
    await vscode.runCommandUntil('Headlight: Read the Workspace Again', said);
    await vscode.screenshot('indexed again');
  });

  it('have a conversion that offers to change the clients as well, in all files at once', async () => {
    await vscode.openFile('shop/web.yaml');
    await vscode.placeCursor('targetPort: http');
    const choices = quickInput().locator('.monaco-list-row');
    const alone = choices.filter({ hasText: 'Convert to Headless Service (delete and re-create' });
    await vscode.runCommandUntil('Headlight: Convert to Headless Service', alone);
    await vscode.screenshot('conversions to choose from');
    const withClients = choices.filter({ hasText: 'and change 1 place where a client uses an old port' });
    await untilGone(() => happens(withClients.click({ timeout: 5000 })), withClients);
    await vscode.visibleTextUntil((text) => /clusterIP: None/.test(text));
    await vscode.openFile('shop/config.yaml');
    await vscode.visibleTextUntil((text) => text.includes('http://web.shop.svc.cluster.local:8080'));
  });
});
