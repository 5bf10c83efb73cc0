import { fieldOf, itemsOf, type View } from '../../../kubernetes/field.ts';
import { isNearMiss } from '../../../util/near-miss.ts';
import type { YamlNode, YamlScalar } from '../../../yaml/node.ts';
import type { Path } from '../../../yaml/path.ts';
import { resolvePlainScalar } from '../../../yaml/scalar.ts';
import { isTemplated } from '../../../yaml/template.ts';
import { removal, type ConstraintFix, type FoundRefusal } from '../constraint.ts';
import { placesOf, type ObjectShape, type Shape } from './shape.ts';

/** What is wrong with the form of an object, before anybody looks at what it says. */
export interface ShapeProblems {
  readonly refusals: readonly FoundRefusal[];
  /** Places whose value could not be decoded: nothing at or below them is judged. */
  readonly unreadable: readonly Path[];
  /** Places that a misspelt key was meant for: nothing is said to be missing there, or beside them. */
  readonly misspelt: readonly Path[];
  /** Places that a key in the wrong map was meant for: nothing is said to be missing there. */
  readonly misplaced: readonly Path[];
}

/**
 * Values of a wrong type, keys that are not the API's, and keys that stand twice. kubectl asks the server to be strict about
 * keys. Of those that are like none of the API's only `all` are said; the rest is left to a schema.
 * Source: kubernetes apiserver pkg/endpoints/handlers/create.go, fieldValidation; sigs.k8s.io/json.
 */
export function checkShape(object: View, shape: ObjectShape, unknownKeys: 'all' | 'nearMisses'): ShapeProblems {
  const walk: Walk = { shape, unknownKeys, refusals: [], unreadable: [], misspelt: [], misplaced: [], seen: new Set() };
  check(object, shape, walk);
  checkKeys(object, walk);
  return walk;
}

interface Walk {
  /** That of the whole object. */
  readonly shape: ObjectShape;
  readonly unknownKeys: 'all' | 'nearMisses';
  readonly refusals: FoundRefusal[];
  readonly unreadable: Path[];
  readonly misspelt: Path[];
  readonly misplaced: Path[];
  /** What several aliases stand for is reported once. */
  readonly seen: Set<YamlNode>;
}

function check(view: View, shape: Shape, walk: Walk): void {
  const { node } = view;
  if (node === undefined || isNull(node) || shape.kind === 'any' || walk.seen.has(node)) return;
  walk.seen.add(node);
  if (node.kind === 'scalar') {
    if (!isTemplated(node.text)) checkScalar(view, node, shape, walk);
    return;
  }
  switch (shape.kind) {
    case 'list':
      if (node.kind !== 'sequence') refuseType(view, shape, walk);
      else for (const item of itemsOf(view)) check(item, shape.items, walk);
      return;
    case 'map':
      if (node.kind !== 'map') refuseType(view, shape, walk);
      else for (const { key } of node.entries) check(fieldOf(view, key), shape.values, walk);
      return;
    case 'object':
      if (node.kind !== 'map') refuseType(view, shape, walk);
      else
        checkFields(
          view,
          node.entries.map(({ key }) => key),
          shape,
          walk,
        );
      return;
    case 'string':
    case 'boolean':
    case 'int32':
    case 'int64':
    case 'intOrString':
      if (isPlaceholder(node)) walk.unreadable.push(view.path);
      else refuseType(view, shape, walk);
  }
}

/** Whether what is YAML's `{name: null}` or `[[name]]` was meant as a placeholder: `{name}` of Python and .NET, `[[ .Name ]]`. */
function isPlaceholder(node: YamlNode): boolean {
  if (node.kind === 'scalar' || !node.flow) return false;
  const [only, second] = node.kind === 'map' ? node.entries.map(({ value }) => value) : node.items;
  if (only === undefined || second !== undefined) return false;
  return node.kind === 'map'
    ? isNull(only) && only.span.start === only.span.end
    : only.kind === 'sequence' && only.flow;
}

function checkFields(view: View, keys: readonly string[], shape: ObjectShape, walk: Walk): void {
  for (const key of keys) {
    const field = shape.fields[key];
    if (field !== undefined && Object.hasOwn(shape.fields, key)) check(fieldOf(view, key), field, walk);
    else if (shape.complete && !isTemplated(key)) checkUnknown(view, key, keys, shape, walk);
  }
}

function checkUnknown(view: View, key: string, keys: readonly string[], shape: ObjectShape, walk: Walk): void {
  const known = Object.keys(shape.fields);
  const meant = known.find((field) => bare(field) === bare(key)) ?? known.find((field) => isNearMiss(field, key));
  const path = [...view.path, key];
  if (meant === undefined) {
    if (walk.unknownKeys === 'all') refuseUnknown(path, key, walk);
    return;
  }
  walk.misspelt.push([...view.path, meant]);
  walk.refusals.push({
    code: 'unknown-field',
    message: keys.includes(meant) ? 'beside' : 'nearMiss',
    at: { path, part: 'key' },
    values: { field: key, other: meant },
    fixes: keys.includes(meant)
      ? []
      : [
          {
            title: 'fixKey',
            values: { other: meant },
            safety: bare(meant) === bare(key) ? 'safe' : 'suggested',
            changes: [{ kind: 'rename', path, key: meant }],
          },
        ],
  });
}

/** A key that is like none of its map: one of another map of the object, or none at all. */
function refuseUnknown(path: Path, key: string, walk: Walk): void {
  // What a strategic merge patch says to kustomize or kubectl.
  if (key.startsWith('$')) return;
  const [place] = placesOf(walk.shape, key);
  if (place !== undefined) walk.misplaced.push([...place, key]);
  walk.refusals.push({
    code: 'unknown-field',
    message: place === undefined ? 'unknown' : 'elsewhere',
    at: { path, part: 'key' },
    values: { field: key, place: place === undefined ? '' : placeText(place) },
    fixes: place === undefined ? [removal(path)] : [],
  });
}

function placeText(place: Path): string {
  return place.length === 0 ? 'at the top of the object' : `in ${place.join('.').replaceAll('.[]', '[]')}`;
}

function checkScalar(view: View, scalar: YamlScalar, shape: Shape, walk: Walk): void {
  const { value } = scalar;
  switch (shape.kind) {
    case 'string':
      if (typeof value !== 'string') refuseType(view, shape, walk, quoteFix(view, scalar));
      return;
    case 'boolean':
      if (typeof value !== 'boolean') refuseType(view, shape, walk, plainFix(view, scalar, 'boolean'));
      return;
    case 'int32':
    case 'int64':
      if (typeof value !== 'number') refuseType(view, shape, walk, plainFix(view, scalar, 'number'));
      else if (!Number.isInteger(value)) refuseType(view, shape, walk);
      else if (shape.kind === 'int32' && (value < -(2 ** 31) || value >= 2 ** 31)) refuseSize(view, scalar, walk);
      return;
    case 'intOrString':
      if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isInteger(value)))
        refuseType(view, shape, walk, typeof value === 'boolean' ? quoteFix(view, scalar) : []);
      else if (typeof value === 'number' && (value < -(2 ** 31) || value >= 2 ** 31)) refuseSize(view, scalar, walk);
      return;
    case 'list':
    case 'map':
    case 'object':
      refuseType(view, shape, walk);
      return;
    case 'any':
  }
}

function refuseType(view: View, shape: Shape, walk: Walk, fixes: readonly ConstraintFix[] = []): void {
  walk.unreadable.push(view.path);
  const node = view.node;
  const scalar = node?.kind === 'scalar' ? node : undefined;
  // A plain word that is read as a boolean surprises people, so it has a sentence of its own.
  const isWord =
    scalar?.style === 'plain' && typeof scalar.value === 'boolean' && !/^(?:true|false)$/i.test(scalar.text);
  walk.refusals.push({
    code: 'invalid-field-type',
    message: scalar === undefined || scalar.text === '' ? 'whole' : isWord ? 'word' : 'scalar',
    at: { path: view.path },
    values: {
      field: fieldName(view.path),
      value: shorten(scalar?.text ?? ''),
      expected: expectedText(shape),
      found: foundText(node),
      boolean: String(scalar?.value ?? ''),
    },
    fixes,
  });
}

function refuseSize(view: View, scalar: YamlScalar, walk: Walk): void {
  walk.unreadable.push(view.path);
  walk.refusals.push({
    code: 'invalid-field-type',
    message: 'tooLarge',
    at: { path: view.path },
    values: { field: fieldName(view.path), value: shorten(scalar.text) },
    fixes: [],
  });
}

/** Keys that stand twice in one map, wherever it is in the object. The last one would win. */
function checkKeys(object: View, walk: Walk): void {
  const seen = new Set<YamlNode>();
  const visit = (node: YamlNode, path: Path): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'sequence') node.items.forEach((item, index) => visit(item, [...path, index]));
    if (node.kind !== 'map') return;
    for (const key of node.repeatedKeys ?? []) {
      const at = { path: [...path, key], part: 'key' } as const;
      walk.refusals.push({ code: 'duplicate-key', message: 'twice', at, values: { field: key }, fixes: [] });
    }
    for (const entry of node.entries) if (entry.origin === 'own') visit(entry.value, [...path, entry.key]);
  };
  if (object.node !== undefined) visit(object.node, object.path);
}

/** The text as it is written, so that `1.10` stays what it looks like. */
function quoteFix(view: View, scalar: YamlScalar): readonly ConstraintFix[] {
  const changes = [{ kind: 'put', path: view.path, value: scalar.text }] as const;
  return [{ title: 'fixQuote', values: { value: scalar.text }, safety: 'safe', changes }];
}

function plainFix(view: View, scalar: YamlScalar, type: 'number' | 'boolean'): readonly ConstraintFix[] {
  const value = resolvePlainScalar(scalar.text);
  const fits = typeof value === type && (type === 'boolean' || Number.isInteger(value));
  if (!fits || typeof scalar.value !== 'string') return [];
  const changes = [{ kind: 'put', path: view.path, value }] as const;
  return [{ title: 'fixUnquote', values: { value: String(value) }, safety: 'safe', changes }];
}

function expectedText(shape: Shape): string {
  switch (shape.kind) {
    case 'string':
      return 'a string';
    case 'boolean':
      return 'true or false';
    case 'int32':
    case 'int64':
      return 'a whole number';
    case 'intOrString':
      return 'a whole number or a string';
    case 'list':
      return 'a list';
    case 'map':
    case 'object':
      return 'a map';
    case 'any':
      return 'anything';
  }
}

function foundText(node: YamlNode | undefined): string {
  if (node?.kind === 'sequence') return 'a list';
  if (node?.kind === 'map') return 'a map';
  const value = node?.value;
  return typeof value === 'number' ? 'a number' : typeof value === 'boolean' ? 'a boolean' : 'a string';
}

function fieldName(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? `an item of ${path.at(-2) ?? ''}` : (last ?? '');
}

function bare(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}

function isNull(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}
