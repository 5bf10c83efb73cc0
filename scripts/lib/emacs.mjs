// Emacs with Eglot, its client of language servers, to drive ours. What is not unpacked into the cache is not used: another
// Emacs would have other packages and another configuration.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { environmentOfUnpacked, unpackDebianPackages } from './debian.mjs';
import { cacheFolder } from './prepare.mjs';

/**
 * @typedef {object} Emacs
 * @property {string} program
 * @property {readonly string[]} args  what comes before its other arguments
 * @property {NodeJS.ProcessEnv} env   what it has to be started with
 */

const packages = ['emacs-nox', 'elpa-eglot', 'elpa-yaml-mode'];
const unpacked = path.join(cacheFolder, 'emacs');

/**
 * Where Emacs is.
 * @returns {Emacs | undefined} nothing where it was not got
 */
export function findEmacs() {
  const program = path.join(unpacked, 'usr/bin/emacs-nox');
  const share = path.join(unpacked, 'usr/share/emacs');
  const version = firstIn(share, /^\d/);
  if (!existsSync(program) || version === undefined) return undefined;
  // It was built to find all of this below /usr.
  const libexec = path.join(unpacked, 'usr/libexec/emacs', version);
  const machine = path.join(libexec, firstIn(libexec, /-linux-gnu/) ?? '');
  const added = path.join(share, 'site-lisp/elpa-src');
  const lisp = [...readdirSync(added).map((name) => path.join(added, name)), path.join(share, version, 'lisp')];
  return {
    program,
    args: [`--dump-file=${path.join(machine, 'emacs.pdmp')}`],
    env: {
      ...environmentOfUnpacked(unpacked),
      EMACSLOADPATH: lisp.join(path.delimiter),
      EMACSDATA: path.join(share, version, 'etc'),
      EMACSPATH: machine,
    },
  };
}

/**
 * Gets Emacs where apt-get can.
 * @returns {Promise<string | undefined>} why it is still missing, in one sentence
 */
export async function installEmacs() {
  if (findEmacs() !== undefined) return undefined;
  const failure = await unpackDebianPackages(packages, unpacked);
  if (failure !== undefined) return failure;
  return findEmacs() === undefined ? 'The packages hold another program than expected.' : undefined;
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function firstIn(folder, pattern) {
  return existsSync(folder) ? readdirSync(folder).find((name) => pattern.test(name)) : undefined;
}
