import { type Span, spanBetween } from '../../text/span.ts';
import { ActionEnds } from './action-end.ts';

/** A template action, `{{ … }}`, and what it does to the text around it. */
export interface TemplateAction {
  /** From the first brace to behind the last one. */
  readonly span: Span;
  /** Whether it prints anything: conditions, loops, variables and comments do not. */
  readonly prints: boolean;
  /** How it opens, goes on with or closes a block of other text. */
  readonly block: 'open' | 'else' | 'end' | undefined;
  /** Whether `.` is another value in its block. */
  readonly rebinds: boolean;
  /** The number of its `indent` or `nindent`. */
  readonly indent: number | undefined;
  /** What is between the braces, trim marks taken off. */
  readonly code: string;
}

/** A stretch of text that is printed only under a condition, or any number of times. */
export interface TemplateBranch extends Span {
  /** Whether `.` is another value there. */
  readonly rebinds: boolean;
}

/** The actions of a text, in order. */
export function templateActions(text: string): readonly TemplateAction[] {
  const actions: TemplateAction[] = [];
  const ends = new ActionEnds(text);
  for (let start = text.indexOf('{{'); start >= 0;) {
    const end = ends.endOf(start);
    actions.push(readAction(text, { start, end }));
    start = text.indexOf('{{', end);
  }
  return withoutDefinitions(text, actions);
}

/**
 * The branches that a text's actions make. One that is opened in an earlier document of the file begins with the text, and
 * one that is closed in a later one ends with it.
 */
export function templateBranches(text: string, actions: readonly TemplateAction[]): readonly TemplateBranch[] {
  const branches: TemplateBranch[] = [];
  const open: { start: number; rebinds: boolean }[] = [];
  const close = (end: number): void => {
    branches.push({ rebinds: false, ...(open.pop() ?? { start: 0 }), end });
  };
  for (const { block, span, rebinds } of actions) {
    if (block === 'else' || block === 'end') close(span.start);
    if (block === 'else' || block === 'open') open.push({ start: span.end, rebinds });
  }
  while (open.length > 0) close(text.length);
  return branches;
}

/** What is between `define` and its `end` is printed elsewhere: all of it is one action that prints nothing. */
function withoutDefinitions(text: string, actions: readonly TemplateAction[]): readonly TemplateAction[] {
  const result: TemplateAction[] = [];
  let definition: TemplateAction | undefined;
  let depth = 0;
  for (const action of actions) {
    if (definition === undefined && !/^define\b/.test(action.code)) {
      result.push(action);
      continue;
    }
    definition ??= action;
    if (action.block === 'open') depth++;
    if (action.block === 'end') depth--;
    if (depth > 0) continue;
    result.push(definitionTo(definition, action.span.end));
    definition = undefined;
  }
  return definition === undefined ? result : [...result, definitionTo(definition, text.length)];
}

function definitionTo(definition: TemplateAction, end: number): TemplateAction {
  return { ...definition, span: spanBetween(definition.span.start, end), block: undefined };
}

function readAction(text: string, span: Span): TemplateAction {
  const code = text
    .slice(span.start, span.end)
    .replace(/^\{\{(?:-(?=\s))?\s*/, '')
    .replace(/\s*(?:(?<=\s)-)?(?:\}\})?$/, '');
  const word = /^[a-z]+\b/.exec(code)?.[0] ?? '';
  const opens = openingWords.has(word);
  const block = opens ? 'open' : word === 'else' || word === 'end' ? word : undefined;
  const isSilent = block !== undefined || silentWords.has(word) || /^\/\*|^\$\w*(?:\s*,\s*\$\w+)?\s*:?=/.test(code);
  const indent = /\bn?indent\s+(\d{1,3})\s*$|^\s*n?indent\s+(\d{1,3})\b/.exec(code);
  return {
    span,
    prints: !isSilent,
    block,
    rebinds: rebindingWords.test(code),
    indent: indent === null ? undefined : Number(indent[1] ?? indent[2]),
    code,
  };
}

const openingWords: ReadonlySet<string> = new Set(['if', 'with', 'range', 'define', 'block']);
const silentWords: ReadonlySet<string> = new Set(['break', 'continue']);
const rebindingWords = /^(?:else\s+)?(?:with|range|define|block)\b/;
