// The README, in each language: what the command line prints on one of the examples. Its name puts it behind the lists of rules and assists.
import { rmSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions, bundles } from '../lib/bundle.mjs';
import { writeFiles } from '../lib/files.mjs';
import { replaceBetween } from '../lib/generated.mjs';
import { readmeWords } from '../lib/readme-words.mjs';
import { cacheFolder, root } from '../lib/prepare.mjs';
import { runQuietly } from '../lib/run.mjs';
import { translationFiles } from '../lib/translations.mjs';

const shown = ['check', 'examples/mistakes/queue'];

/** @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files */
export async function generate(files) {
  const printed = await printedIn(Object.keys(readmeWords));
  for (const [language, { file }] of Object.entries(readmeWords)) {
    const readme = files.read(file);
    if (readme === undefined) continue;
    const locale = language === 'en' ? [] : ['--locale', language];
    const command = ['npx headlight-kubernetes', ...shown, ...locale].join(' ');
    const lines = [`$ ${command}`, ...(printed.get(language) ?? '').trimEnd().split('\n')];
    files.write(file, replaceBetween(readme, 'output', ['```text', ...lines, '```'].join('\n')));
  }
}

/**
 * What the command line prints by language, built from the source as it is.
 * @param {readonly string[]} languages
 */
async function printedIn(languages) {
  const bundle = bundles.find(({ output }) => output === 'dist/cli.js');
  if (bundle === undefined) throw new Error('There is no bundle of the command line.');
  const folder = path.join(cacheFolder, 'scripts', `cli.${process.pid}`);
  const outfile = path.join(folder, 'cli.cjs');
  writeFiles(translationFiles(folder));
  await esbuild.build({ ...bundleOptions(bundle, 'development'), outfile, sourcemap: false });
  try {
    const printed = languages.map(async (language) => {
      const args = [outfile, ...shown, '--locale', language];
      const { output } = await runQuietly(process.execPath, args, { cwd: root });
      return /** @type {const} */ ([language, output.replaceAll('\r\n', '\n')]);
    });
    return new Map(await Promise.all(printed));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
