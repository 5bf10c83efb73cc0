import path from 'node:path';
import { root } from './prepare.mjs';
import { runQuietly } from './run.mjs';

/** The TypeScript projects, each with a tsconfig.json; "." is the scripts. */
const projects = ['server/src/core', 'server', 'client', 'client/webview', 'test', 'test/extension', '.'];

const checks = [
  { title: 'types', program: '@typescript/native/bin/tsc', args: ['--build', ...projects] },
  { title: 'lint', program: 'oxlint/bin/oxlint', args: [] },
  { title: 'format', program: 'oxfmt/bin/oxfmt', args: ['--check', '.'] },
  { title: 'generated files', program: '../scripts/generate.mjs', args: ['--check'] },
];

/**
 * Runs all checks, two at a time, since the machines of CI have two cores.
 * @returns {Promise<readonly { title: string, passed: boolean, output: string, seconds: string }[]>}
 */
export async function runChecks() {
  const waiting = [...checks.entries()];
  /** @type {{ title: string, passed: boolean, output: string, seconds: string }[]} */
  const outcomes = [];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { title, program, args }] = next;
      const started = performance.now();
      const file = path.join(root, 'node_modules', program);
      const { code, output } = await runQuietly(process.execPath, [file, ...args], { inBackground: true });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      outcomes[index] = { title, passed: code === 0, output, seconds };
    }
  };
  await Promise.all([worker(), worker()]);
  return outcomes;
}
