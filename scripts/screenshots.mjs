// npm run screenshots [NAME…]: takes the pictures of the README from the packaged extension in a real VS Code, on a copy of
// examples/, into docs/images/. All pictures, or those named.
import { cpSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';

prepare();
const { run } = await import('./lib/run.mjs');
const { importTypeScript } = await import('./lib/bundle.mjs');
/** @type {typeof import('../test/extension/harness/page.ts')} */
const { openVsCode } = await importTypeScript('test/extension/harness/page.ts');
/** @typedef {import('../test/extension/harness/page.ts').VsCode} VsCode */

const size = { width: 1100, height: 720 };
const settings = {
  'security.workspace.trust.enabled': false,
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.layoutControl.enabled': false,
  'window.title': '${activeEditorShort}',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'explorer.openEditors.visible': 0,
};

/** The pictures: what is on the screen when each is taken. Files are found by what they hold. */
const pictures = [
  {
    name: 'hover',
    take: async (/** @type {VsCode} */ vscode) => {
      await vscode.openFile(exampleWith('name: redis', 'clusterIP: None'));
      await vscode.hoverAt('redis');
      await enlargeHover(vscode, 75);
    },
  },
  {
    name: 'problems',
    take: async (/** @type {VsCode} */ vscode) => {
      await vscode.openFile(exampleWith('name: my-headless-service'));
      await vscode.problemsUntil((problems) => problems.length > 5);
      // The first one, as they were scrolled through.
      await vscode.problemRow('invalid-cluster-ip');
    },
  },
  {
    name: 'quick-fix',
    take: async (/** @type {VsCode} */ vscode) => {
      await vscode.openFile(exampleWith('name: my-headless-service'));
      // The server is there once it has found the problem; before that there is nothing to offer.
      await vscode.problemsUntil((problems) =>
        problems.some((problem) => problem.file.includes('my-headless-service')),
      );
      await vscode.openActions('my-headless-service');
    },
  },
];

const vsix = path.join(cacheFolder, 'headlight.vsix');
if ((await run(process.execPath, [path.join(root, 'scripts/package.mjs'), '--out', vsix])) !== 0) process.exit(1);
process.env['HEADLIGHT_SCREENSHOTS'] = path.join(root, 'docs', 'images');

const wanted = process.argv.slice(2);
for (const { name, take } of pictures.filter((picture) => wanted.length === 0 || wanted.includes(picture.name))) {
  const temporary = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'headlight-pictures-')));
  const workspace = path.join(temporary, 'examples');
  cpSync(path.join(root, 'examples'), workspace, { recursive: true });
  const vscode = await openVsCode({ workspace, settings, vsix, size, scale: 2 });
  try {
    await take(vscode);
    console.log(`Took ${path.relative(root, await vscode.screenshot(name))}`);
  } finally {
    await vscode.close();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/**
 * Drags the lower edge of the hover, which VS Code cuts at a quarter of the editor's height.
 * @param {VsCode} vscode
 * @param {number} pixels
 */
async function enlargeHover({ page }, pixels) {
  const box = await page.locator('.monaco-resizable-hover').first().boundingBox();
  if (box === null) throw new Error('No hover is shown.');
  const [middle, edge] = [box.x + box.width / 2, box.y + box.height];
  await page.mouse.move(middle, edge - 20);
  await page.mouse.move(middle, edge - 1, { steps: 5 });
  await page.mouse.down();
  await page.mouse.move(middle, edge + pixels, { steps: 10 });
  await page.mouse.up();
}

/**
 * The first file of examples/, by name, that holds all of the texts.
 * @param {...string} texts
 */
function exampleWith(...texts) {
  const folder = path.join(root, 'examples');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  const found = files.sort().find((name) => {
    const text = readFileSync(path.join(folder, name), 'utf8');
    return texts.every((one) => text.includes(one));
  });
  if (found === undefined) throw new Error(`No file of examples/ holds ${texts.join(' and ')}.`);
  return found.split(path.sep).join('/');
}
