import { fieldOf, isPresent, itemsOf, View } from '../field.ts';
import { isTemplated } from '../../yaml/template.ts';

/**
 * The string at a place as the API server decodes it: empty where it is absent or null. `undefined` where nobody can say: a
 * value of another type, which is a mistake of its own, or one that is put in later.
 */
export function textOf(view: View): string | undefined {
  if (!isPresent(view)) return '';
  const value = view.node?.kind === 'scalar' ? view.node.value : undefined;
  return typeof value === 'string' && !isTemplated(value) ? value : undefined;
}

/** The number at a place, 0 where it is absent or null; `undefined` as in `textOf`. */
export function numberOf(view: View): number | undefined {
  if (!isPresent(view)) return 0;
  const value = view.node?.kind === 'scalar' ? view.node.value : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

/** The boolean at a place, false where it is absent or null; `undefined` as in `textOf`. */
export function flagOf(view: View): boolean | undefined {
  if (!isPresent(view)) return false;
  const value = view.node?.kind === 'scalar' ? view.node.value : undefined;
  return typeof value === 'boolean' ? value : undefined;
}

/** How many items or entries are at a place, 0 where it is absent or null; `undefined` where it is no list and no map. */
export function countOf(view: View): number | undefined {
  if (!isPresent(view)) return 0;
  switch (view.node?.kind) {
    case 'sequence':
      return view.node.items.length;
    case 'map':
      return view.node.entries.length;
    case 'scalar':
    case undefined:
      return undefined;
  }
}

/** The strings of a list that can be told, each with its place. */
export function textsOf(view: View): readonly { readonly view: View; readonly text: string }[] {
  return itemsOf(view).flatMap((item) => {
    const text = textOf(item);
    return text === undefined ? [] : [{ view: item, text }];
  });
}

/** The entries of a map whose values are strings that can be told. Keys that are put in later are left out. */
export function pairsOf(view: View): readonly { readonly view: View; readonly key: string; readonly text: string }[] {
  if (view.node?.kind !== 'map') return [];
  const pairs: { readonly view: View; readonly key: string; readonly text: string }[] = [];
  for (const { key, value } of view.node.entries) {
    const field = new View(value, view, key);
    const text = isTemplated(key) ? undefined : textOf(field);
    if (text !== undefined) pairs.push({ view: field, key, text });
  }
  return pairs;
}

/** Whether all keys and values of a map can be told; so for an absent one. */
export function isKnownMap(view: View): boolean {
  return !isPresent(view) || (view.node?.kind === 'map' && pairsOf(view).length === view.node.entries.length);
}

/** The place at the end of keys, apart by dots. */
export function viewAt(view: View, keys: string): View {
  return keys.split('.').reduce(fieldOf, view);
}

/** The string at a place below another, see `textOf`. */
export function textAt(view: View, keys: string): string | undefined {
  return textOf(viewAt(view, keys));
}
