// node scripts/vscode.mjs: gets VS Code's workbench, a browser and its letters for the tests in VS Code. `npm test` does it by itself.
import { prepare } from './lib/prepare.mjs';

prepare();
const { installWorkbench } = await import('../test/extension/harness/workbench.mjs');
const { findBrowser } = await import('../test/extension/harness/browser.mjs');
const { installKoreanFont } = await import('./lib/korean-font.mjs');
const noFont = await installKoreanFont();
if (noFont !== undefined) console.error(noFont);
installWorkbench();
findBrowser();
