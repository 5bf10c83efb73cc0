import { LineIndex } from '../text/lines.ts';
import { spanAt, type Span } from '../text/span.ts';
import { getOrMake, uniqueBy } from '../util/collections.ts';

/** What a comment turns rules off for: its own line, the one below it, or its file. */
export type SuppressedPlace = 'line' | 'next-line' | 'file';

/** A comment that turns rules off: `# headlight-disable-line`, `-next-line` or `-file`, and the codes it names. */
export interface Suppression {
  /** The word behind `headlight-disable-`. */
  readonly where: SuppressedPlace;
  /** The zero-based line it works on; `file` for all. */
  readonly line: number | 'file';
  /** The codes it turns off, each once; none means every rule. */
  readonly codes: readonly string[];
  /** The comment, from its `#` to the end of its line, as offsets in the file's text. */
  readonly span: Span;
  /** Where the codes first are in the file's text, in their order. */
  readonly codeSpans: readonly Span[];
}

/** The comment that turns rules off, without codes, from behind its `#`. */
export function suppressionWord(where: SuppressedPlace): string {
  return `headlight-disable-${where}`;
}

const comment = /(?:^|\s)#\s*headlight-disable-(line|next-line|file)\b([^\r\n]*)/g;

/** The suppression comments of a file. Codes are behind the word, apart by commas or white space; text behind ` -- ` is a reason. */
export function findSuppressions(text: string): readonly Suppression[] {
  if (!text.includes('headlight-disable-')) return [];
  const lines = new LineIndex(text);
  return [...text.matchAll(comment)].map((match) => {
    const where = match[1] === 'file' || match[1] === 'line' ? match[1] : 'next-line';
    const start = match.index + match[0].indexOf('#');
    const end = match.index + match[0].length;
    const line = lines.positionAt(start).line;
    const rest = match[2] ?? '';
    const words = [...(rest.split(/\s--\s/, 1)[0] ?? '').matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)];
    const named = uniqueBy(words, ([code]) => code);
    return {
      where,
      line: where === 'file' ? 'file' : where === 'line' ? line : line + 1,
      codes: named.map(([code]) => code),
      span: { start, end },
      codeSpans: named.map(({ index, 0: code }) => {
        const codeStart = end - rest.length + index;
        return spanAt(codeStart, code.length);
      }),
    };
  });
}

/** Comments that look as if they turned rules off, but do not: what is behind their `#`, with its place in the file's text. */
export function findStrangeSuppressions(text: string): readonly { readonly word: string; readonly span: Span }[] {
  if (!/headlight-/i.test(text)) return [];
  return [...text.matchAll(strange)]
    .map(({ index, 0: whole, 1: word = '' }) => ({
      word,
      span: spanAt(index + whole.length - word.length, word.length),
    }))
    .filter(({ word }) => !suppressionWords.includes(word));
}

const strange = /(?:^|\s)#\s*(headlight-(?:disable|enable|ignore|suppress)(?:-[a-z]+)*)/gi;

/** What such comments begin with. */
export const suppressionWords = (['line', 'next-line', 'file'] as const).map(suppressionWord);

/** Tells whether a problem of a code, beginning on a zero-based line, is turned off. */
export function suppressing(
  suppressions: readonly Pick<Suppression, 'line' | 'codes'>[],
): (code: string, line: number) => boolean {
  const codesOn = new Map<Suppression['line'], Set<string>>();
  for (const { line, codes } of suppressions) {
    const known = getOrMake(codesOn, line, () => new Set());
    for (const code of codes.length === 0 ? [everyRule] : codes) known.add(code);
  }
  const isOff = (line: Suppression['line'], code: string): boolean => {
    const codes = codesOn.get(line);
    return codes !== undefined && (codes.has(everyRule) || codes.has(code));
  };
  return (code, line) => isOff('file', code) || isOff(line, code);
}

/** No code of a rule. */
const everyRule = '*';
