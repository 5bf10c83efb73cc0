// npm run test:extension [SUITE…]: builds, packs and runs the tests in a real VS Code; all suites, or those named.
//   --no-build  takes dist/ and the packed extension as they are
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cacheFolder, prepare, root } from './lib/prepare.mjs';

prepare();
const { run } = await import('./lib/run.mjs');
const { runExtensionSuites } = await import('./lib/extension-suites.mjs');

const { values, positionals } = parseArgs({ options: { 'no-build': { type: 'boolean' } }, allowPositionals: true });
const vsix = path.join(cacheFolder, 'headlight.vsix');
if (values['no-build'] !== true) {
  const script = (/** @type {string} */ name) => path.join(root, 'scripts', name);
  const code =
    (await run(process.execPath, [script('package.mjs'), '--out', vsix])) ||
    (await run(process.execPath, [script('build.mjs')]));
  if (code !== 0) process.exit(code);
}
const { passed, failed, skipped } = await runExtensionSuites({ vsix, names: positionals });
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
