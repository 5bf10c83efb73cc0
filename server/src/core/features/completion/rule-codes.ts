import type { Snapshot } from '../../workspace/snapshot.ts';
import { rules } from '../../rules/index.ts';
import { formatMessage } from '../../util/format.ts';
import { documentIn } from '../at-cursor.ts';
import type { Completion } from './completion.ts';

/** A comment that turns rules off, up to the word that is written; a reason is behind ` -- `. */
const written =
  /(?:^|\s)#\s*headlight-disable-(?:line|next-line|file)[ \t]+((?:[a-z0-9-]+[ \t]*[, \t][ \t]*)*)([a-z0-9-]*)$/;

/** The codes of rules that a comment can turn off, but for those that it names; `undefined` outside of such comments. */
export function ruleCodesAt(snapshot: Snapshot, uri: string, offset: number): readonly Completion[] | undefined {
  const document = documentIn(snapshot, uri, offset);
  const text = document?.file.text ?? '';
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  const found = written.exec(line);
  const [, named = '', word = ''] = found ?? [];
  if (document === undefined || found === null || /(?:^|\s)--(?:\s|$)/.test(named)) return undefined;
  const comment = offset - line.length + line.indexOf('#', found.index);
  if (document.facts.isInsideScalar(comment - document.start)) return undefined;
  const rest = /^[a-z0-9-]*/.exec(text.slice(offset, offset + 64))?.[0] ?? '';
  const span = { start: offset - word.length, end: offset + rest.length };
  const known = new Set(named.split(/[,\s]+/));
  return rules
    .filter(({ code }) => code.startsWith(word) && !known.has(code))
    .map(({ code, summary }) => ({ text: code, kind: 'rule', detail: formatMessage(summary), span }));
}
