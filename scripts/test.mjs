// npm test: everything, on a machine with nothing but Node and npm. What is missing is installed and built first.
// The last line is the sum over all suites: `N passed, N failed, N skipped`.
// With CI=true nothing may be skipped: what is, counts as failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';
import { run, runQuietly } from './lib/run.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

const total = { passed: 0, failed: 0, skipped: 0 };
const inCi = process.env['CI'] === 'true' || process.env['CI'] === '1';
const vsix = path.join(cacheFolder, 'headlight.vsix');

// esbuild, the compiler and kubectl are written in Go, and spend a fifth of their time on collecting garbage.
process.env['GOGC'] ??= '400';
mkdirSync(cacheFolder, { recursive: true });
/** What tests need from elsewhere, by the script that gets it: that waits for the network, and works beside others. */
const getting = Object.entries({
  'name-servers.mjs': 'Tests with a real name server are skipped.',
  'editors.mjs': 'Tests with Neovim or Emacs are skipped.',
  'kubectl.mjs': "The tests with kubectl's own kustomize and with helm are skipped.",
}).map(async ([name, without]) => {
  const { code, output } = await runQuietly(process.execPath, [script(name)]);
  return code === 0 ? undefined : `${without} ${output.trim()}`;
});
const gettingWorkbench = runQuietly(process.execPath, [script('vscode.mjs'), '--workbench']);
prepare();
const gettingVsCode = gettingWorkbench.then(() => runQuietly(process.execPath, [script('vscode.mjs')]));

/** What is begun before others have ended says what it has to say behind them. @type {Record<'windows' | 'checks', string[]>} */
const said = { windows: [], checks: [] };
// A window waits more than it works, so all is done at the same time. Windows go first: a key that is lost in one comes late once more.
const checking = timed(checks);
await step('Build', timed(build));
const testingOutside = timed(unitTests);
const testingInside = timed(() => extensionTests(testingOutside));
await step('Tests outside VS Code', testingOutside);
await step('Tests of the grammar', timed(grammarTests));
await step('Tests in VS Code', testingInside, said.windows);
await step('Checks', checking, said.checks);

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * Begins something; where it fails, that is its outcome.
 * @param {() => Promise<Counts>} action
 * @returns {Promise<{ counts: Counts, seconds: string, error?: unknown }>}
 */
async function timed(action) {
  const started = performance.now();
  const seconds = () => ((performance.now() - started) / 1000).toFixed(1);
  try {
    return { counts: await action(), seconds: seconds() };
  } catch (error) {
    return { counts: { passed: 0, failed: 1, skipped: 0 }, seconds: seconds(), error };
  }
}

/**
 * Shows how something ends, and counts it.
 * @param {string} title
 * @param {ReturnType<typeof timed>} ending
 * @param {readonly string[]} [lines]  what it has said by then
 */
async function step(title, ending, lines = []) {
  console.log(`\n── ${title} ${'─'.repeat(80 - title.length)}`);
  const { counts, seconds, error } = await ending;
  for (const text of lines) console.log(text);
  if (error !== undefined) console.error(error);
  if (inCi && counts.skipped > 0) console.log(`${counts.skipped} skipped, which in CI counts as failed.`);
  total.passed += counts.passed;
  total.failed += counts.failed + (inCi ? counts.skipped : 0);
  total.skipped += inCi ? 0 : counts.skipped;
  console.log(`${title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}

async function checks() {
  const { runChecks } = await import('./lib/checks.mjs');
  const outcomes = await runChecks();
  for (const { title, output, passed, seconds } of outcomes) {
    said.checks.push(`${passed ? '✓' : '✗'} ${title} (${seconds} s)`);
    if (!passed) said.checks.push(output.trimEnd());
  }
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  return { passed, failed: outcomes.length - passed, skipped: 0 };
}

/** Packs, which builds for shipping; what is then in dist/ is what the tests inside of VS Code load. */
async function build() {
  rmSync(vsix, { force: true });
  const { code, output } = await runQuietly(process.execPath, [script('package.mjs'), '--out', vsix]);
  console.log(output.trimEnd());
  return code === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

async function unitTests() {
  for (const missing of await Promise.all(getting)) if (missing !== undefined) console.log(missing);
  const { compileTests } = await import('./lib/compiled-tests.mjs');
  await compileTests();
  const report = path.join(cacheFolder, 'unit-tests.json');
  rmSync(report, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  // Half of what the tests of functions make is garbage at once, and is collected less often where there is more room for it.
  const code = await run(process.execPath, ['--max-semi-space-size=32', vitest, 'run', ...reporters], {
    env: { ...process.env, HEADLIGHT_VSIX: vsix, HEADLIGHT_TESTS: 'compiled' },
    inBackground: true,
  });
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  // A test file that cannot be loaded has no tests to count, only the exit code.
  const failed = code === 0 ? numFailedTests : Math.max(1, numFailedTests);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}

async function grammarTests() {
  const { code, output } = await gettingVsCode;
  if (code !== 0) console.log(output.trimEnd());
  const { runGrammarTests } = await import('./lib/grammar-tests.mjs');
  return runGrammarTests();
}

/** @param {Promise<unknown>} quiet  when the other tests are over */
async function extensionTests(quiet) {
  await gettingVsCode;
  // Nobody looks at the others then, and each has the window drawn once more.
  process.env['HEADLIGHT_PICTURES'] ??= 'of failures';
  const { runExtensionSuites } = await import('./lib/extension-suites.mjs');
  return runExtensionSuites({ vsix, quiet, print: (text) => said.windows.push(text) });
}

/** @param {string} name */
function script(name) {
  return path.join(root, 'scripts', name);
}
