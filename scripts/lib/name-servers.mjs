// A real name server and two checkers of zones, to hold our zones and answers against. They are Debian packages; what is
// missing is unpacked into the cache, so nothing is installed on the machine and nobody has to be root.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { moveIntoPlace } from './files.mjs';
import { cacheFolder } from './prepare.mjs';
import { runQuietly } from './run.mjs';

/**
 * @typedef {object} NameServers
 * @property {string} named-checkzone  of BIND
 * @property {string} kzonecheck       of Knot
 * @property {string} nsd              the server
 * @property {NodeJS.ProcessEnv} env   what they have to be started with
 */

const programs = /** @type {const} */ (['named-checkzone', 'kzonecheck', 'nsd']);
const packages = ['bind9-utils', 'knot-dnssecutils', 'nsd'];
const unpacked = path.join(cacheFolder, 'name-servers');

/**
 * Where the programs are.
 * @returns {NameServers | undefined} nothing unless all are there
 */
export function findNameServers() {
  const onMachine = [...(process.env['PATH'] ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin'];
  return (
    findIn(onMachine, process.env) ??
    findIn([path.join(unpacked, 'usr/bin'), path.join(unpacked, 'usr/sbin')], {
      ...process.env,
      LD_LIBRARY_PATH: libraryFolders().join(path.delimiter),
    })
  );
}

/**
 * Gets the programs where apt-get can.
 * @returns {Promise<string | undefined>} why they are still missing, in one sentence
 */
export async function installNameServers() {
  if (findNameServers() !== undefined) return undefined;
  if (process.platform !== 'linux') return 'They come as Debian packages, and this machine runs something else.';
  const work = path.join(cacheFolder, `name-servers.${process.pid}`);
  const root = path.join(work, 'root');
  try {
    mkdirSync(path.join(work, 'archives', 'partial'), { recursive: true });
    mkdirSync(path.join(work, 'lists', 'partial'), { recursive: true });
    mkdirSync(root);
    const failure = (await download(work, [])) && (await downloadWithOwnLists(work));
    if (failure !== undefined) return `apt-get cannot get them: ${failure}`;
    for (const name of readdirSync(path.join(work, 'archives')).filter((file) => file.endsWith('.deb'))) {
      const { code, output } = await runQuietly('dpkg-deb', ['-x', path.join(work, 'archives', name), root]);
      if (code !== 0) return `${name} cannot be unpacked: ${lastLine(output)}`;
    }
    moveIntoPlace(root, unpacked);
    return findNameServers() === undefined ? 'The packages hold other programs than expected.' : undefined;
  } catch (error) {
    return `apt-get or dpkg-deb cannot be run: ${error instanceof Error ? error.message : String(error)}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Downloads the packages and what they need that the machine does not have.
 * @param {string} work
 * @param {readonly string[]} options
 * @returns {Promise<string | undefined>} the last thing that was said where it failed
 */
async function download(work, options) {
  const { code, output } = await aptGet(work, [
    ...options,
    'install',
    '--download-only',
    '--no-install-recommends',
    '--yes',
    ...packages,
  ]);
  return code === 0 ? undefined : lastLine(output);
}

/** @param {string} work  where the machine's own lists are missing or too old */
async function downloadWithOwnLists(work) {
  const options = ['-o', `Dir::State::lists=${path.join(work, 'lists')}`];
  const { code, output } = await aptGet(work, [...options, 'update']);
  return code === 0 ? download(work, options) : lastLine(output);
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

/**
 * @param {readonly string[]} folders
 * @param {NodeJS.ProcessEnv} env
 * @returns {NameServers | undefined}
 */
function findIn(folders, env) {
  const [checkzone, kzonecheck, nsd] = programs.map((program) =>
    folders.map((folder) => path.join(folder, program)).find((file) => existsSync(file)),
  );
  if (checkzone === undefined || kzonecheck === undefined || nsd === undefined) return undefined;
  return { 'named-checkzone': checkzone, kzonecheck, nsd, env };
}

/** Where the libraries are, which Debian keeps in a folder named after the architecture. */
function libraryFolders() {
  const libraries = path.join(unpacked, 'usr/lib');
  if (!existsSync(libraries)) return [];
  return readdirSync(libraries)
    .filter((name) => name.endsWith('-linux-gnu'))
    .map((name) => path.join(libraries, name));
}

/** @param {string} output */
function lastLine(output) {
  return output.trim().split('\n').at(-1) ?? '';
}
