/*
 * The kinds of token that a text is made of. Source: YAML 1.1 as libyaml reads it, yaml.h, yaml_token_type_t. Numbers, as
 * a token is no object but a place in four columns: most of a document's tokens live for a moment.
 */

/** A place kept for a token that turned out not to be there. */
export const nothing = 0;
export const streamEnd = 1;
/** Three dashes or dots at the start of a line. */
export const documentMark = 3;
export const blockSequenceStart = 4;
export const blockMappingStart = 5;
export const blockEnd = 6;
export const flowSequenceStart = 7;
export const flowSequenceEnd = 8;
export const flowMappingStart = 9;
export const flowMappingEnd = 10;
export const blockEntry = 11;
export const flowEntry = 12;
export const key = 13;
export const value = 14;
export const alias = 15;
export const anchor = 16;
export const tag = 17;
/** Scalars come last, in the order of `scalarStyles`. */
export const plain = 18;
export const single = 19;
export const double = 20;
export const literal = 21;
export const folded = 22;

/** The tokens of a text, in its order. */
export class TokenList {
  readonly kinds: number[] = [];
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  /** What a scalar says, and the name of an anchor, alias or tag. */
  readonly texts: string[] = [];

  add(kind: number, start: number, end: number, text = ''): void {
    this.kinds.push(kind);
    this.starts.push(start);
    this.ends.push(end);
    this.texts.push(text);
  }
}
