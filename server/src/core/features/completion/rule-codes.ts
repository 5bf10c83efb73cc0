import type { Snapshot } from '../../workspace/snapshot.ts';
import { rules } from '../../rules/index.ts';
import { defineMessages, formatMessage } from '../../util/format.ts';
import { documentIn } from '../at-cursor.ts';
import type { Completion } from './completion.ts';

/** A comment that turns rules off, up to the word that is written; a reason is behind ` -- `. */
const written =
  /(?:^|\s)#\s*headlight-disable-(?:line|next-line|file)[ \t]+((?:[a-z0-9-]+[ \t]*[, \t][ \t]*)*)([a-z0-9-]*)$/;

/** A comment that may become one, up to the end of what is written. */
const begun = /(?:^|\s)#[ \t]*([a-z-]{1,24})$/;

const words = defineMessages('features/completion/rule-codes', {
  line: 'Turns rules off in this line.',
  nextLine: 'Turns rules off in the next line.',
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
    const text = `headlight-disable-${where}`;
    return text.startsWith(word) ? [{ text, kind: 'rule', detail: formatMessage(detail) }] : [];
  });
}

/** What begins a comment that turns rules off, and the codes that it can turn off, but for those that it names; `undefined` elsewhere. */
export function ruleCodesAt(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] | undefined {
  const document = documentIn(snapshot, uri, offset);
  const text = document?.file.text ?? '';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const coded = written.exec(line);
  const found = coded ?? begun.exec(line);
  if (document === undefined || found === null) return undefined;
  const [named = '', word = ''] = coded === null ? ['', found[1]] : coded.slice(1);
  if (/(?:^|\s)--(?:\s|$)/.test(named)) return undefined;
  const hash = line.indexOf('#', found.index);
  if (document.facts.isInsideScalar(offset - line.length + hash - document.start)) return undefined;
  const rest = /^[a-z0-9-]*/.exec(text.slice(offset, offset + 64))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset + rest.length };
  if (coded === null) return beginningsAfter(line.slice(0, hash), word).map((one) => ({ ...one, span }));
  const known = new Set(named.split(/[,\s]+/));
  return rules
    .filter(({ code }) => code.startsWith(word) && !known.has(code))
    .map(({ code, summary }) => ({ text: code, kind: 'rule', detail: formatMessage(summary), span }));
}
