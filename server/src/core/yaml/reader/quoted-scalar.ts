import { rejectionText, YamlRejection, writtenEnd } from './rejection.ts';
import { codeAt, isBlank, isBreak, isDocumentMark, foldBreaks, takeBreak, type Cursor } from './cursor.ts';

const doubleQuote = 0x22;
const backslash = 0x5c;

/**
 * Scans a scalar in quotes, to behind the closing one. Its lines may be in any column. Source: libyaml, yaml_parser_scan_flow_scalar.
 */
export function scanQuoted(cursor: Cursor): void {
  const { text, out, position: start } = cursor;
  const quote = text.charCodeAt(start);
  const isDouble = quote === doubleQuote;
  let position = start + 1;
  // What is from here to the position is not yet taken over.
  let segment = position;
  for (;;) {
    const code = codeAt(text, position);
    if (code === 0) throw new YamlRejection(rejectionText('openQuote'), start, writtenEnd(text, start));
    if (code === quote) {
      if (isDouble || codeAt(text, position + 1) !== quote) break;
      out.copy(segment, position);
      out.add("'", position, position + 2);
      position += 2;
      segment = position;
    } else if (code === backslash && isDouble) {
      out.copy(segment, position);
      cursor.position = position;
      takeEscape(cursor, start);
      position = cursor.position;
      segment = position;
    } else if (isBlank(code) || (isBreak(code) && !cursor.json)) {
      const from = position;
      while (isBlank(codeAt(text, position))) position++;
      if (!isBreak(codeAt(text, position)) || cursor.json) continue;
      out.copy(segment, from);
      cursor.position = position;
      const fold = foldBreaks(takeBreak(cursor), takeEmptyLines(cursor, start));
      position = cursor.position;
      out.add(fold, from, position);
      segment = position;
    } else position++;
  }
  out.copy(segment, position);
  cursor.position = position + 1;
}

/** Goes over further line breaks and the blanks around them; what they say. */
function takeEmptyLines(cursor: Cursor, start: number): string {
  const { text } = cursor;
  let breaks = '';
  for (;;) {
    if (cursor.position === cursor.lineStart && isDocumentMark(text, cursor.position))
      throw new YamlRejection(rejectionText('quoteOverEnd'), start, writtenEnd(text, start));
    const code = codeAt(text, cursor.position);
    if (isBlank(code)) cursor.position++;
    else if (isBreak(code)) breaks += takeBreak(cursor);
    else return breaks;
  }
}

/** The escapes of one character behind the backslash. Source: YAML 1.1, 5.6; besides them `\'`, and `\/` in JSON alone. */
const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['t', '\t'],
  ['\t', '\t'],
  ['n', '\n'],
  ['v', '\v'],
  ['f', '\f'],
  ['r', '\r'],
  ['e', '\x1b'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
]);

/** How many hexadecimal digits follow the letters that stand for a character's code. */
const escapeLengths: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** Goes over an escape. A line break behind a backslash is nothing, those that follow it are what they are. */
function takeEscape(cursor: Cursor, quote: number): void {
  const { text, json, out, position: start } = cursor;
  cursor.position++;
  if (isBreak(codeAt(text, start + 1))) {
    takeBreak(cursor);
    const from = cursor.position;
    out.add(takeEmptyLines(cursor, quote), from, cursor.position);
    return;
  }
  const letter = text.charAt(start + 1);
  const known = escapes.get(letter) ?? (json && letter === '/' ? '/' : undefined);
  cursor.position = start + 2 + (known === undefined ? (escapeLengths.get(letter) ?? 0) : 0);
  out.add(known ?? readCode(cursor, start), start, cursor.position);
}

/** The character whose code is between an offset and the position. */
function readCode({ text, json, position }: Cursor, start: number): string {
  const written = text.slice(start, position);
  if (written.length <= 2) throw new YamlRejection(rejectionText('escape', { written }), start, start + 2);
  const code = /^..[0-9a-fA-F]+$/.test(written) ? Number.parseInt(written.slice(2), 16) : -1;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code < 0 || code > 0x10ffff || position > text.length || (isSurrogate && !json))
    throw new YamlRejection(rejectionText('code', { written }), start, Math.min(position, text.length));
  return isSurrogate ? String.fromCharCode(code) : String.fromCodePoint(code);
}
