// Runs the tests of one suite with mocha and writes each result down as soon as it is known, one JSON object a line,
// so that a run that hangs or crashes still tells what it has done. Runs inside VS Code's extension host, where nothing
// printed can be relied on to come through, and in Node for the suites that drive VS Code from outside.
import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';
import { whatIsSeen } from './seen.ts';

/** One line of the results file. */
export interface TestResult {
  readonly title: string;
  /** `seen` is no test, but what was on the screen when one failed. */
  readonly state: 'passed' | 'failed' | 'skipped' | 'seen';
  readonly milliseconds: number;
  readonly error?: string;
}

/** When a run is over: once all tests have run, or one has failed. */
export type Ending = 'all tests' | 'first failure';

/**
 * Loads the test files and runs them.
 * @param files   one function per test file that loads it
 * @param timeout milliseconds a test may take
 * @param ending  whether a test that fails is the last one
 * @throws where a test failed or none was run, which is what makes VS Code's exit code 1
 */
export async function runSuite(
  files: readonly (() => Promise<unknown>)[],
  timeout: number,
  ending: Ending,
): Promise<void> {
  const bail = ending === 'first failure';
  const mocha = new Mocha({ ui: 'bdd', timeout, slow: timeout, reporter: ResultsFile, bail });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  mocha.suite.afterEach(async function (this: Mocha.Context) {
    if (this.currentTest?.state !== 'failed') return;
    const seen = await whatIsSeen(`failed ${this.currentTest.title}`);
    if (seen !== '') write({ title: 'on the screen', state: 'seen', milliseconds: 0, error: seen });
  });
  for (const load of files) await load();
  const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the tests failed.`);
}

class ResultsFile extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('pass', (test) => write(resultOf(test, 'passed')));
    runner.on('pending', (test) => write(resultOf(test, 'skipped')));
    // A hook that fails takes its tests with it; it comes here as a failure of its own.
    runner.on('fail', (test, error: Error) => write({ ...resultOf(test, 'failed'), error: describe(error) }));
  }
}

function resultOf(test: Mocha.Runnable, state: TestResult['state']): TestResult {
  return { title: test.fullTitle(), state, milliseconds: test.duration ?? 0 };
}

function describe(error: Error & { readonly actual?: unknown; readonly expected?: unknown }): string {
  const stack = error.stack ?? String(error);
  if (typeof error.actual !== 'string' || typeof error.expected !== 'string') return stack;
  return `${stack}\nexpected:\n${error.expected}\nactual:\n${error.actual}`;
}

function write(result: TestResult): void {
  const file = process.env['HEADLIGHT_RESULTS'];
  if (file === undefined) console.log(result);
  else appendFileSync(file, `${JSON.stringify(result)}\n`);
}
