import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { violationsIn } from '../harness/axe.ts';
import type { VsCode } from '../harness/page.ts';
import { clickUntil, until, untilGone, untilThere } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

// The view of the DNS names, by mouse, by keyboard, and as a screen reader says it.
describe('the view DNS Names', () => {
  let vscode: VsCode;
  before(() => {
    vscode = theWindow();
  });

  const view = () => vscode.page.locator('.sidebar');
  /** The row whose spoken text begins so. */
  const row = (said: string): Locator => view().locator(`.monaco-list-row[aria-label^="${said}"]`);
  const selected = () => view().locator('.monaco-list-row.selected');
  const status = (text: string) => vscode.page.locator('.statusbar-item', { hasText: text });
  const tab = (title: string) => vscode.page.locator('.tab.active', { hasText: title });
  /** The list, while it has the keys. */
  const focusedList = () => view().locator('.monaco-list:focus');
  const focusList = () => vscode.runCommandUntil('View: Focus into Primary Side Bar', focusedList());
  const press = (key: string) => vscode.page.keyboard.press(key);
  const focused = async () =>
    (await view()
      .locator('.monaco-list-row.focused')
      .first()
      .getAttribute('aria-label', { timeout: 2000 })
      .catch(() => '')) ?? '';

  /** Goes down row by row, and again from the top where that leads past it, as rows come meanwhile. */
  async function walkTo(said: string): Promise<void> {
    await until(
      async () => {
        let last: string | undefined;
        for (let rows = 0; rows < 100; rows++) {
          const before = await focused();
          if (before.startsWith(said)) return true;
          if (before === last) break;
          last = before;
          await press('ArrowDown');
          for (let look = 0; look < 10 && (await focused()) === before; look++) await vscode.page.waitForTimeout(50);
        }
        await press('Home');
        return undefined;
      },
      `ArrowDown does not lead to ${said}`,
      focused,
    );
  }

  /** Presses Enter until it has led to what is wanted, but not in the text that it leads to. */
  function enter(wanted: Locator): Promise<void> {
    const once = async () => {
      if (await focusedList().isVisible()) await press('Enter');
    };
    return untilThere(once, wanted, `Enter does not lead to ${String(wanted)}`);
  }

  const choose = (text: string, entry: string) => vscode.chooseInContextMenu(row(text), entry);

  async function filter(text: string): Promise<void> {
    const asked = vscode.page.locator('.quick-input-widget').getByText('Part of a name');
    await vscode.runCommandUntil('Headlight: Filter DNS Names…', asked);
    await vscode.answer('Part of a name', text);
  }

  it('shows the Services of each namespace with their kind, whole name and problems', async () => {
    await vscode.openNames();
    await row('Service search, ClusterIP · search.default.svc.cluster.local, 3 errors').waitFor();
    await row('Service redis, headless · redis.shop.svc.cluster.local').waitFor();
    // What is unfolded may be asked for again after what is in it.
    await row('Namespace default').and(view().locator('[aria-label*=" Services, "][aria-label*=" errors"]')).waitFor();
    await vscode.screenshot('services');
  });

  it('is found to be accessible', async () => {
    assert.deepEqual(await violationsIn(vscode.page, '.sidebar .monaco-list'), []);
  });

  it('goes from a name to the Pods, to their lines and to the menu with the keyboard alone', async () => {
    await focusList();
    await walkTo('Service redis');
    await untilThere(() => press('ArrowRight'), row('Name redis-0.redis'), 'ArrowRight does not unfold the Service');
    await walkTo('Name redis-0.redis');
    await enter(status('Ln 24, Col'));
    await focusList();
    const pod = row('Pod redis-0, StatefulSet redis');
    await untilThere(() => press('ArrowRight'), pod, 'ArrowRight does not unfold the name');
    await walkTo('Pod redis-0');
    await enter(vscode.page.locator('.monaco-editor.focused[data-uri$="/shop/redis.yaml"]'));
    await vscode.screenshot('pods');
    await focusList();
    const above = view().locator('.monaco-list-row.focused[aria-label^="Name redis-0.redis"]');
    await untilThere(() => press('ArrowUp'), above, 'ArrowUp does not lead to the name');
    const menu = vscode.page.locator('.monaco-menu');
    await untilThere(() => press('Shift+F10'), menu, 'There is no menu');
    const entries = menu.locator('.action-label:not(.separator)');
    assert.deepEqual(await entries.allInnerTexts(), ['Go to Line', 'Resolve a DNS Name…', 'Copy FQDN']);
    const last = menu.locator('.action-item.focused', { hasText: 'Copy FQDN' });
    await untilThere(() => press('ArrowUp'), last, 'ArrowUp does not lead to the last entry');
    await untilGone(() => press('Enter'), menu);
    await status('Copied redis-0.redis.shop.svc.cluster.local').waitFor();
  });

  it('keeps what is unfolded and selected while the text is edited, and shows what becomes of it', async () => {
    await vscode.openFile('shop/redis.yaml');
    await vscode.placeCursor('replicas: 3');
    await vscode.page.keyboard.press('End');
    await vscode.typeText('0');
    await row('Name redis-9.redis').waitFor();
    await row('Pod redis-0, StatefulSet redis').waitFor();
    await vscode.undo();
    await row('Name redis-9.redis').waitFor({ state: 'detached' });
    await vscode.save('shop/redis.yaml');
  });

  it('selects the Service at the cursor, unless that is switched off', async () => {
    await vscode.openFile('shop/web.yaml');
    await selected().filter({ hasText: 'web.shop.svc' }).waitFor();
    await vscode.runCommand('Headlight: Stop Following the Editor in DNS Names');
    await vscode.openFile('start-here.yaml');
    await vscode.placeCursor('cache-headless');
    await vscode.page.waitForTimeout(600);
    await selected().filter({ hasText: 'web.shop.svc' }).waitFor();
    await vscode.runCommandUntil('Headlight: Show in DNS Names', selected().filter({ hasText: 'cache-headless' }));
    await vscode.runCommand('Headlight: Follow the Editor in DNS Names');
  });

  it('copies, resolves, shows records and converts from the menu of a node', async () => {
    await choose('Service web', 'Copy FQDN');
    await status('Copied web.shop.svc.cluster.local').waitFor();
    await choose('Name redis-1.redis', 'Resolve a DNS Name');
    await tab('DNS answer: redis-1.redis').waitFor();
    await choose('Service invoices', 'Show DNS Records');
    await tab('DNS records: invoices.shop').waitFor();
    await choose('Service my-headless-service', 'Convert to Headless Service');
    await vscode.visibleTextUntil((text) => text.includes('clusterIP: None'));
    await row('Service my-headless-service, headless').waitFor();
    await vscode.save('mistakes/my-headless-service.yaml');
  });

  it('leaves only what has such a name, and says so where nothing has', async () => {
    await filter('_gossip');
    await row('Namespace default').waitFor({ state: 'detached' });
    await row('Service redis').waitFor();
    await row('Service web').waitFor({ state: 'detached' });
    await view().getByText('Services with “_gossip” in a name').waitFor();
    await vscode.screenshot('filtered');
    await filter('nowhere');
    await view().getByText('No Service has this text in a DNS name.').waitFor();
    await vscode.screenshot('nothing found');
    const clear = view().getByRole('button', { name: 'Clear Filter', exact: true }).last();
    await clickUntil(clear, row('Service my-external-service'));
  });
});
