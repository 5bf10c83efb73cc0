import { allSuites, runSuite } from '../../test/extension/harness/suites.mjs';

/**
 * Runs suites of test/extension one after the other and prints their tests.
 * @param {{ vsix: string | undefined, names?: readonly string[] }} options  the packaged extension; the suites to run,
 *   all where left out
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>} a suite that could not run counts as one test
 */
export async function runExtensionSuites({ vsix, names = [] }) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const suites = allSuites().filter(({ name }) => names.length === 0 || names.includes(name));
  for (const suite of suites) {
    const started = performance.now();
    const outcome = await runSuite(suite, vsix === undefined ? {} : { vsix }).catch((error) => ({
      results: [],
      problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
      skipped: undefined,
    }));
    console.log(`\n${suite.name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    if (outcome.skipped !== undefined) {
      console.log(`  SKIPPED, NOTHING WAS TESTED: ${outcome.skipped}`);
      total.skipped++;
      continue;
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
  return total;
}
