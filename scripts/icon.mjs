// node scripts/icon.mjs: draws media/icon.png from media/icon.svg, since the Marketplace takes no SVG. Run after changing the drawing.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const { findBrowser, launchBrowser } = await import('../test/extension/harness/browser.mjs');

const side = 256;
const found = findBrowser();
if (found === undefined) throw new Error('No Chromium was found; name one in HEADLIGHT_BROWSER.');
const browser = await launchBrowser(found);
try {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  const drawing = readFileSync(path.join(root, 'media/icon.svg'), 'utf8');
  await page.setContent(`<body style="margin:0">${drawing}</body>`);
  await page.screenshot({ path: path.join(root, 'media/icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
