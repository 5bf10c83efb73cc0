import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { installWorkbench } from '../../test/extension/harness/workbench.mjs';
import { root } from './prepare.mjs';
import { runQuietly } from './run.mjs';

/**
 * Runs the files of test/grammar, which say by comments what is coloured how, with VS Code's own YAML grammar below
 * ours. Each file counts as one test.
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
export async function runGrammarTests() {
  const folder = path.join(root, 'test', 'grammar');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)) : [];
  const counts = { passed: 0, failed: 0, skipped: 0 };
  if (files.length === 0) return counts;

  const grammars = grammarsOfVsCode('yaml').flatMap((file) => ['--grammar', file]);
  const program = path.join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');
  for (const name of files) {
    const args = [
      program,
      '--config',
      path.join(root, 'package.json'),
      ...grammars,
      path.join('test', 'grammar', name),
    ];
    const { code, output } = await runQuietly(process.execPath, args);
    console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
    if (code !== 0) console.log(output.trimEnd());
    counts[code === 0 ? 'passed' : 'failed']++;
  }
  return counts;
}

/** @param {string} extension  a language extension that VS Code carries */
function grammarsOfVsCode(extension) {
  const folder = path.join(installWorkbench(), 'extensions', extension);
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  /** @type {readonly { path: string }[]} */
  const grammars = manifest.contributes.grammars;
  return [...new Set(grammars.map((grammar) => path.join(folder, grammar.path)))];
}
