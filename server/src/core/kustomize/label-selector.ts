import { isLabelValue, isQualifiedName } from '../kubernetes/formats.ts';

/** Whether labels or annotations are those that a selector asks for. */
export type LabelSelector = (pairs: ReadonlyMap<string, string>) => boolean;

/**
 * Reads a selector as kubectl writes it: `a=b,c!=d,e in (f,g),h,!i,j>1`. `undefined` for what Kubernetes cannot read; an empty one
 * takes everything. Source: k8s.io/apimachinery pkg/labels/selector.go, Lexer and Parser.
 */
export function readLabelSelector(text: string): LabelSelector | undefined {
  const tokens = text.match(/==|!=|[=!(),<>]|[^ \t\r\n=!(),<>]+/g) ?? [];
  const requirements: LabelSelector[] = [];
  for (let at = 0; at < tokens.length;) {
    const read = readRequirement(tokens, at);
    // Behind a comma there is one more.
    const isContinued = read !== undefined && tokens[read.end] === ',' && read.end + 1 < tokens.length;
    if (read === undefined || (read.end < tokens.length && !isContinued)) return undefined;
    requirements.push(read.selector);
    at = read.end + 1;
  }
  return (pairs) => requirements.every((requirement) => requirement(pairs));
}

/** What was read, and where the tokens go on. */
interface Read<T> {
  readonly end: number;
  readonly selector: T;
}

function readRequirement(tokens: readonly string[], start: number): Read<LabelSelector> | undefined {
  const isNegated = tokens[start] === '!';
  const at = isNegated ? start + 1 : start;
  const key = tokens[at];
  if (key === undefined || !isWord(key) || !isQualifiedName(key)) return undefined;
  const operator = tokens[at + 1];
  if (isNegated) return { end: at + 1, selector: (pairs) => !pairs.has(key) };
  if (operator === undefined || operator === ',') return { end: at + 1, selector: (pairs) => pairs.has(key) };
  const isSet = operator === 'in' || operator === 'notin';
  const read = isSet ? readValues(tokens, at + 2) : readValue(tokens, at + 2);
  if (read === undefined || read.selector.some((value) => !isLabelValue(value))) return undefined;
  const test = testOf(operator, read.selector);
  if (test === undefined) return undefined;
  return { end: read.end, selector: (pairs) => test(pairs.get(key)) };
}

function testOf(operator: string, values: readonly string[]): ((value: string | undefined) => boolean) | undefined {
  switch (operator) {
    case '=':
    case '==':
    case 'in':
      return (value) => value !== undefined && values.includes(value);
    case '!=':
    case 'notin':
      return (value) => value === undefined || !values.includes(value);
    case '<':
    case '>': {
      const limit = numberOf(values[0]);
      const sign = operator === '<' ? -1 : 1;
      if (limit === undefined) return undefined;
      return (value) => (numberOf(value) ?? limit) * sign > limit * sign;
    }
    default:
      return undefined;
  }
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^[+-]?\d+$/.test(value) ? Number(value) : undefined;
}

/** One value, or none, which is the empty one. */
function readValue(tokens: readonly string[], at: number): Read<readonly string[]> | undefined {
  const value = tokens[at];
  if (value === undefined || value === ',') return { end: at, selector: [''] };
  return isWord(value) ? { end: at + 1, selector: [value] } : undefined;
}

/** Values in parentheses. Between two commas there is an empty one. */
function readValues(tokens: readonly string[], open: number): Read<readonly string[]> | undefined {
  if (tokens[open] !== '(') return undefined;
  const close = tokens.indexOf(')', open);
  if (close < 0) return undefined;
  const values: string[] = [];
  let before = ',';
  for (const token of tokens.slice(open + 1, close)) {
    const isExpected = before === ',';
    if (token !== ',' && !(isExpected && isWord(token))) return undefined;
    if (isExpected) values.push(token === ',' ? '' : token);
    before = token;
  }
  if (before === ',') values.push('');
  return { end: close + 1, selector: values };
}

function isWord(token: string): boolean {
  return !/^[=!(),<>]/.test(token);
}
