import { emptySpanAt, type Span } from '../text/span.ts';
import {
  entryOf,
  itemsIn,
  isNullOrAbsent,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
  scalarText,
} from '../yaml/node.ts';
import { keysOfPath } from '../kubernetes/object-references.ts';
import { headOf } from '../yaml/path.ts';
import { originBelow, type Origin } from '../objects/origins.ts';

/** The items of a list of objects. */
export function listedIn(tree: YamlNode): readonly YamlNode[] {
  return itemsIn(entryOf(tree, 'items')?.value);
}

/** What a node has for a span that is nowhere. */
export const nowhere: Span = emptySpanAt(0);

/** A scalar that stands for something at a place of a text. */
export function scalarOf(value: YamlScalar['value'], span: Span): YamlScalar {
  return { kind: 'scalar', value, text: value === null ? '' : String(value), style: 'plain', span };
}

/** A map that stands for something at a place of a text. */
export function mapNode(entries: readonly YamlEntry[], span: Span): YamlMap {
  return { kind: 'map', flow: false, entries, span };
}

/** An entry, whose key is where its value is unless somebody says where. */
export function newEntry(key: string, value: YamlNode, keySpan: Span = headOf(value)): YamlEntry {
  return { key, keySpan, value, origin: 'own' };
}

/** The text of a scalar, the empty string for anything else. */
export function textOfNode(node: YamlNode | undefined): string {
  return scalarText(node) ?? '';
}

/**
 * The tree as kustomize reads it: by YAML 1.2, to which yes, no, on, off, y and n are words, and which it puts in quotes when
 * it prints them. The very same tree where there are none. Source: go.yaml.in/yaml/v3 resolve.go; kustomize kyaml/yaml/rnode.go.
 */
export function withWords(node: YamlNode): YamlNode {
  if (node.kind !== 'scalar') return withChildren(node, withWords);
  const isWord = typeof node.value === 'boolean' && node.style === 'plain' && !/^(?:true|false)$/i.test(node.text);
  return isWord ? { ...node, value: node.text } : node;
}

/**
 * The tree with other entries in the places of those of some scalars. Kustomize puts one and the same scalar into all the fields that a
 * label goes to, and who writes into one of them later writes into all.
 * Source: kustomize api/filters/filtersutil/setters.go, SetEntry; kyaml/yaml/rnode.go, SetYNode.
 */
export function withEntries(tree: YamlNode, others: ReadonlyMap<YamlNode, YamlEntry>): YamlNode {
  if (others.size === 0) return tree;
  return mapEntries(tree, (entry) => {
    const other = others.get(entry.value);
    return other === undefined ? entry : { ...entry, keySpan: other.keySpan, value: other.value };
  });
}

/** The tree with a scalar of its own in each field, as it is once kustomize has printed and read it. */
export function withOwnScalars(tree: YamlNode): YamlNode {
  return mapEntries(tree, (entry) =>
    entry.value.kind === 'scalar' && entry.value.origin !== undefined ? { ...entry, value: { ...entry.value } } : entry,
  );
}

/** The tree with every entry changed, or what is below it; the very same one where none is. */
function mapEntries(node: YamlNode, change: (entry: YamlEntry) => YamlEntry): YamlNode {
  if (node.kind !== 'map') return withChildren(node, (item) => mapEntries(item, change));
  return withEntriesOf(node, (entry) => {
    const changed = change(entry);
    return changed === entry ? withValueOf(entry, (value) => mapEntries(value, change)) : changed;
  });
}

/** A map or list with everything in it changed; the very same one where nothing is, and a scalar as it is. */
export function withChildren(node: YamlNode, change: (child: YamlNode) => YamlNode): YamlNode {
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'sequence':
      return withItems(
        node,
        node.items.map((item) => change(item)),
      );
    case 'map':
      return withEntriesOf(node, (entry) => withValueOf(entry, change));
  }
}

function withValueOf(entry: YamlEntry, change: (value: YamlNode) => YamlNode): YamlEntry {
  const value = change(entry.value);
  return value === entry.value ? entry : { ...entry, value };
}

function withEntriesOf(map: YamlMap, change: (entry: YamlEntry) => YamlEntry): YamlMap {
  const entries = map.entries.map(change);
  return entries.every((entry, index) => entry === map.entries[index]) ? map : { ...map, entries };
}

/** The map with the entry of a key set to a value that is where the old one does, or behind the others. */
export function withValue(map: YamlMap, key: string, value: YamlNode): YamlMap {
  const old = entryOf(map, key);
  if (old === undefined) return withEntry(map, newEntry(key, value));
  return withEntry(map, { key: old.key, keySpan: old.keySpan, value, origin: old.origin });
}

/** The map with an entry, at the place of the one of its key or behind the others. */
export function withEntry(map: YamlMap, entry: YamlEntry): YamlMap {
  const old = entryOf(map, entry.key);
  if (old === undefined) return { ...map, entries: [...map.entries, entry] };
  return { ...map, entries: map.entries.map((one) => (one === old ? entry : one)) };
}

/** The map without the entry of a key. */
export function withoutEntry(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/** The sequence with other items; the very same one where they are the same. */
export function withItems(sequence: YamlSequence, items: readonly YamlNode[]): YamlSequence {
  const isSame = items.length === sequence.items.length && items.every((item, index) => item === sequence.items[index]);
  return isSame ? sequence : { ...sequence, items };
}

/** A field to be changed: the way to it, and whether what is missing on the way is made. */
export interface FieldWay {
  /** As `keysOfPath` reads it. A sequence on the way stands for all its items; a key that ends in `[]` is never made. */
  readonly path: string;
  readonly create?: boolean;
}

/** What is changed of a tree. */
interface FieldChange {
  /** What takes the place of a field, which may be the very same node. `above` is the text that the map or list around it is in. */
  to(node: YamlNode, above: Origin): YamlNode;
  /** What is in a field that is made; none is where this is absent. */
  readonly make?: () => YamlNode;
  /** Says where a map is that is made on the way. */
  place?(map: YamlMap): YamlMap;
}

/**
 * The tree with every field on a way changed; `home` is the text that it is in. Where nothing is to be done the very same tree
 * comes back. Source: kustomize api/filters/fieldspec/fieldspec.go.
 */
export function changeField(tree: YamlNode, home: Origin, way: FieldWay, change: FieldChange): YamlNode {
  const steps = keysOfPath(way.path);
  const made = (index: number, make: () => YamlNode): YamlNode => {
    const step = steps[index];
    if (step === undefined) return make();
    const below = made(index + 1, make);
    const map = mapNode(step.endsWith('[]') ? [] : [newEntry(step, below)], headOf(below));
    return change.place?.(map) ?? map;
  };
  const changeBelow = (node: YamlNode, above: Origin, index: number): YamlNode => {
    const step = steps[index];
    if (step === undefined) return change.to(node, above);
    const origin = originBelow(node, above);
    switch (node.kind) {
      case 'scalar':
        return node;
      case 'sequence':
        return withChildren(node, (item) => changeBelow(item, origin, index));
      case 'map': {
        const key = step.endsWith('[]') ? step.slice(0, -2) : step;
        const child = entryOf(node, key)?.value;
        if (child === undefined || isNullOrAbsent(child)) {
          const { make } = change;
          if (way.create !== true || key !== step || make === undefined) return node;
          return withEntry(node, newEntry(key, made(index + 1, make)));
        }
        const changed = changeBelow(child, origin, index + 1);
        return changed === child ? node : withValue(node, key, changed);
      }
    }
  };
  return changeBelow(tree, home, 0);
}
