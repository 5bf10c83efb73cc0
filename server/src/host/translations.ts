import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { english, type Language, type LanguageTag } from '../core/util/language.ts';

/** A language with the translations that the build puts beside the program; English where they are missing. */
export function readLanguage(tag: LanguageTag): Language {
  const texts = tag === 'en' ? undefined : readTexts(`texts.${tag}.json`);
  return texts === undefined ? english : { tag, texts };
}

/** What the pages of rules say in a language, Markdown by code; nothing where the build put none beside the program. */
export function readRuleHelp(tag: LanguageTag): Language['texts'] {
  return readTexts(`rule-help.${tag}.json`) ?? {};
}

function readTexts(file: string): Language['texts'] | undefined {
  try {
    return JSON.parse(readFileSync(join(__dirname, file), 'utf8')) as Language['texts'];
  } catch {
    return undefined;
  }
}
