import { shiftSpan, type Span } from '../text/span.ts';
import { decodeScalar } from './decode.ts';
import type { YamlScalar } from './node.ts';
import { templateMark } from './template.ts';
import { maskTemplate } from './template/mask.ts';

/**
 * Where a stretch of a scalar's decoded text stands in the document's text: from the first character that made it to behind the
 * last. An empty stretch, one behind an alias, and one of a scalar that is read otherwise (in a broken document) stand for the whole scalar.
 */
export function sourceStretch(text: string, scalar: YamlScalar, within: Span): Span {
  const { start, end } = scalar.span;
  if (within.end <= within.start || scalar.aliased === true) return scalar.span;
  const isAsWritten = scalar.style === 'plain' && scalar.text.length === end - start;
  if (isAsWritten) return shiftSpan(within, start);
  const decoded = decodeScalar(scalar.text.includes(templateMark) ? maskTemplate(text).text : text, scalar);
  const from = decoded?.starts[within.start];
  const to = decoded?.ends[within.end - 1];
  return from === undefined || to === undefined || decoded?.text !== scalar.text
    ? scalar.span
    : { start: from, end: to };
}
