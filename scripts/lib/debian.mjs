// Programs that come as Debian packages. They are unpacked into the cache, so nothing is installed on the machine and nobody has
// to be root.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { moveIntoPlace } from './files.mjs';
import { runQuietly } from './run.mjs';

/**
 * Unpacks packages, with what they need that the machine does not have, where apt-get can get them.
 * @param {readonly string[]} packages
 * @param {string} folder  becomes the root of what they hold
 * @returns {Promise<string | undefined>} why they are not there, in one sentence
 */
export async function unpackDebianPackages(packages, folder) {
  if (process.platform !== 'linux') return 'They come as Debian packages, and this machine runs something else.';
  const work = `${folder}.${process.pid}`;
  const root = path.join(work, 'root');
  try {
    mkdirSync(path.join(work, 'archives', 'partial'), { recursive: true });
    mkdirSync(path.join(work, 'lists', 'partial'), { recursive: true });
    mkdirSync(root);
    const failure = (await download(work, packages, [])) && (await downloadWithOwnLists(work, packages));
    if (failure !== undefined) return `apt-get cannot get them: ${failure}`;
    for (const name of readdirSync(path.join(work, 'archives')).filter((file) => file.endsWith('.deb'))) {
      const { code, output } = await runQuietly('dpkg-deb', ['-x', path.join(work, 'archives', name), root]);
      if (code !== 0) return `${name} cannot be unpacked: ${lastLine(output)}`;
    }
    moveIntoPlace(root, folder);
    return undefined;
  } catch (error) {
    return `apt-get or dpkg-deb cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * What programs of packages that were unpacked into a folder have to be started with: Debian keeps their libraries in a folder
 * named after the architecture.
 * @param {string} folder
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOfUnpacked(folder) {
  const libraries = path.join(folder, 'usr/lib');
  const names = existsSync(libraries) ? readdirSync(libraries).filter((name) => name.endsWith('-linux-gnu')) : [];
  const folders = names.map((name) => path.join(libraries, name));
  return { ...process.env, LD_LIBRARY_PATH: folders.join(path.delimiter) };
}

/**
 * Downloads the packages and what they need that the machine does not have.
 * @param {string} work
 * @param {readonly string[]} packages
 * @param {readonly string[]} options
 * @returns {Promise<string | undefined>} the last thing that was said where it failed
 */
async function download(work, packages, options) {
  const install = ['install', '--download-only', '--no-install-recommends', '--yes'];
  const { code, output } = await aptGet(work, [...options, ...install, ...packages]);
  return code === 0 ? undefined : lastLine(output);
}

/**
 * @param {string} work  where the machine's own lists are missing or too old
 * @param {readonly string[]} packages
 */
async function downloadWithOwnLists(work, packages) {
  const options = ['-o', `Dir::State::lists=${path.join(work, 'lists')}`];
  const { code, output } = await aptGet(work, [...options, 'update']);
  return code === 0 ? download(work, packages, options) : lastLine(output);
}

/**
 * @param {string} work
 * @param {readonly string[]} args
 */
function aptGet(work, args) {
  // Without locks and with folders of our own it needs no rights, and is in nobody's way.
  const own = ['-o', 'Debug::NoLocking=1', '-o', `Dir::Cache=${work}`, '-o', `Dir::Cache::archives=${work}/archives`];
  return runQuietly('apt-get', [...own, '-o', 'APT::Sandbox::User=', '-o', 'Acquire::Retries=2', ...args]);
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
