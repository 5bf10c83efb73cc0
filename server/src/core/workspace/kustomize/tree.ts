import {
  entryOf,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlSequence,
} from '../../yaml/node.ts';

/** What nodes made here have for a span: they stand nowhere. */
const nowhere = { start: 0, end: 0 };

/** A scalar that is written nowhere. */
export function scalarOf(value: YamlScalar['value']): YamlScalar {
  return { kind: 'scalar', value, text: value === null ? '' : String(value), style: 'plain', span: nowhere };
}

/** A map that is written nowhere. */
export function mapOf(entries: readonly YamlEntry[]): YamlMap {
  return { kind: 'map', flow: false, entries, span: nowhere };
}

/** An entry that is written nowhere. */
export function newEntry(key: string, value: YamlNode): YamlEntry {
  return { key, keySpan: nowhere, value, origin: 'own' };
}

/** The text of a scalar, the empty string for anything else. */
export function textOf(node: YamlNode | undefined): string {
  return node?.kind === 'scalar' ? node.text : '';
}

/** Whether there is no node, or a null. */
export function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null);
}

/**
 * The tree as kustomize reads it: by YAML 1.2, to which yes, no, on, off, y and n are words, and which it puts in quotes when
 * it prints them. The very same tree where there are none. Source: go.yaml.in/yaml/v3 resolve.go; kustomize kyaml/yaml/rnode.go.
 */
export function withWords(node: YamlNode): YamlNode {
  switch (node.kind) {
    case 'scalar': {
      const isWord = typeof node.value === 'boolean' && node.style === 'plain' && !/^(?:true|false)$/i.test(node.text);
      return isWord ? { ...node, value: node.text } : node;
    }
    case 'sequence': {
      const items = node.items.map(withWords);
      return items.every((item, index) => item === node.items[index]) ? node : withItems(node, items);
    }
    case 'map': {
      const entries = node.entries.map((entry) => {
        const value = withWords(entry.value);
        return value === entry.value ? entry : { ...entry, value };
      });
      return entries.every((entry, index) => entry === node.entries[index]) ? node : { ...node, entries };
    }
  }
}

/** The map with the entry of a key set, at its old place or behind the others. */
export function withEntry(map: YamlMap, key: string, value: YamlNode): YamlMap {
  const old = entryOf(map, key);
  if (old === undefined) return { ...map, entries: [...map.entries, newEntry(key, value)] };
  return { ...map, entries: map.entries.map((entry) => (entry === old ? { ...entry, value } : entry)) };
}

/** The map without the entry of a key. */
export function withoutEntry(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

/** The sequence with other items. */
export function withItems(sequence: YamlSequence, items: readonly YamlNode[]): YamlSequence {
  return { ...sequence, items };
}

/** A field to be changed: the way to it, and whether what is missing on the way is made. */
export interface FieldWay {
  /** Keys apart by `/`. A sequence on the way stands for all its items; a key that ends in `[]` is never made. */
  readonly path: string;
  readonly create: boolean;
}

/**
 * The tree with every field on a way changed. `change` is given what is there, or an empty map or `undefined` where the
 * field is made. Where nothing is to be done the very same tree comes back.
 * Source: kustomize api/filters/fieldspec/fieldspec.go.
 */
export function changeField(tree: YamlNode, way: FieldWay, change: (node: YamlNode | undefined) => YamlNode): YamlNode {
  return changeBelow(tree, way.path.split('/'), way.create, change);
}

function changeBelow(
  node: YamlNode,
  steps: readonly string[],
  create: FieldWay['create'],
  change: (node: YamlNode | undefined) => YamlNode,
): YamlNode {
  const [step, ...rest] = steps;
  if (step === undefined) return change(node);
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'sequence': {
      const items = node.items.map((item) => changeBelow(item, steps, create, change));
      return items.every((item, index) => item === node.items[index]) ? node : withItems(node, items);
    }
    case 'map': {
      const key = step.replace(/\[\]$/, '');
      const child = entryOf(node, key)?.value;
      if (isNull(child)) {
        if (!create || key !== step) return node;
        const made = rest.length === 0 ? change(undefined) : changeBelow(mapOf([]), rest, create, change);
        return withEntry(node, key, made);
      }
      const changed = child === undefined ? node : changeBelow(child, rest, create, change);
      return changed === child ? node : withEntry(node, key, changed);
    }
  }
}
