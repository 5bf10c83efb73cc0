import { rejectionText, YamlRejection, writtenEnd } from './rejection.ts';
import type { Cursor } from './cursor.ts';
import * as token from './tokens.ts';

/** Where a token is that may turn out to be a key without a question mark, once a colon follows it. */
interface PossibleKey {
  /** Its place among the tokens, the two places kept before it included; -1 where there is none. */
  readonly token: number;
  readonly start: number;
  readonly lineStart: number;
  /** In the column of a map's keys only a key can be. */
  readonly required: boolean;
}

/**
 * The tokens that may be keys: the last one, and one for each bracket around it. A class for its memory.
 * Source: YAML 1.1 as libyaml's scanner reads it, yaml_simple_key_t.
 */
export class PossibleKeys {
  readonly #cursor: Cursor;
  readonly #tokens: token.TokenList;
  readonly #outer: PossibleKey[] = [];
  // The last one, in its parts: nearly all tokens may be keys, and an object for each is garbage.
  #token = -1;
  #start = 0;
  #lineStart = 0;
  #required = false;

  constructor(cursor: Cursor, tokens: token.TokenList) {
    this.#cursor = cursor;
    this.#tokens = tokens;
  }

  /** The column of the last one. */
  get column(): number {
    return this.#start - this.#lineStart;
  }

  /** Takes the token that begins here for a key, should a colon follow: two places are kept before it. */
  begin(): void {
    this.drop();
    const { position, lineStart, depth, indent } = this.#cursor;
    this.#token = this.#tokens.count;
    this.#start = position;
    this.#lineStart = lineStart;
    this.#required = depth === 0 && indent === position - lineStart;
    this.#tokens.add(token.nothing, position, position);
    this.#tokens.add(token.nothing, position, position);
  }

  /** Where the tokens of a key go that the colon here belongs to; -1 where none does. A key ends on its line, after 1024 characters at most. */
  place(): number {
    if (this.#token < 0) return -1;
    const { text, position, lineStart, json } = this.#cursor;
    const isNear = this.#lineStart === lineStart && !isFartherThan(text, this.#start, position, 1024);
    if (isNear || json) return this.#token;
    this.drop();
    return -1;
  }

  /** Says that the last one is the key it was taken for. */
  settle(): void {
    this.#token = -1;
  }

  /** Says that the last one is no key. */
  drop(): void {
    if (this.#token < 0) return;
    const { text } = this.#cursor;
    if (this.#required) throw new YamlRejection(rejectionText('noColon'), this.#start, writtenEnd(text, this.#start));
    this.#token = -1;
  }

  /** Begins what is in brackets, which as a whole may be the key that was begun. */
  open(): void {
    this.#outer.push({
      token: this.#token,
      start: this.#start,
      lineStart: this.#lineStart,
      required: this.#required,
    });
    this.#token = -1;
  }

  /** Ends what is in brackets; false where none are open. */
  close(): boolean {
    this.drop();
    const outer = this.#outer.pop();
    if (outer === undefined) return false;
    this.#token = outer.token;
    this.#start = outer.start;
    this.#lineStart = outer.lineStart;
    this.#required = outer.required;
    return true;
  }
}

/** Whether more characters than a count are between two offsets; one beyond the basic plane is one, though it has two units. */
function isFartherThan(text: string, start: number, end: number, count: number): boolean {
  if (end - start <= count) return false;
  return end - start > 2 * count || [...text.slice(start, end)].length > count;
}
