import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { violationsIn } from '../harness/axe.ts';
import { openVsCode, type VsCode } from '../harness/page.ts';

// The view of the DNS names, by mouse, by keyboard, and as a screen reader says it.
describe('the view DNS Names', () => {
  let vscode: VsCode;
  before(async () => {
    vscode = await openVsCode();
  });
  after(() => vscode.close());

  const view = () => vscode.page.locator('.sidebar');
  /** The row whose spoken text begins so. */
  const row = (said: string): Locator => view().locator(`.monaco-list-row[aria-label^="${said}"]`);
  const selected = () => view().locator('.monaco-list-row.selected');
  const cursorAt = (line: number) => vscode.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();

  const choose = (text: string, entry: string) => vscode.chooseInContextMenu(row(text), entry);

  async function filter(text: string): Promise<void> {
    await vscode.runCommand('Headlight: Filter DNS Names…');
    await vscode.page.locator('.quick-input-widget input.input').first().fill(text);
    await vscode.page.keyboard.press('Enter');
  }

  it('shows the Services of each namespace with their kind, whole name and problems', async () => {
    await vscode.page.locator('.activitybar .action-label[aria-label^="Headlight"]').first().click();
    await row('Service search, ClusterIP · search.default.svc.cluster.local, 3 errors').waitFor();
    await row('Service redis, headless · redis.shop.svc.cluster.local').waitFor();
    assert.match((await row('Namespace default').getAttribute('aria-label')) ?? '', /, \d+ Services, .*errors/);
    await vscode.screenshot('services');
  });

  it('is found to be accessible', async () => {
    assert.deepEqual(await violationsIn(vscode.page, '.sidebar .monaco-list'), []);
  });

  it('goes from a name to the Pods, to their lines and to the menu with the keyboard alone', async () => {
    const { keyboard } = vscode.page;
    const focused = () => view().locator('.monaco-list-row.focused').getAttribute('aria-label');
    await vscode.runCommand('View: Focus into Primary Side Bar');
    await keyboard.press('Home');
    while (!(await focused())?.startsWith('Service redis')) await keyboard.press('ArrowDown');
    await keyboard.press('ArrowRight');
    await row('Name redis-0.redis').waitFor();
    while (!(await focused())?.startsWith('Name redis-0.redis')) await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await cursorAt(24);
    await vscode.runCommand('View: Focus into Primary Side Bar');
    await keyboard.press('ArrowRight');
    await row('Pod redis-0, StatefulSet redis').waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    assert.equal(await vscode.activeTab(), 'redis.yaml');
    await vscode.screenshot('pods');
    await vscode.runCommand('View: Focus into Primary Side Bar');
    await keyboard.press('ArrowUp');
    await keyboard.press('Shift+F10');
    const entries = vscode.page.locator('.monaco-menu .action-label:not(.separator)');
    await entries.first().waitFor();
    assert.deepEqual(await entries.allInnerTexts(), ['Go to Line', 'Resolve a DNS Name…', 'Copy FQDN']);
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await vscode.page.locator('.statusbar-item', { hasText: 'Copied redis-0.redis.shop.svc.cluster.local' }).waitFor();
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
    await vscode.runCommand('Headlight: Show in DNS Names');
    await selected().filter({ hasText: 'cache-headless' }).waitFor();
    await vscode.runCommand('Headlight: Follow the Editor in DNS Names');
  });

  it('copies, resolves, shows records and converts from the menu of a node', async () => {
    await choose('Service web', 'Copy FQDN');
    await vscode.page.locator('.statusbar-item', { hasText: 'Copied web.shop.svc.cluster.local' }).waitFor();
    await choose('Name redis-1.redis', 'Resolve a DNS Name');
    await vscode.page.locator('.tab.active', { hasText: 'DNS answer: redis-1.redis' }).waitFor();
    await choose('Service invoices', 'Show DNS Records');
    await vscode.page.locator('.tab.active', { hasText: 'DNS records: invoices.shop' }).waitFor();
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
    await view().getByRole('button', { name: 'Clear Filter', exact: true }).last().click();
    await row('Service my-external-service').waitFor();
  });
});
