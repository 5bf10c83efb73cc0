import type { Span } from '../../text/span.ts';

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

/**
 * The actions of a text, in order. Braces in their strings and comments do not end them; one that is not closed runs to the
 * end of its line. Source: Go text/template/parse/lex.go.
 */
export function templateActions(text: string): readonly TemplateAction[] {
  const actions: TemplateAction[] = [];
  for (let start = text.indexOf('{{'); start >= 0;) {
    const end = actionEnd(text, start);
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
  return { ...definition, span: { start: definition.span.start, end }, block: undefined };
}

function actionEnd(text: string, start: number): number {
  const comment = /\{\{(?:-\s)?\s*\/\*/y;
  comment.lastIndex = start;
  if (comment.test(text)) {
    const closing = text.indexOf('*/', comment.lastIndex);
    const behind = closing < 0 ? null : closingBraces(text, closing + 2);
    return behind ?? lineEnd(text, start);
  }
  for (let position = start + 2; position < text.length;) {
    if (text.startsWith('}}', position)) return position + 2;
    const behind = behindString(text, position);
    if (behind === undefined) break;
    position = behind;
  }
  // A quote that nothing closes: the braces nearest to it are what is meant.
  const line = lineEnd(text, start);
  const braces = text.indexOf('}}', start);
  return braces >= 0 && braces < line ? braces + 2 : line;
}

/** Behind the braces that close a comment; a comment that they do not follow at once is none. */
function closingBraces(text: string, start: number): number | null {
  const braces = /\s*-?\}\}/y;
  braces.lastIndex = start;
  return braces.test(text) ? braces.lastIndex : null;
}

/** Behind the string that begins at a position, else behind its character; `undefined` for a string that is not closed. */
function behindString(text: string, position: number): number | undefined {
  const quote = text[position];
  if (quote === '`') {
    const closing = text.indexOf('`', position + 1);
    return closing < 0 ? undefined : closing + 1;
  }
  if (quote !== '"' && quote !== "'") return position + 1;
  for (let at = position + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === quote) return at + 1;
    else if (text[at] === '\n') return undefined;
  }
  return undefined;
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

function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}
