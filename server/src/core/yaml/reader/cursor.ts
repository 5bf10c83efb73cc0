/*
 * What single characters are to kubectl's reader. Where a text ends, the code is 0: no text may hold that character.
 * Source: YAML 1.1, chapters 4 and 5; go.yaml.in/yaml/v2, yamlprivateh.go.
 */

export const tab = 0x09;
export const newline = 0x0a;
export const space = 0x20;
export const hash = 0x23;
export const colon = 0x3a;

/** The code at an offset, 0 behind the last one. */
export function codeAt(text: string, offset: number): number {
  return offset < text.length ? text.charCodeAt(offset) : 0;
}

/** A line ends at a newline, a carriage return, and at the separators U+0085, U+2028 and U+2029. */
export function isBreak(code: number): boolean {
  return code === newline || code === 0x0d || (code >= 0x85 && (code === 0x85 || code === 0x2028 || code === 0x2029));
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** A blank, a line break or the end of the text. */
export function isBlankOrEnd(code: number): boolean {
  return code <= space || (code >= 0x85 && isBreak(code));
}

/** Where the line of an offset ends: at its break, or at the end of the text. */
export function breakBehind(text: string, offset: number): number {
  let end = offset;
  for (let code = codeAt(text, end); code !== 0 && !isBreak(code); code = codeAt(text, end)) end++;
  return end;
}

/** What the names of anchors and handles of tags are made of: ASCII letters, digits, `-` and `_`. */
export function isWordCharacter(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x41 && code <= 0x5a) ||
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2d ||
    code === 0x5f
  );
}

/** Whether three dashes or dots are at an offset, and nothing beside them: what begins or ends a document at the start of a line. */
export function isDocumentMark(text: string, offset: number): boolean {
  const code = codeAt(text, offset);
  if (code !== 0x2d && code !== 0x2e) return false;
  return (
    codeAt(text, offset + 1) === code && codeAt(text, offset + 2) === code && isBlankOrEnd(codeAt(text, offset + 3))
  );
}

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
