import { type Span, spanBetween } from '../../text/span.ts';
import { endOfLine } from '../../text/lines.ts';

/**
 * Tells where the actions of a text end, asked from its beginning to its end. Braces in strings and comments do not end one; one that is
 * not closed runs to the end of its line. What was looked through in vain for one action is not looked through again for the next, as a
 * text may open many and close none. A class for what it has seen. Source: Go text/template/parse/lex.go.
 */
export class ActionEnds {
  readonly #text: string;
  readonly #nextBraces: (from: number) => number;
  readonly #nextCommentEnd: (from: number) => number;
  /** The last stretches that no braces closed; at the start of a line there are two ways to be in one: in a raw string, or not. */
  #unclosed: readonly Unclosed[] = [];

  constructor(text: string) {
    this.#text = text;
    this.#nextBraces = finder(text, '}}');
    this.#nextCommentEnd = finder(text, '*/');
  }

  /** Where the action ends that opens at an offset. */
  endOf(start: number): number {
    const text = this.#text;
    const comment = /\{\{(?:-\s)?\s*\/\*/y;
    comment.lastIndex = start;
    if (comment.test(text)) {
      const closing = this.#nextCommentEnd(comment.lastIndex);
      return (closing < 0 ? undefined : closingBraces(text, closing + 2)) ?? endOfLine(text, start);
    }
    return this.#closedAt(start + 2) ?? this.#guessedEnd(start);
  }

  /** A quote that nothing closes: the braces nearest to it are what is meant. */
  #guessedEnd(start: number): number {
    const line = endOfLine(this.#text, start);
    const braces = this.#nextBraces(start);
    return braces >= 0 && braces < line ? braces + 2 : line;
  }

  #closedAt(from: number): number | undefined {
    if (this.#unclosed.some((stretch) => isOutsideStrings(stretch, from))) return undefined;
    const text = this.#text;
    const strings: Span[] = [];
    for (let position = from; position < text.length;) {
      if (text.startsWith('}}', position)) return position + 2;
      const behind = behindString(text, position);
      if (text[position] === '`' && behind !== undefined) strings.push(spanBetween(position, behind));
      if (behind === undefined) return this.#giveUp({ from, to: position, strings, next: 0 });
      position = behind;
    }
    return this.#giveUp({ from, to: text.length, strings, next: 0 });
  }

  #giveUp(stretch: Unclosed): undefined {
    this.#unclosed = [stretch, ...this.#unclosed.slice(0, 1)];
    return undefined;
  }
}

/** A stretch from behind opening braces to where looking for closing ones ended. */
interface Unclosed {
  readonly from: number;
  readonly to: number;
  /** Its raw strings, which may have several lines. */
  readonly strings: readonly Span[];
  /** The first of them that is not wholly before what was asked about last. */
  next: number;
}

/** Whether an offset is in a stretch, and in none of its raw strings: then looking from there ends where it ended. */
function isOutsideStrings(stretch: Unclosed, offset: number): boolean {
  if (offset < stretch.from || offset > stretch.to) return false;
  while ((stretch.strings[stretch.next]?.end ?? Infinity) <= offset) stretch.next++;
  return (stretch.strings[stretch.next]?.start ?? Infinity) >= offset;
}

/** Finds a word from ever later offsets on, each of its places once; -1 where there is none. */
function finder(text: string, word: string): (from: number) => number {
  let found = -1;
  let isOver = false;
  return (from) => {
    if (isOver || found >= from) return found;
    found = text.indexOf(word, from);
    isOver = found < 0;
    return found;
  };
}

/** Behind the braces that close a comment; a comment that they do not follow at once is none. */
function closingBraces(text: string, start: number): number | undefined {
  const braces = /\s*-?\}\}/y;
  braces.lastIndex = start;
  return braces.test(text) ? braces.lastIndex : undefined;
}

/** Behind the string that begins at a position, else behind its character; `undefined` for a string that is not closed. */
function behindString(text: string, position: number): number | undefined {
  const quote = text[position];
  if (quote === '`') {
    const closing = text.indexOf('`', position + 1);
    return closing < 0 ? undefined : closing + 1;
  }
  if (quote !== '"' && quote !== "'") return position + 1;
  for (let at = position + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n') return undefined;
  }
  return undefined;
}
