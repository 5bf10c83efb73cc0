// node scripts/neovim.mjs: gets the Neovim that a test drives the language server with. `npm test` does it by itself.
import { prepare } from './lib/prepare.mjs';

prepare();
const { installNeovim } = await import('./lib/neovim.mjs');
const missing = await installNeovim();
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
}
