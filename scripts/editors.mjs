// node scripts/editors.mjs: gets the editors that tests drive the language server with. `npm test` does it by itself.
import { prepare } from './lib/prepare.mjs';

prepare();
const { installNeovim } = await import('./lib/neovim.mjs');
const { installEmacs } = await import('./lib/emacs.mjs');
const missing = [await installNeovim(), await installEmacs()].filter((reason) => reason !== undefined);
for (const reason of missing) console.error(reason);
if (missing.length > 0) process.exitCode = 1;
