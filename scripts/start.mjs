// npm start: shows the extension on a copy of the examples, with the first steps laid out. Opens VS Code where its command
// `code` is on the PATH; else starts VS Code's server, on this machine only, and prints the address a browser opens it at.
//   npm start -- FOLDER     on another folder, as it is
//   npm start -- --browser  in the browser also where VS Code is installed
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './lib/prepare.mjs';

const { values, positionals } = parseArgs({ options: { browser: { type: 'boolean' } }, allowPositionals: true });
const given = positionals[0] === undefined ? undefined : path.resolve(positionals[0]);
if (given !== undefined && !existsSync(given)) {
  console.error(`There is no folder "${given}".`);
  process.exit(2);
}

prepare();
const { run } = await import('./lib/run.mjs');
if ((await run(process.execPath, [path.join(root, 'scripts/build.mjs')])) !== 0) process.exit(1);

const folder = given ?? copyOfExamples();
/** Has the extension lay out its first steps; see client/src/walkthrough/start.ts. */
const tour = given === undefined ? { HEADLIGHT_TOUR: '1' } : {};
if (values.browser !== true && hasProgram('code')) openDesktop();
else await openInBrowser();

/** Whatever is tried out, the next start shows them as they were; and no git repository above them asks to be opened. */
function copyOfExamples() {
  const copy = path.join(realpathSync(mkdtempSync(path.join(os.tmpdir(), 'headlight-'))), 'examples');
  cpSync(path.join(root, 'examples'), copy, { recursive: true });
  return copy;
}

function openDesktop() {
  const shell = process.platform === 'win32';
  // Nothing but this extension has a say, and nothing is asked before the first look.
  const quiet = ['--disable-extensions', '--disable-workspace-trust', '--skip-welcome', '--skip-release-notes'];
  const args = ['--new-window', ...quiet, `--extensionDevelopmentPath=${root}`, folder];
  const { status } = spawnSync('code', shell ? args.map((one) => `"${one}"`) : args, {
    stdio: 'inherit',
    shell,
    env: { ...process.env, ...tour },
  });
  console.log(`VS Code opens with Headlight on ${folder}.`);
  process.exitCode = status ?? 1;
}

async function openInBrowser() {
  // Ctrl+C is how it is meant to end.
  process.once('SIGINT', () => process.exit(0));
  if (given === undefined) process.once('exit', () => rmSync(path.dirname(folder), { recursive: true, force: true }));
  const { startWorkbench } = await import('../test/extension/harness/workbench.mjs');
  const settings = { 'security.workspace.trust.enabled': false, 'editor.minimap.enabled': false };
  // The window has a terminal: no other program or web page on this machine gets in without the token.
  const token = randomBytes(12).toString('hex');
  const workbench = await startWorkbench({ settings, extension: root, token, env: tour });
  const address = workbench.address(folder);
  const opener = openerOfBrowser();
  if (opener === undefined) console.log('VS Code runs with Headlight. Open it in Chrome, Edge, Firefox or Safari:');
  else console.log('VS Code runs with Headlight and opens in your default browser. Its address:');
  console.log(`\n  ${address}\n\nStop it with Ctrl+C.`);
  if (opener !== undefined) spawnSync(opener, [address], { stdio: 'ignore' });
}

/** @returns {string | undefined} nothing where there is no screen */
function openerOfBrowser() {
  if (process.platform === 'darwin') return 'open';
  if (process.platform === 'win32') return 'explorer';
  const hasScreen = Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
  return hasScreen && hasProgram('xdg-open') ? 'xdg-open' : undefined;
}

/** @param {string} name */
function hasProgram(name) {
  const endings = process.platform === 'win32' ? ['.cmd', '.exe'] : [''];
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.some((one) => endings.some((ending) => existsSync(path.join(one, name + ending))));
}
