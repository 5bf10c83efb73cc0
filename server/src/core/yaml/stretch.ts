import { shiftSpan, type Span } from '../text/span.ts';
import { decodeScalar } from './decode.ts';
import type { YamlScalar } from './node.ts';
import { templateMark } from './template.ts';
import { maskTemplate } from './template/mask.ts';

/**
 * Where a stretch of a scalar's decoded text stands in the document's text: from the first character that made it to behind the
 * last. An empty stretch, and one of a scalar that the parser read otherwise (in a broken document), stands for the whole scalar.
 */
export function sourceStretch(text: string, scalar: YamlScalar, within: Span): Span {
  const { start, end } = scalar.span;
  if (within.end <= within.start) return scalar.span;
  const isAsWritten = scalar.style === 'plain' && scalar.text.length === end - start;
  if (isAsWritten) return shiftSpan(within, start);
  const source = (scalar.text.includes(templateMark) ? maskTemplate(text).text : text).slice(start, end);
  const decoded = decodeScalar(source, { ...scalar, span: { start: 0, end: source.length } });
  const from = decoded.starts[within.start];
  const to = decoded.ends[within.end - 1];
  if (from === undefined || to === undefined || decoded.text !== scalar.text) return scalar.span;
  return shiftSpan({ start: from, end: to }, start);
}
