import type { Span } from '../text/span.ts';
import type { YamlScalar } from './node.ts';

/**
 * Where a stretch of a scalar's decoded text stands in the document's text. The stretch is looked up by its characters: its
 * n-th occurrence in the decoded text is its n-th occurrence in the source, which holds for everything that folding and
 * escapes leave as it is written, host names and numbers among them. A stretch that is written otherwise (with escapes,
 * or over a line break) stands for the whole scalar.
 */
export function sourceStretch(text: string, scalar: YamlScalar, within: Span): Span {
  const sought = scalar.text.slice(within.start, within.end);
  if (sought === '') return scalar.span;
  const contentStart = sourceContentStart(text, scalar);
  let found = contentStart - 1;
  for (
    let position = scalar.text.indexOf(sought);
    position >= 0;
    position = scalar.text.indexOf(sought, position + 1)
  ) {
    found = text.indexOf(sought, found + 1);
    if (found < 0 || found + sought.length > scalar.span.end) return scalar.span;
    if (position === within.start) return { start: found, end: found + sought.length };
  }
  return scalar.span;
}

/** Behind the opening quote or the block header line. */
function sourceContentStart(text: string, scalar: YamlScalar): number {
  switch (scalar.style) {
    case 'plain':
      return scalar.span.start;
    case 'single':
    case 'double':
      return scalar.span.start + 1;
    case 'literal':
    case 'folded': {
      const headerEnd = text.indexOf('\n', scalar.span.start);
      return headerEnd < 0 ? scalar.span.start : headerEnd + 1;
    }
  }
}
