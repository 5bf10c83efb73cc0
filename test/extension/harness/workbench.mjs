// A real VS Code from the npm registry: the workbench and the extension host that code-server carries, started as
// VS Code's own server and shown in a browser. Needs nothing but Node and npm; used where no VS Code is installed and
// none can be downloaded, and wherever a test drives the page as a person would.
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { cpSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { moveIntoPlace } from '../../../scripts/lib/files.mjs';
import { cacheFolder, npmSync } from '../../../scripts/lib/prepare.mjs';

/** code-server's version; this one holds VS Code 1.100.3. Others were seen to need native modules. */
const version = '4.100.3';
const folder = path.join(cacheFolder, `code-server-${version}`);
const vscodeFolder = path.join('node_modules', 'code-server', 'lib', 'vscode');

/**
 * Installs the workbench into the cache folder, the first time only.
 * @returns {string} the folder of its VS Code, which also holds VS Code's own grammars
 */
export function installWorkbench() {
  if (!existsSync(folder)) {
    console.log(`Installing VS Code's workbench (code-server ${version}) into .cache, once …`);
    const partial = `${folder}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true });
    try {
      writeFileSync(path.join(partial, 'package.json'), '{"private":true}\n');
      install(['code-server@' + version, '@vscode/ripgrep@1.18.0'], partial);
      const vscode = path.join(partial, vscodeFolder);
      install(['--omit=dev'], vscode);
      // The workbench looks for its packages where the desktop build has them.
      symlinkSync('node_modules', path.join(vscode, 'node_modules.asar'), 'junction');
      linkRipgrep(partial);
      moveIntoPlace(partial, folder);
    } finally {
      rmSync(partial, { recursive: true, force: true });
    }
  }
  const vscode = path.join(folder, vscodeFolder);
  provideLogFiles(vscode);
  return vscode;
}

/** Also where the workbench was installed before: the file is replaced, as it may be shared with another copy. @param {string} vscode */
function provideLogFiles(vscode) {
  const source = fileURLToPath(new URL('log-files.cjs', import.meta.url));
  const place = path.join(vscode, 'node_modules', '@vscode', 'spdlog', 'index.js');
  if (readFileSync(place, 'utf8') === readFileSync(source, 'utf8')) return;
  const partial = `${place}.${process.pid}`;
  copyFileSync(source, partial);
  renameSync(partial, place);
}

/**
 * @typedef {object} Workbench
 * @property {string} origin  for instance `http://127.0.0.1:41234`
 * @property {(folder: string, payload?: readonly (readonly [string, string])[]) => string} address
 *   where a browser sees the folder; the payload is what VS Code's window is told on its start
 * @property {() => Promise<void>} stop  ends the server and removes its data
 */

/**
 * Starts the workbench's server on a free port, with an empty profile.
 * @param {object} options
 * @param {Record<string, unknown>} [options.settings]  the user's settings
 * @param {string} [options.vsix]  an extension to install beforehand
 * @param {string} [options.installed]  where the folder with that extension is kept once it was installed, for others to copy
 * @param {string} [options.extension]  the source folder of an extension to have as if it were installed
 * @param {readonly string[]} [options.builtIn]  which of VS Code's own extensions there are; all where left out
 * @param {string} [options.token]  what an address has to hold to be let in; anyone on the machine is, where left out
 * @param {NodeJS.ProcessEnv} [options.env]  added to the environment, which the extension host inherits
 * @param {(line: string) => void} [options.log]  gets what the server prints
 * @returns {Promise<Workbench>}
 */
export async function startWorkbench(options) {
  const { settings = {}, vsix, installed, extension, builtIn, token, env = {}, log = () => {} } = options;
  const vscode = installWorkbench();
  const data = mkdtempSync(path.join(os.tmpdir(), 'headlight-vscode-'));
  mkdirSync(path.join(data, 'data', 'User'), { recursive: true });
  mkdirSync(path.join(data, 'extensions'));
  writeFileSync(path.join(data, 'data', 'User', 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
  const main = [path.join(vscode, 'out', 'server-main.js'), '--accept-server-license-terms', '--server-data-dir', data];
  main.push('--extensions-dir', path.join(data, 'extensions'), '--telemetry-level', 'off');
  const door = token === undefined ? ['--without-connection-token'] : ['--connection-token', token];
  const removeData = () => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  // Without a marketplace, so that a test run asks nobody on the network for extensions.
  // Its sockets go into its own folder too, and with it.
  const environment = { ...process.env, EXTENSIONS_GALLERY: '{}', XDG_RUNTIME_DIR: data, ...env };

  try {
    if (extension !== undefined) symlinkSync(extension, path.join(data, 'extensions', 'source'), 'junction');
    if (builtIn !== undefined) {
      const few = path.join(data, 'built-in');
      mkdirSync(few);
      for (const name of builtIn) symlinkSync(path.join(vscode, 'extensions', name), path.join(few, name), 'junction');
      main.push('--builtin-extensions-dir', few);
    }
    if (vsix !== undefined) {
      const extensions = path.join(data, 'extensions');
      if (installed !== undefined && existsSync(installed)) cpSync(installed, extensions, { recursive: true });
      else {
        await installExtension(main, vsix, environment, log);
        if (installed !== undefined) keepCopy(extensions, installed);
      }
    }
    const server = spawn(
      process.execPath,
      [...main, '--host', '127.0.0.1', '--port', '0', ...door],
      // A group of its own, so that stopping it also stops the extension host and the language server below it.
      { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
    );
    // Ctrl+C or an error of ours leaves nothing running and nothing lying about.
    const endNow = () => {
      signalGroup(server, 'SIGKILL');
      removeData();
    };
    process.once('exit', endNow);
    process.on('SIGINT', exitOnSignal).on('SIGTERM', exitOnSignal);
    server.once('exit', () => {
      process.off('exit', endNow);
      process.off('SIGINT', exitOnSignal).off('SIGTERM', exitOnSignal);
    });
    const port = await portOf(server, log);
    const origin = `http://127.0.0.1:${port}`;
    return {
      origin,
      address: (folder, payload = []) => {
        const query = new URLSearchParams({ folder: asUriPath(folder) });
        if (token !== undefined) query.set('tkn', token);
        if (payload.length > 0) query.set('payload', JSON.stringify(payload));
        // Slashes may be as they are, and a person reads and copies this.
        return `${origin}/?${query.toString().replaceAll('%2F', '/')}`;
      },
      stop: async () => {
        await stopGroup(server);
        removeData();
      },
    };
  } catch (error) {
    removeData();
    throw error;
  }
}

/** VS Code's own extensions that a test meets. Each of the ninety others costs every window something on its start. */
export const metByTests = [
  ...['yaml', 'json', 'json-language-features', 'markdown-basics', 'markdown-language-features', 'python'],
  ...['theme-defaults', 'theme-seti', 'references-view', 'configuration-editing'],
];

/**
 * The part of the payload that loads an extension from its source folder, and, for a test run, the tests.
 * @param {Workbench} workbench
 * @param {{ extension: string, tests?: string }} paths  absolute; the tests are one .js file that exports `run`
 * @returns {readonly (readonly [string, string])[]}
 */
export function developmentPayload(workbench, { extension, tests }) {
  const remote = (/** @type {string} */ file) => `vscode-remote://${new URL(workbench.origin).host}${asUriPath(file)}`;
  return [
    ['extensionDevelopmentPath', remote(extension)],
    ...(tests === undefined ? [] : [/** @type {const} */ (['extensionTestsPath', remote(tests)])]),
    ['skipWelcome', 'true'],
  ];
}

/** Nothing on the screen or on the network but what the test is about. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'git.enabled': false,
  'chat.commandCenter.enabled': false,
  'files.autoSave': 'off',
};

/**
 * @param {readonly string[]} args
 * @param {string} cwd
 */
function install(args, cwd) {
  const code = npmSync(['install', ...args, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], cwd);
  if (code !== 0) throw new Error(`npm install of VS Code's workbench failed with exit code ${code}`);
}

/** Without ripgrep's program `workspace.findFiles` and Quick Open fail. @param {string} base */
function linkRipgrep(base) {
  const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
  const platformPackage = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const require = createRequire(path.join(base, 'node_modules/@vscode/ripgrep/package.json'));
  const source = path.join(path.dirname(require.resolve(`${platformPackage}/package.json`)), 'bin', program);
  const bin = path.join(base, vscodeFolder, 'node_modules/@vscode/ripgrep/bin');
  mkdirSync(bin, { recursive: true });
  if (!readdirSync(bin).includes(program)) symlinkSync(path.relative(bin, source), path.join(bin, program));
}

/**
 * @param {readonly string[]} main
 * @param {string} vsix
 * @param {NodeJS.ProcessEnv} env
 * @param {(line: string) => void} log
 */
function installExtension(main, vsix, env, log) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...main, '--install-extension', vsix, '--force'], { env });
    let output = '';
    const keep = (/** @type {Buffer} */ data) => {
      output += data.toString();
      log(data.toString());
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 && /successfully installed/.test(output)
        ? resolve(undefined)
        : reject(new Error(`Installing ${path.basename(vsix)} failed:\n${output}`)),
    );
  });
}

/** @param {string} folder @param {string} place */
function keepCopy(folder, place) {
  cpSync(folder, `${place}.${process.pid}`, { recursive: true });
  moveIntoPlace(`${place}.${process.pid}`, place);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {(line: string) => void} log
 * @returns {Promise<number>}
 */
function portOf(server, log) {
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail('did not start within 45 seconds'), 45_000);
    const fail = (/** @type {string} */ why) => {
      clearTimeout(timer);
      void stopGroup(server);
      reject(new Error(`VS Code's server ${why}:\n${output}`));
    };
    const keep = (/** @type {Buffer} */ data) => {
      log(data.toString());
      output += data.toString();
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    server.stdout?.on('data', keep);
    server.stderr?.on('data', keep);
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`ended with exit code ${code}`));
  });
}

/** @param {import('node:child_process').ChildProcess} server */
async function stopGroup(server) {
  if (server.exitCode !== null || server.signalCode !== null || server.pid === undefined) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  signalGroup(server, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(server, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
}

/**
 * @param {import('node:child_process').ChildProcess} server
 * @param {NodeJS.Signals} signal
 */
function signalGroup(server, signal) {
  if (server.pid === undefined) return;
  try {
    if (process.platform === 'win32') server.kill(signal);
    else process.kill(-server.pid, signal);
  } catch {
    // It has ended in the meantime.
  }
}

/** A signal alone would end Node without its "exit" event. */
function exitOnSignal() {
  process.exit(130);
}

/** @param {string} file */
function asUriPath(file) {
  const slashes = file.split(path.sep).join('/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}
