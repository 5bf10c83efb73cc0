import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Environment } from '../../server/src/cli/environment.ts';
import type { Line } from '../../server/src/cli/text-layout.ts';
import { print } from '../../server/src/cli/output.ts';
import { runCommandLine } from '../../server/src/cli/program.ts';
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
    headlight: (args, options = {}) => run(args, path.join(folder, options.in ?? ''), options.input ?? ''),
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

async function run(args: readonly string[], workingFolder: string, input: string): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const code = await runCommandLine(args, {
    workingFolder,
    columns: 80,
    isTerminal: false,
    hasColours: false,
    input: Readable.from(input === '' ? [] : [Buffer.from(input)]),
    write: async (text) => void (stdout += text),
    writeError: (text) => void (stderr += text),
  });
  return { code, stdout, stderr };
}
