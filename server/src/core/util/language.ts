import { koreanParticle } from './korean.ts';

/** How Headlight speaks: one language for a process, told from outside before the first question. */
export interface Language {
  /** A language tag (BCP 47): `en`, `ko`. */
  readonly tag: LanguageTag;
  /** Translations by the keys of sentences; English is said where there is none. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The languages there are. English is beside the code; the others are catalogues in `l10n/TAG`. */
export type LanguageTag = 'en' | 'ko';

/** What is spoken until somebody says otherwise. */
export const english: Language = { tag: 'en', texts: {} };

let current = english;

/** Speaks a language from now on. What is kept of answers holds the words of before, so this comes first of all. */
export function speak(language: Language): void {
  current = language;
}

/** The language that is spoken. */
export function spokenLanguage(): Language {
  return current;
}

/**
 * The language for a locale as editors and systems write it (`ko`, `ko-KR`, `ko_KR.UTF-8`): English for all that there is no
 * catalogue of. Sources: LSP, InitializeParams.locale; POSIX, 8.2 Internationalization Variables.
 */
export function languageOf(locale: string | undefined): LanguageTag {
  return /^ko(?![a-z])/i.test(locale ?? '') ? 'ko' : 'en';
}

/**
 * Which of two words a text goes on with, by what is before it. English: the first behind a number of one, for the plural
 * (`1 file`, `2 files`). Korean: the first behind a final consonant, for particles (을/를).
 */
export function wordBehind(before: string, [first, second]: readonly [string, string]): string {
  switch (current.tag) {
    case 'en':
      return /(?<![\d.,])1\s*$/.test(before) ? first : second;
    case 'ko':
      return koreanParticle(before, [first, second]);
  }
}
