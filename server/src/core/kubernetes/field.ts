import { compact, getOrMake } from '../util/collections.ts';
import { sharedText } from '../util/shared.ts';
import { entryOf, isNullOrAbsent, type YamlNode } from '../yaml/node.ts';
import { nodeAt, type At, type Path } from '../yaml/path.ts';
import { rootPath, type SharedPath } from '../yaml/shared.ts';
import { isTemplated } from '../yaml/template.ts';

/** A value that a reader found, and the place it is at. */
export interface Field<T> {
  readonly value: T;
  readonly at: At;
}

/** Labels, annotations or a selector. */
export interface StringMap {
  /** The place of the map; an absent map has the place where it would be. */
  readonly at: At;
  /** Whether the map is written, even if it is empty. */
  readonly present: boolean;
  readonly pairs: ReadonlyMap<string, Field<string>>;
  /** Whether every key and value is literal, and all are written. What is templated is unknown, and unknown matches everything. */
  readonly known: boolean;
}

/** A node together with its place below the resource: what readers and rows walk. The node is absent where the text has none. */
export class View {
  readonly node: YamlNode | undefined;
  /** The view of what it is in; absent for the resource. */
  readonly parent: View | undefined;
  readonly #key: string | number;
  #place: SharedPath | undefined;

  constructor(node: YamlNode | undefined, parent?: View, key: string | number = '') {
    this.node = node;
    this.parent = parent;
    this.#key = key;
  }

  /** Where it is, below the resource. */
  get place(): SharedPath {
    return (this.#place ??= this.parent === undefined ? rootPath : this.parent.place.below(this.#key));
  }

  /** The way from the resource. */
  get path(): Path {
    return this.place.path;
  }
}

/** The view of a field below a view. */
export function fieldOf(view: View, key: string): View {
  return new View(entryOf(view.node, key)?.value, view, key);
}

/** The view at the end of a chain of fields. */
export function fieldAt(view: View, ...keys: readonly string[]): View {
  return keys.reduce(fieldOf, view);
}

/** The view at the end of keys, apart by dots. */
export function viewAt(view: View, keys: string): View {
  let found = view;
  for (const key of getOrMake(keysIn, keys, () => keys.split('.'))) found = fieldOf(found, key);
  return found;
}

/** What rows write for places, each taken apart once: there are as many as rows write. */
const keysIn = new Map<string, readonly string[]>();

/** The view at the end of a path. */
export function viewBelow(view: View, path: Path): View {
  return path.reduce<View>((above, step) => new View(nodeAt(above.node, [step]), above, step), view);
}

/** The items of a sequence; none where the view is no sequence. */
export function itemsOf(view: View): readonly View[] {
  if (view.node?.kind !== 'sequence') return [];
  return view.node.items.map((node, index) => new View(node, view, index));
}

/** Whether the field is written with a value other than null. */
export function isPresent(view: View): boolean {
  return view.node !== undefined && !(view.node.kind === 'scalar' && view.node.value === null);
}

/** A string field, `undefined` where it is absent or of another type. */
export function readString(view: View): Field<string> | undefined {
  const value = scalarValueOf(view);
  return typeof value === 'string' ? { value: sharedText(value), at: view.place.at } : undefined;
}

/** A number field, `undefined` where it is absent or of another type. */
export function readNumber(view: View): Field<number> | undefined {
  const value = scalarValueOf(view);
  return typeof value === 'number' ? { value, at: view.place.at } : undefined;
}

/** A boolean field, `undefined` where it is absent or of another type. */
export function readBoolean(view: View): Field<boolean> | undefined {
  const value = scalarValueOf(view);
  return typeof value === 'boolean' ? { value, at: view.place.at } : undefined;
}

/** An int-or-string field, as ports are. Source: Kubernetes API, IntOrString. */
export function readNumberOrString(view: View): Field<number | string> | undefined {
  return readNumber(view) ?? readString(view);
}

/** The strings of a list; items of other types are left out. */
export function readStrings(view: View): readonly Field<string>[] {
  return compact(itemsOf(view).flatMap((item) => readString(item) ?? []));
}

/**
 * A map of strings. A null value is the empty string. Values of other types, which the API server rejects, are left out, and the
 * map is not known then, as anything may have been meant.
 */
export function readStringMap({ node, place }: Pick<View, 'node' | 'place'>): StringMap {
  const { at } = place;
  if (node?.kind !== 'map') {
    if (isNullOrAbsent(node))
      return getOrMake(absentMaps, at, () => ({ at, present: false, pairs: noPairs, known: true }));
    return { at, present: true, pairs: noPairs, known: false };
  }
  const pairs = new Map<string, Field<string>>();
  let known = node.open !== true;
  for (const entry of node.entries) {
    const written = entry.value.kind === 'scalar' ? entry.value.value : undefined;
    const value = written === null ? '' : written;
    if (typeof value !== 'string' || isTemplated(entry.key) || isTemplated(value)) known = false;
    if (typeof value === 'string')
      pairs.set(sharedText(entry.key), { value: sharedText(value), at: place.below(entry.key).at });
  }
  return { at, present: true, pairs, known };
}

/** The keys and values of a map. */
export function textsIn({ pairs }: Pick<StringMap, 'pairs'>): readonly (readonly [string, string])[] {
  return [...pairs].map(([key, { value }]) => [key, value]);
}

/** Whether a map has all of some keys with these values, by what is written of it. */
export function hasTexts({ pairs }: Pick<StringMap, 'pairs'>, texts: readonly (readonly [string, string])[]): boolean {
  return hasPairs((key) => pairs.get(key)?.value, texts);
}

/** Whether labels, looked up by their keys, have all of some pairs; those without pairs, too. */
export function hasPairs(
  labelOf: (key: string) => string | undefined,
  pairs: readonly (readonly [string, string])[],
): boolean {
  return pairs.every(([key, value]) => labelOf(key) === value);
}

const noPairs: StringMap['pairs'] = new Map();

/** Maps that are absent, by where they would be: most objects have several, all at the same places. */
const absentMaps = new WeakMap<At, StringMap>();

/** The value of a scalar; `undefined` for anything else. */
export function scalarValueOf(view: View): string | number | boolean | null | undefined {
  return view.node?.kind === 'scalar' ? view.node.value : undefined;
}
