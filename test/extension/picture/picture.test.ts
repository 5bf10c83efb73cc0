import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { openVsCode, type VsCode } from '../harness/page.ts';

/** What axe says of a page. */
interface Axe {
  run(): Promise<{ readonly violations: readonly { readonly id: string; readonly help: string }[] }>;
}

const workspace = process.env['HEADLIGHT_WORKSPACE'] ?? '';

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

  it('follows what is typed, and takes neither focus nor scroll', async () => {
    const frame = await picture();
    await vscode.placeCursor('replicas: 2');
    await until(async () => (await title()) === 'StatefulSet db in the namespace shop');
    await (await node('StatefulSet')).evaluate((element) => void (element.id = 'the same'));
    const place = () =>
      frame.locator('.node.centre').evaluate((element) => {
        const { left, top } = element.getBoundingClientRect();
        return [Math.round(left), Math.round(top)];
      });
    const before = await place();
    await vscode.page.keyboard.press('End');
    await vscode.page.keyboard.press('Backspace');
    await vscode.page.keyboard.type('3');
    await until(async () => (await (await node('Pod db-2')).count()) === 1);
    assert.equal(await (await node('StatefulSet')).getAttribute('id'), 'the same');
    assert.deepEqual(await place(), before);
    await vscode.page.keyboard.type(' # more');
    assert.match(await vscode.visibleTextUntil((text) => text.includes('# more')), /replicas: 3 # more/);
    await vscode.undo();
  });

  it('stays with what is pinned while the cursor moves, and lets go again', async () => {
    const frame = await picture();
    const pin = frame.getByRole('button', { name: 'Pin' });
    await pin.click();
    await until(async () => (await pin.getAttribute('aria-pressed')) === 'true');
    await vscode.openFile('web.yaml');
    await vscode.placeCursor('PGHOST');
    await vscode.page.waitForTimeout(500);
    assert.equal(await title(), 'StatefulSet db in the namespace shop');
    await pin.click();
    await until(async () => (await pin.getAttribute('aria-pressed')) === 'false');
    await vscode.placeCursor('DATABASE_URL');
    await until(async () => (await title()) === 'Deployment web in the namespace shop');
  });

  it('is saved as SVG and as PNG', async () => {
    for (const [format, name, start] of [
      ['SVG', 'picture.svg', '<svg '],
      ['PNG', 'picture.png', '\u0089PNG'],
    ] as const) {
      const frame = await picture();
      await frame.getByRole('button', { name: 'Export…' }).click();
      const input = vscode.page.locator('.quick-input-widget input.input').first();
      await input.fill(format);
      await vscode.page.keyboard.press('Enter');
      // The dialog that asks for a file begins with a proposal.
      await until(async () => (await input.inputValue()).endsWith(name.slice(-4)));
      await vscode.screenshot(`saving as ${format}`);
      await input.fill(path.join(workspace, name));
      await vscode.page.keyboard.press('Enter');
      const file = path.join(workspace, name);
      await until(async () => readFileSync(file, 'latin1').startsWith(start));
    }
  });

  it('is there again when the window is opened again', async () => {
    await vscode.page.reload();
    await picture();
    assert.equal(await title(), 'Deployment web in the namespace shop');
  });

  it('shows how a name resolves, and all Services where no manifest is in front', async () => {
    const frame = await picture();
    await frame.locator('h1').click();
    await vscode.runCommand('Headlight: Show Picture of Services');
    const input = vscode.page.locator('.quick-input-widget input.input').first();
    await vscode.page.locator('.quick-input-widget').getByText('How a name resolves').waitFor();
    await vscode.screenshot('what to draw');
    await input.fill('How a name');
    await vscode.page.keyboard.press('Enter');
    await vscode.page.locator('.quick-input-widget').getByText('as a program writes it').waitFor();
    await input.fill('db.shop.svc');
    await vscode.page.keyboard.press('Enter');
    await vscode.page.locator('.quick-input-widget').getByText('Asked by a Pod').waitFor();
    await input.fill('shop');
    await vscode.page.keyboard.press('Enter');
    await until(async () => (await title()).startsWith('How db.shop.svc resolves'));
    await vscode.screenshot('how a name resolves');
  });

  it('asks its policy for nothing that it refuses', () => {
    assert.deepEqual(refused, []);
  });
});
