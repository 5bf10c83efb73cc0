import type { YamlScalar } from './node.ts';
import { scanBlock } from './reader/block-scalar.ts';
import type { Cursor, ScalarText } from './reader/cursor.ts';
import { scanPlain } from './reader/plain-scalar.ts';
import { scanQuoted } from './reader/quoted-scalar.ts';
import { YamlRejection } from './reader/rejection.ts';

/** A scalar's decoded text together with the source of each of its UTF-16 units. */
export interface DecodedScalar {
  readonly text: string;
  /** Where the source of each unit starts, relative to the document's text. */
  readonly starts: readonly number[];
  /** Where it ends, exclusive. All of an escape is the source of each unit it stands for, a line break that of what it is folded to. */
  readonly ends: readonly number[];
}

/**
 * Reads a scalar once more, this time remembering where each unit comes from; `text` is the document's text. Meant for the
 * few scalars of which a stretch is shown. `undefined` for one that kubectl's reader rejects, as in a broken document, and for an alias.
 */
export function decodeScalar(text: string, scalar: YamlScalar): DecodedScalar | undefined {
  if (scalar.aliased === true) return undefined;
  const source = text.slice(scalar.span.start, scalar.span.end);
  try {
    return decodeAs('yaml', source, scalar);
  } catch (error) {
    if (!(error instanceof YamlRejection)) throw error;
    // JSON has an escape more.
    return source.includes('\\') ? decodeJson(source, scalar) : undefined;
  }
}

function decodeJson(source: string, scalar: YamlScalar): DecodedScalar | undefined {
  try {
    return decodeAs('json', source, scalar);
  } catch (error) {
    if (!(error instanceof YamlRejection)) throw error;
    return undefined;
  }
}

function decodeAs(language: 'yaml' | 'json', source: string, scalar: YamlScalar): DecodedScalar {
  const out = new TracedText(source, scalar.span.start);
  const cursor: Cursor = {
    text: source,
    json: language === 'json',
    indent: indentOf(source, scalar),
    depth: 0,
    out,
    position: 0,
    lineStart: -1,
  };
  switch (scalar.style) {
    case 'plain':
      scanPlain(cursor);
      break;
    case 'single':
    case 'double':
      scanQuoted(cursor);
      break;
    case 'literal':
    case 'folded':
      scanBlock(cursor);
  }
  return out.decoded();
}

/**
 * The column of what a scalar is in, as far as it matters: where the header of a block says how many spaces are taken off each
 * line beyond it. Those of the first line with content are, but for the ones that its decoded text begins with.
 */
function indentOf(source: string, { style, text }: YamlScalar): number {
  if (style !== 'literal' && style !== 'folded') return -1;
  const increment = Number(/^[|>][-+]?([1-9])/.exec(source)?.[1] ?? 0);
  if (increment === 0) return -1;
  // Without content, no line reached the column.
  if (/^\n*$/.test(text)) return source.length;
  const [, empty = '', own = ''] = /^(\n*)( *)/.exec(text) ?? [];
  const line = source.split('\n')[empty.length + 1] ?? '';
  return line.length - line.replace(/^ +/, '').length - own.length - increment;
}

/** A scalar's text with the place of each unit. */
class TracedText implements ScalarText {
  readonly #source: string;
  readonly #offset: number;
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(source: string, offset: number) {
    this.#source = source;
    this.#offset = offset;
  }

  copy(start: number, end: number): void {
    this.#pieces.push(this.#source.slice(start, end));
    for (let offset = start; offset < end; offset++) {
      this.#starts.push(this.#offset + offset);
      this.#ends.push(this.#offset + offset + 1);
    }
  }

  add(decoded: string, start: number, end: number): void {
    this.#pieces.push(decoded);
    for (let unit = 0; unit < decoded.length; unit++) {
      this.#starts.push(this.#offset + start);
      this.#ends.push(this.#offset + end);
    }
  }

  decoded(): DecodedScalar {
    return { text: this.#pieces.join(''), starts: this.#starts, ends: this.#ends };
  }
}

/** Whether a string of a text may read as one without white space: it is written there, or something is escaped, which may be any letter. */
export function mayRead(text: string, wanted: string): boolean {
  return text.includes(wanted) || text.includes('\\');
}
