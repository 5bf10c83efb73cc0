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
  const lineEnd = /\r\n|\n|\r/g;
  for (let match = lineEnd.exec(text); match !== null; match = lineEnd.exec(text)) starts.push(lineEnd.lastIndex);
  return starts;
}

/** Where the lines of files start; each file's are looked for once. */
export class FileLines {
  readonly #known = new Map<object, LineIndex>();

  /** Those of a file. */
  of(file: { readonly text: string }): LineIndex {
    return getOrMake(this.#known, file, () => new LineIndex(file.text));
  }
}
