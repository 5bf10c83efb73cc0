import type { Span } from '../text/span.ts';
import { variable } from './variables.ts';

/** A word of a text. */
interface Word extends Span {
  /** What is in it beside letters, digits, `_` and `-`; `variables` are those in braces, `${DB}`. */
  readonly holds: 'neither' | 'dots' | 'variables';
}

/**
 * Finds the words of a text: gives the first one that starts at or behind an offset, `undefined` where there is none. Letters, digits
 * and `_.-` make a word, and what stands for some: a star before a dot, a variable.
 */
export function nextWordIn(text: string): (text: string, from: number) => Word | undefined {
  return hasVariables.test(text) ? nextWithVariables : nextPlain;
}

const hasVariables = /[$\uE000]|\{[{\d]|%[dsiu]|\[\d/;
const wordWithVariables = new RegExp(
  String.raw`(?:[A-Za-z0-9_]|\*(?=\.)|${variable})[A-Za-z0-9_.-]*(?:${variable}[A-Za-z0-9_.-]*)*`,
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
