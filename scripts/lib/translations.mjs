import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './prepare.mjs';

/** The languages that there are translations in, as tags (BCP 47); English stands in the source. */
export const languages = ['ko'];

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
