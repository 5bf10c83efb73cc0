import { spanBetween } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import { rules } from '../../rules/index.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import { findSuppressions, suppressionWord } from '../../files/suppressions.ts';
import { documentIn } from '../at-cursor.ts';
import type { Completion } from './completion.ts';
import { startOfLine } from '../../text/lines.ts';

/** A comment that may become one, up to the end of what is written. */
const begun = /(?<!\S)#[ \t]*[a-z-]{1,24}$/;

const words = defineMessages('features/completion/rule-codes', {
  line: 'Turns rules off on this line.',
  nextLine: 'Turns rules off on the next line.',
  file: 'Turns rules off in this file.',
});

/** What begins a comment that turns rules off, by what is before it on its line. */
function beginningsAfter(before: string, word: string): readonly Omit<Completion, 'span'>[] {
  const inLine = [['line', words.line]] as const;
  const onItsOwn = [
    ['next-line', words.nextLine],
    ['file', words.file],
  ] as const;
  return (before.trim() === '' ? onItsOwn : inLine).flatMap(([where, detail]) => {
    const text = suppressionWord(where);
    return text.startsWith(word) ? [{ text, kind: 'rule', detail: formatMessage(detail) }] : [];
  });
}

/** What begins a comment that turns rules off, and the codes that it can turn off, but for those that it names; `undefined` elsewhere. */
export function ruleCodesAt(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] | undefined {
  const document = documentIn(snapshot, uri, offset);
  const text = document?.file.text ?? '';
  const line = text.slice(startOfLine(text, offset), offset);
  const word = /[a-z0-9-]*$/.exec(line.slice(-64))?.[0] ?? '';
  const before = line.slice(0, line.length - word.length);
  const comment = findSuppressions(before).at(-1);
  const hash = comment?.span.start ?? line.search(begun);
  if (document === undefined || hash < 0 || /\s--(?:\s|$)/.test(before.slice(hash))) return undefined;
  if (document.facts.isInsideScalar(offset - line.length + hash - document.start)) return undefined;
  const rest = /^[a-z0-9-]*/.exec(text.slice(offset, offset + 64))?.[0] ?? '';
  const span = spanBetween(offset - word.length, offset + rest.length);
  if (comment === undefined) return beginningsAfter(line.slice(0, hash), word).map((one) => ({ ...one, span }));
  return rules
    .filter(({ code }) => code.startsWith(word) && !comment.codes.includes(code))
    .map(({ code, summary }) => ({ text: code, kind: 'rule', detail: formatMessage(summary), span }));
}
