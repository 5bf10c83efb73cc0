import type { Span } from '../text/span.ts';

/**
 * A YAML document as Headlight reads it: three kinds of node, aliases already followed, merge keys already merged.
 * All spans are relative to the document's own text.
 */
export type YamlNode = YamlMap | YamlSequence | YamlScalar;

/** What every node has. */
interface NodeBase {
  /** Of a scalar: from the first to behind the last character, quotes and block header included. */
  readonly span: Span;
  /** Present where an alias is here: what is below the node is written at the anchor. */
  readonly aliased?: true;
  /**
   * The text that the node and what is below it are in, where that is another one than that of the node above: no parser makes
   * such nodes, but builds that put objects together do. The keys of a map are in the texts of their values.
   */
  readonly origin?: TextOrigin;
}

/** A text that spans are relative to, as far as a tree has to know it. */
interface TextOrigin {
  readonly text: string;
}

/** A mapping. `entries` holds merged entries (`<<`) behind the map's own, and never two of one key. */
export interface YamlMap extends NodeBase {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
  /** Entries that are written and do not count, as their key is again below or a later `<<` brings it. */
  readonly lost?: readonly YamlEntry[];
  /** Present where a template may print more entries than are written, or the map at times only. */
  readonly open?: true;
}

/** One `key: value` of a mapping. */
export interface YamlEntry {
  /** The key as a string, as JSON would hold it. */
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
  /** How the entry came here: written in this map, or merged into it by `<<`. */
  readonly origin: 'own' | 'merged';
}

/** A sequence. */
export interface YamlSequence extends NodeBase {
  readonly kind: 'sequence';
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

/** How a scalar is written. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** A scalar. An absent value (`clusterIP:` and nothing behind it) is a plain null with an empty span. */
export interface YamlScalar extends NodeBase {
  readonly kind: 'scalar';
  /** The value as kubectl reads it; `templateMark` alone where it is written under a condition of a template. */
  readonly value: string | number | boolean | null;
  /** The text the value was decoded from: quotes and block indentation taken off, escapes and folding resolved. */
  readonly text: string;
  readonly style: ScalarStyle;
}

/** The own or merged entry of a key, `undefined` where the node is no map or has no such key. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  if (node?.kind !== 'map') return undefined;
  if (node.entries.length > manyEntries) return indexOf(node.entries).get(key);
  for (const entry of node.entries) if (entry.key === key) return entry;
  return undefined;
}

/** Above so many entries a map is looked up in an index, so that a large one is not gone through for each of its keys. */
const manyEntries = 64;

/** The entries of large maps by their keys. They rest on the entries, which never change. */
const indexes = new WeakMap<readonly YamlEntry[], ReadonlyMap<string, YamlEntry>>();

function indexOf(entries: readonly YamlEntry[]): ReadonlyMap<string, YamlEntry> {
  const index = indexes.get(entries) ?? new Map(entries.map((entry) => [entry.key, entry]));
  indexes.set(entries, index);
  return index;
}

/** The text of a scalar; `undefined` for anything else. */
export function scalarText(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' ? node.text : undefined;
}

/** The text under a key of a map; `undefined` where there is none, or an empty one. */
export function textUnder(map: YamlNode | undefined, key: string): string | undefined {
  return scalarText(entryOf(map, key)?.value) || undefined;
}

/** Whether null is written, or nothing behind a key. */
export function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** Whether there is no node, or a null. */
export function isNullOrAbsent(node: YamlNode | undefined): boolean {
  return node === undefined || isNull(node);
}

/** The values of a map, the items of a sequence; none of a scalar. */
export function childrenOf(node: YamlNode): readonly YamlNode[] {
  if (node.kind === 'scalar') return [];
  return node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
}

/** The items of a list; none where the node is none. */
export function itemsIn(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : [];
}

/** The keys of a map; none of anything else. */
export function keysOf(node: YamlNode | undefined): readonly string[] {
  return node?.kind === 'map' ? node.entries.map(({ key }) => key) : [];
}
