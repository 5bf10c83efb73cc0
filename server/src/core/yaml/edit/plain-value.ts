import type { YamlNode, YamlScalar } from '../node.ts';
import { parseDocument } from '../parse.ts';
import { isList, type YamlValue } from './change.ts';

/** What a piece of YAML means, without how it is written. */
export type Plain = YamlScalar['value'] | PlainList | PlainMap;

/** A list of meanings. */
interface PlainList {
  readonly kind: 'list';
  readonly items: readonly Plain[];
}

/** Meanings by key; their order means nothing. */
interface PlainMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Plain>;
}

/** What a node means, aliases and merge keys followed. An absent node is null. */
export function plainOfNode(node: YamlNode | undefined): Plain {
  switch (node?.kind) {
    case undefined:
      return null;
    case 'scalar':
      return node.value;
    case 'sequence':
      return { kind: 'list', items: node.items.map(plainOfNode) };
    case 'map':
      return { kind: 'map', entries: new Map(node.entries.map((entry) => [entry.key, plainOfNode(entry.value)])) };
  }
}

/** What a value to be written means. */
export function plainOfValue(value: YamlValue): Plain {
  if (isList(value)) return { kind: 'list', items: value.map(plainOfValue) };
  if (value === null || typeof value !== 'object') return value;
  switch (value.kind) {
    case 'fields':
      return { kind: 'map', entries: new Map(value.entries.map(([key, inner]) => [key, plainOfValue(inner)])) };
    case 'source':
      return plainOfNode(parseDocument(value.source).root);
    case 'commented':
      return plainOfValue(value.value);
  }
}

/** Whether two meanings are the same. */
export function isSamePlain(one: Plain, other: Plain): boolean {
  if (one === null || typeof one !== 'object' || other === null || typeof other !== 'object')
    return Object.is(one, other);
  if (one.kind === 'list') {
    return (
      other.kind === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, index) => isSamePlain(item, other.items[index] ?? null))
    );
  }
  if (other.kind !== 'map' || one.entries.size !== other.entries.size) return false;
  return [...one.entries].every(([key, value]) => {
    const match = other.entries.get(key);
    return match !== undefined && isSamePlain(value, match);
  });
}
