import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/lib/prepare.mjs';
import { violationsIn } from '../harness/axe.ts';
import type { VsCode } from '../harness/page.ts';
import { clickUntil, happens, until, untilThere } from '../harness/until.ts';
import { theWindow } from '../harness/window.ts';

const workspace = process.env['HEADLIGHT_WORKSPACE'] ?? '';

describe('the picture', () => {
  let vscode: VsCode;
  const refused: string[] = [];
  before(async () => {
    vscode = theWindow();
    cpSync(path.join(root, 'test/extension/from-nothing/manifests'), workspace, { recursive: true });
    await vscode.runCommand('File: Save All Files');
    await vscode.runCommand('View: Close All Editors');
    vscode.page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
  });

  /** The page of the picture, once it has drawn. */
  const picture = () => vscode.webview('.viewport svg[role=group] .node');

  const node = async (name: string) => (await picture()).locator(`.node[aria-label^="${name}"]`);
  const button = async (name: string) => (await picture()).getByRole('button', { name });
  const title = async () => (await (await picture()).locator('h1').innerText()).trim();
  /** Its title comes before it is drawn, what is said of it after that. */
  const titleIs = (wanted: string) =>
    become(
      async () => (await title()) === wanted && (await said()).startsWith(`Picture: ${wanted}. `),
      `a picture with the title ${wanted}`,
    );
  const said = async () => (await picture()).getByRole('status').innerText();
  const cursorAt = (line: number) => vscode.page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
  const quickInput = () => vscode.page.locator('.quick-input-widget input.input').first();
  const inQuickInput = (text: string) => vscode.page.locator('.quick-input-widget').getByText(text).first();
  /** The tab of a text that has the keys. */
  const inFront = (file: string) =>
    vscode.page.locator(`.editor-group-container.active .monaco-editor.focused[data-uri$="/${file}"]`);
  /** What has the focus in the page, as a screen reader says it. */
  const focused = async () =>
    (await picture()).evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute('aria-label') ?? element?.textContent ?? '';
    });
  const focusIs = (wanted: RegExp) =>
    become(async () => wanted.test(await focused()), `the focus on ${String(wanted)}`);
  const press = (key: string) => vscode.page.keyboard.press(key);
  const focusIsInPicture = () =>
    become(async () => (await picture()).evaluate(() => document.hasFocus()), 'a picture with the focus');

  function become(check: () => Promise<boolean>, wanted: string): Promise<true> {
    return until(async () => ((await check().catch(() => false)) ? true : undefined), `There is not ${wanted}`);
  }

  /** A text that is opened while a picture has the focus comes in its place. */
  async function openText(file: string): Promise<void> {
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.openFile(file);
  }

  it('opens beside the text, with what belongs to the Service at the cursor', async () => {
    await vscode.openFile('db.yaml');
    await vscode.problemsUntil((problems) => problems.length > 0);
    await vscode.runCommand('View: Toggle Panel Visibility');
    await vscode.placeCursor('clusterIP');
    await vscode.runCommand('Headlight: Show Picture of Services');
    await titleIs('Service db in the namespace shop');
    const frame = await picture();
    const labels = await frame
      .locator('.node')
      .evaluateAll((nodes) => nodes.map((one) => one.querySelector('.label')?.textContent ?? ''));
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
    assert.deepEqual(await violationsIn(await picture(), 'html'), []);
  });

  it('has the focus when it comes, from its buttons to the node that it is about, and Escape leads back to the text', async () => {
    await focusIsInPicture();
    const walk: string[] = [];
    for (let step = 0; step < 6; step++) {
      await press('Tab');
      walk.push(await focused());
    }
    assert.deepEqual(walk, [
      ...['Pin', 'Zoom out', 'Zoom in', 'Fit', 'Export…'],
      'Service · headless db. (A group of 9, open). From Not found db-7.db (asks for). From Deployment web (names). ' +
        'To Port pg 5432/TCP (has port).',
    ]);
    await untilThere(() => press('Escape'), inFront('db.yaml'), 'Escape does not lead back to the text');
    await vscode.typeText('#');
    await vscode.visibleTextUntil((text) => text.includes('#clusterIP'));
    await (await node('Service · ClusterIP')).waitFor();
    await vscode.undo();
    await (await node('Service · headless')).waitFor();
  });

  it('says by a status what it shows and what the keys do', async () => {
    assert.match(await said(), /^Picture: Service db in the namespace shop\. Arrow keys move, Enter goes to the line/);
  });

  it('is walked through with the keys, and Enter goes to the line', async () => {
    await (await node('Service')).focus();
    await focusIs(/^Service · headless db/);
    await press('ArrowRight');
    await focusIs(/^Port pg 5432\/TCP/);
    await press('ArrowLeft');
    await focusIs(/^Service · headless db/);
    await press('ArrowLeft');
    await focusIs(/^Not found db-7\.db|^Deployment web/);
    await press('Home');
    await focusIs(/^Deployment web/);
    await press('Enter');
    await inFront('web.yaml').waitFor();
    await cursorAt(4);
    assert.equal(await title(), 'Service db in the namespace shop');
  });

  it('leads to the line that is clicked, and stays', async () => {
    await clickUntil(await node('StatefulSet'), inFront('db.yaml'));
    await cursorAt(17);
    assert.equal(await title(), 'Service db in the namespace shop');
  });

  it('zooms with the keys and around the mouse', async () => {
    const frame = await picture();
    const width = () => frame.locator('.viewport svg[role=group]').evaluate((svg) => svg.getBoundingClientRect().width);
    const before = await width();
    await (await node('Service')).focus();
    await press('+');
    await become(async () => (await width()) > before, 'a larger picture');
    await press('0');
    await become(async () => Math.round(await width()) === Math.round(before), 'a picture as large as before');
  });

  it('follows the cursor and what is typed, and takes neither focus nor scroll', async () => {
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.placeCursor('replicas: 2');
    await titleIs('StatefulSet db in the namespace shop');
    await (await node('StatefulSet')).evaluate((element) => void (element.id = 'the same'));
    const place = async () =>
      (await picture()).locator('.node.centre').evaluate((element) => {
        const { left, top } = element.getBoundingClientRect();
        return [Math.round(left), Math.round(top)];
      });
    const before = await place();
    await press('End');
    await press('Backspace');
    await vscode.typeText('3');
    await (await node('Pod db-2')).waitFor();
    assert.equal(await (await node('StatefulSet')).getAttribute('id'), 'the same');
    assert.deepEqual(await place(), before);
    await vscode.typeText(' # more');
    assert.match(await vscode.visibleTextUntil((text) => text.includes('# more')), /replicas: 3 # more/);
    await vscode.save('db.yaml');
  });

  it('follows the cursor also while another tab is in front of it', async () => {
    await vscode.runCommand('View: Focus Right Editor Group');
    await vscode.openFile('web.yaml');
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.openFile('db.yaml');
    await vscode.placeCursor('clusterIP');
    // Longer than the cursor has to rest.
    await vscode.page.waitForTimeout(600);
    const tab = vscode.page.locator('.tab', { hasText: 'StatefulSet db in the namespace shop' });
    await clickUntil(tab, tab.and(vscode.page.locator('.active')));
    await titleIs('Service db in the namespace shop');
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.placeCursor('replicas: 3');
    await titleIs('StatefulSet db in the namespace shop');
  });

  it('stays with what is pinned while the cursor moves, and lets go again', async () => {
    const pinned = async (isPinned: boolean) =>
      (await picture()).getByRole('button', { name: 'Pin', pressed: isPinned });
    await clickUntil(await button('Pin'), await pinned(true));
    await openText('web.yaml');
    await vscode.placeCursor('7.db');
    await vscode.typeText('1');
    await (await node('Not found db-17.db')).waitFor();
    assert.equal(await title(), 'StatefulSet db in the namespace shop');
    await vscode.save('web.yaml');
    await clickUntil(await button('Pin'), await pinned(false));
    await vscode.runCommand('View: Focus First Editor Group');
    await vscode.placeCursor('DATABASE_URL');
    await titleIs('Deployment web in the namespace shop');
  });

  for (const [format, ending, start] of [
    ['SVG', 'svg', '<svg '],
    ['PNG', 'png', '\u0089PNG'],
    ['Mermaid', 'mmd', '---\ntitle: "Deployment web in the namespace shop"\n---\nflowchart LR'],
    ['DOT', 'dot', 'digraph '],
  ] as const) {
    it(`is saved as ${format}`, async () => {
      await clickUntil(await button('Export…'), inQuickInput('pixels, for any program'));
      await vscode.answer('pixels, for any program', format);
      // The dialog that asks for a file begins with a proposal.
      const proposal = `Deployment-web-in-the-namespace-shop.${ending}`;
      await become(async () => (await quickInput().inputValue()).endsWith(proposal), proposal);
      const file = path.join(workspace, `picture.${ending}`);
      // The dialog looks at what is typed, and takes no Enter before it has.
      await until(async () => {
        if (!(await quickInput().isVisible())) return true;
        await happens(quickInput().fill(file, { timeout: 2000 }));
        await press('Enter');
        return happens(quickInput().waitFor({ state: 'hidden', timeout: 5000 }));
      }, `The dialog does not take ${file}`);
      await become(async () => readFileSync(file, 'latin1').startsWith(start), `a file that begins with ${start}`);
    });
  }

  it('shows how a name resolves', async () => {
    await vscode.runCommand('View: Focus Right Editor Group');
    // Where it comes later, it closes what is asked.
    await focusIsInPicture();
    const ask = async () => {
      await vscode.runCommandUntil('Headlight: Show Picture of Services', inQuickInput('How a name resolves'));
      await vscode.answer('How a name resolves', 'How a name');
      await vscode.answer('A name as a program writes it', 'db.shop.svc');
      await vscode.answer('No particular Pod', 'shop');
    };
    await until(() => happens(ask()), 'No name is asked for');
    await become(async () => (await title()).startsWith('How db.shop.svc resolves'), 'how the name resolves');
    await vscode.screenshot('how a name resolves');
  });

  it('is there again when the window is opened again', async () => {
    const before = await title();
    await vscode.openAgain();
    await titleIs(before);
  });

  it('shows what it is about in a narrow window as well, and all its buttons', async () => {
    await openText('db.yaml');
    await vscode.placeCursor('clusterIP');
    await vscode.runCommand('Headlight: Show Picture of Services');
    await titleIs('Service db in the namespace shop');
    await vscode.page.setViewportSize({ width: 720, height: 900 });
    const frame = await picture();
    const isSeen = (selector: string) =>
      frame.locator(selector).evaluateAll((elements) =>
        elements.every((element) => {
          const { left, right } = element.getBoundingClientRect();
          return left >= 0 && right <= document.documentElement.clientWidth;
        }),
      );
    await become(() => isSeen('.node.centre'), 'the Service shown');
    assert.ok(await isSeen('button:not([hidden])'));
    await vscode.screenshot('narrow');
  });

  it('asks its policy for nothing that it refuses', () => {
    assert.deepEqual(refused, []);
  });
});
