import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { installKoreanFont } from './korean-font.mjs';
import { allSuites, lengthOf, runSuite } from '../../test/extension/harness/suites.mjs';

/**
 * @typedef {import('../../test/extension/harness/suites.mjs').Suite} Suite
 * @typedef {import('../../test/extension/harness/suites.mjs').Outcome} Outcome
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** A window waits more than it works, and the machines of CI have two cores. */
const atATime = 3;

/**
 * Runs suites of test/extension, some at a time, and prints the tests of each as it ends. A suite that fails runs once more when no
 * other one does, and that run counts: on a busy machine a window may lose a key, while what is broken fails again. The first run ends
 * with the first test that fails, so that no time is lost with those that fail after it.
 * @param {{ vsix: string | undefined, names?: readonly string[], print?: (text: string) => void, quiet?: Promise<unknown> }} options
 *   the packaged extension; the suites to run, all where left out; where they report; when nothing else runs beside them, so that one
 *   may run alone
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} a suite that could not run counts as one test
 */
export async function runExtensionSuites({ vsix, names = [], print = console.log, quiet }) {
  const noFont = await installKoreanFont();
  if (noFont !== undefined) print(`The pictures of the suite "examples" may have boxes for letters. ${noFont}`);
  // The longest first, so that none is left over at the end.
  const suites = allSuites()
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .sort((one, other) => lengthOf(other) - lengthOf(one));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'headlight-installed-'));
  const packed = vsix === undefined ? {} : { vsix, installed: path.join(folder, 'extensions') };
  /** @type {Map<Suite, Counts>} */
  const counts = new Map();
  const waiting = [...suites];
  const worker = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift())
      counts.set(suite, await runAndReport(suite, { ...packed, ending: 'first failure' }, print));
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  for (const suite of suites.filter((one) => counts.get(one)?.failed !== 0)) {
    await quiet;
    print(`\n"${suite.name}" failed and runs once more, alone.`);
    counts.set(suite, await runAndReport(suite, { ...packed, ending: 'all tests' }, print));
  }
  rmSync(folder, { recursive: true, force: true });
  return [...counts.values()].reduce((sum, one) => ({
    passed: sum.passed + one.passed,
    failed: sum.failed + one.failed,
    skipped: sum.skipped + one.skipped,
  }));
}

/**
 * @param {Suite} suite
 * @param {Parameters<typeof runSuite>[1]} options
 * @param {(text: string) => void} print
 * @returns {Promise<Counts>}
 */
async function runAndReport(suite, options, print) {
  const started = performance.now();
  const outcome = await runSuite(suite, options).catch((error) => ({
    suite: '',
    results: [],
    problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }));
  print(`\n${suite.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return report(outcome, print);
}

/**
 * @param {Outcome} outcome
 * @param {(text: string) => void} print
 * @returns {Counts}
 */
function report(outcome, print) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (outcome.skipped !== undefined) {
    print(`  SKIPPED, NOTHING WAS TESTED: ${outcome.skipped}`);
    counts.skipped++;
    return counts;
  }
  for (const { title, state, milliseconds, error } of outcome.results) {
    if (state === 'seen') print(`    ${title}:`);
    else print(`  ${{ passed: '✓', failed: '✗', skipped: '-' }[state]} ${title} (${milliseconds} ms)`);
    if (error !== undefined) print(error.replace(/^/gm, '      '));
    if (state !== 'seen') counts[state]++;
  }
  const nothing = outcome.results.length === 0 ? 'No test was run.' : undefined;
  const problem = outcome.problem ?? nothing;
  if (problem !== undefined) {
    print(`  ✗ ${problem}`);
    counts.failed++;
  }
  return counts;
}
