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

const noKey: PossibleKey = { token: -1, start: 0, lineStart: 0, required: false };

/**
 * The tokens that may be keys: the last one, and one for each bracket around it. A class for its memory.
 * Source: YAML 1.1 as libyaml's scanner reads it, yaml_simple_key_t.
 */
export class PossibleKeys {
  readonly #cursor: Cursor;
  readonly #tokens: token.TokenList;
  readonly #outer: PossibleKey[] = [];
  #last = noKey;

  constructor(cursor: Cursor, tokens: token.TokenList) {
    this.#cursor = cursor;
    this.#tokens = tokens;
  }

  /** The column of the last one. */
  get column(): number {
    return this.#last.start - this.#last.lineStart;
  }

  /** Takes the token that begins here for a key, should a colon follow: two places are kept before it. */
  begin(): void {
    this.drop();
    const { position, lineStart, depth, indent } = this.#cursor;
    const required = depth === 0 && indent === position - lineStart;
    this.#last = { token: this.#tokens.kinds.length, start: position, lineStart, required };
    this.#tokens.add(token.nothing, position, position);
    this.#tokens.add(token.nothing, position, position);
  }

  /** Where the tokens of a key go that the colon here belongs to; -1 where none does. A key ends on its line, after 1024 characters at most. */
  place(): number {
    const { token: place, start, lineStart } = this.#last;
    if (place < 0) return -1;
    const { text, position, json } = this.#cursor;
    const isNear = lineStart === this.#cursor.lineStart && !isFartherThan(text, start, position, 1024);
    if (isNear || json) return place;
    this.drop();
    return -1;
  }

  /** Says that the last one is the key it was taken for. */
  settle(): void {
    this.#last = noKey;
  }

  /** Says that the last one is no key. */
  drop(): void {
    const { token: place, required, start } = this.#last;
    if (place < 0) return;
    const { text } = this.#cursor;
    if (required) throw new YamlRejection(rejectionText('noColon'), start, writtenEnd(text, start));
    this.#last = noKey;
  }

  /** Begins what is in brackets, which as a whole may be the key that was begun. */
  open(): void {
    this.#outer.push(this.#last);
    this.#last = noKey;
  }

  /** Ends what is in brackets; false where none are open. */
  close(): boolean {
    this.drop();
    const outer = this.#outer.pop();
    if (outer === undefined) return false;
    this.#last = outer;
    return true;
  }
}

/** Whether more characters than a count are between two offsets; one beyond the basic plane is one, though it has two units. */
function isFartherThan(text: string, start: number, end: number, count: number): boolean {
  if (end - start <= count) return false;
  return end - start > 2 * count || [...text.slice(start, end)].length > count;
}
