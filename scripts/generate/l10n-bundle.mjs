// l10n/bundle.l10n.json: the sentences that the extension's client says, for translators. A translation is beside
// it as bundle.l10n.<language>.json; VS Code reads that one.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../lib/prepare.mjs';

const sources = 'client/src';

/** @param {{ write(file: string, text: string): void }} files */
export async function generate(files) {
  const names = readdirSync(path.join(root, sources), { recursive: true, encoding: 'utf8' });
  const sentences = names
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => sentencesOf(path.join(sources, name)));
  const bundle = Object.fromEntries([...new Set(sentences)].sort().map((sentence) => [sentence, sentence]));
  files.write('l10n/bundle.l10n.json', JSON.stringify(bundle, undefined, 2));
}

/** @param {string} file @returns {readonly string[]} */
function sentencesOf(file) {
  const text = readFileSync(path.join(root, file), 'utf8');
  const calls = text.match(/\bl10n\.t\(/g) ?? [];
  const sentences = [...text.matchAll(/\bl10n\.t\(\s*'((?:[^'\\\n]|\\')*)'/g)].map(([, sentence = '']) =>
    sentence.replaceAll("\\'", "'"),
  );
  // Anything but a plain string in single quotes would be lost without a word.
  if (sentences.length !== calls.length)
    throw new Error(`${file} calls l10n.t with something else than a plain string.`);
  return sentences;
}
