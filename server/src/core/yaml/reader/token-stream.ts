import type { Span } from '../../text/span.ts';
import { rejectionText, YamlRejection, wordEnd, writtenEnd } from './rejection.ts';
import { codeAt, hash, isBlank, isBreak, newline } from './cursor.ts';
import type { Scanner } from './scanner.ts';
import * as token from './tokens.ts';

/**
 * The tokens of a text one after the other, as the parser goes over them. A class for its memory: the next token, and where the last
 * one ended.
 */
export class TokenStream {
  readonly text: string;
  /** The kind of the next token. */
  kind: number = token.nothing;
  /** Where the last token ended that says something. */
  end = 0;
  /** The last key of a block with nothing behind it. */
  bareKey: Span | undefined;
  readonly #tokens: token.TokenList;
  readonly #late: YamlRejection | undefined;
  #next = 0;
  /** Where a block collection ends that ends with the last token. */
  #blockEnd = 0;

  /** `late` is why the text is rejected behind the last token, where it is. */
  constructor({ text, tokens }: Scanner, late: YamlRejection | undefined) {
    this.text = text;
    this.#late = late;
    this.#tokens = tokens;
  }

  /** Where the next token starts. */
  get start(): number {
    const { starts, count } = this.#tokens;
    return this.#next < count ? (starts[this.#next] ?? 0) : this.text.length;
  }

  /** What the next token says: a scalar, or the name of an anchor, alias or tag. */
  get said(): string {
    return this.#tokens.texts[this.#next] ?? '';
  }

  /** Where the next token ends, where there is one. */
  get #endOfNext(): number | undefined {
    return this.#next < this.#tokens.count ? this.#tokens.ends[this.#next] : undefined;
  }

  get isAtEnd(): boolean {
    return this.kind === token.streamEnd || this.kind === token.documentMark;
  }

  /** Goes to the next token that is there, as `skip` and `pass` do; to be called before the first is looked at. */
  settle(): void {
    const { kinds, count } = this.#tokens;
    while (this.#next < count && kinds[this.#next] === token.nothing) this.#next++;
    const isBehind = this.#next >= count;
    if (isBehind && this.#late !== undefined) throw this.#late;
    this.kind = isBehind ? token.streamEnd : (kinds[this.#next] ?? token.streamEnd);
  }

  /** Goes over a token that says something; where it ended. */
  skip(): number {
    this.end = this.#endOfNext ?? 0;
    this.#next++;
    this.settle();
    return this.end;
  }

  /** Goes over a token that is no text: where a block collection begins or ends. */
  pass(): void {
    this.#next++;
    this.settle();
  }

  /** Where a block collection ends with the last token that said something: behind the comment and line break that follow it. */
  endOfBlock(): number {
    const { text } = this;
    let { end } = this;
    const last = codeAt(text, end - 1);
    if (isBreak(last)) return end;
    if (end <= this.#blockEnd) return this.#blockEnd;
    while (isBlank(codeAt(text, end))) end++;
    if (codeAt(text, end) === hash) while (end < text.length && !isBreak(text.charCodeAt(end))) end++;
    if (isBreak(codeAt(text, end))) end += codeAt(text, end) === 0x0d && codeAt(text, end + 1) === newline ? 2 : 1;
    this.#blockEnd = end;
    return end;
  }

  /** Rejects what neither goes on with a list or map nor ends it. A list left of the key above it is the key's. */
  rejectInBlock(message: string): never {
    const { bareKey } = this;
    const isOfKey = bareKey !== undefined && /^[ \t]*:$/.test(this.text.slice(bareKey.end, this.end));
    if (isOfKey && this.kind === token.blockSequenceStart)
      throw new YamlRejection(rejectionText('listLeftOfKey'), bareKey.start, bareKey.end);
    const isOther = this.kind === token.blockMappingStart || this.kind === token.blockSequenceStart;
    return this.reject(isOther ? rejectionText('column') : message);
  }

  /** Rejects what follows in brackets or braces that were opened at an offset, and neither goes on with them nor closes them. */
  rejectUnclosed(open: number, close: string): never {
    const bracket = this.text.charAt(open);
    const rejectBracket = (message: string): never => {
      throw new YamlRejection(message, open, writtenEnd(this.text, open));
    };
    if (this.isAtEnd) rejectBracket(rejectionText('openBracket', { bracket }));
    // What looks like the next key was read as more text of the value before it.
    const isOnLaterLine = this.text.slice(open, this.start).includes('\n');
    if (this.kind === token.value && isOnLaterLine) rejectBracket(rejectionText('bracketOverKey', { bracket }));
    return this.reject(rejectionText('separator', { close }));
  }

  /** Rejects the next token. */
  reject(message: string): never {
    const { start } = this;
    const end = this.#endOfNext ?? start;
    throw new YamlRejection(message, start, end > start ? end : wordEnd(this.text, start));
  }
}
