import { CST, Parser } from 'yaml';
import { lastWhere } from '../../util/collections.ts';
import { type Span, spanBetween } from '../../text/span.ts';
import { resolvePlainScalar } from '../scalar.ts';
import type { BlockStyle } from './write.ts';
import { startOfLine, endOfLine, startOfNextLine } from '../../text/lines.ts';

/** An entry of a map or an item of a list, as the parser's concrete syntax tree holds it. */
export type CollectionItem = CST.CollectionItem;

/** A piece of a document's concrete syntax tree. Offsets are relative to the document's text. */
export type SyntaxToken = CST.Token;

/** The value of a document as a concrete syntax tree: every character of the text is in it. */
export function syntaxOf(text: string): SyntaxToken | undefined {
  for (const token of new Parser().parse(text)) if (token.type === 'document') return token.value;
  return undefined;
}

/** Whether an entry or item is one: not only white space and comments before the end of its collection. */
export function isRealItem(item: CollectionItem): boolean {
  const hasContent = (item.key ?? undefined) !== undefined || item.sep !== undefined || item.value !== undefined;
  return hasContent || item.start.some((token) => isMeaningful(token) && token.type !== 'comma');
}

/** Where an entry or item begins: at its dash, question mark, anchor, tag or key. */
export function itemStart(item: CollectionItem): number {
  const first =
    item.start.find((token) => isMeaningful(token) && token.type !== 'comma') ??
    item.key ??
    item.sep?.find(isMeaningful);
  return first === undefined ? (item.value === undefined ? 0 : tokenStart(item.value)) : tokenStart(first);
}

/** Behind the last character of an entry or item that means something. */
export function itemEnd(item: CollectionItem): number {
  return item.value === undefined ? indicatorEnd(item) : tokenEnd(item.value);
}

/** Behind what is before the value of an entry or item: its colon or dash, and the value's anchor and tag. */
export function indicatorEnd(item: CollectionItem): number {
  const before =
    lastWhere(item.sep ?? [], isMeaningful) ??
    item.key ??
    lastWhere(item.start, (token) => isMeaningful(token) && token.type !== 'comma');
  return before === undefined ? itemStart(item) : tokenEnd(before);
}

/** Where a token begins. */
export function tokenStart(token: SyntaxToken): number {
  if (token.type !== 'block-map' && token.type !== 'block-seq') return token.offset;
  const first = token.items.find(isRealItem);
  return first === undefined ? token.offset : itemStart(first);
}

/** Behind the last character of a token that means something; blank lines at the end of a block scalar do not. */
export function tokenEnd(token: SyntaxToken): number {
  switch (token.type) {
    case 'block-map':
    case 'block-seq': {
      const last = lastWhere<CollectionItem>(token.items, isRealItem);
      return last === undefined ? token.offset : itemEnd(last);
    }
    case 'flow-collection': {
      const close = token.end.find((one) => one.type === 'flow-map-end' || one.type === 'flow-seq-end');
      const last = lastWhere<CollectionItem>(token.items, isRealItem);
      return close === undefined ? (last === undefined ? token.offset + 1 : itemEnd(last)) : close.offset + 1;
    }
    case 'block-scalar': {
      const header = lastWhere(token.props, (prop) => prop.type === 'block-scalar-header') ?? token;
      const contentStart = token.props.reduce((end, prop) => end + sourceOf(prop).length, token.offset);
      const content = token.source.trimEnd();
      return content === '' ? header.offset + sourceOf(header).length : contentStart + content.length;
    }
    default:
      return token.offset + sourceOf(token).length;
  }
}

/** The key of a map entry as a string, as `YamlEntry.key` has it; `undefined` for a key that is no scalar. */
export function keyOf(item: CollectionItem): string | undefined {
  const key = item.key;
  if (!CST.isScalar(key)) return undefined;
  const text = CST.resolveAsScalar(key).value;
  if (key.type !== 'scalar') return text;
  const value = resolvePlainScalar(text);
  return typeof value === 'boolean' ? String(value) : text;
}

/** Whether a value is written as nothing at all, or as a plain null. */
export function isNullToken(token: SyntaxToken | undefined): boolean {
  return token === undefined || (token.type === 'scalar' && resolvePlainScalar(token.source) === null);
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - startOfLine(text, offset);
}

/** Whether only white space is before an offset in its line. */
export function startsLine(text: string, offset: number): boolean {
  return /^[ \t]*$/.test(text.slice(startOfLine(text, offset), offset));
}

/** Whether only white space and a comment are behind an offset in its line. */
export function endsLine(text: string, offset: number): boolean {
  return /^[ \t]*(?:[ \t]#.*)?$/.test(text.slice(offset, endOfLine(text, offset)));
}

/**
 * The lines of a block entry or item from its first line to behind its last one, together with the comments that follow
 * it: those further in than itself, or behind a value on a line those that continue the comment beside it.
 */
export function linesOfItem(text: string, item: CollectionItem): Span {
  const start = itemStart(item);
  const last = itemEnd(item);
  const beside = /^[ \t]+(?=#)/.exec(text.slice(last, endOfLine(text, last)))?.[0].length;
  const isNested = item.value !== undefined && /^block-/.test(item.value.type);
  const isOwn = (column: number): boolean =>
    isNested ? column > columnOf(text, start) : beside !== undefined && column === columnOf(text, last + beside);
  let end = startOfNextLine(text, last);
  for (let line = end; line < text.length; line = startOfNextLine(text, line)) {
    const comment = /^( *)#/.exec(text.slice(line, endOfLine(text, line)));
    if (comment?.[1] === undefined || !isOwn(comment[1].length)) break;
    end = startOfNextLine(text, line);
  }
  return spanBetween(startOfLine(text, start), end);
}

/** How a document indents: as the first nested map and the first nested list in it do; two columns where it has none. */
export function blockStyleOf(text: string, root: SyntaxToken | undefined, lineEnding: string): BlockStyle {
  const found: { unit?: number; sequenceOffset?: number } = {};
  if (root !== undefined) measure(text, root, found);
  return { lineEnding, unit: found.unit ?? 2, sequenceOffset: found.sequenceOffset ?? found.unit ?? 2 };
}

function measure(text: string, token: SyntaxToken, found: { unit?: number; sequenceOffset?: number }): void {
  if (token.type !== 'block-map' && token.type !== 'block-seq') return;
  for (const item of token.items) {
    const value = item.value;
    if (value === undefined || !isRealItem(item)) continue;
    if (token.type === 'block-map' && (value.type === 'block-map' || value.type === 'block-seq')) {
      const offset = columnOf(text, tokenStart(value)) - columnOf(text, itemStart(item));
      if (value.type === 'block-map' && offset > 0) found.unit ??= offset;
      if (value.type === 'block-seq' && offset >= 0) found.sequenceOffset ??= offset;
    }
    if (found.unit !== undefined && found.sequenceOffset !== undefined) return;
    measure(text, value, found);
  }
}

function isMeaningful(token: CST.SourceToken): boolean {
  return token.type !== 'space' && token.type !== 'comment' && token.type !== 'newline';
}

function sourceOf(token: SyntaxToken): string {
  return 'source' in token ? token.source : '';
}
