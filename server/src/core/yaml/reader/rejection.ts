import type { Span } from '../../text/span.ts';
import { codeAt, isBlank, isBlankOrEnd, isBreak } from './characters.ts';

/** Thrown inside the reader where kubectl rejects a text; it never leaves `readYaml`. */
export class YamlRejection extends Error {
  readonly span: Span;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.span = { start, end };
  }
}

/** The end of what is written in the line of an offset: as much of a long thing as is shown. */
export function writtenEnd(text: string, offset: number): number {
  let end = offset;
  for (let code = codeAt(text, end); code !== 0 && !isBreak(code); code = codeAt(text, end)) end++;
  while (end > offset && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** The end of the word that begins at an offset; what ends it in a key or list is no part of it. */
export function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (!isBlankOrEnd(codeAt(text, end)) && !':,]}'.includes(text.charAt(end))) end++;
  return Math.min(end, text.length);
}
