// npm run generate: writes every file, or part of a file, that follows from the source.
//   --check  writes nothing and fails where a file differs from what would be written
//
// Every module in scripts/generate/ is a generator:
//     export async function generate(files) { … }
// `files.read(path)` gives a file's text as it is after the generators before it (undefined where there is none),
// `files.write(path, text)` says what it has to be; paths are relative to the repository. Generators run in the order
// of their file names. Text for a part of a file comes from `replaceBetween` in scripts/lib/generated.mjs.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './lib/prepare.mjs';

prepare();
const { format } = await import('oxfmt');
const { ignorePatterns: _, ...layout } = JSON.parse(readFileSync(path.join(root, '.oxfmtrc.json'), 'utf8'));

/** @type {Map<string, string>} */
const wanted = new Map();
/** @type {Set<string>} */
const written = new Set();
const isCheck = process.argv.includes('--check');
const files = {
  /** @param {string} file */
  read: (file) => wanted.get(file) ?? onDisk(file),
  /** @param {string} file @param {string} text */
  write: (file, text) => void wanted.set(file, text),
};

const generators = readdirSync(path.join(root, 'scripts/generate')).filter((name) => name.endsWith('.mjs'));
for (const name of generators.sort()) {
  const generator = await import(pathToFileURL(path.join(root, 'scripts/generate', name)).href);
  await generator.generate(files);
  // At once: a later generator bundles the source, which does not hold together while a list names a file that is gone.
  if (!isCheck) await writeChanged();
}

const changed = await findChanged();
if (isCheck) {
  for (const file of changed) console.error(`${file} is not what \`npm run generate\` writes.`);
  process.exitCode = changed.length > 0 ? 1 : 0;
} else if (written.size === 0) {
  console.log(`All ${wanted.size} generated files are as they have to be.`);
}

async function findChanged() {
  const changed = [];
  for (const [file, text] of wanted) {
    if ((await formatted(file, text)) !== onDisk(file)) changed.push(file);
  }
  return changed;
}

async function writeChanged() {
  for (const file of await findChanged()) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), await formatted(file, wanted.get(file) ?? ''));
    if (!written.has(file)) console.log(`Wrote ${file}`);
    written.add(file);
  }
}

/** @param {string} file */
function onDisk(file) {
  const absolute = path.join(root, file);
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : undefined;
}

/**
 * The text as `npm run check` wants it laid out.
 * @param {string} file
 * @param {string} text
 */
async function formatted(file, text) {
  if (!/\.(json|ts)$/.test(file)) return text;
  const { code, errors } = await format(file, text, layout);
  if (errors.length > 0)
    throw new Error(`${file} cannot be laid out: ${errors.map(({ message }) => message).join(' ')}`);
  return code;
}
