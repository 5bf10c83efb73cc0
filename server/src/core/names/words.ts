import type { Span } from '../text/span.ts';
import { leadingVariable, variable } from './variables.ts';

/** A word of a text. */
interface Word extends Span {
  /** What is in it besides letters, digits, `_` and `-`; `variables` are those in braces, `${DB}`. */
  readonly holds: 'neither' | 'dots' | 'variables';
}

/** Gives the first word of a text that starts at or behind an offset, `undefined` where there is none. */
type NextWord = (text: string, from: number) => Word | undefined;

/**
 * Finds the words of a text. ASCII letters, digits and `_.-` make a word, and what stands for some: a star before a dot, a variable. What
 * is a piece of a word with other letters, such as `b.shop` in `wéb.shop`, is none; but scripts without upper and lower case may stand
 * right beside a word, as Korean particles do.
 */
export function nextWordIn(text: string): NextWord {
  const next = hasVariables.test(text) ? nextWithVariables : nextPlain;
  return beyondAscii.test(text) ? wholeWords(next) : next;
}

const beyondAscii = /[^\0-\x7f]/;

/** A letter with a case, or an accent that is written behind its letter. */
const foreignLetter = /[\p{Lu}\p{Ll}\u0300-\u036f]/u;

function wholeWords(next: NextWord): NextWord {
  return (text, from) => {
    let word = next(text, from);
    while (word !== undefined && isPiece(text, word)) word = next(text, word.end);
    return word;
  };
}

/** Whether a word goes on in letters that are none of words, perhaps behind dots and dashes. */
function isPiece(text: string, { start, end }: Span): boolean {
  let before = start - 1;
  while (text[before] === '.' || text[before] === '-') before--;
  return [before, end].some((at) => text.charCodeAt(at) > 0x7f && foreignLetter.test(text.charAt(at)));
}

const hasVariables = /[$\uE000]|\{[{\d]|%[dsiu]|\[\d/;
const wordWithVariables = new RegExp(
  String.raw`(?:[A-Za-z0-9_]|\*(?=\.)|${leadingVariable})[A-Za-z0-9_.-]*(?:${variable}[A-Za-z0-9_.-]*)*`,
  'g',
);

function nextWithVariables(text: string, from: number): Word | undefined {
  wordWithVariables.lastIndex = from;
  const found = wordWithVariables.exec(text);
  if (found === null) return undefined;
  const [written] = found;
  const holds = written.includes('${') ? 'variables' : written.includes('.') ? 'dots' : 'neither';
  return { start: found.index, end: found.index + written.length, holds };
}

/** Looks at signs one by one, as an expression would make several objects of each word. */
function nextPlain(text: string, from: number): Word | undefined {
  let start = from;
  while (start < text.length && !beginsWord(text, start)) start++;
  if (start >= text.length) return undefined;
  let holds: Word['holds'] = 'neither';
  let end = start + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isOfWord(code)) break;
    if (code === dot) holds = 'dots';
  }
  return { start, end, holds };
}

function beginsWord(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === dot || code === dash) return false;
  return isOfWord(code) || (code === star && text.charCodeAt(at + 1) === dot);
}

function isOfWord(code: number): boolean {
  return code < signsOfWords.length && signsOfWords[code] === 1;
}

/** By its UTF-16 unit, whether a sign may stand in a word. */
const signsOfWords = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9_.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);
const [star = 0, dash = 0, dot = 0] = [...'*-.'].map((sign) => sign.charCodeAt(0));
