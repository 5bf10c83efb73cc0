// What has to be there before anything else can run. Only Node's own modules may be imported here, since this is
// what installs all others.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder, absolute. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What tests and scripts download or build on the way and may lose at any time; git ignores it. */
export const cacheFolder = path.join(root, '.cache');

/** Installs the packages of package-lock.json where node_modules is missing or holds other versions. */
export function prepare() {
  rejectOldNode();
  if (isInstalled()) return;
  console.log('Installing the packages of package-lock.json (npm ci) …');
  // No package needs its install script here, and one of them would compile.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  if (installByAddress(args)) return;
  const done = npmSync(args, root);
  if (done !== 0) throw new Error(`npm ci failed with exit code ${done}`);
}

/**
 * Installs by a copy of package-lock.json that also says where each package is. The lockfile is for all registries and does not, so
 * that npm would read what each package has ever published, which takes it longer than all else.
 * @param {readonly string[]} args
 * @returns {boolean} false where that cannot be done, as in a registry that has packages elsewhere than most
 */
function installByAddress(args) {
  const folder = path.join(cacheFolder, `install-${process.pid}`);
  try {
    const registry = registryInUse();
    const lockfile = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
    for (const [place, entry] of Object.entries(lockfile.packages)) {
      if (place === '' || entry.inBundle) continue;
      const name = entry.name ?? place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
      entry.resolved = `${registry}/${name}/-/${path.posix.basename(name)}-${entry.version}.tgz`;
    }
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', '.npmrc']) copyFileSync(path.join(root, name), path.join(folder, name));
    writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lockfile));
    if (npmSync(args, folder) !== 0) return false;
    const place = path.join(root, 'node_modules');
    if (existsSync(place)) rmSync(place, { recursive: true });
    renameSync(path.join(folder, 'node_modules'), place);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Its address, without a slash at the end. */
function registryInUse() {
  const npm = npmCommand();
  const args = [...npm.args, 'config', 'get', 'registry'];
  const options = { cwd: root, shell: npm.shell, env: environmentOutsideOfScripts() };
  return spawnSync(npm.command, args, options).stdout.toString().trim().replace(/\/$/, '');
}

/**
 * Runs npm and shows what it prints.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {number} its exit code
 */
export function npmSync(args, cwd) {
  const npm = npmCommand();
  const result = spawnSync(npm.command, [...npm.args, ...args], {
    cwd,
    stdio: 'inherit',
    shell: npm.shell,
    env: environmentOutsideOfScripts(),
  });
  return result.status ?? 1;
}

/**
 * How to start npm: the one that is running us, else the one on the PATH (a .cmd file on Windows, which needs a shell).
 * @returns {{ command: string, args: readonly string[], shell: boolean }}
 */
export function npmCommand() {
  const running = process.env['npm_execpath'];
  if (running !== undefined && /npm-cli\.c?js$/.test(running)) {
    return { command: process.execPath, args: [running], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * The environment without what an outer `npm run` put there: it would tell an inner npm, working in another folder,
 * about the outer package, and that what it installs is for the whole machine.
 * @returns {NodeJS.ProcessEnv}
 */
export function environmentOutsideOfScripts() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^npm_(package|lifecycle|command|execpath|node_execpath|config_(global|location|local_prefix)$)/.test(name) &&
      name !== 'INIT_CWD',
  );
  return Object.fromEntries(kept);
}

function rejectOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Headlight is built with Node 20.19 or newer; this is Node ${process.versions.node}.`);
  process.exit(2);
}

function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf('node_modules/.package-lock.json');
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(([folder, { version, optional }]) => {
    if (folder === '') return true;
    const installed = present[folder];
    return installed === undefined ? optional === true : installed.version === version;
  });
}

/**
 * @param {string} lockfile
 * @returns {Record<string, { version?: string, optional?: boolean }> | undefined} nothing where there is no such file
 */
function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(path.join(root, lockfile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
