import { rejectionText, YamlRejection, writtenEnd } from './rejection.ts';
import {
  codeAt,
  colon,
  hash,
  isBlankOrEnd,
  isBreak,
  isDocumentMark,
  space,
  tab,
  JoinedText,
  takeBreak,
  type Cursor,
} from './cursor.ts';
import { scanBlock } from './block-scalar.ts';
import { scanPlain } from './plain-scalar.ts';
import { scanAnchor, scanTag } from './properties.ts';
import { PossibleKeys } from './possible-keys.ts';
import { scanQuoted } from './quoted-scalar.ts';
import * as token from './tokens.ts';

/**
 * Cuts a text into tokens, up to the end of its document, in one pass. A class for its memory: the position, the columns of the
 * collections it is in, and the tokens that may be keys. Throws a `Rejection` where kubectl's reader does.
 *
 * Source: YAML 1.1 as libyaml's scanner reads it, which go.yaml.in/yaml/v2 and with it kubectl follow.
 */
export class Scanner implements Cursor {
  readonly text: string;
  readonly json: boolean;
  readonly tokens: token.TokenList;
  readonly out: JoinedText;
  position = 0;
  lineStart = 0;
  indent = -1;
  depth = 0;
  /** Whether a key may begin here that has no question mark. */
  #keyAllowed = true;
  readonly #keys: PossibleKeys;
  readonly #indents: number[] = [];

  /** `tokens` is an empty list. */
  constructor(text: string, json: boolean, tokens: token.TokenList) {
    this.text = text;
    this.json = json;
    this.tokens = tokens;
    this.out = new JoinedText(text);
    this.#keys = new PossibleKeys(this, this.tokens);
  }

  /** All tokens of the document. What was found before a rejection is in `tokens`. */
  scan(): void {
    while (this.#next());
  }

  /** Adds the next token; false once the document is at its end. */
  #next(): boolean {
    this.#skipToToken();
    const { text, position } = this;
    const code = codeAt(text, position);
    const column = position - this.lineStart;
    if (code === 0) return this.#end(token.streamEnd);
    this.#unroll(column);
    if (column === 0) {
      if (code === 0x25) this.#rejectDirective();
      if (isDocumentMark(text, position)) return this.#end(token.documentMark);
    }
    switch (code) {
      case 0x5b: // [
        return this.#open(token.flowSequenceStart);
      case 0x7b: // {
        return this.#open(token.flowMappingStart);
      case 0x5d: // ]
        return this.#close(token.flowSequenceEnd);
      case 0x7d: // }
        return this.#close(token.flowMappingEnd);
      case 0x2c: // ,
        this.#keys.drop();
        this.#keyAllowed = true;
        return this.#indicator(token.flowEntry);
      case 0x2d: // -
        if (isBlankOrEnd(codeAt(text, position + 1))) return this.#item();
        return this.#plain();
      case 0x3f: // ?
        if (this.depth > 0 || isBlankOrEnd(codeAt(text, position + 1))) return this.#explicitKey();
        return this.#plain();
      case colon:
        if (this.depth > 0 || isBlankOrEnd(codeAt(text, position + 1))) return this.#value();
        return this.#plain();
      case 0x26: // &
        this.#beginValue();
        scanAnchor(this, this.tokens, token.anchor);
        return true;
      case 0x2a: // *
        this.#beginValue();
        scanAnchor(this, this.tokens, token.alias);
        return true;
      case 0x21: // !
        this.#beginValue();
        scanTag(this, this.tokens);
        return true;
      case 0x22: // "
        return this.#quoted(token.double);
      case 0x27: // '
        return this.#quoted(token.single);
      case 0x7c: // |
      case 0x3e: // >
        if (this.depth > 0) break;
        return this.#block(code === 0x7c ? token.literal : token.folded);
      case 0x23: // #
      case 0x25: // %
      case 0x40: // @
      case 0x60: // `
      case tab:
        break;
      default:
        return this.#plain();
    }
    return this.#rejectCharacter(code);
  }

  /** Goes over blanks, comments and line breaks. A tab may not be where a key or dash could. */
  #skipToToken(): void {
    const { text } = this;
    for (;;) {
      let code = codeAt(text, this.position);
      while (code === space || (code === tab && (this.depth > 0 || !this.#keyAllowed || this.json)))
        code = codeAt(text, ++this.position);
      if (code === hash) {
        while (code !== 0 && !isBreak(code)) code = codeAt(text, ++this.position);
      }
      if (!isBreak(code)) return;
      takeBreak(this);
      if (this.depth === 0) this.#keyAllowed = true;
    }
  }

  /** What begins here may be a key or the value of one; nothing that follows it in its line can be a key. */
  #beginValue(): void {
    if (this.#keyAllowed) this.#keys.begin();
    this.#keyAllowed = false;
  }

  #plain(): boolean {
    this.#beginValue();
    const start = this.position;
    const end = scanPlain(this);
    this.#keyAllowed = this.lineStart > end;
    return this.#scalar(token.plain, start, end);
  }

  #quoted(kind: number): boolean {
    this.#beginValue();
    const start = this.position;
    scanQuoted(this);
    return this.#scalar(kind, start, this.position);
  }

  #block(kind: number): boolean {
    this.#keys.drop();
    this.#keyAllowed = true;
    const start = this.position;
    return this.#scalar(kind, start, scanBlock(this));
  }

  #scalar(kind: number, start: number, end: number): boolean {
    this.tokens.add(kind, start, end, this.out.take());
    return true;
  }

  #indicator(kind: number): boolean {
    this.tokens.add(kind, this.position, this.position + 1);
    this.position++;
    return true;
  }

  #open(kind: number): boolean {
    if (this.#keyAllowed) this.#keys.begin();
    this.#keys.open();
    this.depth++;
    this.#keyAllowed = true;
    return this.#indicator(kind);
  }

  #close(kind: number): boolean {
    if (this.#keys.close()) this.depth--;
    this.#keyAllowed = false;
    return this.#indicator(kind);
  }

  #item(): boolean {
    if (this.depth === 0) {
      if (!this.#keyAllowed) return this.#reject(rejectionText('itemHere'));
      this.#roll(token.blockSequenceStart, this.position);
    }
    this.#keys.drop();
    this.#keyAllowed = true;
    return this.#indicator(token.blockEntry);
  }

  #explicitKey(): boolean {
    if (this.depth === 0) {
      if (!this.#keyAllowed) return this.#reject(rejectionText('keyHere'));
      this.#roll(token.blockMappingStart, this.position);
    }
    this.#keys.drop();
    this.#keyAllowed = this.depth === 0;
    return this.#indicator(token.key);
  }

  #value(): boolean {
    const { kinds } = this.tokens;
    const place = this.#keys.place();
    if (place >= 0) {
      const { column } = this.#keys;
      if (this.depth === 0 && this.indent < column) {
        this.#enter(column);
        kinds[place] = token.blockMappingStart;
      }
      kinds[place + 1] = token.key;
      this.#keys.settle();
      this.#keyAllowed = false;
    } else {
      if (this.depth === 0) {
        if (!this.#keyAllowed)
          return this.#reject(rejectionText(this.#isSecondColon() ? 'secondColon' : 'keyBelowValue'));
        this.#roll(token.blockMappingStart, this.position);
      }
      this.#keyAllowed = this.depth === 0;
    }
    return this.#indicator(token.value);
  }

  /** Whether the line has a colon already, rather than a key of its own that is indented below a value. */
  #isSecondColon(): boolean {
    return /:[ \t]/.test(this.text.slice(this.lineStart, this.position));
  }

  /** Opens a block collection where the column is one of its own. */
  #roll(kind: number, start: number): void {
    const column = start - this.lineStart;
    if (this.indent >= column) return;
    this.#enter(column);
    this.tokens.add(kind, start, start);
  }

  #enter(column: number): void {
    this.#indents.push(this.indent);
    this.indent = column;
  }

  /** Closes the block collections that are farther right. */
  #unroll(column: number): void {
    if (this.depth > 0) return;
    while (this.indent > column) {
      this.tokens.add(token.blockEnd, this.position, this.position);
      this.indent = this.#indents.pop() ?? -1;
    }
  }

  #end(kind: number): false {
    this.#unroll(-1);
    this.#keys.drop();
    this.tokens.add(kind, this.position, Math.min(this.position + 3, this.text.length));
    return false;
  }

  #rejectDirective(): void {
    throw new YamlRejection(rejectionText('directive'), this.position, writtenEnd(this.text, this.position));
  }

  #rejectCharacter(code: number): never {
    return this.#reject(
      code === tab ? rejectionText('tab') : rejectionText('character', { character: String.fromCharCode(code) }),
    );
  }

  #reject(message: string): never {
    throw new YamlRejection(message, this.position, this.position + 1);
  }
}
