// The bundles: everything that runs is put into three files, so that nothing of node_modules is shipped.
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { cacheFolder, root } from './prepare.mjs';

/** What is built: the extension, the page of its pictures, the language server it starts, and the command line. */
export const bundles = [
  { entry: 'client/src/extension.ts', output: 'dist/extension.js' },
  { entry: 'client/webview/picture.ts', output: 'dist/picture.js', runsIn: 'page' },
  { entry: 'server/src/main.server.ts', output: 'dist/server.js' },
  { entry: 'server/src/main.cli.ts', output: 'dist/cli.js', firstLine: '#!/usr/bin/env node' },
];

/** @satisfies {esbuild.BuildOptions} */
const forNode = {
  platform: 'node',
  format: 'cjs',
  // The Node inside VS Code 1.91, the oldest one supported.
  target: 'node20.9',
};

/**
 * @param {'development' | 'production'} purpose
 * @returns {esbuild.BuildOptions}
 */
function forPages(purpose) {
  return {
    platform: 'browser',
    format: 'iife',
    // The browser inside VS Code 1.91.
    target: 'chrome122',
    loader: { '.css': 'text' },
    plugins: [scriptsAsText(purpose)],
  };
}

/**
 * A script that is imported as `FILE?script` is bundled by itself and is there as text: a page starts a worker with it.
 * @param {'development' | 'production'} purpose
 * @returns {esbuild.Plugin}
 */
function scriptsAsText(purpose) {
  return {
    name: 'scripts as text',
    setup(build) {
      build.onResolve({ filter: /\?script$/ }, ({ path: file, resolveDir }) => ({
        path: path.resolve(resolveDir, file.replace(/\?script$/, '')),
        namespace: 'script',
      }));
      build.onLoad({ filter: /.*/, namespace: 'script' }, async ({ path: file }) => {
        const { outputFiles, metafile } = await esbuild.build({
          ...bundleOptions({ entry: file, output: 'script.js', runsIn: 'page' }, purpose),
          sourcemap: false,
          write: false,
        });
        const watchFiles = Object.keys(metafile.inputs).map((input) => path.join(root, input));
        return { contents: outputFiles[0]?.text ?? '', loader: 'text', watchFiles };
      });
    },
  };
}

/**
 * The extension and the server are one file each for Node and for browsers, so they have files of packages which say that they are for
 * a browser's bundle: what a browser needs of LSP's libraries, and the one build of `yaml` that asks Node for nothing.
 */
const browserFiles = {
  yaml: './node_modules/yaml/browser/dist/index.js',
  ...Object.fromEntries(
    ['vscode-languageclient', 'vscode-languageserver', 'vscode-languageserver-protocol', 'vscode-jsonrpc'].map(
      (name) => [`${name}/browser`, `./node_modules/${name}/lib/browser/main.js`],
    ),
  ),
};

/**
 * esbuild's options for one bundle.
 * @param {{ entry: string, output: string, firstLine?: string, runsIn?: string }} bundle
 * @param {'development' | 'production'} purpose  development has source maps and readable code, production is what is shipped
 * @returns {esbuild.BuildOptions & { metafile: true }}
 */
export function bundleOptions(bundle, purpose) {
  return {
    absWorkingDir: root,
    entryPoints: [bundle.entry],
    outfile: bundle.output,
    bundle: true,
    ...(bundle.runsIn === 'page' ? forPages(purpose) : forNode),
    external: ['vscode'],
    // Packages that offer both keep the form a bundler can follow: some wrap their CommonJS in a way it cannot.
    mainFields: ['module', 'main'],
    alias: browserFiles,
    // Names stay, so that a trace tells where it comes from. `keepNames` would bring them back at run time, for each function that is made.
    minifySyntax: purpose === 'production',
    minifyWhitespace: purpose === 'production',
    sourcemap: purpose === 'development' ? 'linked' : false,
    sourcesContent: false,
    // The licences travel in ThirdPartyNotices.txt.
    legalComments: 'none',
    banner: bundle.firstLine === undefined ? {} : { js: bundle.firstLine },
    logLevel: 'warning',
    metafile: true,
  };
}

/**
 * Says which entry files are missing, for a message that helps more than the bundler's.
 * @returns {readonly string[]}
 */
export function missingEntries() {
  return bundles.map((bundle) => bundle.entry).filter((entry) => !existsSync(path.join(root, entry)));
}

/**
 * Leaves the repository's own .mjs files out of a bundle and imports them from where they are: they find other files by
 * their own place.
 * @type {esbuild.Plugin}
 */
export const scriptsStayModules = {
  name: 'scripts stay modules',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.mjs$/ }, ({ path: file, resolveDir }) => ({
      path: pathToFileURL(path.resolve(resolveDir, file)).href,
      external: true,
    }));
  },
};

/**
 * Bundles TypeScript of the repository and imports it, for scripts that ask the source itself (the helpers that drive VS Code).
 * @param {string} file  relative to the repository
 * @returns {Promise<any>} the module's exports
 */
export function importTypeScript(file) {
  return bundleAndImport({ entryPoints: [file] }, file);
}

/**
 * Bundles and imports a module that is there as text only, such as one that brings many files together: one bundle of all is made
 * many times faster than one of each.
 * @param {string} text  its imports are relative to the repository
 * @param {string} name  what it is called in messages
 * @returns {Promise<any>} the module's exports
 */
export function importText(text, name) {
  return bundleAndImport({ stdin: { contents: text, resolveDir: root, sourcefile: name, loader: 'ts' } }, name);
}

/**
 * @param {Pick<esbuild.BuildOptions, 'entryPoints' | 'stdin'>} entry
 * @param {string} name
 */
async function bundleAndImport(entry, name) {
  const folder = path.join(cacheFolder, 'scripts');
  mkdirSync(folder, { recursive: true });
  const outfile = path.join(folder, `${name.replace(/[^\w.-]+/g, '-')}.${process.pid}.${Date.now()}.mjs`);
  await esbuild.build({
    ...entry,
    absWorkingDir: root,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    plugins: [scriptsStayModules],
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile, { force: true });
  }
}
