import { fieldOf, isPresent, itemsOf, type View } from '../../kubernetes/field.ts';
import type { YamlNode } from '../../yaml/node.ts';
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

/** How many items or entries stand at a place, 0 where it is absent or null; `undefined` where it is no list and no map. */
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
  return view.node.entries.flatMap(({ key }) => {
    const value = fieldOf(view, key);
    const text = isTemplated(key) ? undefined : textOf(value);
    return text === undefined ? [] : [{ view: value, key, text }];
  });
}

/** Whether all keys and values of a map can be told; so for an absent one. */
export function isKnownMap(view: View): boolean {
  return !isPresent(view) || (view.node?.kind === 'map' && pairsOf(view).length === view.node.entries.length);
}

/**
 * All places that a pattern stands for: `spec.ports[].name` is the name of each port, written or not. A list that is absent gives
 * none; an absent map gives its fields, which are absent too.
 */
export function viewsAt(object: View, pattern: string): readonly View[] {
  if (pattern === '') return [object];
  return pattern.split('.').reduce<readonly View[]>(
    (views, step) => {
      const key = step.endsWith('[]') ? step.slice(0, -2) : step;
      const fields = views.map((view) => fieldOf(view, key));
      return step.endsWith('[]') ? fields.flatMap(itemsOf) : fields;
    },
    [object],
  );
}

/** The one place of a pattern without lists. */
export function viewAt(object: View, pattern: string): View {
  return pattern.split('.').reduce(fieldOf, object);
}

/** The place that holds a field of a list's item: `up` steps above it, seen from the object. */
export function holderOf(object: View, field: View, up: number): View {
  return field.path.slice(0, field.path.length - up).reduce<View>(stepInto, object);
}

function stepInto(view: View, step: string | number): View {
  if (typeof step === 'string') return fieldOf(view, step);
  const node: YamlNode | undefined = view.node?.kind === 'sequence' ? view.node.items[step] : undefined;
  return { node, path: [...view.path, step] };
}
