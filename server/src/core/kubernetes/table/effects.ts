import { minorVersionOf, type Settings } from '../../settings/settings.ts';
import { isPresent, View } from '../field.ts';
import {
  isOfVersion,
  knownFieldsOf,
  type Effect,
  type Fact,
  type FieldTable,
  type Marks,
  type ObjectTable,
} from './fields.ts';
import { row, type Judged, type Rejection } from './row.ts';
import { flagOf, numberOf, textOf } from './values.ts';
import { childrenOf, type YamlNode } from '../../yaml/node.ts';

/** What a field that is written does, and the trait of its object by which it does so. */
interface FieldEffect {
  readonly view: View;
  readonly table: FieldTable;
  readonly effect: Effect;
  readonly trait: string;
}

/**
 * What those fields of an object do that are written with a value that counts and do not simply work, in the order of the text.
 * `traits` are what fields of the object depend on, as it is or is to become; the first that says something counts.
 */
export function effectsOf(judged: Judged, table: ObjectTable, traits: readonly string[]): readonly FieldEffect[] {
  const found: FieldEffect[] = [];
  const visit = (view: View, field: FieldTable): void => {
    const { node } = view;
    if (!isOfVersion(field, judged.minor)) return;
    const { effect, trait } = effectOf(field, traits, judged);
    if (effect !== 'works' && counts(view, field, effect)) found.push({ view, table: field, effect, trait });
    if (node?.kind === 'sequence' && field.type === 'list')
      for (const [index, item] of node.items.entries()) visit(new View(item, view, index), field.items);
    if (node?.kind !== 'map' || (field.type !== 'object' && field.type !== 'map')) return;
    const fields = field.type === 'object' ? field.fields : field.known;
    for (const { key, value } of node.entries) {
      const below = Object.hasOwn(fields, key) ? fields[key] : undefined;
      if (below !== undefined) visit(new View(value, view, key), below);
    }
  };
  visit(judged.object, table);
  return found;
}

/** What a field at a path of keys does, whatever its value; it works where the table has no such field. */
export function effectAt(
  judged: Judged,
  table: ObjectTable,
  traits: readonly string[],
  path: readonly string[],
): Effect {
  const field = path.reduce<FieldTable | undefined>((above, key) => above && knownFieldsOf(above)[key], table);
  return field === undefined ? 'works' : effectOf(field, traits, judged).effect;
}

/** An object as rows and effects look at it. */
export function judgedOf(node: YamlNode | undefined, settings: Settings): Judged {
  return { object: new View(node), settings, minor: minorVersionOf(settings) };
}

/**
 * A field that is rejected of objects with some traits: its effects, and the row that says so. `say` adds to the message, or declines,
 * where another one says it.
 */
export function besides(
  effects: NonNullable<Marks['effects']>,
  message: string,
  traitsIn: (judged: Judged) => readonly string[],
  say: (judged: Judged, field: View) => Rejection | false = () => ({}),
  marks: Marks = {},
): Fact {
  const table = { ...marks, effects };
  return {
    ...table,
    rows: [
      row('forbidden-field', message, (field, judged) => {
        const isRejected = effectOf(table, traitsIn(judged), judged).effect === 'rejected';
        return isRejected && counts(field, table, 'rejected') && say(judged, field);
      }),
    ],
  };
}

function effectOf(
  { effects = {} }: Marks,
  traits: readonly string[],
  judged: Judged,
): { readonly effect: Effect; readonly trait: string } {
  for (const trait of traits) {
    const one = effects[trait] ?? 'works';
    const effect = typeof one === 'function' ? one(judged) : one;
    if (effect !== 'works') return { effect, trait };
  }
  return { effect: 'works', trait: '' };
}

/**
 * Whether a value says something: null, and for types that are no pointers 0, false and what is empty, are like none. A default that
 * is written out changes nothing, but may be rejected.
 */
function counts(
  view: View,
  { pointer, default: usual, type }: Marks & Partial<Pick<FieldTable, 'type'>>,
  effect: Effect,
): boolean {
  const { node } = view;
  if (node === undefined || !isPresent(view)) return false;
  if (node.kind !== 'scalar') return pointer === true || says(node);
  if (effect !== 'rejected' && usual !== undefined && node.value === usual) return false;
  // A value of a wrong type is said there.
  const value = type === 'boolean' ? flagOf(view) : (textOf(view) ?? numberOf(view) ?? flagOf(view));
  return pointer === true ? value !== undefined : Boolean(value);
}

/** Whether there is any value in it. */
function says(node: YamlNode): boolean {
  return node.kind === 'scalar' ? node.value !== null : childrenOf(node).some(says);
}
