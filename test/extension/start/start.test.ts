import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../../scripts/lib/prepare.mjs';
import { violationsIn } from '../harness/axe.ts';
import { openAddress, type VsCode } from '../harness/page.ts';
import { clickUntil, patience } from '../harness/until.ts';

const start = path.join(root, 'scripts', 'start.mjs');

/** What a program prints until the pattern is found in it. */
function printed(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (why: string) => reject(new Error(`It ${why}:\n${text}`));
    const timer = setTimeout(() => {
      fail(`does not print ${String(pattern)}`);
      child.kill('SIGINT');
    }, 2 * patience);
    const take = (data: Buffer) => {
      text += data.toString();
      const found = pattern.exec(text);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
    child.once('exit', (code) => fail(`ended with exit code ${code}`));
  });
}

describe('npm start in a browser', () => {
  let vscode: VsCode;
  let folder: string;
  let server: ChildProcess;

  before(async () => {
    server = spawn(process.execPath, [start, '--browser'], {
      env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' },
    });
    const [, address = ''] = await printed(server, /^ +(http:\S+)$/m);
    folder = new URL(address).searchParams.get('folder') ?? '';
    vscode = await openAddress(address, { workspace: folder }, async () => {
      const ended = once(server, 'exit');
      server.kill('SIGINT');
      await ended;
    });
  });
  after(() => (existsSync(folder) ? vscode.close() : undefined));

  const steps = () => vscode.page.frameLocator('iframe.webview.ready').frameLocator('iframe').locator('body');
  const button = (name: string) => steps().getByRole('button', { name });
  const take = (step: string, wanted: Locator) => clickUntil(button(step), wanted);
  const hover = () => vscode.page.locator('.monaco-resizable-hover .monaco-hover:not(.hidden)');

  it('shows a wrong line, why it is wrong and the way to its fix', async () => {
    await hover()
      .getByText('There is no Service "db" for StatefulSet "db"; there is a Service "db-headless".')
      .waitFor();
    await hover().getByRole('button', { name: 'Quick Fix' }).waitFor();
    assert.equal(await vscode.activeTab(), 'start-here.yaml');
    assert.match(await vscode.visibleText(), /serviceName: db$/m);
    await vscode.page
      .locator('.markers-panel .marker-code', { hasText: 'missing-governing-service' })
      .first()
      .waitFor();
    await vscode.screenshot('first look');
  });

  it('says beside it in six steps what to try', async () => {
    await steps().getByRole('heading', { level: 1, name: 'Meet Headlight' }).waitFor();
    assert.equal(await steps().getByRole('listitem').count(), 6);
    // With the panel below, all of them are seen at once.
    const box = await vscode.page.locator('iframe.webview.ready').first().boundingBox();
    const last = await steps().getByRole('listitem').last().boundingBox();
    assert.ok(
      box !== null && last !== null && last.y + last.height <= box.y + box.height,
      JSON.stringify({ box, last }),
    );
  });

  it('says it in a page that is found to be accessible', async () => {
    const page = await vscode.webview('h1:has-text("Meet Headlight")');
    // Without scripts of its own nothing runs in it, so a copy is looked at.
    const copy = await vscode.page.context().browser()?.newPage();
    assert.ok(copy);
    await copy.setContent(await page.content());
    assert.deepEqual(await violationsIn(copy, 'html'), []);
    await copy.close();
  });

  it('shows nothing else', async () => {
    assert.deepEqual(await vscode.notifications(), []);
    assert.equal(await vscode.page.locator('.monaco-dialog-box').count(), 0);
    const tabs = await vscode.page.locator('.tab .label-name').allInnerTexts();
    assert.deepEqual(tabs, ['Meet Headlight', 'start-here.yaml']);
  });

  it('mends the line from the keyboard alone', async () => {
    await vscode.openActionsAtCursor('Change serviceName to "db-headless"');
    await vscode.screenshot('fixes');
    await vscode.chooseFocusedAction();
    await vscode.visibleTextUntil((text) => text.includes('serviceName: db-headless'));
    await vscode.problemsUntil((problems) =>
      problems.every(({ file, code }) => file !== 'start-here.yaml' || code !== 'missing-governing-service'),
    );
  });

  it('takes the steps, each of which works', async () => {
    await take('Show Names', hover().getByText('db-2.db-headless'));
    await vscode.screenshot('names');
    await take('Show a Problem', hover().getByText('Service "cache-headless" is not headless'));
    await take('Convert', vscode.page.locator('.notification-list-item-message', { hasText: 'running Service' }));
    await vscode.visibleTextUntil((text) => /cache-headless\nspec:\n +type: ClusterIP\n +clusterIP: None/.test(text));
    await take('Show Records', vscode.page.locator('.tab.active', { hasText: 'DNS records' }));
    await vscode.visibleTextUntil((text) => /db-2\.db-headless +A/.test(text));
    await take('Show the View', vscode.page.locator('.sidebar .monaco-list-row.selected', { hasText: 'db-headless' }));
    await vscode.screenshot('view');
    const input = vscode.page.locator('.quick-input-widget input.input').first();
    await take('Resolve a Name', input);
    assert.equal(await input.inputValue(), 'db-headless');
    await vscode.page.keyboard.press('Escape');
    // It is asked of the file that is open behind the records; the example that is shipped would be a second one.
    const tabs = await vscode.page.locator('.tab .label-name').allInnerTexts();
    assert.equal(tabs.filter((name) => name === 'start-here.yaml').length, 1);
  });

  it('leaves nothing behind', async () => {
    assert.ok(existsSync(folder));
    await vscode.close();
    assert.equal(existsSync(folder), false);
  });
});

describe('npm start where VS Code is installed', () => {
  it('opens a copy of the examples without questions, and asks for the first look', async function () {
    if (process.platform === 'win32') this.skip();
    const programs = mkdtempSync(path.join(os.tmpdir(), 'headlight-programs-'));
    const told = path.join(programs, 'told');
    const code = path.join(programs, 'code');
    writeFileSync(code, `#!/bin/sh\nprintf '%s\\n' "tour=$HEADLIGHT_TOUR" "$@" > '${told}'\n`);
    chmodSync(code, 0o755);
    try {
      const PATH = `${programs}${path.delimiter}${process.env['PATH']}`;
      const child = spawn(process.execPath, [start], { env: { ...process.env, PATH } });
      const [, folder = ''] = await printed(child, /opens with Headlight on (.*)\.$/m);
      const [tour, ...args] = readFileSync(told, 'utf8').trim().split('\n');
      assert.equal(tour, 'tour=1');
      assert.deepEqual(args, [
        '--new-window',
        '--disable-extensions',
        '--disable-workspace-trust',
        '--skip-welcome',
        '--skip-release-notes',
        `--extensionDevelopmentPath=${root}`,
        folder,
      ]);
      assert.ok(existsSync(path.join(folder, 'start-here.yaml')));
      rmSync(path.dirname(folder), { recursive: true });
    } finally {
      rmSync(programs, { recursive: true });
    }
  });
});
