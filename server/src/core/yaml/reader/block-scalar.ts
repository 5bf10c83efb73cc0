import { rejectionText, YamlRejection } from './rejection.ts';
import { breakBehind, codeAt, hash, isBlank, isBreak, space, tab, takeBreak, type Cursor } from './cursor.ts';
import { rejectTab } from './plain-scalar.ts';

/** Scans a block of text behind `|` or `>`; where it ends. Source: libyaml, yaml_parser_scan_block_scalar. */
export function scanBlock(cursor: Cursor): number {
  const { text, out } = cursor;
  const isFolded = text.charCodeAt(cursor.position) === 0x3e;
  const { chomping, increment } = scanHeader(cursor);
  let end = cursor.position;
  if (isBreak(codeAt(text, end))) {
    takeBreak(cursor);
    end = cursor.position;
  }
  let column = increment > 0 ? Math.max(cursor.indent, 0) + increment : 0;
  // The break behind the last line of text, which began at an offset, and those of the empty lines behind it.
  let last = '';
  let lastStart = cursor.position;
  let lastEnd = lastStart;
  let isBehindBlank = false;
  let empty: string;
  ({ empty, column } = takeEmptyLines(cursor, column));
  while (cursor.position - cursor.lineStart === column && cursor.position < text.length) {
    const from = cursor.position;
    const isIndented = isBlank(text.charCodeAt(from));
    const isJoined = isFolded && last === '\n' && !isBehindBlank && !isIndented;
    out.add(isJoined ? (empty === '' ? ' ' : '') : last, lastStart, isJoined ? from : lastEnd);
    out.add(empty, isJoined ? lastStart : lastEnd, from);
    isBehindBlank = isIndented;
    cursor.position = breakBehind(cursor.text, cursor.position);
    out.copy(from, cursor.position);
    lastStart = cursor.position;
    last = cursor.position < text.length ? takeBreak(cursor) : '';
    lastEnd = cursor.position;
    end = lastEnd;
    ({ empty, column } = takeEmptyLines(cursor, column));
  }
  if (chomping !== '-') out.add(last, lastStart, lastEnd);
  if (chomping === '+') {
    out.add(empty, lastEnd, cursor.position);
    end = cursor.lineStart;
  }
  return end;
}

/** The header up to its line break: chomping and indentation in any order, and a comment. */
function scanHeader(cursor: Cursor): { readonly chomping: string; readonly increment: number } {
  const { text } = cursor;
  let chomping = '';
  let increment = 0;
  cursor.position++;
  for (let count = 0; count < 2; count++) {
    const character = text.charAt(cursor.position);
    if (chomping === '' && (character === '+' || character === '-')) chomping = character;
    else if (increment === 0 && character >= '0' && character <= '9') increment = Number(character);
    else break;
    if (character === '0')
      throw new YamlRejection(rejectionText('blockIndentation'), cursor.position, cursor.position + 1);
    cursor.position++;
  }
  while (isBlank(codeAt(text, cursor.position))) cursor.position++;
  const end = breakBehind(cursor.text, cursor.position);
  if (cursor.position < end && codeAt(text, cursor.position) !== hash)
    throw new YamlRejection(rejectionText('blockHeader'), cursor.position, end);
  cursor.position = end;
  return { chomping, increment };
}

/** Goes over lines of spaces, to where the next line of text begins; finds the column of the text where it is not known. */
function takeEmptyLines(cursor: Cursor, known: number): { readonly empty: string; readonly column: number } {
  const { text } = cursor;
  let empty = '';
  let longest = 0;
  for (;;) {
    while ((known === 0 || cursor.position - cursor.lineStart < known) && codeAt(text, cursor.position) === space)
      cursor.position++;
    const column = cursor.position - cursor.lineStart;
    longest = Math.max(longest, column);
    const code = codeAt(text, cursor.position);
    if (code === tab && (known === 0 || column < known)) rejectTab(cursor);
    if (!isBreak(code)) break;
    empty += takeBreak(cursor);
  }
  return { empty, column: known === 0 ? Math.max(longest, cursor.indent + 1, 1) : known };
}
