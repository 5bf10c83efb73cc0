import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

interface Compiler {
  readonly compileTests: (tests: readonly string[]) => Promise<void>;
}

describe('a rule made by npm run new-rule', () => {
  const code = 'misleading-example';
  const copy = mkdtempSync(path.join(os.tmpdir(), 'headlight-new-rule-'));

  beforeAll(() => {
    const left = new Set(['node_modules', 'dist', '.cache', '.git', 'coverage']);
    cpSync(root, copy, { recursive: true, filter: (file) => !left.has(path.basename(file)) });
    symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'), 'junction');
    const { status, output } = runIn(copy, 'scripts/new-rule.mjs', code);
    expect(status, output).toBe(0);
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('is three files; all others are generated', () => {
    const made = [`server/src/core/rules/${code}.ts`, `test/core/rules/${code}.test.ts`, `docs/rules/${code}.md`];
    expect(made.filter((file) => !existsSync(path.join(copy, file)))).toEqual([]);
    for (const file of ['server/src/core/rules/index.ts', 'docs/rules/README.md', 'package.json']) {
      expect(readFileSync(path.join(copy, file), 'utf8'), file).toContain(code);
    }
  });

  test('compiles, and its test, its page and its messages pass', async () => {
    const types = runIn(copy, 'node_modules/@typescript/native/bin/tsc', '--noEmit', '--project', 'server/src/core');
    expect(types.output).toBe('');
    // As npm test compiles them, which vitest takes longer for.
    const script = pathToFileURL(path.join(copy, 'scripts/lib/compiled-tests.mjs')).href;
    const { compileTests } = (await import(/* @vite-ignore */ script)) as Compiler;
    await compileTests([`core/rules/${code}.test.ts`, 'core/rules/messages.test.ts', 'docs.test.ts']);
    const tests = runIn(copy, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'functions');
    expect(tests.status, tests.output).toBe(0);
    expect(tests.output).toContain('Test Files  3 passed');
  });

  test('is not made twice, nor under a name that is none', () => {
    expect(runIn(copy, 'scripts/new-rule.mjs', code)).toMatchObject({ status: 2 });
    expect(runIn(copy, 'scripts/new-rule.mjs', 'Rule_1')).toMatchObject({ status: 2 });
  });

  test('a generated file that was edited by hand is named', () => {
    appendFileSync(path.join(copy, 'server/src/core/rules/index.ts'), '// by hand\n');
    const { status, output } = runIn(copy, 'scripts/generate.mjs', '--check');
    expect(status).toBe(1);
    expect(output).toContain('server/src/core/rules/index.ts is not what `npm run generate` writes.');
  });
});

/** Runs a script of a folder with Node; both of its streams, without colours. */
function runIn(
  folder: string,
  script: string,
  ...args: readonly string[]
): { readonly status: number | null; readonly output: string } {
  const environment = Object.entries(process.env).filter(([name]) => !/^(?:VITEST|FORCE_COLOR|NODE_ENV$)/.test(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(folder, script), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...Object.fromEntries(environment), HEADLIGHT_TESTS: 'compiled', NO_COLOR: '1' },
  });
  const isNoise = (line: string): boolean => /^All \d+ generated files/.test(line);
  const lines = `${stdout}${stderr}`.split('\n').filter((line) => line !== '' && !isNoise(line));
  return { status, output: lines.join('\n') };
}
