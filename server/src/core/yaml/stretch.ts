import { shiftSpan, type Span, spanBetween } from '../text/span.ts';
import { decodeScalar, type DecodedScalar } from './decode.ts';
import type { YamlScalar } from './node.ts';
import { templateMark } from './template.ts';
import { maskTemplate } from './template/mask.ts';

/**
 * Where a stretch of a scalar's decoded text is in the document's text: from the first character that made it to behind the
 * last. An empty stretch, one behind an alias, and one of a scalar that is read otherwise (in a broken document) stand for the whole scalar.
 */
export function sourceStretch(text: string, scalar: YamlScalar, within: Span): Span {
  if (within.end <= within.start || scalar.aliased === true) return scalar.span;
  const start = textStartOf(scalar);
  if (start !== undefined) return shiftSpan(within, start);
  const decoded = decodingOf(text, scalar);
  const from = decoded?.starts[within.start];
  const to = decoded?.ends[within.end - 1];
  return from === undefined || to === undefined ? scalar.span : spanBetween(from, to);
}

/**
 * Where the decoded text of a scalar begins in the document's text, if each character of it is one that is written; `undefined` where
 * that has to be found out. Folded lines and escapes only make a text shorter, so one of the same length has none.
 */
export function textStartOf({ style, text, span, aliased }: YamlScalar): number | undefined {
  const marks = style === 'plain' ? 0 : 1;
  if (aliased === true || style === 'literal' || style === 'folded') return undefined;
  return text.length === span.end - span.start - 2 * marks ? span.start + marks : undefined;
}

/**
 * The scalar decoded anew; `undefined` where it reads otherwise then. Asked for each host name in it, of which a string of a megabyte may hold
 * 100,000, so it is kept with its node, which belongs to one text and never changes.
 */
function decodingOf(text: string, scalar: YamlScalar): DecodedScalar | undefined {
  if (!decodings.has(scalar)) {
    const readable = scalar.text.includes(templateMark) ? maskTemplate(text).text : text;
    const decoded = decodeScalar(readable, scalar);
    decodings.set(scalar, decoded?.text === scalar.text ? decoded : undefined);
  }
  return decodings.get(scalar);
}

const decodings = new WeakMap<YamlScalar, DecodedScalar | undefined>();
