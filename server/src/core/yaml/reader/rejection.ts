import type { Span } from '../../text/span.ts';
import { breakBehind, codeAt, isBlank, isBlankOrEnd } from './cursor.ts';
import { defineMessages, formatMessage, type MessageValues } from '../../util/format.ts';

/** Thrown inside the reader where kubectl rejects a text; it never leaves `readYaml`. */
export class YamlRejection extends Error {
  readonly span: Span;

  constructor(message: string, start: number, end: number) {
    super(message);
    this.span = { start, end };
  }
}

/** The end of what is written in the line of an offset: as much of a long thing as is shown. */
export function writtenEnd(text: string, offset: number): number {
  let end = breakBehind(text, offset);
  while (end > offset && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

/** The end of the word that begins at an offset; what ends it in a key or list is no part of it. */
export function wordEnd(text: string, start: number): number {
  let end = start + 1;
  while (!isBlankOrEnd(codeAt(text, end)) && !':,]}'.includes(text.charAt(end))) end++;
  return Math.min(end, text.length);
}

/** Why kubectl rejects a text, without a full stop. */
const messages = defineMessages('yaml/reader/rejection', {
  conflict: 'There is an unresolved merge conflict here',
  noAnchor: 'The anchor "&{name}" is not defined before this alias',
  aliasOfItself: 'This alias is inside the value of its own anchor "&{name}"',
  aliased: 'The aliases of this document expand to more than {most} values',
  tooDeep: 'This is nested more than {most} levels deep',
  blockIndentation: 'The indentation indicator of a block scalar must be from 1 to 9',
  blockHeader: 'Only "+" or "-", a digit and a comment may follow "|" or ">"; the text begins on the next line',
  noValue: 'A value is missing here',
  notItsTag: '"{text}" does not match its tag',
  absentNotItsTag: 'An empty value does not match its tag',
  documentMark: 'kubectl splits files at "---", and only a comment may follow it',
  documentEnd: 'The document ended before this line, and kubectl reads no further',
  nothingEnds: 'There is no document for this "..." to end',
  notInJson: 'JSON has no Infinity and no NaN',
  noItem: 'A list item ("- ") is missing here',
  noKey: 'A key is missing here',
  key: 'A key must be a string, a number or a boolean, but this is {found}',
  list: 'a list',
  map: 'a map',
  nothing: 'empty',
  largeNumber: 'a number that is too large',
  merge: '"<<" takes a map, an alias of a map, or a list of these',
  tab: 'Indent with spaces: a tab is not allowed here',
  noColon: 'A ":" is missing after this key',
  alias:
    'The name of an alias ("*") can have only ASCII letters, digits, "-" and "_". Quote a value that begins with "*"',
  anchor:
    'The name of an anchor ("&") can have only ASCII letters, digits, "-" and "_". Quote a value that begins with "&"',
  tagHandle: 'The tag handle "{handle}" is not defined',
  tag: 'This is not a valid tag. Quote a value that begins with "!"',
  openQuote: 'This quote is never closed',
  quoteOverEnd: 'This quote is not closed before the document ends',
  escape: '"{written}" is not an escape sequence: in double quotes, write a backslash as "\\\\"',
  code: '"{written}" is not a valid character code',
  control: 'The control character U+{code} is not allowed in a file, not even in a comment',
  itemHere: 'A list item cannot begin here: put it on a line of its own',
  keyHere: 'A key cannot begin here: put it on a line of its own',
  secondColon: 'This line has a second ":": quote the value, or put the nested keys on lines of their own',
  keyBelowValue:
    'The line above already has a value, so no key can be below it: indent this line less, or remove that value',
  directive: 'kubectl does not accept YAML directives: it splits the file at "---" before it reads the YAML',
  character: 'Quote a value that begins with "{character}"',
  listLeftOfKey: 'The list below this key is indented less than the key',
  column: 'The indentation does not match any list or map around this line',
  openBracket: 'This "{bracket}" is never closed',
  bracketOverKey: 'This "{bracket}" is not closed before the next key',
  separator: 'A "," or "{close}" is missing before this',
});

/** A reason of the table in words. */
export function rejectionText(id: keyof typeof messages, values: MessageValues = {}): string {
  return formatMessage(messages[id], values);
}
