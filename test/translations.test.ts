import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languages, translationsInto } from '../scripts/lib/translations.mjs';
import { importText } from '../scripts/lib/bundle.mjs';
import type * as Format from '../server/src/core/util/format.ts';
import { placeholdersOf } from '../server/src/core/util/format.ts';

// Every table of messages is declared by the module that holds it. What starts a program has none, and may need a browser.
const server = join(import.meta.dirname, '../server/src');
const modules = readdirSync(server, { recursive: true, encoding: 'utf8' })
  .map((module) => module.replaceAll('\\', '/'))
  .filter((module) => /(?<!^(?:main\.|lsp\/worker-server).*)\.ts$/.test(module));
const { declaredTexts } = (await importText(
  [
    ...modules.map((module) => `import './server/src/${module}';`),
    "export * from './server/src/core/util/format.ts';",
  ].join('\n'),
  'all modules',
)) as typeof Format;

const english = declaredTexts();
const korean = translationsInto('ko');
const texts = Object.entries(korean).map(([key, text]) => ({ key, text, source: english.get(key) }));

/** Particles in their two forms, the one behind consonants first. */
const particles = [
  '을/를',
  '이/가',
  '은/는',
  '과/와',
  '으로/로',
  '이라/라',
  '이라는/라는',
  '이라고/라고',
  '이라는/라는',
  '이어야/여야',
  '이나/나',
  '이며/며',
  '이고/고',
  '이어서/여서',
];

/** English words that have Korean ones, of the glossary. */
const glossary = [
  ...readFileSync(join(import.meta.dirname, '../l10n/ko/README.md'), 'utf8').matchAll(/^\| ([\w ]+) \| (.+) \|$/gm),
]
  .map(([, word = '', translation = '']) => ({ word, translation }))
  .filter(({ word, translation }) => word !== 'English' && !translation.includes(word));
const untranslated = new RegExp(`\\b(?:${glossary.map(({ word }) => word).join('|')})s?\\b`, 'gi');

/** Places, what is quoted, options with their values, paths, and what stands for a value in a usage (`NAMESPACE`). */
const named = /\{[^{}]*\}|`[^`]*`|"[^"]*"|--[\w-]+(?: [a-z]+)?|[\w-]+(?:[./][\w-]+)+|\b[A-Z]{3,}\b/g;

test('there is a catalogue for every language but English', () => {
  expect(languages).toEqual(['ko']);
});

test('no message is without its Korean', () => {
  expect([...english.keys()].filter((key) => !(key in korean))).toEqual([]);
});

describe.each(texts)('$key', ({ key, text, source = '' }) => {
  test('is a message', () => {
    expect(english.has(key)).toBe(true);
  });

  test('has the places of the English text', () => {
    expect([...new Set(placeholdersOf(text))].sort()).toEqual([...new Set(placeholdersOf(source))].sort());
  });

  test('has the particles that fit any value', () => {
    const pairs = [...text.matchAll(/\{([^{}/]*\/[^{}/]*)\}/g)].map(([, pair = '']) => pair);
    expect(pairs.filter((pair) => !particles.includes(pair))).toEqual([]);
    expect(text).not.toMatch(/\}["'`\]]*(?:을|를|이|가|은|는|과|와|으로|로)(?=[\s.,]|$)/);
  });

  test('is Korean, but for names of fields, values and products', () => {
    const words = text.replace(named, '');
    expect(words.match(untranslated) ?? []).toEqual([]);
    expect(text.endsWith('.')).toBe(source.endsWith('.'));
  });
});
