import { installKoreanFont } from './korean-font.mjs';
import { allSuites, lengthOf, runSuite } from '../../test/extension/harness/suites.mjs';

/** @typedef {import('../../test/extension/harness/suites.mjs').Outcome} Outcome */

/** A window waits more than it works, and the machines of CI have two cores. */
const atATime = 3;

/**
 * Runs suites of test/extension, some at a time, and prints the tests of each as it ends.
 * @param {{ vsix: string | undefined, names?: readonly string[] }} options  the packaged extension; the suites to run,
 *   all where left out
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} a suite that could not run counts as one test
 */
export async function runExtensionSuites({ vsix, names = [] }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const noFont = await installKoreanFont();
  if (noFont !== undefined) console.log(`The pictures of the suite "korean" may have boxes for letters. ${noFont}`);
  // The longest first, so that none is left over at the end.
  const waiting = allSuites()
    .filter(({ name }) => names.length === 0 || names.includes(name))
    .sort((one, other) => lengthOf(other) - lengthOf(one));
  const worker = async () => {
    for (let suite = waiting.shift(); suite !== undefined; suite = waiting.shift()) {
      const started = performance.now();
      const outcome = await runSuite(suite, vsix === undefined ? {} : { vsix }).catch((error) => ({
        suite: '',
        results: [],
        problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
      }));
      console.log(`\n${suite.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      report(outcome, total);
    }
  };
  await Promise.all(Array.from({ length: atATime }, worker));
  return total;
}

/**
 * @param {Outcome} outcome
 * @param {{ passed: number, failed: number, skipped: number }} total  is added to
 */
function report(outcome, total) {
  if (outcome.skipped !== undefined) {
    console.log(`  SKIPPED, NOTHING WAS TESTED: ${outcome.skipped}`);
    total.skipped++;
    return;
  }
  for (const { title, state, milliseconds, error } of outcome.results) {
    console.log(`  ${{ passed: '✓', failed: '✗', skipped: '-' }[state]} ${title} (${milliseconds} ms)`);
    if (error !== undefined) console.log(error.replace(/^/gm, '      '));
    total[state]++;
  }
  const nothing = outcome.results.length === 0 ? 'No test was run.' : undefined;
  const problem = outcome.problem ?? nothing;
  if (problem !== undefined) {
    console.log(`  ✗ ${problem}`);
    total.failed++;
  }
}
