// A real name server and two checkers of zones, to hold our zones and answers against.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { environmentOfUnpacked, unpackDebianPackages } from './debian.mjs';
import { cacheFolder } from './prepare.mjs';

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
  const own = [path.join(unpacked, 'usr/bin'), path.join(unpacked, 'usr/sbin')];
  return findIn(onMachine, process.env) ?? findIn(own, environmentOfUnpacked(unpacked));
}

/**
 * Gets the programs where apt-get can.
 * @returns {Promise<string | undefined>} why they are still missing, in one sentence
 */
export async function installNameServers() {
  if (findNameServers() !== undefined) return undefined;
  const failure = await unpackDebianPackages(packages, unpacked);
  if (failure !== undefined) return failure;
  return findNameServers() === undefined ? 'The packages hold other programs than expected.' : undefined;
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
