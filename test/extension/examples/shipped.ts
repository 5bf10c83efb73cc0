import assert from 'node:assert/strict';
import { checkHover, checkWorkspaceRecords } from '../harness/example-checks.ts';
import type { VsCode } from '../harness/page.ts';
import { clickUntil, until, untilGone, untilThere } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

// The main job, with the packaged extension, by mouse and keyboard.
describe('the packaged extension', () => {
  const file = 'mistakes/my-headless-service.yaml';
  let vscode: VsCode;
  before(() => {
    vscode = theWindow();
  });

  it('shows the names of a Service on hover', () => checkHover(vscode));

  it('lists the problems, and opens the page of a rule from there', async () => {
    await vscode.openFile(file);
    const problems = await vscode.problemsUntil((shown) => shown.some((problem) => problem.file === file));
    const own = problems.filter((problem) => problem.file === file);
    assert.deepEqual(
      own.map(({ severity, source, code }) => ({ severity, source, code })),
      [{ severity: 'info', source: 'headlight', code: 'misleading-headless-name' }],
    );
    assert.ok(problems.every((problem) => !problem.file.startsWith('shop/')));
    await vscode.screenshot('problems');
    const code = vscode.page.locator('.markers-panel .marker-code', { hasText: 'misleading-headless-name' }).first();
    const tab = vscode.page.locator('.tab.active', { hasText: 'misleading-headless-name' });
    const follow = () => code.click({ modifiers: ['ControlOrMeta'], timeout: 5000 });
    await untilThere(follow, tab, 'The code does not lead to the page of the rule');
    const page = vscode.page.frameLocator('iframe.webview.ready').frameLocator('iframe').locator('body');
    await page.getByRole('heading', { name: 'misleading-headless-name' }).waitFor();
    await vscode.screenshot('rule-page');
  });

  it('converts a Service from the lightbulb, and takes it back with undo', async () => {
    await vscode.openFile(file);
    const before = await vscode.visibleText();
    await vscode.lightbulb('my-headless-service', 'Convert to Headless Service (delete and re-create a running one)');
    await vscode.visibleTextUntil((text) => text.includes('clusterIP: None'));
    await vscode.problemsUntil((shown) => shown.every((problem) => problem.file !== file));
    assert.match((await vscode.notifications()).join('\n'), /running Service .*delete/is);
    await vscode.screenshot('converted');
    await vscode.openFile(file);
    await vscode.undo();
    assert.equal(await vscode.visibleTextUntil((text) => !text.includes('clusterIP')), before);
  });

  it('sets cluster host names apart under VS Code’s own YAML grammar', async () => {
    await vscode.openFile('shop/config.yaml');
    await vscode.placeCursor('invoices.shop');
    const widget = vscode.page.locator('.token-inspect-widget');
    const scope = widget.filter({ hasText: 'entity.name.type.service.cluster-host-name.yaml' });
    await vscode.runCommandUntil('Developer: Inspect Editor Tokens and Scopes', scope);
    await vscode.screenshot('colours');
    await untilGone(() => vscode.page.keyboard.press('Escape'), widget);
  });

  it('shows the records from the command palette', () => checkWorkspaceRecords(vscode));

  it('shows its README on the page of the extension, with every picture', async () => {
    const row = vscode.page.locator('.extensions-list .monaco-list-row', { hasText: 'Headlight' }).first();
    await vscode.runCommandUntil('View: Show Extensions', row);
    await clickUntil(row, vscode.page.locator('.tab.active', { hasText: 'Extension: Headlight' }));
    const readme = vscode.page.frameLocator('iframe.webview.ready').frameLocator('iframe').locator('body');
    await readme.getByRole('heading', { name: 'Command line' }).waitFor();
    const widths = () =>
      readme
        .locator('img')
        .evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLImageElement).naturalWidth));
    await until(
      async () => {
        const now = await widths();
        return now.length > 0 && now.every((width) => width > 0) ? true : undefined;
      },
      'Not every picture is there',
      async () => `Their widths are ${(await widths()).join()}`,
    );
    await vscode.screenshot('readme');
  });
});
