import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame } from 'playwright-core';
import { openVsCode, type VsCode } from '../harness/page.ts';

/** What axe says of a page. */
interface Axe {
  run(): Promise<{ readonly violations: readonly { readonly id: string; readonly help: string }[] }>;
}

describe('the picture', () => {
  let vscode: VsCode;
  const refused: string[] = [];
  before(async () => {
    vscode = await openVsCode();
    vscode.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
  });
  after(() => vscode.close());
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await vscode.screenshot(`failed ${this.currentTest.title}`);
  });

  /** The page of the picture, once it has drawn. */
  async function picture(): Promise<Frame> {
    for (;;) {
      for (const frame of vscode.page.frames()) {
        const drawn = await frame
          .locator('.viewport svg[role=group] .node')
          .count()
          .catch(() => 0);
        if (drawn > 0) return frame;
      }
      await vscode.page.waitForTimeout(100);
    }
  }

  const node = async (name: string) => (await picture()).locator(`.node[aria-label^="${name}"]`);
  const title = async () => (await (await picture()).locator('h1').innerText()).trim();
  const position = () => vscode.page.locator('#status\\.editor\\.selection').innerText();

  /** Waits for what has to become so; the time that a test may take ends it. */
  async function until(check: () => Promise<boolean>): Promise<void> {
    while (!(await check().catch(() => false))) await vscode.page.waitForTimeout(100);
  }

  it('opens beside the text, with what belongs to the Service at the cursor', async () => {
    await vscode.openFile('db.yaml');
    await vscode.problemsUntil((problems) => problems.length > 0);
    await vscode.runCommand('View: Toggle Panel Visibility');
    await vscode.placeCursor('clusterIP');
    await vscode.runCommand('Headlight: Show Picture of Services');
    const frame = await picture();
    assert.equal(await title(), 'Service db in the namespace shop');
    const labels = await frame
      .locator('.node')
      .evaluateAll((nodes) => nodes.map((one) => one.querySelector('.label')?.textContent));
    assert.deepEqual(
      [...labels].sort(),
      [
        'db',
        'db',
        'db-0',
        'db-0.db.shop.svc.cluster.local',
        'db-1',
        'db-1.db.shop.svc.cluster.local',
        'db-7.db',
        'db.shop.svc.cluster.local',
        '_pg._tcp.db.shop.svc.cluster.local',
        'pg 5432/TCP',
        'web',
      ].sort(),
    );
    assert.equal(
      await (await node('Not found db-7.db')).getAttribute('class'),
      'node kind-service missing has-warning',
    );
    await vscode.screenshot('picture of a Service');
  });

  it('is found to be accessible', async () => {
    const frame = await picture();
    await frame.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await frame.evaluate(() => (globalThis as unknown as { readonly axe: Axe }).axe.run());
    assert.deepEqual(
      violations.map(({ id, help }) => `${id}: ${help}`),
      [],
    );
  });

  it('is walked through with the keys, and Enter goes to the line', async () => {
    const frame = await picture();
    await (await node('Service')).focus();
    await vscode.page.keyboard.press('ArrowRight');
    const focused = () => frame.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    assert.match(await focused(), /^Port pg 5432\/TCP/);
    await vscode.page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /^Service · headless db/);
    await vscode.page.keyboard.press('ArrowLeft');
    assert.match(await focused(), /^Not found db-7\.db|^Deployment web/);
    await vscode.page.keyboard.press('Home');
    assert.match(await focused(), /^Deployment web/);
    await vscode.page.keyboard.press('Enter');
    await until(async () => (await vscode.activeTab()) === 'web.yaml');
    assert.match(await position(), /^Ln 4,/);
    assert.equal(await title(), 'Service db in the namespace shop');
  });

  it('leads to the line that is clicked, and stays', async () => {
    await (await node('StatefulSet')).click();
    await until(async () => (await vscode.activeTab()) === 'db.yaml');
    assert.match(await position(), /^Ln 17,/);
    assert.equal(await title(), 'Service db in the namespace shop');
  });

  it('zooms with the keys and around the mouse', async () => {
    const frame = await picture();
    const width = () => frame.locator('.viewport svg[role=group]').evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await (await node('Service')).focus();
    await vscode.page.keyboard.press('+');
    assert.ok((await width()) > before);
    await vscode.page.keyboard.press('0');
    assert.equal(Math.round(await width()), Math.round(before));
  });

  it('asks its policy for nothing that it refuses', () => {
    assert.deepEqual(refused, []);
  });
});
