import type { FieldOptions } from '../kubernetes/kustomization-values.ts';
import { spanAt, type Span, spanBetween } from '../text/span.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import { headOf } from '../yaml/path.ts';
import { resolvePlainScalar } from '../yaml/scalar.ts';
import {
  composed,
  composedAt,
  from,
  originBelow,
  stretchOf,
  type ComposedOrigin,
  type Origin,
  type Stretch,
  type TextPiece,
} from '../objects/origins.ts';
import type { FoundField } from './field-path.ts';

/** A value on its way to other fields: the field that it comes from, or a stretch of it. */
export interface Value extends FoundField {
  readonly within?: Span;
  /** Whether it is the name or namespace of an object: what is wrong with it elsewhere is not mended by another name. */
  readonly isName?: boolean;
}

/** Whether steps lead to the name of an object, or its namespace. */
export function isNameOrNamespace([first, second, ...more]: readonly string[]): boolean {
  return first === 'metadata' && (second === 'name' || second === 'namespace') && more.length === 0;
}

/** The part of a text between delimiters, by its number; `undefined` where there is none. */
export function partOf(text: string, delimiter: string, index: number): Span | undefined {
  return partsOf(text, delimiter)[index];
}

function partsOf(text: string, delimiter: string): readonly Span[] {
  let start = 0;
  return text.split(delimiter).map(({ length }) => {
    const part = spanAt(start, length);
    start = part.end + delimiter.length;
    return part;
  });
}

/** The text of a value, which takes the place of a stretch of a string; the empty one for maps and lists. */
export function pieceOf({ node, above, within, isName }: Value, replaced?: Stretch): TextPiece {
  if (node.kind !== 'scalar') return { text: '' };
  const source = isName === true ? replaced : stretchOf(node, above, within);
  return {
    text: node.text.slice(within?.start, within?.end),
    ...(source && { source }),
    ...(replaced && { replaced }),
  };
}

/** A string with pieces in the place of stretches of it, in their order; the very same one where there are none. */
export function withPieces(
  node: YamlScalar,
  above: Origin,
  pieces: readonly { readonly span: Span; readonly piece: TextPiece }[],
): YamlScalar {
  if (pieces.length === 0) return node;
  const { text } = node;
  const all: TextPiece[] = [];
  let end = 0;
  const keep = (to: number): void => {
    if (end < to) all.push({ text: text.slice(end, to), source: stretchOf(node, above, spanBetween(end, to)) });
  };
  for (const { span, piece } of pieces) {
    keep(span.start);
    all.push(piece);
    end = span.end;
  }
  keep(text.length);
  return composed(all, node, above);
}

/**
 * What is in a field after a replacement: a scalar takes the text and keeps its type, all else takes the value as it is.
 * `undefined` where part of what is no scalar is to be replaced. Source: kustomize api/filters/replacement/replacement.go, setFieldValue.
 *
 * @param old absent where the field is made, at `place`
 */
export function valueInPlaceOf(
  old: YamlNode | undefined,
  above: Origin,
  value: Value,
  options: FieldOptions,
  place: ComposedOrigin['whole'],
): YamlNode | undefined {
  const { node } = value;
  const isPart = options.delimiter !== '';
  if (old?.kind === 'scalar') {
    const pieces = isPart ? partReplaced(old, above, value, options) : [pieceOf(value, stretchOf(old, above))];
    return typedLike(old, composed(pieces, old, above));
  }
  if (isPart && (old !== undefined || node.kind !== 'scalar')) return undefined;
  if (node.kind !== 'scalar') return from(originBelow(node, value.above), node);
  if (old === undefined) return typedLike(undefined, composedAt(partMade(value, options), place));
  return typedLike(node, composedAt([pieceOf(value)], { origin: originBelow(old, above), span: headOf(old) }));
}

function partReplaced(
  old: YamlScalar,
  above: Origin,
  value: Value,
  { delimiter, index }: FieldOptions,
): readonly TextPiece[] {
  const { text } = old;
  const kept = (start: number, end: number): readonly TextPiece[] =>
    start === end ? [] : [{ text: text.slice(start, end), source: stretchOf(old, above, { start, end }) }];
  if (index < 0) return [pieceOf(value), { text: delimiter }, ...kept(0, text.length)];
  const part = partOf(text, delimiter, index);
  if (part === undefined) return [...kept(0, text.length), { text: delimiter }, pieceOf(value)];
  const piece = pieceOf(value, stretchOf(old, above, part));
  return [...kept(0, part.start), piece, ...kept(part.end, text.length)];
}

/** The pieces of a field that is made: kustomize puts parts beside an empty one. */
function partMade(value: Value, { delimiter, index }: FieldOptions): readonly TextPiece[] {
  const made = pieceOf(value);
  if (delimiter === '' || index === 0) return [made];
  return index < 0 ? [made, { text: delimiter }] : [{ text: delimiter }, made];
}

/** A scalar with the type of another one, or with the one that its text has, where it takes the place of no string. */
function typedLike(old: YamlScalar | undefined, made: YamlScalar): YamlScalar {
  if (typeof old?.value === 'string') return made;
  const value = resolvePlainScalar(made.text);
  const isWord = typeof value === 'boolean' && !/^(?:true|false)$/i.test(made.text);
  return isWord ? made : { ...made, value };
}
