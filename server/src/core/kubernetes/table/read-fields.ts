import { compact } from '../../util/collections.ts';
import { sharedText } from '../../util/shared.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import type { At } from '../../yaml/path.ts';
import { rootPath, type SharedPath, type SharedReads } from '../../yaml/shared.ts';
import { readStringMap, type Field, type StringMap } from '../field.ts';
import type { FieldTable, Fields, Leaf, LeafType, ListTable, MapTable, ObjectTable } from './fields.ts';

/** What is read of the fields of a table: each under its name, as its type says. */
export type ReadFields<F> = Simplify<Own<F> & Inlined<F>>;

type Simplify<T> = { readonly [K in keyof T]: T[K] };

type Own<F> = {
  readonly [
    K in keyof F as F[K] extends { readonly as: infer N extends string } ? N : F[K] extends Left ? never : K
  ]: Read<F[K]>;
};

/** Fields that are not read, or with the fields of the struct above. */
type Left =
  | { readonly unread: true }
  | { readonly inline: true | string }
  | { readonly type: 'any' }
  | { readonly type: 'list'; readonly items: { readonly type: 'list' | 'map' | 'any' | 'int32' | 'intOrString' } };

type Inlined<F> = Together<
  {
    [K in keyof F]: F[K] extends ObjectTable<infer G>
      ? F[K] extends { readonly inline: infer N }
        ? Own<G> & Inlined<G> & (N extends string ? { readonly [P in N]: At } : unknown)
        : never
      : never;
  }[keyof F]
>;

type Together<U> = (U extends unknown ? (of: U) => void : never) extends (of: infer I) => void ? I : never;

interface LeafValues {
  string: Field<string> | undefined;
  boolean: Field<boolean> | undefined;
  int32: Field<number> | undefined;
  int64: Field<number> | undefined;
  intOrString: Field<number | string> | undefined;
  quantity: Field<number | string> | undefined;
  /** Whether anything is written there; only where it has a name for that. */
  any: boolean;
}

type Read<F> =
  F extends Leaf<infer T>
    ? T extends 'any'
      ? F extends { readonly as: string }
        ? boolean
        : never
      : LeafValues[T]
    : F extends ListTable<infer I>
      ? I extends Leaf<'string'>
        ? readonly Field<string>[]
        : I extends ObjectTable<infer G>
          ? readonly ReadItem<G>[]
          : never
      : F extends MapTable
        ? StringMap
        : F extends ObjectTable<infer G>
          ? F extends { readonly optional: true }
            ? ReadItem<G> | undefined
            : ReadItem<G>
          : never;

type ReadItem<G> = Simplify<{ readonly at: At } & Own<G> & Inlined<G>>;

/** Reads the fields of a table from an object: what is absent or of another type is `undefined`, or empty. */
export function readFields<F extends Fields>(table: ObjectTable<F>, node: YamlNode | undefined): ReadFields<F> {
  const found: Record<string, unknown> = {};
  addFields(found, table, node);
  return found as ReadFields<F>;
}

/** As `readFields`, into what is there already. What is known of parts of the object is not read again. */
export function addFields(
  found: Record<string, unknown>,
  table: ObjectTable,
  node: YamlNode | undefined,
  shared?: SharedReads,
): void {
  readInto(found, table, node, rootPath, shared);
}

/** As `readFields`, with the place of the object as that of its items. */
export function readItem<F extends Fields>(table: ObjectTable<F>, node: YamlNode | undefined): ReadItem<F> {
  return readObject(table, node, rootPath) as ReadItem<F>;
}

function readInto(
  found: Record<string, unknown>,
  table: ObjectTable,
  node: YamlNode | undefined,
  at: SharedPath,
  shared?: SharedReads,
): void {
  for (const { key, field, name, inlined, mayLeave } of slotsOf(table)) {
    const value = entryOf(node, key)?.value;
    // What is absent is left out: an object of many keys is a hash table to V8, ten times as large.
    if (value === undefined && mayLeave) continue;
    const place = at.below(key);
    if (inlined !== undefined) {
      if (typeof inlined.inline === 'string') found[inlined.inline] = place.at;
      readInto(found, inlined, value, place, shared);
      continue;
    }
    const read = readShared(field, value, place, shared);
    if (read !== undefined) found[name] = read;
  }
}

/** A field that is read. All have one shape, which tables have not, so that V8 finds what is asked of one at once. */
interface Slot {
  readonly key: string;
  readonly field: FieldTable;
  /** Under what it is read. */
  readonly name: string;
  /** The same field where its own are put in its place. */
  readonly inlined: ObjectTable | undefined;
  /** Whether nothing is read where it is absent, as most are. */
  readonly mayLeave: boolean;
}

/** The fields of a table that are read. */
function slotsOf(table: ObjectTable): readonly Slot[] {
  const known = slots.get(table);
  if (known !== undefined) return known;
  const found = Object.entries(table.fields).flatMap(([key, field]): readonly Slot[] => {
    if (field.unread || !isRead(field)) return [];
    const inlined = field.type === 'object' && field.inline !== undefined ? field : undefined;
    return [{ key, field, name: field.as ?? key, inlined, mayLeave: inlined === undefined && mayLeave(field) }];
  });
  slots.set(table, found);
  return found;
}

/** Tables never change. */
const slots = new WeakMap<ObjectTable, readonly Slot[]>();

function mayLeave(field: FieldTable): boolean {
  if (field.type === 'object') return field.optional === true;
  return field.type !== 'list' && field.type !== 'map' && field.type !== 'any';
}

function isRead(field: FieldTable): boolean {
  if (field.type === 'any') return field.as !== undefined;
  return field.type !== 'list' || field.items.type === 'string' || field.items.type === 'object';
}

function readObject(
  table: ObjectTable,
  node: YamlNode | undefined,
  place: SharedPath,
  shared?: SharedReads,
): Record<string, unknown> {
  const found: Record<string, unknown> = { at: place.at };
  readInto(found, table, node, place, shared);
  return found;
}

/** What was read of a node as a field. */
interface ReadField {
  readonly place: SharedPath;
  readonly value: unknown;
}

/** The very same value as for another object in which the node is at this place, too. */
function readShared(
  field: FieldTable,
  node: YamlNode | undefined,
  place: SharedPath,
  shared: SharedReads | undefined,
): unknown {
  if (shared === undefined || node === undefined || node.kind === 'scalar') return readValue(field, node, place);
  // Under a field nothing else is kept.
  const known = shared.get(field, node) as ReadField | undefined;
  if (known?.place === place) return known.value;
  const read: ReadField = { place, value: readValue(field, node, place, shared) };
  shared.keep(field, node, read);
  return read.value;
}

function readValue(field: FieldTable, node: YamlNode | undefined, place: SharedPath, shared?: SharedReads): unknown {
  switch (field.type) {
    case 'list':
      return readList(field.items, node, place, shared);
    case 'map':
      return readStringMap({ node, place });
    case 'object':
      return readObject(field, node, place, shared);
    case 'string':
    case 'boolean':
    case 'int32':
    case 'int64':
    case 'intOrString':
    case 'quantity':
    case 'any':
      return readLeaf(field.type, node, place);
  }
}

function readList(
  items: FieldTable,
  node: YamlNode | undefined,
  place: SharedPath,
  shared: SharedReads | undefined,
): readonly unknown[] {
  if (node?.kind !== 'sequence') return compact([]);
  const read = node.items.map((item, index) => readShared(items, item, place.below(index), shared));
  return items.type === 'object' ? read : compact(read.filter((value) => value !== undefined));
}

function readLeaf(type: LeafType, node: YamlNode | undefined, { at }: SharedPath): unknown {
  const value = node?.kind === 'scalar' ? node.value : node;
  if (type === 'any') return value !== undefined && value !== null;
  const wanted = leafTypes[type];
  if (!wanted.includes(typeof value)) return undefined;
  return { value: typeof value === 'string' ? sharedText(value) : value, at };
}

const leafTypes: Readonly<Record<Exclude<LeafType, 'any'>, readonly string[]>> = {
  string: ['string'],
  boolean: ['boolean'],
  int32: ['number'],
  int64: ['number'],
  intOrString: ['number', 'string'],
  quantity: ['number', 'string'],
};
