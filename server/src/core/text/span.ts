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
