// The pictures of the README, each as a person gets to see it in VS Code.
import { boxOf, exampleWith, hoverAtEnd, hoverOf, lineHeight, lineOf, menuOf, openFrom, shoot } from './stage.mjs';

/** @typedef {import('./stage.mjs').VsCode} VsCode */
/** @typedef {import('./sheet.mjs').Panel} Panel */
/**
 * @typedef {object} Picture
 * @property {string} name  of its file in docs/images, without `.png`
 * @property {number} width  of the window in pixels
 * @property {(vscode: VsCode) => Promise<readonly Panel[]>} take
 */

/** @type {readonly Picture[]} */
export const pictures = [
  {
    // The product in one look: the wrong line, why it is wrong and what it does, and the fix.
    name: 'hero',
    width: 768,
    take: async (vscode) => {
      const line = 'serviceName: db';
      await vscode.openFile('start-here.yaml');
      await vscode.problemsUntil((shown) => shown.some(({ code }) => code === 'missing-governing-service'));
      await vscode.runCommand('View: Hide Panel');
      await hoverAtEnd(vscode, line);
      await hoverOf(vscode).getByRole('button', { name: 'Quick Fix...' }).waitFor();
      const hover = await boxOf(hoverOf(vscode));
      const problem = await shoot(vscode, hover);
      await vscode.closeHover();
      await vscode.openActions(line);
      const menu = await boxOf(menuOf(vscode));
      const { y } = await boxOf(lineOf(vscode, line));
      const width = Math.ceil(menu.x + menu.width) - 44;
      const fix = await shoot(vscode, menu, { x: 56, y, width });
      return [
        { image: problem, x: 0, y: 0 },
        { image: fix, x: 768 - width - 16, y: hover.y - 13 * lineHeight },
      ];
    },
  },
  {
    name: 'names',
    width: 678,
    take: async (vscode) => {
      await openFrom(vscode, exampleWith('name: redis', 'clusterIP: None'), 'apiVersion: v1');
      await vscode.hoverAt('redis');
      return [{ image: await shoot(vscode, await boxOf(hoverOf(vscode))), x: 0, y: 0 }];
    },
  },
  {
    name: 'convert',
    width: 640,
    take: async (vscode) => {
      const name = 'cache-headless';
      await openFrom(vscode, 'start-here.yaml', '# Called headless, and it is not: DNS answers with one cluster IP.');
      await vscode.problemsUntil((shown) => shown.some(({ code }) => code === 'misleading-headless-name'));
      await vscode.runCommand('View: Hide Panel');
      await vscode.openActions(name);
      const { y } = await boxOf(lineOf(vscode, 'apiVersion: v1'));
      const menu = await boxOf(menuOf(vscode));
      const width = Math.ceil(menu.x + menu.width) - 54 + 2;
      const last = await boxOf(lineOf(vscode, 'nodePort: 30379'));
      const before = await shoot(vscode, last, { x: 54, y, width });
      await vscode.page.keyboard.press('Escape');
      await vscode.quickFix(name, 'Convert to Headless Service (delete and re-create a running one)');
      await vscode.page.keyboard.press('Control+End');
      await vscode.page.locator('.squiggly-info').waitFor({ state: 'hidden' });
      const count = vscode.page.locator('.codelens-decoration', { hasText: /^2 Pods.*problem/ });
      await count.first().waitFor({ state: 'hidden' });
      const after = await shoot(vscode, last, { x: 54, y, width: 210 });
      return [
        { image: before, x: 0, y: 0 },
        { image: after, x: width + 10, y: 0 },
      ];
    },
  },
  {
    // A StatefulSet that asks for a Service which is not there, and the one that selects its Pods.
    name: 'picture',
    width: 800,
    take: async (vscode) => {
      await vscode.openFile('start-here.yaml');
      await vscode.placeCursor('replicas: 3');
      await vscode.runCommand('Headlight: Show Picture of Services');
      const page = await vscode.webview('.viewport .node');
      await page.locator('.node.missing').first().waitFor();
      await page.locator('h1').click();
      await vscode.runCommand('View: Toggle Maximize Editor Group');
      await page.getByRole('button', { name: 'Fit' }).click();
      const nodes = await Promise.all((await page.locator('.node .card').all()).map(boxOf));
      const [top, bottom] = [
        Math.min(...nodes.map(({ y }) => y)),
        Math.max(...nodes.map(({ y, height }) => y + height)),
      ];
      const image = await shoot(vscode, { x: 0, y: bottom, width: 0, height: 24 }, { y: Math.floor(top) - 24 });
      return [{ image, x: 0, y: 0 }];
    },
  },
  {
    // The view beside the text that it follows: a Service, its names, and the Pod behind one of them.
    name: 'view',
    width: 700,
    take: async (vscode) => {
      await vscode.openFile(exampleWith('name: redis', 'clusterIP: None'));
      await vscode.hoverAt('redis');
      await vscode.closeHover();
      await vscode.placeCursor('redis');
      await vscode.runCommand('Headlight: Show in DNS Names');
      const { page } = vscode;
      const row = (/** @type {string} */ said) => page.locator(`.sidebar [role=treeitem][aria-label^="${said}"]`);
      await row('Name redis-0.redis').locator('.monaco-tl-twistie').click();
      await row('Pod redis-0').waitFor();
      await row('Namespace default').locator('.monaco-tl-twistie').click();
      const sidebar = await boxOf(page.locator('.sidebar').first());
      await page.mouse.move(sidebar.x + sidebar.width, 300);
      await page.mouse.down();
      await page.mouse.move(400, 300, { steps: 5 });
      await page.mouse.up();
      // Nothing is marked then but the row.
      await vscode.placeCursor('# A Redis');
      await row('Service redis').and(page.locator('.selected')).waitFor();
      const last = await boxOf(row('Service web'));
      return [{ image: await shoot(vscode, { ...last, height: last.height + 6 }, { y: sidebar.y }), x: 0, y: 0 }];
    },
  },
  {
    name: 'records',
    width: 700,
    take: async (vscode) => {
      await vscode.openFile(exampleWith('name: redis', 'clusterIP: None'));
      await vscode.hoverAt('redis');
      await vscode.closeHover();
      await vscode.runCommand('Headlight: Show DNS Records');
      await vscode.page.locator('.quick-input-widget .monaco-list-row').first().click();
      await vscode.visibleTextUntil((shown) => shown.startsWith('DNS records'));
      const { y } = await boxOf(lineOf(vscode, 'CoreDNS also answers:'));
      return [{ image: await shoot(vscode, { x: 0, y, width: 0, height: 3 }), x: 0, y: 0 }];
    },
  },
  {
    name: 'resolve',
    width: 1000,
    take: async (vscode) => {
      await vscode.openFile(exampleWith('name: redis', 'clusterIP: None'));
      await vscode.hoverAt('redis');
      await vscode.closeHover();
      await vscode.runCommand('Headlight: Resolve a DNS Name');
      await vscode.page.locator('.quick-input-widget', { hasText: 'A name as' }).locator('input').fill('web.shop');
      await vscode.page.keyboard.press('Enter');
      await vscode.page.locator('.quick-input-widget .monaco-list-row', { hasText: 'default' }).first().click();
      await vscode.visibleTextUntil((shown) => shown.startsWith('DNS answer'));
      const { x, y, height } = await boxOf(
        lineOf(vscode, 'web.shop.svc.cluster.local, Service behind a virtual IP, shop/web.yaml:5'),
      );
      // Without the last column, for which a column of 800 pixels has no room.
      return [{ image: await shoot(vscode, { x, y, width: 0, height: height + 6 }, { width: 764 }), x: 0, y: 0 }];
    },
  },
];
