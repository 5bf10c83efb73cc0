import assert from 'node:assert/strict';
import { violationsIn } from '../harness/axe.ts';
import { openVsCode, type VsCode } from '../harness/page.ts';

// What is offered where: in the Explorer, in the editor's menu, in the command palette.
describe('menus', () => {
  let vscode: VsCode;
  before(async () => {
    vscode = await openVsCode();
    await vscode.problemsUntil((problems) => problems.length > 10);
  });
  after(() => vscode.close());

  const inExplorer = (name: string) =>
    vscode.page.locator('.explorer-folders-view .monaco-list-row').filter({ hasText: name }).first();
  const quickInput = () => vscode.page.locator('.quick-input-widget');

  /** Whether the command palette offers a command; it is closed again. */
  async function isInPalette(title: string): Promise<boolean> {
    await vscode.page.keyboard.press('F1');
    await quickInput().locator('input.input').first().fill(`>${title}`);
    const rows = quickInput().locator('.monaco-list-row');
    // Something matches always, if not this; similar commands of others are behind.
    await rows.first().waitFor();
    const offered = await rows.allInnerTexts();
    await vscode.page.keyboard.press('Escape');
    await quickInput().waitFor({ state: 'hidden' });
    return offered.some((text) => text.startsWith(title));
  }

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
    await vscode.page.locator('.tab.active', { hasText: 'selector-typo.yaml' }).waitFor();
  });

  it('of the Explorer say that there is nothing wrong', async () => {
    await vscode.chooseInContextMenu(inExplorer('shop'), 'Check Kubernetes Manifests');
    await vscode.page.locator('.notification-list-item-message').getByText('There are no problems in shop').waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('of the Explorer show the worst problem of a file, with all of them in the Problems panel', async () => {
    await vscode.chooseInContextMenu(inExplorer('start-here.yaml'), 'Check Kubernetes Manifests');
    await vscode.page.locator('.tab.active', { hasText: 'start-here.yaml' }).waitFor();
    await vscode.page.locator('.markers-panel').waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: 'Ln 20, Col' }).waitFor();
  });

  it('of the Explorer show the records of a folder', async () => {
    await vscode.chooseInContextMenu(inExplorer('shop'), 'Show DNS Records');
    await vscode.page.locator('.tab.active', { hasText: 'DNS records: shop' }).waitFor();
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
    await until(async () => isInPalette(convert));
    await vscode.placeCursor('db-headless');
    await until(async () => !(await isInPalette(convert)));
    assert.ok((await vscode.openContextMenu(editor)).includes('Convert to Headless Service'));
    await vscode.screenshot('menu of the editor');
    await vscode.closeContextMenu();

    await vscode.openFile('shop/redis.yaml');
    await until(async () => {
      const entries = await vscode.openContextMenu(editor);
      await vscode.closeContextMenu();
      return entries.includes('Copy FQDN') && !entries.includes('Convert to Headless Service');
    });
  });

  it('of a line lead from its lenses to their lists, with the keyboard alone', async () => {
    const peek = vscode.page.locator('.peekview-widget');
    const choose = async (lens: string) => {
      await vscode.openFile('shop/redis.yaml');
      await vscode.page.locator('.codelens-decoration', { hasText: lens }).first().waitFor();
      await vscode.placeCursor('redis');
      await vscode.runCommand('Show CodeLens Commands for Current Line');
      await quickInput().locator('.monaco-list-row').filter({ hasText: lens }).waitFor();
      await vscode.page.keyboard.type(lens);
      await vscode.chooseFocused(lens);
    };
    for (const lens of ['3 Pods', '6 references']) {
      await choose(lens);
      await peek.locator('.monaco-list-row').first().waitFor();
      await vscode.screenshot(`lens ${lens}`);
      await vscode.page.keyboard.press('Escape');
      await peek.waitFor({ state: 'detached' });
    }
    await choose('22 records');
    await vscode.page.locator('.tab.active', { hasText: 'DNS records: redis' }).waitFor();
  });

  it('of a hover are its links, which the keyboard reaches', async () => {
    const { keyboard } = vscode.page;
    const focused = () => vscode.page.evaluate(() => document.activeElement?.textContent ?? '');
    const follow = async (file: string, text: string, link: string) => {
      await vscode.openFile(file);
      await vscode.placeCursor(text);
      await vscode.hoverByKeyboard();
      await keyboard.press('ControlOrMeta+k');
      await keyboard.press('ControlOrMeta+i');
      await until(async () => {
        await keyboard.press('Tab');
        return (await focused()) === link;
      });
      await vscode.screenshot(`link ${link}`);
      await keyboard.press('Enter');
    };
    const tab = (title: string) => vscode.page.locator('.tab.active', { hasText: title }).waitFor();
    await follow('shop/redis.yaml', 'redis', 'Copy');
    await vscode.page.locator('.statusbar-item', { hasText: 'Copied redis.shop.svc.cluster.local' }).waitFor();
    await keyboard.press('Escape');
    await follow('shop/redis.yaml', 'redis', 'All 22 records');
    await tab('DNS records: redis');
    await follow('shop/config.yaml', 'invoices.shop', 'Resolve');
    await tab('DNS answer: invoices.shop.svc.cluster.local');
  });

  it('of a hover are links that not only their colour tells from the words around', async () => {
    await vscode.openFile('start-here.yaml');
    assert.match(await vscode.hoverAt('serviceName'), /See Service db-headless/);
    assert.deepEqual(await violationsIn(vscode.page, '.monaco-resizable-hover .monaco-hover:not(.hidden)'), []);
    await vscode.closeHover();
  });

  it('of a host name in a URL is a link, which leads to its Service', async () => {
    await vscode.openFile('shop/config.yaml');
    await vscode.placeCursor('payments.shop');
    await vscode.runCommand('Open Link');
    await vscode.page.locator('.tab.active', { hasText: 'payments.yaml' }).waitFor();
  });

  it('have Read the Workspace Again, which says what was read', async () => {
    await vscode.runCommand('Headlight: Read the Workspace Again');
    await vscode.page
      .locator('.statusbar-item', { hasText: /Headlight has read everything again: \d+ files/ })
      .waitFor();
    await vscode.screenshot('indexed again');
  });

  it('have a conversion that offers to change the clients as well, and shows it before', async () => {
    await vscode.openFile('shop/web.yaml');
    await vscode.placeCursor('targetPort: http');
    await vscode.runCommand('Headlight: Convert to Headless Service');
    const choices = quickInput().locator('.monaco-list-row');
    await choices.filter({ hasText: 'Convert to Headless Service (delete and re-create' }).waitFor();
    await vscode.screenshot('conversions to choose from');
    await choices.filter({ hasText: 'and change 1 place where a client uses an old port' }).click();
    const preview = vscode.page.locator('.bulk-edit-panel');
    for (const file of ['web.yaml', 'config.yaml']) {
      await preview.locator('.monaco-list-row', { hasText: file }).getByRole('checkbox').click();
    }
    await vscode.screenshot('preview of a conversion');
    await preview.getByRole('button', { name: 'Apply' }).click();
    await vscode.visibleTextUntil((text) => /clusterIP: None/.test(text));
    await vscode.openFile('shop/config.yaml');
    await vscode.visibleTextUntil((text) => text.includes('http://web.shop.svc.cluster.local:8080'));
  });

  /** The time that a test may take ends it. */
  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds()));
  }
});
