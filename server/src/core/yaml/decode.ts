import type { YamlScalar } from './node.ts';

/** A scalar's decoded text together with the source of each of its UTF-16 units. */
export interface DecodedScalar {
  readonly text: string;
  /** Where the source of each unit starts, relative to the document's text. */
  readonly starts: readonly number[];
  /** Where it ends, exclusive. All of an escape is the source of each unit it stands for, a line break that of what it is folded to. */
  readonly ends: readonly number[];
}

/**
 * Decodes a scalar once more, this time remembering where each unit comes from; `text` is the document's text. Meant for the
 * few scalars of which a stretch is shown. Source: YAML 1.2.2, chapters 7.3 and 8.1.
 */
export function decodeScalar(text: string, scalar: YamlScalar): DecodedScalar {
  const builder: Builder = { pieces: [], starts: [], ends: [] };
  const { start, end } = scalar.span;
  switch (scalar.style) {
    case 'plain':
      decodePlain(builder, text, start, end);
      break;
    case 'single':
      decodeSingle(builder, text, start, end);
      break;
    case 'double':
      decodeDouble(builder, text, start + 1, closedEnd(text, scalar));
      break;
    case 'literal':
    case 'folded':
      decodeBlock(builder, text, scalar);
  }
  return { text: builder.pieces.join(''), starts: builder.starts, ends: builder.ends };
}

interface Builder {
  readonly pieces: string[];
  readonly starts: number[];
  readonly ends: number[];
}

/** Adds text that one stretch of the source stands for as a whole. */
function add(builder: Builder, decoded: string, start: number, end: number): void {
  builder.pieces.push(decoded);
  for (let unit = 0; unit < decoded.length; unit++) {
    builder.starts.push(start);
    builder.ends.push(end);
  }
}

/** Adds text that stands in the source as it is. */
function copy(builder: Builder, text: string, start: number, end: number): void {
  if (end <= start) return;
  builder.pieces.push(text.slice(start, end));
  for (let offset = start; offset < end; offset++) {
    builder.starts.push(offset);
    builder.ends.push(offset + 1);
  }
}

/** Behind the last character of a quoted scalar's content; one that is not closed ends with its last character but one. */
function closedEnd(text: string, { span }: YamlScalar): number {
  return Math.max(span.start + 1, Math.min(span.end, text.length) - 1);
}

type AddLine = (start: number, end: number) => void;

function decodePlain(builder: Builder, text: string, start: number, end: number): void {
  foldLines(builder, text, start, end, (from, to) => copy(builder, text, from, to));
}

/** `''` stands for one quote. */
function decodeSingle(builder: Builder, text: string, start: number, end: number): void {
  foldLines(builder, text, start + 1, Math.max(start + 1, end - 1), (from, to) => {
    let copied = from;
    for (let quote = text.indexOf("''", from); quote >= 0 && quote + 1 < to; quote = text.indexOf("''", copied)) {
      copy(builder, text, copied, quote);
      add(builder, "'", quote, quote + 2);
      copied = quote + 2;
    }
    copy(builder, text, copied, to);
  });
}

/**
 * The lines of a plain or single quoted scalar: white space around breaks goes, one break is a space, each further one a
 * break. Source: YAML 1.2.2, 6.5 and 7.3.
 */
function foldLines(builder: Builder, text: string, start: number, end: number, addLine: AddLine): void {
  let position = start;
  let isFirst = true;
  let pending: { readonly start: number; end: number; breaks: number } | undefined;
  for (;;) {
    const newline = text.indexOf('\n', position);
    const isLast = newline < 0 || newline >= end;
    const rawEnd = isLast ? end : newline > position && text[newline - 1] === '\r' ? newline - 1 : newline;
    const from = isFirst ? position : skipBlanks(text, position, rawEnd);
    const to = isLast ? rawEnd : trimBlanks(text, from, rawEnd);
    // A blank first line still stands before a break; a blank last one ends what is folded.
    if (isFirst || isLast || to > from) {
      if (pending !== undefined) {
        if (pending.breaks === 1) add(builder, ' ', pending.start, pending.end);
        else for (let count = 1; count < pending.breaks; count++) add(builder, '\n', pending.start, pending.end);
      }
      addLine(from, to);
      pending = undefined;
    }
    if (isLast) return;
    pending ??= { start: to, end: newline + 1, breaks: 0 };
    pending.breaks++;
    pending.end = newline + 1;
    position = newline + 1;
    isFirst = false;
  }
}

function decodeDouble(builder: Builder, text: string, start: number, end: number): void {
  let position = start;
  while (position < end) {
    const character = text[position] ?? '';
    if (character === '\\') {
      position = decodeEscape(builder, text, position, end);
    } else if (character === '\n' || (character === '\r' && text[position + 1] === '\n')) {
      position = foldBreaks(builder, text, position, end);
    } else if (isBlank(character)) {
      const behind = skipBlanks(text, position, end);
      const endsLine = text[behind] === '\n' || (text[behind] === '\r' && text[behind + 1] === '\n');
      if (!endsLine || behind >= end) copy(builder, text, position, behind);
      position = behind;
    } else {
      copy(builder, text, position, position + 1);
      position++;
    }
  }
}

/** One break is a space, each further one a break; white space at the start of lines goes. */
function foldBreaks(builder: Builder, text: string, start: number, end: number): number {
  let position = start;
  let breaks = 0;
  for (; position < end; position++) {
    const character = text[position] ?? '';
    if (character === '\n') breaks++;
    else if (character === '\r' ? text[position + 1] !== '\n' : !isBlank(character)) break;
  }
  if (breaks === 1) add(builder, ' ', start, position);
  else for (let count = 1; count < breaks; count++) add(builder, '\n', start, position);
  return position;
}

/** The escapes of one character behind the backslash. Source: YAML 1.2.2, 5.7. */
const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  N: '\u0085',
  _: '\u00a0',
  L: '\u2028',
  P: '\u2029',
  ' ': ' ',
  '"': '"',
  '/': '/',
  '\\': '\\',
  '\t': '\t',
};
const codeLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function decodeEscape(builder: Builder, text: string, start: number, end: number): number {
  const next = text[start + 1] ?? '';
  const single = escapes[next];
  if (single !== undefined) {
    add(builder, single, start, start + 2);
    return start + 2;
  }
  const length = codeLengths[next];
  if (length !== undefined) return decodeCode(builder, text, start, length);
  const lineBreak = next === '\n' ? 2 : next === '\r' && text[start + 2] === '\n' ? 3 : 0;
  // An escaped break is nothing, and takes the white space of the next line with it.
  if (lineBreak > 0) return skipBlanks(text, start + lineBreak, end);
  copy(builder, text, start, start + 2);
  return start + 2;
}

function decodeCode(builder: Builder, text: string, start: number, length: number): number {
  const digits = text.slice(start + 2, start + 2 + length);
  const code = digits.length === length && /^[0-9a-fA-F]+$/.test(digits) ? Number.parseInt(digits, 16) : -1;
  const behind = start + 2 + length;
  if (code >= 0 && code <= 0x10ffff) add(builder, String.fromCodePoint(code), start, behind);
  else copy(builder, text, start, behind);
  return behind;
}

interface BlockLine {
  readonly start: number;
  /** Behind the white space it begins with; spaces only, as a tab is content. */
  readonly contentStart: number;
  /** Without its break. */
  readonly end: number;
}

/** The lines of a block scalar, their indentation taken off. Source: YAML 1.2.2, 8.1. */
function decodeBlock(builder: Builder, text: string, scalar: YamlScalar): void {
  const { start, end } = scalar.span;
  const headerEnd = text.indexOf('\n', start);
  if (headerEnd < 0 || headerEnd >= end) return;
  const lines = blockLines(text, headerEnd + 1, end);
  const first = lines.findIndex((line) => line.end > line.contentStart);
  const indent = indentOf(lines, first, scalar.text);
  const last = lastContent(lines, indent);
  const chomp = /[-+]/.exec(text.slice(start, headerEnd).replace(/\s*#.*$/, ''))?.[0];
  if (first >= 0) {
    for (const line of lines.slice(0, first)) {
      copy(builder, text, Math.min(line.start + indent, line.contentStart), line.contentStart);
      add(builder, '\n', line.end, breakEnd(text, line));
    }
    if (scalar.style === 'literal') addLiteral(builder, text, lines.slice(first, last + 1), indent);
    else addFolded(builder, text, lines.slice(first, last + 1), indent);
  }
  addTail(builder, text, { lines, last: first < 0 ? -1 : last, indent, chomp });
}

function addLiteral(builder: Builder, text: string, lines: readonly BlockLine[], indent: number): void {
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    if (before !== undefined) add(builder, '\n', before.end, breakEnd(text, before));
    copy(builder, text, Math.min(line.start + indent, line.contentStart), line.end);
  }
}

/** Breaks between lines of the same indentation are folded; those around more indented lines are kept. */
function addFolded(builder: Builder, text: string, lines: readonly BlockLine[], indent: number): void {
  let separator = '';
  let separatorStart = 0;
  let isBehindIndented = false;
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const isIndented = line.contentStart - line.start > indent || text[line.contentStart] === '\t';
    const isEmpty = line.end <= line.contentStart;
    if (before !== undefined && separatorStart < 0) separatorStart = before.end;
    if (isIndented) {
      if (separator === ' ') separator = '\n';
      else if (!isBehindIndented && separator === '\n') separator = '\n\n';
      add(builder, separator, separatorStart, line.start);
      copy(builder, text, Math.min(line.start + indent, line.contentStart), line.end);
      separator = '\n';
      separatorStart = -1;
      isBehindIndented = true;
    } else if (isEmpty) {
      if (separator === '\n') add(builder, '\n', separatorStart, line.start);
      else separator = '\n';
    } else {
      add(builder, separator, separatorStart, line.start);
      copy(builder, text, line.contentStart, line.end);
      separator = ' ';
      separatorStart = -1;
      isBehindIndented = false;
    }
  }
}

interface Tail {
  readonly lines: readonly BlockLine[];
  /** The index of the last line of content, -1 where there is none. */
  readonly last: number;
  readonly indent: number;
  readonly chomp: string | undefined;
}

/** The break of the last line and the empty lines behind it, as the header's `-` or `+` says. Source: YAML 1.2.2, 8.1.1.2. */
function addTail(builder: Builder, text: string, { lines, last, indent, chomp }: Tail): void {
  const line = lines[last];
  if (chomp === '-' || (line === undefined && chomp !== '+')) return;
  if (line !== undefined) add(builder, '\n', line.end, breakEnd(text, line));
  if (chomp !== '+') return;
  for (const empty of lines.slice(last + 1)) {
    if (line !== undefined) copy(builder, text, Math.min(empty.start + indent, empty.contentStart), empty.contentStart);
    if (breakEnd(text, empty) > empty.end) add(builder, '\n', empty.end, breakEnd(text, empty));
  }
}

function blockLines(text: string, start: number, end: number): readonly BlockLine[] {
  const lines: BlockLine[] = [];
  for (let position = start; position < end;) {
    const newline = text.indexOf('\n', position);
    const rawEnd = newline < 0 || newline >= end ? end : newline;
    let contentStart = position;
    while (contentStart < rawEnd && text[contentStart] === ' ') contentStart++;
    const lineEnd = rawEnd > contentStart && rawEnd < end && text[rawEnd - 1] === '\r' ? rawEnd - 1 : rawEnd;
    lines.push({ start: position, contentStart, end: lineEnd });
    position = rawEnd + 1;
  }
  return lines;
}

/**
 * How many spaces are taken off each line: those of the first line with content, less those its decoded text begins with,
 * which are there where the header says the indentation.
 */
function indentOf(lines: readonly BlockLine[], first: number, decoded: string): number {
  const line = lines[first];
  if (line === undefined) return 0;
  const own = /^(?:[ ]*\n)*([ ]*)/.exec(decoded)?.[1]?.length ?? 0;
  return Math.max(0, line.contentStart - line.start - own);
}

/** White space beyond the indentation is content, too. */
function lastContent(lines: readonly BlockLine[], indent: number): number {
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = lines[index];
    if (line !== undefined && (line.end > line.contentStart || line.contentStart - line.start > indent)) return index;
  }
  return -1;
}

function breakEnd(text: string, line: BlockLine): number {
  if (text[line.end] === '\r') return line.end + 2;
  return text[line.end] === '\n' ? line.end + 1 : line.end;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}

function skipBlanks(text: string, start: number, end: number): number {
  let position = start;
  while (position < end && isBlank(text[position] ?? '')) position++;
  return position;
}

function trimBlanks(text: string, start: number, end: number): number {
  let position = end;
  while (position > start && isBlank(text[position - 1] ?? '')) position--;
  return position;
}
