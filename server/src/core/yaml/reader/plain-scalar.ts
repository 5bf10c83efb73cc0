import { rejectionText, YamlRejection } from './rejection.ts';
import {
  codeAt,
  colon,
  hash,
  isBlank,
  isBlankOrEnd,
  isBreak,
  isDocumentMark,
  tab,
  foldBreaks,
  takeBreak,
  type Cursor,
} from './cursor.ts';

/**
 * Scans a scalar without quotes; where it ends. It goes on over lines that are farther right than the collection it is in, up to a
 * `: `, a comment, and in brackets up to one of `,?[]{}`. Source: libyaml, yaml_parser_scan_plain_scalar.
 */
export function scanPlain(cursor: Cursor): number {
  const { text } = cursor;
  const inFlow = cursor.depth > 0;
  // What is from `segment` to `end` is not yet taken over, nor what the lines behind it are folded to.
  let segment = cursor.position;
  let end = segment;
  let fold = '';
  for (;;) {
    let position = cursor.position;
    if (position === cursor.lineStart && isDocumentMark(text, position)) break;
    let code = codeAt(text, position);
    if (code === hash) break;
    const from = position;
    while (!isBlankOrEnd(code)) {
      if (code === colon && isBlankOrEnd(codeAt(text, position + 1))) break;
      if (inFlow && isFlowIndicator(code)) break;
      code = codeAt(text, ++position);
    }
    if (position > from) {
      if (fold !== '') {
        cursor.out.copy(segment, end);
        cursor.out.add(fold, end, from);
        segment = from;
        fold = '';
      }
      end = position;
    }
    const isStopped = !isBlankOrEnd(code);
    while (isBlank(code)) code = codeAt(text, ++position);
    cursor.position = position;
    if (isStopped || code === 0) break;
    if (!isBreak(code)) continue;
    fold = skipLines(cursor);
    if (!inFlow && cursor.position - cursor.lineStart <= cursor.indent) break;
  }
  cursor.out.copy(segment, end);
  return end;
}

/** Goes over line breaks and the blanks around them; what they are folded to. */
function skipLines(cursor: Cursor): string {
  const { text } = cursor;
  const first = takeBreak(cursor);
  let others = '';
  for (;;) {
    const code = codeAt(text, cursor.position);
    if (isBlank(code)) {
      if (code === tab && cursor.position - cursor.lineStart <= cursor.indent) rejectTab(cursor);
      cursor.position++;
    } else if (isBreak(code)) {
      others += takeBreak(cursor);
    } else return foldBreaks(first, others);
  }
}

/** Rejects a tab that is where only spaces may. */
export function rejectTab({ position }: Cursor): never {
  throw new YamlRejection(rejectionText('tab'), position, position + 1);
}

function isFlowIndicator(code: number): boolean {
  switch (code) {
    case 0x2c: // ,
    case 0x3f: // ?
    case 0x5b: // [
    case 0x5d: // ]
    case 0x7b: // {
    case 0x7d: // }
      return true;
    default:
      return false;
  }
}
