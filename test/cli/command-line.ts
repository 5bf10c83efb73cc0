import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../server/src/cli/environment.ts';
import type { Line } from '../../server/src/cli/layout.ts';
import { print } from '../../server/src/cli/output.ts';
import { parseFixture } from '../support/fixture.ts';

/** How a run of the command line ended. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A temporary folder, gone after the test. */
export interface Folder {
  readonly path: string;
  /** Adds a file with these very bytes. */
  write(file: string, content: string | Uint8Array): void;
  /** Runs `headlight` in the folder, without a terminal. */
  headlight(args: readonly string[], options?: { readonly input?: string; readonly in?: string }): Promise<Run>;
}

/** A temporary folder with the files of a fixture (`#- /path` starts one). */
export function folderWith(fixture = ''): Folder {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'headlight-cli-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (file: string, content: string | Uint8Array): void => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  };
  if (fixture !== '') for (const file of parseFixture(fixture).files) write(file.path.slice(1), file.text);
  return {
    path: folder,
    write,
    headlight: async (args, options = {}) =>
      run(await commandLine(), args, path.join(folder, options.in ?? ''), options.input ?? ''),
  };
}

/** Lines as they are printed where there are no colours. */
export function textOf(lines: readonly Line[]): string {
  return printed(lines, 'noColours');
}

/** Lines as they are printed. */
export function printed(lines: readonly Line[], colours: 'colours' | 'noColours'): string {
  let text = '';
  const environment = {
    hasColours: true,
    write: async (more: string) => void (text += more),
  } as unknown as Environment;
  void print(lines, environment, { color: colours === 'colours' });
  return text;
}

/** The JSON that a run printed. */
export function jsonOf<T>({ stdout }: Run): T {
  return JSON.parse(stdout) as T;
}

/** The bundled command line, as it is shipped. */
export function commandLine(): Promise<string> {
  return (built ??= bundle());
}

const root = path.resolve(import.meta.dirname, '../..');
/** Built once a test file: a process for each bundles in a fifth of a second, and nobody has to wait for another's build. */
let built: Promise<string> | undefined;

interface Bundles {
  readonly bundles: readonly { readonly output: string }[];
  readonly bundleOptions: (bundle: unknown, purpose: 'development') => BuildOptions;
}

async function bundle(): Promise<string> {
  const script = pathToFileURL(path.join(root, 'scripts/lib/bundle.mjs')).href;
  const { bundles, bundleOptions } = (await import(/* @vite-ignore */ script)) as Bundles;
  const outfile = path.join(root, '.cache/test-cli', process.env['VITEST_WORKER_ID'] ?? '0', 'cli.js');
  await build({
    ...bundleOptions(
      bundles.find((one) => one.output === 'dist/cli.js'),
      'development',
    ),
    outfile,
  });
  return outfile;
}

function run(file: string, args: readonly string[], cwd: string, input: string): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [file, ...args], { cwd, maxBuffer: 64 << 20 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, stdout, stderr });
    });
    child.stdin?.end(input);
  });
}
