// node scripts/editors.mjs: gets the editors that tests drive the language server with. `npm test` does it by itself, before there are packages.
import { installNeovim } from './lib/neovim.mjs';
import { installEmacs } from './lib/emacs.mjs';

const missing = [await installNeovim(), await installEmacs()].filter((reason) => reason !== undefined);
for (const reason of missing) console.error(reason);
if (missing.length > 0) process.exitCode = 1;
