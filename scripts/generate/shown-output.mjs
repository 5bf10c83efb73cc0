// README.md: what the command line prints on one of the examples. Its name puts it behind the lists of rules and assists.
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions, bundles } from '../lib/bundle.mjs';
import { replaceBetween } from '../lib/generated.mjs';
import { cacheFolder, root } from '../lib/prepare.mjs';
import { runQuietly } from '../lib/run.mjs';

const shown = ['check', 'examples/mistakes/queue'];

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const readme = files.read('README.md');
  if (readme === undefined) return;
  const lines = [`$ npx headlight-kubernetes ${shown.join(' ')}`, ...(await printed()).trimEnd().split('\n')];
  files.write('README.md', replaceBetween(readme, 'output', ['```text', ...lines, '```'].join('\n')));
}

/** What the command line prints, built from the source as it is. */
async function printed() {
  const bundle = bundles.find(({ output }) => output === 'dist/cli.js');
  if (bundle === undefined) throw new Error('There is no bundle of the command line.');
  const outfile = path.join(cacheFolder, 'scripts', `cli.${process.pid}.cjs`);
  await esbuild.build({ ...bundleOptions(bundle, 'development'), outfile, sourcemap: false });
  try {
    return (await runQuietly(process.execPath, [outfile, ...shown], { cwd: root })).output.replaceAll('\r\n', '\n');
  } finally {
    rmSync(outfile, { force: true });
  }
}
