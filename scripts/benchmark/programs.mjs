// The programs that are measured: our own as they are shipped, and yaml-language-server where it is in the cache.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { bundleOptions, bundles } from '../lib/bundle.mjs';
import { cacheFolder, npmSync } from '../lib/prepare.mjs';

const folder = path.join(cacheFolder, 'benchmark');

/** A program, and the arguments that make it a language server on its standard streams. */
/** @typedef {{ command: string, args: readonly string[] }} Server */

/**
 * Bundles the command line, which is the server as well, out of the way of `dist`.
 * @returns {Promise<{ commandLine: string, server: Server }>}
 */
export async function bundlePrograms() {
  const bundle = bundles.find(({ output }) => output === 'dist/cli.js');
  if (bundle === undefined) throw new Error('There is no bundle of the command line.');
  const commandLine = path.join(folder, 'cli.js');
  await esbuild.build({ ...bundleOptions(bundle, 'production'), outfile: commandLine });
  return { commandLine, server: { command: process.execPath, args: [commandLine, 'lsp', '--stdio'] } };
}

/**
 * yaml-language-server in the cache. It is no dependency, as nothing but this comparison needs it.
 * @param {'install' | 'look'} how  whether the npm registry is asked for it where it is missing
 * @returns {Server | undefined}
 */
export function findPeer(how) {
  const home = path.join(folder, 'peer');
  const bin = path.join(home, 'node_modules/yaml-language-server/bin/yaml-language-server');
  if (!existsSync(bin) && how === 'install') {
    mkdirSync(home, { recursive: true });
    writeFileSync(path.join(home, 'package.json'), '{"private": true}\n');
    npmSync(['install', '--ignore-scripts', '--no-audit', '--no-fund', 'yaml-language-server'], home);
  }
  return existsSync(bin) ? { command: process.execPath, args: [bin, '--stdio'] } : undefined;
}
