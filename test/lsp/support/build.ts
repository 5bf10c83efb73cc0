import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { afterAll } from 'vitest';

const root = resolve(import.meta.dirname, '../../..');

interface Bundling {
  readonly bundles: readonly { readonly entry: string; readonly output: string }[];
  readonly bundleOptions: (bundle: Bundling['bundles'][number], purpose: 'development' | 'production') => BuildOptions;
}

const folder = mkdtempSync(join(tmpdir(), 'headlight-server-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let built: Promise<string> | undefined;

/** Bundles the language server as it is shipped, into a file of its own, once per test file; gives the file's path. */
export function buildServer(): Promise<string> {
  return (built ??= bundleServer());
}

async function bundleServer(): Promise<string> {
  const module = pathToFileURL(join(root, 'scripts/lib/bundle.mjs')).href;
  const { bundles, bundleOptions } = (await import(module)) as Bundling;
  const bundle = bundles.find(({ output }) => output === 'dist/server.js');
  if (bundle === undefined) throw new Error('The bundles do not name the server.');
  const outfile = join(folder, 'server.js');
  await build({ ...bundleOptions(bundle, 'development'), outfile });
  return outfile;
}
