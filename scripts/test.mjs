// npm test: everything, on a machine with nothing but Node and npm. What is missing is installed and built first.
// The last line is the sum over all suites: `N passed, N failed, N skipped`.
// With CI=true nothing may be skipped: what is, counts as failed.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';

const total = { passed: 0, failed: 0, skipped: 0 };
const inCi = process.env['CI'] === 'true' || process.env['CI'] === '1';
const vsix = path.join(cacheFolder, 'headlight.vsix');

prepare();
const { run, runQuietly } = await import('./lib/run.mjs');
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
const gettingVsCode = runQuietly(process.execPath, [script('vscode.mjs')]);

await step('Build', build);
await step('Tests outside VS Code', unitTests);
await step('Tests of the grammar', grammarTests);
// A window waits more than it works, so the checks run beside it.
const { runChecks } = await import('./lib/checks.mjs');
const checking = runChecks();
await step('Tests in VS Code', extensionTests);
await step('Checks', () => reportChecks(checking));

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 ? 1 : 0;

/**
 * @param {string} title
 * @param {() => Promise<{ passed: number, failed: number, skipped: number }>} action
 */
async function step(title, action) {
  console.log(`\n── ${title} ${'─'.repeat(80 - title.length)}`);
  const started = performance.now();
  const counts = await action().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  if (inCi && counts.skipped > 0) console.log(`${counts.skipped} skipped, which in CI counts as failed.`);
  total.passed += counts.passed;
  total.failed += counts.failed + (inCi ? counts.skipped : 0);
  total.skipped += inCi ? 0 : counts.skipped;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}

/** @param {ReturnType<typeof runChecks>} checking */
async function reportChecks(checking) {
  const outcomes = await checking;
  for (const { title, output, passed, seconds } of outcomes) {
    console.log(`${passed ? '✓' : '✗'} ${title} (${seconds} s)`);
    if (!passed) console.log(output.trimEnd());
  }
  const passed = outcomes.filter((outcome) => outcome.passed).length;
  return { passed, failed: outcomes.length - passed, skipped: 0 };
}

/** Packs first, which builds for production; what is then built for development stays in dist/ for the tests. */
async function build() {
  rmSync(vsix, { force: true });
  const results = [
    await runQuietly(process.execPath, [script('package.mjs'), '--out', vsix]),
    await runQuietly(process.execPath, [script('build.mjs')]),
  ];
  for (const { output } of results) console.log(output.trimEnd());
  const failed = results.filter(({ code }) => code !== 0).length;
  return { passed: results.length - failed, failed, skipped: 0 };
}

async function unitTests() {
  for (const missing of await Promise.all(getting)) if (missing !== undefined) console.log(missing);
  const report = path.join(cacheFolder, 'unit-tests.json');
  rmSync(report, { force: true });
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(process.execPath, [vitest, 'run', ...reporters], {
    env: { ...process.env, HEADLIGHT_VSIX: vsix },
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

async function extensionTests() {
  const { runExtensionSuites } = await import('./lib/extension-suites.mjs');
  return runExtensionSuites({ vsix });
}

/** @param {string} name */
function script(name) {
  return path.join(root, 'scripts', name);
}
