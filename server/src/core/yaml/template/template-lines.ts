import type { TemplateAction } from './template-actions.ts';
import { endOfLine, startOfNextLine } from '../../text/lines.ts';

/** A line of a template, as far as its layout goes. */
export interface TemplateLine {
  readonly start: number;
  /** Without its break. */
  readonly end: number;
  /** `actions`: nothing but actions, and perhaps a comment behind them. `blank`: not even those. */
  readonly kind: 'blank' | 'comment' | 'actions' | 'text';
  /** The actions with a part in the line, in order. */
  readonly actions: readonly TemplateAction[];
  /** The column of the first character that is no space. */
  readonly indent: number;
  /** The column of the key or value, behind the dashes of items. */
  readonly column: number;
  readonly isItem: boolean;
  /** Behind the last character that is neither white space nor part of an action or comment, as an offset in the text. */
  readonly literalEnd: number;
}

/** The lines of a text, given its actions. */
export function readLines(text: string, actions: readonly TemplateAction[]): readonly TemplateLine[] {
  const lines: TemplateLine[] = [];
  let first = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfLine(text, start);
    while ((actions[first]?.span.end ?? text.length) <= start && first < actions.length) first++;
    let last = first;
    while ((actions[last]?.span.start ?? text.length) < end) last++;
    lines.push(readLine(text, { start, end, actions: actions.slice(first, last) }));
    start = startOfNextLine(text, end);
  }
  return lines;
}

function readLine(text: string, line: Pick<TemplateLine, 'start' | 'end' | 'actions'>): TemplateLine {
  const { start, end, actions } = line;
  const written = text.slice(start, end);
  const literal = withoutActions(line, written);
  const indent = /^ */.exec(written)?.[0].length ?? 0;
  const dashes = /^ *(?:- +)*/.exec(written)?.[0].length ?? 0;
  const comment = /^\s*#/.exec(literal);
  const firstAction = actions[0]?.span.start ?? end;
  const isBare = literal.trim() === '' || comment !== null;
  // An action in a comment prints into the comment.
  const isComment = comment !== null && start + comment[0].length <= firstAction;
  const kind = !isBare ? 'text' : isComment ? 'comment' : actions.length > 0 ? 'actions' : 'blank';
  const uncommented = literal.replace(/(?<=\s)#.*$/, (comment) => ' '.repeat(comment.length));
  return {
    ...line,
    kind,
    indent,
    column: dashes,
    isItem: /^ *-(?:\s|$)/.test(written),
    literalEnd: start + uncommented.trimEnd().length,
  };
}

/** The line with spaces for its actions. */
function withoutActions(
  { start, end, actions }: Pick<TemplateLine, 'start' | 'end' | 'actions'>,
  written: string,
): string {
  let result = '';
  let copied = 0;
  for (const { span } of actions) {
    const from = Math.max(span.start, start) - start;
    const to = Math.min(span.end, end) - start;
    result += written.slice(copied, from) + ' '.repeat(to - from);
    copied = to;
  }
  return result + written.slice(copied);
}
