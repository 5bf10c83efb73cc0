// npm run check: types, lint, format and generated files. Prints only what is wrong.
import { prepare } from './lib/prepare.mjs';

prepare();
const { runChecks } = await import('./lib/checks.mjs');

const outcomes = await runChecks();
for (const { title, output, passed, seconds } of outcomes) {
  console.log(`${passed ? '✓' : '✗'} ${title} (${seconds} s)`);
  if (!passed) console.log(output.trimEnd());
}
process.exitCode = outcomes.every(({ passed }) => passed) ? 0 : 1;
