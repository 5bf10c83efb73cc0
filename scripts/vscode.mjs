// node scripts/vscode.mjs: gets VS Code's workbench, a browser and its letters for the tests in VS Code. `npm test` does it by itself.
//   --workbench  leaves out the browser, which is in one of the packages
import { installWorkbench } from '../test/extension/harness/workbench.mjs';
import { installKoreanFont } from './lib/korean-font.mjs';
import { prepare } from './lib/prepare.mjs';

const noFont = await installKoreanFont();
if (noFont !== undefined) console.error(noFont);
installWorkbench();
if (!process.argv.includes('--workbench')) {
  prepare();
  const { findBrowser } = await import('../test/extension/harness/browser.mjs');
  findBrowser();
}
