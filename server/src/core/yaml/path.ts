import { emptySpanAt, spanAt, spanTouches, type Span } from '../text/span.ts';
import { getOrMake, firstIndexWhere } from '../util/collections.ts';
import { childrenOf, entryOf, type YamlEntry, type YamlNode, type YamlScalar } from './node.ts';
import type { YamlDocument } from './parse.ts';
import { sourceStretch } from './stretch.ts';

/** The way from a node to one below it: map keys and sequence indexes. */
export type Path = readonly (string | number)[];

/**
 * A place in an object, said without arithmetic: a field, its key, or a stretch of its string. It becomes a range only
 * when one is needed.
 */
export interface At {
  /** Relative to the object as it will be applied, also inside a `kind: List`. */
  readonly path: Path;
  /** `key` for the key of the field, `value` (the default) for what is behind it. */
  readonly part?: 'key' | 'value';
  /** A stretch of the field's string, as decoded. */
  readonly within?: Span;
  /** Where the field's string begins in its own document, see `textStartOf`: a stretch of it is then found without a tree. */
  readonly textStart?: number | undefined;
}

/** The key of the field at a path. */
export function keyAt(path: Path): At & { readonly part: 'key' } {
  return { path, part: 'key' };
}

/** Whether a path is another one or leads further down from it. */
export function isAtOrBelow(path: Path, ancestor: Path): boolean {
  return ancestor.length <= path.length && ancestor.every((step, index) => step === path[index]);
}

/** What is at a path; `undefined` where the text has no such place. */
export function nodeAt(root: YamlNode | undefined, path: Path): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node === undefined) return undefined;
    node = typeof step === 'number' ? itemAt(node, step) : entryOf(node, step)?.value;
  }
  return node;
}

/** Whether two paths have the same steps. */
export function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && isAtOrBelow(one, other);
}

/**
 * The stretch of text a place stands for, relative to the document's text. A path that the text does not have stands for
 * the key of its nearest present ancestor; an absent value for its key; an absent root for the start of the document.
 */
export function spanOf({ root, text }: YamlDocument, at: At): Span {
  const { span, scalar } = locate(root, at);
  return scalar === undefined || at.within === undefined ? span : sourceStretch(text, scalar, at.within);
}

/** What a place stands for in a tree. */
export interface Location {
  /** The nodes from the root down to the one whose key or value the place is. */
  readonly way: readonly YamlNode[];
  /** Whether the place is the key of the last node of the way, or the node. */
  readonly part: 'key' | 'value';
  /** In the text that the node, or its key, is in. */
  readonly span: Span;
  /** The scalar that the place is a stretch of, where it is one. */
  readonly scalar: YamlScalar | undefined;
}

/** Finds a place in a tree, as `spanOf` does; the nodes of a tree may be in several texts. */
export function locate(root: YamlNode | undefined, at: At): Location {
  const way: YamlNode[] = root === undefined ? [] : [root];
  let node = root;
  let keySpan: Span | undefined;
  for (const step of at.path) {
    const entry: YamlEntry | undefined =
      node !== undefined && typeof step === 'string' ? entryOf(node, step) : undefined;
    const next = typeof step === 'number' && node !== undefined ? itemAt(node, step) : entry?.value;
    if (next === undefined) return keyLocation(way, keySpan);
    keySpan = entry?.keySpan;
    node = next;
    way.push(next);
  }
  if (node === undefined || at.part === 'key') return keyLocation(way, keySpan);
  if (node.kind !== 'scalar')
    return node.flow ? { way, part: 'value', span: node.span, scalar: undefined } : keyLocation(way, keySpan);
  if (at.within !== undefined) return { way, part: 'value', span: node.span, scalar: node };
  return isVisible(node)
    ? { way, part: 'value', span: visibleSpan(node), scalar: undefined }
    : keyLocation(way, keySpan);
}

/** The key of the last node of a way; of an item, its head. */
function keyLocation(way: readonly YamlNode[], keySpan: Span | undefined): Location {
  if (keySpan === undefined) return { way, part: 'value', span: headOf(way.at(-1)), scalar: undefined };
  return { way, part: 'key', span: keySpan, scalar: undefined };
}

/** Where an offset is in a document. */
export interface PlaceAtOffset {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly span: Span;
}

/**
 * The key or scalar an offset touches, `undefined` between them. Where a key and a value touch the offset, the value wins.
 * Places that a merge key or an alias repeats are found where they are written.
 */
export function placeAtOffset(root: YamlNode | undefined, offset: number): PlaceAtOffset | undefined {
  return root === undefined ? undefined : placeBelow(root, offset, []);
}

/**
 * Whether an offset is inside a scalar's text, where a `#` begins no comment: between quotes, in a plain scalar of several
 * lines, or below the header of a block scalar.
 */
export function isInsideScalar({ root, text }: YamlDocument, offset: number): boolean {
  if (root === undefined) return false;
  const scalars = getOrMake(scalarsInOrder, root, () => scalarsOf(root).sort(byStart));
  const before = scalars[firstIndexWhere(scalars, ({ span }) => span.start >= offset) - 1];
  if (before === undefined || offset >= before.span.end) return false;
  return !isBlock(before) || text.slice(before.span.start, offset).includes('\n');
}

/** The scalars of a tree as they are in its text, as every problem of a document asks. A tree never changes. */
const scalarsInOrder = new WeakMap<YamlNode, readonly YamlScalar[]>();

function scalarsOf(node: YamlNode): YamlScalar[] {
  return node.kind === 'scalar' ? [node] : childrenOf(node).flatMap(scalarsOf);
}

function byStart(one: YamlScalar, other: YamlScalar): number {
  return one.span.start - other.span.start;
}

function placeBelow(node: YamlNode, offset: number, path: Path): PlaceAtOffset | undefined {
  switch (node.kind) {
    case 'scalar':
      return spanTouches(node.span, offset) && node.span.end > node.span.start
        ? { path, part: 'value', span: node.span }
        : undefined;
    case 'sequence':
      return firstDefined(node.items, (item, index) =>
        mayHold(item, offset) ? placeBelow(item, offset, [...path, index]) : undefined,
      );
    case 'map': {
      const below = firstDefined(node.entries, (entry) =>
        mayHold(entry.value, offset) ? placeBelow(entry.value, offset, [...path, entry.key]) : undefined,
      );
      if (below !== undefined) return below;
      const entry = node.entries.find(
        (candidate) => candidate.origin === 'own' && spanTouches(candidate.keySpan, offset),
      );
      return entry === undefined ? undefined : { path: [...path, entry.key], part: 'key', span: entry.keySpan };
    }
  }
}

function mayHold(node: YamlNode, offset: number): boolean {
  return spanTouches(node.span, offset);
}

function firstDefined<T, R>(items: readonly T[], find: (item: T, index: number) => R | undefined): R | undefined {
  for (const [index, item] of items.entries()) {
    const result = find(item, index);
    if (result !== undefined) return result;
  }
  return undefined;
}

function itemAt(node: YamlNode, index: number): YamlNode | undefined {
  return node.kind === 'sequence' ? node.items[index] : undefined;
}

/** A short stretch that stands for a whole node: its first key, or the scalar. */
export function headOf(node: YamlNode | undefined): Span {
  if (node === undefined) return emptySpanAt(0);
  switch (node.kind) {
    case 'scalar':
      return node.span;
    case 'map':
      return node.entries.find((entry) => entry.origin === 'own')?.keySpan ?? node.span;
    case 'sequence': {
      const first = node.items[0];
      return node.flow || first === undefined ? node.span : headOf(first);
    }
  }
}

/** A value that is written: an absent one has no text. */
function isVisible({ span }: YamlScalar): boolean {
  return span.start < span.end;
}

/** A block scalar is shown by its header line only. */
function visibleSpan(scalar: YamlScalar): Span {
  return isBlock(scalar) ? spanAt(scalar.span.start, 1) : scalar.span;
}

function isBlock({ style }: YamlScalar): boolean {
  return style === 'literal' || style === 'folded';
}

/** A field path as the API server prints it: `spec.ports[0].name`, `metadata.labels[app.kubernetes.io/name]`. */
export function formatFieldPath(path: Path): string {
  return path.reduce<string>((printed, step) => {
    if (typeof step === 'number') return `${printed}[${step}]`;
    if (!/^[A-Za-z0-9_-]+$/.test(step)) return `${printed}[${step}]`;
    return printed === '' ? step : `${printed}.${step}`;
  }, '');
}

/** The keys of a path, without the numbers of items. */
export function keysOn(path: Path): readonly string[] {
  return path.filter((step) => typeof step === 'string');
}

/** A scalar of a tree, and the way to it. */
export interface ScalarAt {
  readonly path: Path;
  readonly scalar: YamlScalar;
}

/** All scalars of a tree. */
export function scalarsBelow(node: YamlNode | undefined, path: Path = []): readonly ScalarAt[] {
  switch (node?.kind) {
    case 'scalar':
      return [{ path, scalar: node }];
    case 'sequence':
      return node.items.flatMap((item, index) => scalarsBelow(item, [...path, index]));
    case 'map':
      return node.entries.flatMap(({ key, value }) => scalarsBelow(value, [...path, key]));
    case undefined:
      return [];
  }
}

/** The scalars that some keys lead to; lists on the way stand for all their items. */
export function scalarsAt(node: YamlNode | undefined, keys: readonly string[], path: Path = []): readonly ScalarAt[] {
  if (node?.kind === 'sequence') return node.items.flatMap((item, index) => scalarsAt(item, keys, [...path, index]));
  const [key, ...rest] = keys;
  if (key !== undefined) return scalarsAt(entryOf(node, key)?.value, rest, [...path, key]);
  return node?.kind === 'scalar' ? [{ path, scalar: node }] : [];
}
