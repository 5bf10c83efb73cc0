import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { english, type Language, type LanguageTag } from '../core/util/language.ts';

/** A language with the translations that the build puts beside the program; English where they are missing. */
export function readLanguage(tag: LanguageTag): Language {
  if (tag === 'en') return english;
  try {
    const texts = JSON.parse(readFileSync(join(__dirname, `texts.${tag}.json`), 'utf8')) as Language['texts'];
    return { tag, texts };
  } catch {
    return english;
  }
}
