import type { Span } from '../text/span.ts';
import { leadingVariable, variable } from './variables.ts';

/**
 * The words of a text, one after the other. ASCII letters, digits and `_.-` make a word, and what stands for some: a star before a dot, a
 * variable. What is a piece of a word with other letters, such as `b.shop` in `wéb.shop`, is none; but scripts without upper and lower case
 * may stand right beside a word, as Korean particles do. A class for its memory: where the word is that it has come to, as an object for
 * each would be garbage.
 */
export class Words implements Span {
  start = 0;
  end = 0;
  /** What is in it besides letters, digits, `_` and `-`; `variables` are those in braces, `${DB}`. */
  holds: 'neither' | 'dots' | 'variables' = 'neither';
  readonly #text: string;
  readonly #hasVariables: boolean;
  readonly #isAscii: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#hasVariables = hasVariables.test(text);
    this.#isAscii = !beyondAscii.test(text);
  }

  /** Goes to the next word, or the first at or behind an offset; false where there is none. */
  next(from = this.end): boolean {
    let found = this.#find(from);
    while (found && !this.#isAscii && isPiece(this.#text, this)) found = this.#find(this.end);
    return found;
  }

  #find(from: number): boolean {
    return this.#hasVariables ? this.#findWithVariables(from) : this.#findPlain(from);
  }

  #findWithVariables(from: number): boolean {
    wordWithVariables.lastIndex = from;
    const found = wordWithVariables.exec(this.#text);
    if (found === null) return false;
    const [written] = found;
    this.start = found.index;
    this.end = found.index + written.length;
    this.holds = written.includes('${') ? 'variables' : written.includes('.') ? 'dots' : 'neither';
    return true;
  }

  /** Looks at signs one by one, as an expression would make several objects of each word. */
  #findPlain(from: number): boolean {
    const text = this.#text;
    let start = from;
    while (start < text.length && !beginsWord(text, start)) start++;
    if (start >= text.length) return false;
    let hasDots = false;
    let end = start + 1;
    for (; end < text.length; end++) {
      const code = text.charCodeAt(end);
      if (!isOfWord(code)) break;
      if (code === dot) hasDots = true;
    }
    this.start = start;
    this.end = end;
    this.holds = hasDots ? 'dots' : 'neither';
    return true;
  }
}

const beyondAscii = /[^\0-\x7f]/;

/** A letter with a case, or an accent that is written behind its letter. */
const foreignLetter = /[\p{Lu}\p{Ll}\u0300-\u036f]/u;

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
