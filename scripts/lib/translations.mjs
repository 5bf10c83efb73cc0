import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';
import { helpOf } from './rule-help.mjs';

/** The languages that there are translations in, as tags (BCP 47); English stands in the source. */
export const languages = ['ko'];

/**
 * The texts of package.json in a language, which are in the order of the English ones; what is written takes the place of what was there.
 * @param {{ read(file: string): string | undefined, write(file: string, text: string): void }} files
 * @param {string} language  a tag (BCP 47)
 */
export function textsOfManifest(files, language) {
  const source = 'package.nls.json';
  const file = language === 'en' ? source : `package.nls.${language}.json`;
  /** @type {Readonly<Record<string, string>>} */
  const before = JSON.parse(files.read(file) ?? '{}');
  return {
    /**
     * @param {Readonly<Record<string, string>>} texts
     * @param {(key: string) => boolean} isKept
     */
    write(texts, isKept = () => true) {
      const kept = Object.entries(before).filter(([key]) => isKept(key));
      const all = Object.entries({ ...Object.fromEntries(kept), ...texts });
      const order = language === 'en' ? [] : Object.keys(JSON.parse(files.read(source) ?? '{}'));
      const sorted = all.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
      files.write(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
    },
  };
}

/**
 * The translations into a language, by the keys of the messages: `l10n/ko/rules/dangling-selector.json` holds those whose keys
 * begin with `rules/dangling-selector/`. None for English.
 * @param {string} language
 * @returns {Readonly<Record<string, string>>}
 */
export function translationsInto(language) {
  const folder = path.join(root, 'l10n', language);
  if (!existsSync(folder)) return {};
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.sort().flatMap((file) => {
      const table = file.slice(0, -'.json'.length).replaceAll(path.sep, '/');
      const texts = JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
      return Object.entries(texts).map(([name, text]) => [`${table}/${name}`, text]);
    }),
  );
}

/**
 * What the programs read beside them: the texts of server and command line, and the help of the rules, which reports carry along.
 * @param {string} folder  where the programs are
 * @returns {readonly import('./files.mjs').MadeFile[]}
 */
export function translationFiles(folder) {
  const json = (/** @type {unknown} */ value) => Buffer.from(JSON.stringify(value));
  const texts = languages.map((language) => ({
    path: path.join(folder, `texts.${language}.json`),
    contents: json(translationsInto(language)),
  }));
  const help = ['en', ...languages].map((language) => ({
    path: path.join(folder, `rule-help.${language}.json`),
    contents: json(ruleHelpIn(language)),
  }));
  return [...texts, ...help];
}

/** What the page of each rule says, by code. English pages are beside the folders of the other languages. */
function ruleHelpIn(/** @type {string} */ language) {
  const folder = path.join(root, 'docs/rules', language === 'en' ? '' : language);
  const pages = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  return Object.fromEntries(
    pages.map((file) => [file.slice(0, -'.md'.length), helpOf(readFileSync(path.join(folder, file), 'utf8'))]),
  );
}
