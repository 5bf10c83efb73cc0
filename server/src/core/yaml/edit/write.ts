import { resolvePlainScalar } from '../scalar.ts';
import { isCommented, isList, type YamlValue } from './change.ts';
import { plainOfValue } from './plain-value.ts';

/** How a document writes its blocks. */
export interface BlockStyle {
  readonly lineEnding: string;
  /** Columns from a key to the keys below it. */
  readonly unit: number;
  /** Columns from a key to the dashes of its list. */
  readonly sequenceOffset: number;
}

/** How a flow collection is written. */
export interface FlowStyle {
  readonly json: boolean;
  /** Behind a key. */
  readonly colon: ': ' | ':';
  /** Between two entries on one line. */
  readonly comma: ', ' | ',';
}

/** Lines of flow collections, where they are on lines of their own. */
export interface FlowLines {
  readonly lineEnding: string;
  /** The white space before the first line. */
  readonly indent: string;
  /** By what an inner line is further in. */
  readonly step: string;
}

/** A whole document in block style, its last line without a line ending. */
export function writeDocument(value: YamlValue, style: BlockStyle): string {
  return blockLines(value, style).join(style.lineEnding);
}

/** A value in block style, as lines that begin in column 0. */
export function blockLines(value: YamlValue, style: BlockStyle): readonly string[] {
  const inline = inlineSource(value);
  if (inline !== undefined) return [inline];
  if (isList(value)) return value.flatMap((item) => itemLines(item, style));
  if (value === null || typeof value !== 'object') return [];
  switch (value.kind) {
    case 'fields':
      return value.entries.flatMap(([key, inner]) => entryLines(key, inner, style));
    case 'commented':
      return blockLines(value.value, style);
    case 'source':
      return [value.source];
  }
}

/** `key: value` in block style, as lines that begin in column 0. */
export function entryLines(key: string, value: YamlValue, style: BlockStyle): readonly string[] {
  const head = `${scalarSource(key)}:`;
  const inline = inlineSource(value);
  if (inline !== undefined) return [...aboveOf(value), `${head} ${inline}`];
  const lines = blockLines(value, style);
  const indent = ' '.repeat(isListLike(value) ? style.sequenceOffset : style.unit);
  return [...aboveOf(value), `${head}${commentOf(value)}`, ...lines.map((line) => indent + line)];
}

/** `- value` in block style, as lines that begin in column 0. */
export function itemLines(value: YamlValue, style: BlockStyle): readonly string[] {
  const lines = blockLines(value, style).map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`));
  return [...aboveOf(value), ...lines];
}

/** The value on one line of block style with its comment; `undefined` where it takes lines of its own. */
export function inlineSource(value: YamlValue): string | undefined {
  if (isList(value)) return value.length === 0 ? '[]' : undefined;
  if (value === null || typeof value !== 'object') return scalarSource(value);
  switch (value.kind) {
    case 'fields':
      return value.entries.length === 0 ? '{}' : undefined;
    case 'source':
      return value.source;
    case 'commented': {
      const inner = inlineSource(value.value);
      return inner === undefined ? undefined : `${inner}${commentOf(value)}`;
    }
  }
}

/** A value in flow style: on one line, or with each entry on its own where `lines` are given. Comments are left out. */
export function flowSource(value: YamlValue, style: FlowStyle, lines?: FlowLines): string {
  if (isList(value))
    return bracketed(
      '[',
      value.map((item) => flowSource(item, style, inner(lines))),
      ']',
      style,
      lines,
    );
  if (value === null || typeof value !== 'object') return flowScalar(value, style);
  switch (value.kind) {
    case 'commented':
      return flowSource(value.value, style, lines);
    case 'source':
      return style.json ? jsonOfSource(value) : value.source;
    case 'fields': {
      const written = value.entries.map(([key, item]) => flowEntrySource(key, item, style, inner(lines)));
      return bracketed('{', written, '}', style, lines);
    }
  }
}

/** `key: value` in flow style. */
export function flowEntrySource(key: string, value: YamlValue, style: FlowStyle, lines?: FlowLines): string {
  return `${flowScalar(key, style)}${style.colon}${flowSource(value, style, lines)}`;
}

/** A scalar as YAML source, in plain style where kubectl reads that as the same value, else in double quotes. */
export function scalarSource(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  return isPlainSafe(value) ? value : JSON.stringify(value);
}

function isPlainSafe(value: string): boolean {
  if (!/^[A-Za-z0-9_./][\w./:@%+= -]*$/.test(value) || /:( |$)| $/.test(value)) return false;
  return resolvePlainScalar(value) === value && !otherReadersSee.test(value);
}

/** Strings that other YAML 1.1 readers take for base-60 numbers or dates. */
const otherReadersSee = /^[-+]?\d[\d_]*(:[0-5]?\d)+(\.\d*)?$|^\d{4}-\d\d?-\d\d?/;

function flowScalar(value: string | number | boolean | null, style: FlowStyle): string {
  return style.json ? JSON.stringify(value) : scalarSource(value);
}

function jsonOfSource(value: YamlValue): string {
  const plain = plainOfValue(value);
  return plain !== null && typeof plain === 'object' ? 'null' : JSON.stringify(plain);
}

function bracketed(
  open: string,
  written: readonly string[],
  close: string,
  style: FlowStyle,
  lines: FlowLines | undefined,
): string {
  if (lines === undefined || written.length === 0) return `${open}${written.join(style.comma)}${close}`;
  const between = lines.lineEnding + lines.indent + lines.step;
  return `${open}${between}${written.join(`,${between}`)}${lines.lineEnding}${lines.indent}${close}`;
}

function inner(lines: FlowLines | undefined): FlowLines | undefined {
  return lines && { ...lines, indent: lines.indent + lines.step };
}

function isListLike(value: YamlValue): boolean {
  return isList(value) || (isCommented(value) && isListLike(value.value));
}

function commentOf(value: YamlValue): string {
  return isCommented(value) && value.comment !== undefined ? ` # ${value.comment}` : '';
}

function aboveOf(value: YamlValue): readonly string[] {
  return isCommented(value) ? (value.above ?? []) : [];
}
