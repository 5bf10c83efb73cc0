// Tests as Node runs them by itself: vitest's own way has each call from one module into another go through an object that looks the
// function up, which costs tests of functions a third of their time.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { scriptsStayModules } from './bundle.mjs';
import { cacheFolder, root } from './prepare.mjs';

/** Where they are, as vitest.config.mjs says; the folders in it are those of the repository. */
const compiledFolder = path.join(cacheFolder, 'tests');

/** A module keeps the place that its source has. @type {esbuild.Plugin} */
const placesOfSources = {
  name: 'places of sources',
  setup(build) {
    build.onLoad({ filter: /[\\/]test[\\/].*\.ts$/ }, ({ path: file }) => {
      const source = readFileSync(file, 'utf8');
      if (!source.includes('import.meta')) return undefined;
      const contents = source
        .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: 'ts' };
    });
  },
};

function allTests() {
  return readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.test.ts') && !file.startsWith('extension/'));
}

/**
 * Compiles tests, and what they share once.
 * @param {readonly string[]} tests  their files, relative to the folder of tests; all but those in VS Code where left out
 */
export async function compileTests(tests = allTests()) {
  rmSync(compiledFolder, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: [...tests, 'support/seed.ts'].map((file) => `test/${file}`),
    outdir: compiledFolder,
    outbase: root,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'shared/[hash]',
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    plugins: [scriptsStayModules, placesOfSources],
    logLevel: 'warning',
  });
}
