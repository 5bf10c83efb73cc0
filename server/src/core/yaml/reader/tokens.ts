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

/** The tokens of a text, in its order. One list serves one text after the other: lists that grow anew for each are a tenth of all garbage. */
export class TokenList {
  count = 0;
  kinds = new Uint8Array(fewTokens);
  starts = new Int32Array(fewTokens);
  ends = new Int32Array(fewTokens);
  /** What a scalar says, and the name of an anchor, alias or tag. */
  readonly texts: string[] = [];

  add(kind: number, start: number, end: number, text = ''): void {
    const { count } = this;
    if (count === this.kinds.length) this.#grow();
    this.kinds[count] = kind;
    this.starts[count] = start;
    this.ends[count] = end;
    this.texts[count] = text;
    this.count = count + 1;
  }

  /** Forgets all tokens, and the texts in them, which are parts of longer ones. */
  clear(): void {
    this.texts.fill('', 0, this.count);
    this.count = 0;
  }

  #grow(): void {
    const { kinds, starts, ends } = this;
    this.kinds = new Uint8Array(2 * kinds.length);
    this.starts = new Int32Array(2 * kinds.length);
    this.ends = new Int32Array(2 * kinds.length);
    this.kinds.set(kinds);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

const fewTokens = 1024;

/** The list that no text is being read into. */
let spare: TokenList | undefined;

/** A longer list is not kept. */
const mostTokens = 65_536;

/** Lends a list of tokens, which holds none, while something is read. */
export function withTokens<T>(read: (tokens: TokenList) => T): T {
  const tokens = spare ?? new TokenList();
  spare = undefined;
  try {
    return read(tokens);
  } finally {
    tokens.clear();
    if (tokens.kinds.length <= mostTokens) spare = tokens;
  }
}
