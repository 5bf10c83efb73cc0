import type { YamlEntry, YamlNode } from '../node.ts';
import type { Path } from '../path.ts';

/**
 * A change to a YAML document, said with a path. All paths of one call are those of the document as it is, whatever the
 * other changes do.
 */
export type YamlChange = SetChange | PutChange | RemoveChange | RenameChange | AppendChange;

/**
 * Gives a field a scalar value, written as YAML source with quotes where they are needed (JSON text gets JSON's quotes by
 * itself). An absent field is added behind the sibling `after`, or where `place` says, else at the end of its map; maps
 * missing on the way are made.
 */
export interface SetChange {
  readonly kind: 'set';
  readonly path: Path;
  readonly source: string;
  readonly after?: string;
  /** `start`: an absent field becomes the first of its map. */
  readonly place?: 'start';
}

/** Like `set`, with a value of any shape, written in the style of its surroundings. */
export interface PutChange {
  readonly kind: 'put';
  readonly path: Path;
  readonly value: YamlValue;
  readonly after?: string;
  readonly place?: 'start';
}

/**
 * Takes out a field or an item with the comment on its last line; a map or list that loses its last entry goes with it.
 * Comments on lines of their own stay, unless they are inside what is taken out. An absent field changes nothing.
 */
export interface RemoveChange {
  readonly kind: 'remove';
  readonly path: Path;
}

/** Gives a field another key, quoted as the old one is. */
export interface RenameChange {
  readonly kind: 'rename';
  readonly path: Path;
  readonly key: string;
}

/** Adds an item to the list at `path`, behind the item `after` (an index), else at the end. An absent list is made. */
export interface AppendChange {
  readonly kind: 'append';
  readonly path: Path;
  readonly value: YamlValue;
  readonly after?: number;
}

/** A value to be written. */
export type YamlValue =
  | string
  | number
  | boolean
  | null
  | readonly YamlValue[]
  | YamlFields
  | YamlSource
  | YamlCommented;

/** A map to be written, in this order. */
export interface YamlFields {
  readonly kind: 'fields';
  readonly entries: readonly (readonly [key: string, value: YamlValue])[];
}

/** A scalar given as YAML source. */
interface YamlSource {
  readonly kind: 'source';
  readonly source: string;
}

/** A value with comments, which are left out where there can be none (in JSON and on one line with others). */
interface YamlCommented {
  readonly kind: 'commented';
  readonly value: YamlValue;
  /** Behind it, without `#`. */
  readonly comment?: string;
  /** On lines of their own above its key or item, with `#`. */
  readonly above?: readonly string[];
}

/** A map to be written; fields without a value are left out. */
export function fields(record: Readonly<Record<string, YamlValue | undefined>>): YamlFields {
  const entries = Object.entries(record).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, value] as const],
  );
  return { kind: 'fields', entries };
}

/** Gives a field a value; see `PutChange`. */
export function put(path: Path, value: YamlValue, where: Pick<PutChange, 'after' | 'place'> = {}): PutChange {
  return { kind: 'put', path, value, ...where };
}

/** Takes out a field or an item; see `RemoveChange`. */
export function remove(path: Path): RemoveChange {
  return { kind: 'remove', path };
}

/** Gives a field another key. */
export function renameKey(path: Path, key: string): RenameChange {
  return { kind: 'rename', path, key };
}

/** Whether a value is a list. */
export function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

/** Whether a value has comments. */
export function isCommented(value: YamlValue): value is YamlCommented {
  return !isList(value) && value !== null && typeof value === 'object' && value.kind === 'commented';
}

/** A node as a value to be written anew, with the comments of the text that it is in, where that is given; what is null is left out. */
export function valueOfNode(node: YamlNode | undefined, text = ''): YamlValue | undefined {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar': {
      const comment = /^[ \t\]}]*[ \t]#[ \t]*(.+)/.exec(text.slice(node.span.end))?.[1];
      if (node.value === null || comment === undefined) return node.value ?? undefined;
      return { kind: 'commented', value: node.value, comment: comment.trimEnd() };
    }
    case 'sequence':
      return node.items.flatMap((item) => withAbove(valueOfNode(item, text), commentsAboveItem(item, text)) ?? []);
    case 'map':
      return fields(Object.fromEntries(node.entries.map((entry) => [entry.key, valueOfEntry(entry, text)])));
  }
}

/** The value of an entry with the comments above its key, too, and beside it where a map or list follows. */
export function valueOfEntry(entry: YamlEntry | undefined, text: string): YamlValue | undefined {
  return entry && withAbove(valueOfNode(entry.value, text), commentsOfKey(entry, text));
}

/** A value with comments above it. */
export function withAbove<V extends YamlValue | undefined>(value: V, above: readonly string[]): V | YamlCommented {
  if (value === undefined || above.length === 0) return value;
  const written: YamlValue = value;
  return isCommented(written) ? { ...written, above } : { kind: 'commented', value, above };
}

/** The comments on the lines above a key that begins its line, and the one beside it. */
export function commentsOfKey(entry: YamlEntry | undefined, text: string): readonly string[] {
  if (entry === undefined) return [];
  return [...commentsAbove(text, entry.keySpan.start, /^[ \t]*$/), ...commentBesideKey(entry, text)];
}

/** The comment beside a key whose map or list begins in a line below. */
export function commentBesideKey(entry: YamlEntry | undefined, text: string): readonly string[] {
  if (entry === undefined || entry.value.kind === 'scalar') return [];
  const comment = /^[ \t]*:[ \t]+(?:[&!]\S+[ \t]+)*(#.*)/.exec(text.slice(entry.keySpan.end))?.[1];
  return comment === undefined ? [] : [comment.trimEnd()];
}

/** The same of an item of a list. */
export function commentsAboveItem({ span }: YamlNode, text: string): readonly string[] {
  return commentsAbove(text, span.start, /^[ \t]*-[ \t]+$/);
}

function commentsAbove(text: string, offset: number, before: RegExp): readonly string[] {
  const lines = text.slice(0, offset).split(/\r?\n/);
  if (!before.test(lines.pop() ?? '')) return [];
  let first = lines.length;
  while (/^[ \t]*#/.test(lines[first - 1] ?? '')) first--;
  return lines.slice(first).map((line) => line.trim());
}
