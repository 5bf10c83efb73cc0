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

/** The sound that a word ends in, as far as particles ask: an open syllable, ㄹ, or another consonant. */
type Ending = 'vowel' | 'rieul' | 'consonant';

/**
 * The particle that fits behind a text, of a pair whose first one follows consonants: 을/를, 이/가, 은/는, 과/와, 으로/로. Quotes and other
 * signs at the end are not read, nor what is in parentheses there, is the target of a link in Markdown, or ends an element. Where nothing can be
 * read it is the one behind vowels.
 * Source: 표준어 규정, 한글 맞춤법 (National Institute of Korean Language): 으로 becomes 로 behind vowels and ㄹ.
 */
export function koreanParticle(before: string, [behindConsonant, behindVowel]: readonly [string, string]): string {
  const ending = endingOf(before);
  const takesVowelForm = ending === 'vowel' || (ending === 'rieul' && behindConsonant.startsWith('으로'));
  return takesVowelForm ? behindVowel : behindConsonant;
}

/** Each expression begins where a word does: from every letter of a long one it would look through the rest again. */
function endingOf(text: string): Ending {
  const bare = text
    .replace(/<\/[a-z]{1,10}>$/, '')
    .replace(/\]\([^()\s]*\)$/, '')
    .replace(/(?<=[^\s(])\([^()]*\)$/, '');
  const word = /(?<![\p{L}\p{N}])([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(bare)?.[1] ?? '';
  const last = word.at(-1) ?? '';
  if (last >= '가' && last <= '힣') return hangulEnding(last);
  if (/\d/.test(last)) return digitEndings[Number(last)] ?? 'vowel';
  return latinEnding(/(?<![a-z])[a-z]*$/i.exec(word)?.[0] ?? '');
}

/** Syllables stand in the order of their final consonants, 28 for each vowel, ㄹ the eighth of them. Source: Unicode, 3.12. */
function hangulEnding(syllable: string): Ending {
  const final = (syllable.charCodeAt(0) - '가'.charCodeAt(0)) % 28;
  if (final === 0) return 'vowel';
  return final === 8 ? 'rieul' : 'consonant';
}

/** 영(십, 백, 천), 일, 이, 삼, 사, 오, 육, 칠, 팔, 구. */
const digitEndings: readonly Ending[] = [
  'consonant',
  'rieul',
  'vowel',
  'consonant',
  'vowel',
  'vowel',
  'consonant',
  'rieul',
  'rieul',
  'vowel',
];

/**
 * How a Latin word ends when Koreans read it: words by their sound (web 웹, port 포트, name 네임, table 테이블), abbreviations letter by
 * letter (IP 아이피, URL 유알엘). A rule of thumb, as their transcription follows the sound and not the letters.
 */
function latinEnding(word: string): Ending {
  if (/[lL]$|.le$/.test(word)) return 'rieul';
  if (/[mn]$|[aeiou][mn]e$|CNAME$/i.test(word)) return 'consonant';
  if (/^[A-Z]$|[A-Z]{2}$/.test(word)) return /R$/.test(word) ? 'rieul' : 'vowel';
  if (/ng$/.test(word)) return 'consonant';
  // A short vowel before the last stop, which closes the syllable; behind a long one or a consonant the stop has a syllable of its own.
  if (/(?:^|[^aeiou])[aeiou](?:[bkpt]|pp|tt|ck|c)$/.test(word)) return 'consonant';
  return /(?:ook|ype)$/.test(word) ? 'consonant' : 'vowel';
}
