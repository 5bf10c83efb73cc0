/**
 * A stretch of text: offsets in UTF-16 units, `end` exclusive. Every span says in its own documentation what it is
 * relative to (a document's text, a file's text, a decoded string).
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span of so many units. */
export function spanAt(start: number, length: number): Span {
  return { start, end: start + length };
}

/** The span from one offset up to another. */
export function spanBetween(start: number, end: number): Span {
  return { start, end };
}

/** The span of nothing at an offset, as where something is put in. */
export function emptySpanAt(offset: number): Span {
  return { start: offset, end: offset };
}

/** The span moved right by `offset` units, for instance from a document's text to its file's text. */
export function shiftSpan(span: Span, offset: number): Span {
  return { start: span.start + offset, end: span.end + offset };
}

/** Whether an offset lies in the span or touches its end, as a cursor standing behind the last character does. */
export function spanTouches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** Whether two spans have text in common; an empty `other` is in a span that it touches. */
export function spansOverlap(one: Span, other: Span): boolean {
  if (other.start === other.end) return one.start <= other.start && other.end <= one.end;
  return one.start < other.end && other.start < one.end;
}

/** Whether `inner` lies wholly within `outer`. */
export function spanContains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The span that reaches over both. */
export function spanOverBoth(one: Span, other: Span): Span {
  return { start: Math.min(one.start, other.start), end: Math.max(one.end, other.end) };
}

/** Replaces the text of `span` by `newText`. An empty span inserts. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** The edit that puts a text in at an offset. */
export function insertionAt(offset: number, newText: string): TextEdit {
  return { span: emptySpanAt(offset), newText };
}

/** The edit that puts a text in the place of another one. */
export function replacementOf(span: Span, newText: string): TextEdit {
  return { span, newText };
}

/** The edit that takes a text out. */
export function deletionOf(span: Span): TextEdit {
  return { span, newText: '' };
}

/**
 * The text after all edits. Spans are relative to `text` as given and must not overlap; insertions at one place keep
 * their order. Overlapping edits are a mistake of the caller and throw a RangeError.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.index - b.index);
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    if (edit.span.start < position) throw new RangeError(`Edits overlap at offset ${edit.span.start}.`);
    result += text.slice(position, edit.span.start) + edit.newText;
    position = edit.span.end;
  }
  return result + text.slice(position);
}

/**
 * In order of place, insertions before removals. Those that overlap or begin at one place become one: LSP has an order for edits at
 * one place, which not every client keeps.
 */
export function settledEdits(edits: readonly TextEdit[]): readonly TextEdit[] {
  const ordered = edits
    .map((edit, index) => ({ edit, index, isRemoval: edit.span.end > edit.span.start }))
    .sort(
      (a, b) => a.edit.span.start - b.edit.span.start || Number(a.isRemoval) - Number(b.isRemoval) || a.index - b.index,
    )
    .map(({ edit }) => edit);
  const result: TextEdit[] = [];
  for (const edit of ordered) {
    const last = result.at(-1);
    const isApart = last === undefined || (edit.span.start > last.span.start && edit.span.start >= last.span.end);
    if (isApart) result.push(edit);
    else result[result.length - 1] = joined(last, edit);
  }
  return result;
}

function joined(one: TextEdit, other: TextEdit): TextEdit {
  const span: Span = { start: one.span.start, end: Math.max(one.span.end, other.span.end) };
  return { span, newText: one.newText + other.newText };
}

/** The line ending a text uses: that of its first line, `\n` where it has only one line. */
export function lineEndingOf(text: string): '\n' | '\r\n' {
  const newline = text.indexOf('\n');
  return newline > 0 && text[newline - 1] === '\r' ? '\r\n' : '\n';
}

/** Where the spaces and tabs right before an offset begin. */
export function blanksBefore(text: string, offset: number): number {
  let start = offset;
  while (text[start - 1] === ' ' || text[start - 1] === '\t') start--;
  return start;
}
