// The suites of test/extension: each folder with *.test.ts files is one, and is run in a VS Code of its own.
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readFileSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runTests } from '@vscode/test-electron';
import * as esbuild from 'esbuild';
import { scriptsStayModules } from '../../../scripts/lib/bundle.mjs';
import { cacheFolder, root } from '../../../scripts/lib/prepare.mjs';
import { runQuietly } from '../../../scripts/lib/run.mjs';
import { findBrowser } from './browser.mjs';
import { desktopVsCode } from './desktop.mjs';
import { installWorkbench } from './workbench.mjs';

const suitesFolder = path.join(root, 'test', 'extension');
const launcher = path.join(suitesFolder, 'harness', 'launcher.mjs');

/**
 * @typedef {object} Suite  what a suite's `suite.json` may say; all of it is optional there
 * @property {string} name  the folder's name
 * @property {'inside' | 'page'} runs
 *   `inside`: in VS Code's extension host, with the `vscode` module, on the extension as it is in the repository;
 *   `page`: outside of VS Code, driving its page as a person would, by default with the packaged extension installed
 * @property {string} workspace  the folder to open, relative to the suite; a fresh copy of it is opened
 * @property {boolean} trusted  false opens the folder in Restricted Mode
 * @property {Record<string, unknown>} settings  the user's settings
 * @property {number} timeout  milliseconds a test may take
 *
 * @typedef {import('./mocha.ts').TestResult} TestResult
 * @typedef {import('./mocha.ts').Ending} Ending
 * @typedef {{ suite: string, results: readonly TestResult[], problem?: string, skipped?: string }} Outcome
 *   `problem` says why a run did not come to its end, `skipped` why there was none
 */

/**
 * The suites, in the order of their names.
 * @returns {readonly Suite[]}
 */
export function allSuites() {
  return readdirSync(suitesFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && testFilesOf(entry.name).length > 0)
    .map((entry) => suiteOf(entry.name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

/**
 * How long a suite is, which tells best how long it takes on a machine where it never ran.
 * @param {Suite} suite
 * @returns {number} bytes of its tests
 */
export function lengthOf(suite) {
  const folder = path.join(suitesFolder, suite.name);
  const modules = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  return modules.reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0);
}

/**
 * Runs one suite in a fresh VS Code on a fresh copy of its workspace.
 * @param {Suite} suite
 * @param {{ vsix?: string, installed?: string, ending: Ending }} options  the packaged extension, for the suites that install it, and
 *   where it is kept once one has
 * @returns {Promise<Outcome>}
 */
export async function runSuite(suite, { vsix, installed, ending }) {
  const desktop = suite.runs === 'inside' && suite.trusted ? await desktopVsCode() : undefined;
  if (desktop === undefined) {
    if (suite.runs === 'inside' && process.platform === 'win32') {
      return {
        suite: suite.name,
        results: [],
        skipped: 'Windows starts no script in place of VS Code (HEADLIGHT_VSCODE may name one)',
      };
    }
    if (findBrowser() === undefined) {
      return { suite: suite.name, results: [], skipped: 'no Chromium was found (HEADLIGHT_BROWSER may name one)' };
    }
    installWorkbench();
  }

  const output = outputOf(suite);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  const temporary = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'headlight-test-')));
  try {
    const program = await bundle(suite, output, ending);
    const workspace = path.join(temporary, path.basename(suite.workspace));
    if (existsSync(suite.workspace)) cpSync(suite.workspace, workspace, { recursive: true });
    else mkdirSync(workspace);
    const results = path.join(output, 'results.jsonl');
    const log = path.join(output, 'vscode.log');
    const settings = suite.trusted ? { 'security.workspace.trust.enabled': false, ...suite.settings } : suite.settings;
    const env = {
      HEADLIGHT_RESULTS: results,
      HEADLIGHT_LOG: log,
      HEADLIGHT_WORKSPACE: workspace,
      HEADLIGHT_USER_SETTINGS: JSON.stringify(settings),
      HEADLIGHT_SCREENSHOTS: output,
      ...(vsix === undefined ? {} : { HEADLIGHT_VSIX: vsix }),
      ...(installed === undefined ? {} : { HEADLIGHT_INSTALLED: installed }),
    };
    const problem =
      suite.runs === 'page'
        ? await runOutside(program, env, log)
        : await runInside({ program, workspace, temporary, env, settings, desktop });
    const read = readResults(results);
    // Failed tests say enough themselves.
    const explained = read.some(({ state }) => state === 'failed');
    return {
      suite: suite.name,
      results: read,
      ...(problem === undefined || explained ? {} : { problem: `${problem}; see ${path.relative(root, log)}` }),
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {Suite} suite */
function outputOf({ name }) {
  return path.join(cacheFolder, 'test-extension', name);
}

/** @param {string} name @returns {Suite} */
function suiteOf(name) {
  const folder = path.join(suitesFolder, name);
  const file = path.join(folder, 'suite.json');
  const said = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  return {
    name,
    runs: said.runs ?? 'inside',
    workspace: path.resolve(folder, said.workspace ?? 'workspace'),
    trusted: said.trusted ?? true,
    settings: said.settings ?? {},
    timeout: said.timeout ?? 180_000,
  };
}

/** @param {string} name */
function testFilesOf(name) {
  return readdirSync(path.join(suitesFolder, name)).filter((file) => file.endsWith('.test.ts'));
}

/**
 * Puts a suite's test files and the runner into one file, since VS Code loads exactly one.
 * @param {Suite} suite
 * @param {string} output
 * @param {Ending} ending
 * @returns {Promise<string>} its path
 */
async function bundle(suite, output, ending) {
  const outfile = path.join(output, suite.runs === 'inside' ? 'tests.js' : 'tests.mjs');
  const loads = testFilesOf(suite.name).map((file) => `() => import('./${suite.name}/${file}')`);
  await esbuild.build({
    stdin: {
      contents: `import { runSuite } from './harness/mocha.ts';
export const run = () => runSuite([${loads.join(', ')}], ${suite.timeout}, '${ending}');`,
      resolveDir: suitesFolder,
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: suite.runs === 'inside' ? 'cjs' : 'esm',
    target: 'node20',
    packages: 'external',
    plugins: [scriptsStayModules],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  return outfile;
}

/**
 * @param {{ program: string, workspace: string, temporary: string, env: Record<string, string>,
 *   settings: Record<string, unknown>, desktop: string | undefined }} run
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runInside({ program, workspace, temporary, env, settings, desktop }) {
  const profile = path.join(temporary, 'profile');
  mkdirSync(path.join(profile, 'User'), { recursive: true });
  writeFileSync(path.join(profile, 'User', 'settings.json'), JSON.stringify(settings));
  try {
    await runTests({
      vscodeExecutablePath: desktop ?? launcher,
      extensionDevelopmentPath: root,
      extensionTestsPath: program,
      launchArgs: [workspace, `--user-data-dir=${profile}`, `--extensions-dir=${path.join(temporary, 'extensions')}`],
      extensionTestsEnv: env,
    });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * @param {string} program
 * @param {Record<string, string>} env
 * @param {string} log
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runOutside(program, env, log) {
  const start = `import { run } from ${JSON.stringify(pathToFileURL(program).href)}; await run();`;
  const { code, output } = await runQuietly(
    process.execPath,
    ['--enable-source-maps', '--input-type=module', '--eval', start],
    { env: { ...process.env, ...env }, timeout: 15 * 60_000 },
  );
  appendFileSync(log, output);
  return code === 0 ? undefined : `The tests ended with exit code ${code}`;
}

/** @param {string} file @returns {readonly TestResult[]} */
function readResults(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}
