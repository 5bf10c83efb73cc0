/** An expression of a template, as far as names are made of it. */
export type Expression =
  | { readonly kind: 'text'; readonly text: string }
  /** `.Values.name` and `$.Values.name`; `root` for the latter. No path for `.` and `$` alone. */
  | { readonly kind: 'field'; readonly root: boolean; readonly path: readonly string[] }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly values: readonly Expression[] };

/**
 * Parses what is between the braces of an action: a pipeline of calls. A value that is piped on is the last of the next call.
 * `undefined` for what is none, or is nothing of which a name can be made. Source: Go text/template, Pipelines.
 */
export function parseExpression(code: string): Expression | undefined {
  const tokens = tokensOf(code);
  if (tokens === undefined) return undefined;
  const reader: Reader = { tokens, position: 0, depth: 0 };
  const result = readPipeline(reader);
  return reader.position === tokens.length ? result : undefined;
}

interface Reader {
  readonly tokens: readonly string[];
  position: number;
  /** How many parentheses are open. */
  depth: number;
}

/** More parentheses in each other than people write. */
const deepest = 100;

function tokensOf(code: string): readonly string[] | undefined {
  const tokens: string[] = [];
  const token = /\s+|("(?:[^"\\\n]|\\.)*"|`[^`]*`|-?\d+|\$?(?:\.\w+)+|\$\w*|\.|\w+|[()|])/y;
  while (token.lastIndex < code.length) {
    const found = token.exec(code);
    if (found === null) return undefined;
    if (found[1] !== undefined) tokens.push(found[1]);
  }
  return tokens;
}

function readPipeline(reader: Reader): Expression | undefined {
  let piped = readCall(reader, undefined);
  while (reader.tokens[reader.position] === '|') {
    if (piped === undefined) return undefined;
    reader.position++;
    piped = readCall(reader, piped);
  }
  return piped;
}

/** A function with its values, or a value by itself. */
function readCall(reader: Reader, piped: Expression | undefined): Expression | undefined {
  const first = reader.tokens[reader.position];
  if (first !== undefined && /^[A-Za-z_]\w*$/.test(first) && first !== 'true' && first !== 'false') {
    reader.position++;
    const values: Expression[] = [];
    for (let value = readValue(reader); value !== undefined; value = readValue(reader)) values.push(value);
    return { kind: 'call', name: first, values: piped === undefined ? values : [...values, piped] };
  }
  // Nothing can be piped into a value.
  return piped === undefined ? readValue(reader) : undefined;
}

function readValue(reader: Reader): Expression | undefined {
  const token = reader.tokens[reader.position];
  if (token === undefined || token === ')' || token === '|') return undefined;
  reader.position++;
  if (token === '(') {
    if (reader.depth >= deepest) return undefined;
    reader.depth++;
    const inner = readPipeline(reader);
    reader.depth--;
    if (reader.tokens[reader.position] !== ')') return undefined;
    reader.position++;
    return inner;
  }
  if (token.startsWith('"')) return { kind: 'text', text: unescaped(token) };
  if (token.startsWith('`')) return { kind: 'text', text: token.slice(1, -1) };
  if (token === '.' || token === '$') return { kind: 'field', root: token === '$', path: [] };
  if (/^\$?\./.test(token)) {
    return { kind: 'field', root: token.startsWith('$'), path: token.slice(token.indexOf('.') + 1).split('.') };
  }
  if (token.startsWith('$')) return { kind: 'variable', name: token };
  return /^(?:-?\d+|true|false)$/.test(token)
    ? { kind: 'text', text: token }
    : { kind: 'call', name: token, values: [] };
}

function unescaped(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/g, '$1');
}
