import type { Span } from './span.ts';
import { getOrMake } from '../util/collections.ts';

/** A place in a text as LSP counts it: zero-based line, zero-based UTF-16 unit within the line. */
export interface LinePosition {
  readonly line: number;
  readonly character: number;
}

/** Where the lines of a text start. `\n`, `\r\n` and a lone `\r` end a line, as in LSP. */
export class LineIndex {
  readonly #starts: readonly number[];
  readonly #length: number;

  constructor(text: string) {
    this.#starts = lineStarts(text);
    this.#length = text.length;
  }

  /** The position of an offset; offsets outside the text are brought to its nearest end. */
  positionAt(offset: number): LinePosition {
    const clamped = Math.min(Math.max(offset, 0), this.#length);
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= clamped) low = middle;
      else high = middle - 1;
    }
    return { line: low, character: clamped - (this.#starts[low] ?? 0) };
  }

  /** The positions of a span. */
  rangeOf({ start, end }: Span): { readonly start: LinePosition; readonly end: LinePosition } {
    return { start: this.positionAt(start), end: this.positionAt(end) };
  }

  /** The offset of a position; a position outside the text is brought to the nearest place inside it. */
  offsetAt(position: LinePosition): number {
    const start = this.#starts[position.line];
    if (start === undefined) return position.line < 0 ? 0 : this.#length;
    const next = this.#starts[position.line + 1] ?? this.#length;
    return Math.min(start + Math.max(position.character, 0), next);
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let index = 0; index < text.length; index++) {
    const sign = text.charCodeAt(index);
    if (sign === lineFeed || (sign === carriageReturn && text.charCodeAt(index + 1) !== lineFeed))
      starts.push(index + 1);
  }
  return starts;
}

const lineFeed = 10;
const carriageReturn = 13;

/** By file, as long as it is there. Its text never changes: another text is another file. */
const known = new WeakMap<object, LineIndex>();

/** Where the lines of a file start, which is looked for once. */
export function linesOf(file: { readonly text: string }): LineIndex {
  return getOrMake(known, file, () => new LineIndex(file.text));
}

/** The start of the line that an offset is in. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line of an offset ends, behind its line ending; the end of the text for its last line. */
export function startOfNextLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline < 0 ? text.length : newline + 1;
}

/** Where the line of an offset ends, before its line ending. */
export function endOfLine(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline;
}
