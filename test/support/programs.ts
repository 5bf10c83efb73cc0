import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import type { TestProject } from 'vitest/node';
import { writeFiles } from '../../scripts/lib/files.mjs';
import { translationFiles } from '../../scripts/lib/translations.mjs';

/** The programs as they are shipped, bundled once for all test files: `inject('programs')` gives their paths. */
export interface Programs {
  readonly server: string;
  readonly commandLine: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    readonly programs: Programs;
  }
}

interface Bundling {
  readonly bundles: readonly { readonly output: string }[];
  readonly bundleOptions: (bundle: unknown, purpose: 'development') => BuildOptions;
}

const root = path.resolve(import.meta.dirname, '../..');

/** Called by vitest before the tests that start processes, and again when a watched file has changed. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'headlight-programs-'));
  const script = pathToFileURL(path.join(root, 'scripts/lib/bundle.mjs')).href;
  const { bundles, bundleOptions } = (await import(script)) as Bundling;
  const bundle = async (output: string): Promise<string> => {
    const outfile = path.join(folder, path.basename(output));
    await build({
      ...bundleOptions(
        bundles.find((one) => one.output === output),
        'development',
      ),
      outfile,
    });
    return outfile;
  };
  const bundleAll = async (): Promise<void> => {
    writeFiles(translationFiles(folder));
    const [server, commandLine] = await Promise.all([bundle('dist/server.js'), bundle('dist/cli.js')]);
    project.provide('programs', { server, commandLine });
  };
  await bundleAll();
  project.onTestsRerun(bundleAll);
  return () => rmSync(folder, { recursive: true, force: true });
}
