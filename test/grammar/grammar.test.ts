import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

// The files beside this one are read by vscode-tmgrammar-test: a line of carets names the scopes of the line above it.
// The YAML grammar here is a small stand-in; test/extension looks at the colours under VS Code's own.

const folder = import.meta.dirname;
const root = path.resolve(folder, '../..');
const program = createRequire(import.meta.url).resolve('vscode-tmgrammar-test/dist/unit.js');
const files = readdirSync(folder).filter((name) => /\.(yaml|zone|records)$/.test(name));

describe('the grammars', () => {
  test.each(files)('give %s its scopes', (file) => {
    const grammars = [path.join(folder, 'yaml.tmLanguage.json')];
    const options = grammars.flatMap((grammar) => ['--grammar', grammar]);
    const config = ['--config', path.join(root, 'package.json')];
    const result = spawnSync(process.execPath, [program, '--compact', ...config, ...options, path.join(folder, file)], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(result.status, result.stdout + result.stderr).toBe(0);
  });
});
