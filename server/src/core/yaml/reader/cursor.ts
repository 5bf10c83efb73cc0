import { codeAt, newline } from './characters.ts';

/** What a scalar says, put together from stretches of the text in order. */
export interface ScalarText {
  /** Takes over what is between two offsets. */
  copy(start: number, end: number): void;
  /** Takes what the text between two offsets stands for: an escape, or line breaks that are folded. */
  add(decoded: string, start: number, end: number): void;
}

/** Where in a text a scalar is scanned, and what is around it. */
export interface Cursor {
  readonly text: string;
  /** JSON has no line breaks in strings and escapes of its own, may indent by tabs, and its keys are of any length. */
  readonly json: boolean;
  /** The column of the innermost block collection, -1 outside of all. */
  readonly indent: number;
  /** How many brackets and braces are open. */
  readonly depth: number;
  readonly out: ScalarText;
  position: number;
  /** Where the line of the position starts. */
  lineStart: number;
}

/** A scalar's text as a string. */
export class JoinedText implements ScalarText {
  readonly #source: string;
  #text = '';

  constructor(source: string) {
    this.#source = source;
  }

  copy(start: number, end: number): void {
    const piece = this.#source.slice(start, end);
    this.#text = this.#text === '' ? piece : this.#text + piece;
  }

  add(decoded: string): void {
    this.#text += decoded;
  }

  /** The text so far, which is forgotten. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** Goes over a line break; what it says: U+2028 and U+2029 are themselves, all others a newline. */
export function takeBreak(cursor: Cursor): string {
  const code = cursor.text.charCodeAt(cursor.position);
  const isPair = code === 0x0d && codeAt(cursor.text, cursor.position + 1) === newline;
  cursor.position += isPair ? 2 : 1;
  cursor.lineStart = cursor.position;
  return code < 0x2028 ? '\n' : String.fromCharCode(code);
}

/** What line breaks in a scalar are: one is a space, each further one a newline. */
export function foldBreaks(first: string, others: string): string {
  return first !== '\n' ? first + others : others === '' ? ' ' : others;
}
