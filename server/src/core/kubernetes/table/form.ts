import { renameKey } from '../../yaml/edit.ts';
import { nearestMiss } from '../../util/similar-names.ts';
import { type Path, keyAt } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { fieldOf, View } from '../field.ts';
import type { FieldTable, ObjectTable } from './fields.ts';
import { judgePlanOf, type JudgePlan } from './judge-plan.ts';
import { rejectionList, removal, writing, type FoundRejection, type Judged, type RowFix } from './row.ts';
import { quantityIn } from './quantity.ts';
import { isBegunKey, plainFix, shapeFixes, unitFixes } from './shape-fixes.ts';
import { defineMessages, formatMessage, type Message } from '../../util/format.ts';
import { childrenOf, isNull, type YamlNode, type YamlScalar } from '../../yaml/node.ts';

/** What is known half-way through an object. */
export interface Walk {
  /** That of the whole object. */
  readonly table: ObjectTable;
  readonly judged: Judged;
  /** What is wrong with the form of the object, whatever it says. */
  readonly form: FoundRejection[];
  /** What rows reject. */
  readonly rejections: FoundRejection[];
  /** Places whose value could not be decoded: nothing at or below them is judged. */
  readonly unreadable: Path[];
  /** Places that a misspelt key was meant for: nothing is said to be missing there, or beside them. */
  readonly misspelt: Path[];
  /** Places that a key in the wrong map was meant for: nothing is said to be missing there. */
  readonly misplaced: Path[];
  /** Values of a wrong type: what several aliases stand for is reported once. */
  readonly seen: Set<YamlNode>;
}

/**
 * Whether a value is of the type of its field; says so where it is not. What is put in later fits, as it is not known.
 * Source: sigs.k8s.io/json, UnmarshalCaseSensitivePreserveInts.
 */
export function fits(view: View, node: YamlNode, { type, table }: JudgePlan, walk: Walk): boolean {
  if (type === 'any') return true;
  const expected = nodeKinds[type];
  if (node.kind === 'scalar') {
    if (type === 'string' && typeof node.value === 'string') return true;
    if (isTemplated(node.text)) return true;
    return expected === 'scalar' ? fitsScalar(view, node, table, walk) : rejectType(view, table, walk);
  }
  if (node.kind === expected) return true;
  if (expected !== 'scalar' || !isPlaceholder(node)) return rejectType(view, table, walk);
  walk.unreadable.push(view.path);
  return false;
}

const nodeKinds: Readonly<Record<Exclude<FieldTable['type'], 'any'>, YamlNode['kind']>> = {
  string: 'scalar',
  boolean: 'scalar',
  int32: 'scalar',
  int64: 'scalar',
  intOrString: 'scalar',
  quantity: 'scalar',
  list: 'sequence',
  map: 'map',
  object: 'map',
};

/** Whether what is YAML's `{name: null}`, `[[name]]` or `[NAME]` was meant as a placeholder: `{name}` of Python and .NET, `[[ .Name ]]`. */
function isPlaceholder(node: YamlNode): boolean {
  if (node.kind === 'scalar' || !node.flow) return false;
  const [only, second] = childrenOf(node);
  if (only === undefined || second !== undefined) return false;
  return node.kind === 'map'
    ? isNull(only) && only.span.start === only.span.end
    : (only.kind === 'sequence' && only.flow) || (only.kind === 'scalar' && isCapitals.test(only.text));
}

/** Words in capitals, as people mark what is to be filled in. */
const isCapitals = /^[A-Z][A-Z0-9]*(?:[ _-][A-Z0-9]+)*$/;

/** What sed puts a number in for: `NUM_NODES`. A single word may as well be a mistake. */
const isNameInCapitals = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/;

/**
 * Says that the API has no such key: one that is nearly one of its map, one of another map of the object, or none at all. kubectl
 * asks the server to be strict about keys. Source: kubernetes apiserver pkg/endpoints/handlers/create.go, fieldValidation.
 */
export function rejectUnknown(view: View, key: string, table: ObjectTable, walk: Walk): void {
  const known = Object.keys(table.fields);
  const places = placesOf(walk.table, key);
  const meant =
    known.find((field) => bare(field) === bare(key)) ??
    nearestMiss(key, known) ??
    (places.length === 0 ? known.find((field) => isLonger(field, key) || isLonger(key, field)) : undefined);
  const path = [...view.path, key];
  if (meant === undefined) {
    const { node } = fieldOf(view, key);
    const isWord = node?.kind === 'scalar' && !isNull(node);
    const home = table.home === undefined || !isWord ? undefined : [...view.path, table.home];
    rejectForeign(path, key, home ?? places[0], walk);
    return;
  }
  walk.misspelt.push([...view.path, meant]);
  const isBeside = view.node?.kind === 'map' && view.node.entries.some((entry) => entry.key === meant);
  const rename: RowFix = {
    title: 'fixKey',
    values: { other: meant },
    safety: bare(meant) === bare(key) ? 'safe' : 'suggested',
    changes: [renameKey(path, meant)],
  };
  rejectKey(path, isBeside ? 'beside' : 'nearMiss', { other: meant }, isBeside ? [] : [rename], walk);
}

/** Whether a key is another one behind one more word: other kinds have `strategy` for `updateStrategy`. */
function isLonger(key: string, other: string): boolean {
  return other.length > 6 && key.toLowerCase().endsWith(other.toLowerCase());
}

/** A key that is like none of its map: one of another map of the object, where `place` says in which, or none at all. */
function rejectForeign(path: Path, key: string, place: Path | undefined, walk: Walk): void {
  // What a strategic merge patch says to kustomize or kubectl, and what SOPS takes out of what it decrypts.
  if (key.startsWith('$') || (key === 'sops' && path.length === 1)) return;
  if (place === undefined) {
    rejectKey(path, 'unknown', {}, [removal(path)], walk);
    return;
  }
  walk.misplaced.push([...place, key]);
  rejectKey(path, 'elsewhere', { place: placeText(place) }, [], walk);
}

/** Says that the API of the configured version does not have a key yet, or no longer. */
export function rejectLater(view: View, key: string, { since, until }: FieldTable, walk: Walk): void {
  const isEarly = since !== undefined && walk.judged.minor < since;
  const version = `1.${isEarly ? since : (until ?? 0) + 1}`;
  const path = [...view.path, key];
  rejectKey(path, isEarly ? 'later' : 'gone', { version }, [removal(path)], walk);
}

function rejectKey(
  path: Path,
  message: string,
  values: FoundRejection['values'],
  fixes: readonly RowFix[],
  { form }: Walk,
): void {
  const field = String(path.at(-1));
  form.push({ code: 'unknown-field', message, at: keyAt(path), values: { field, ...values }, fixes });
}

/** The places of a table that have a field of this name, the nearest to the root first; `[]` stands for any item of a list. */
function placesOf(table: ObjectTable, name: string): readonly Path[] {
  const found: Path[] = [];
  const queue: { readonly table: FieldTable; readonly path: Path }[] = [{ table, path: [] }];
  for (const next of queue) {
    if (next.table.type === 'list') queue.push({ table: next.table.items, path: [...next.path, '[]'] });
    if (next.table.type !== 'object') continue;
    if (Object.hasOwn(next.table.fields, name)) found.push(next.path);
    for (const [key, field] of Object.entries(next.table.fields))
      queue.push({ table: field, path: [...next.path, key] });
  }
  return found;
}

function placeText(place: Path): string {
  return place.length === 0
    ? formatMessage(words.top)
    : formatMessage(words.place, { path: place.join('.').replaceAll('.[]', '[]') });
}

function fitsScalar(view: View, scalar: YamlScalar, table: FieldTable, walk: Walk): boolean {
  const { value } = scalar;
  const type = typeof value;
  switch (table.type) {
    case 'string':
      return type === 'string' || rejectType(view, table, walk, quoteFixes(view, scalar, table, walk));
    case 'boolean':
      return type === 'boolean' || rejectType(view, table, walk, plainFix(view, scalar, 'boolean'));
    case 'int32':
    case 'int64':
      if (type === 'number') break;
      return rejectType(view, table, walk, plainFix(view, scalar, 'number'));
    case 'intOrString':
      if (type === 'boolean') return rejectType(view, table, walk, quoteFixes(view, scalar, table, walk));
      break;
    case 'quantity':
      return quantityIn(scalar) !== undefined || rejectType(view, table, walk, unitFixes(view, scalar.text));
    case 'any':
    case 'list':
    case 'map':
    case 'object':
      return true;
  }
  if (typeof value !== 'number') return true;
  if (!Number.isInteger(value)) return rejectType(view, table, walk);
  return table.type === 'int64' || (value >= -(2 ** 31) && value < 2 ** 31) || rejectSize(view, scalar, walk);
}

function rejectType(view: View, table: FieldTable, walk: Walk, fixes: readonly RowFix[] = []): false {
  const { node } = view;
  walk.unreadable.push(view.path);
  if (node === undefined || walk.seen.has(node)) return false;
  walk.seen.add(node);
  const scalar = node.kind === 'scalar' ? node : undefined;
  if (scalar !== undefined && /^(?:int|quantity)/.test(table.type) && isNameInCapitals.test(scalar.text)) return false;
  // A plain word that is read as a boolean surprises people, so it has a sentence of its own.
  const isWord =
    scalar?.style === 'plain' && typeof scalar.value === 'boolean' && !/^(?:true|false)$/i.test(scalar.text);
  walk.form.push({
    code: 'invalid-field-type',
    message: messageOf(view, scalar, table, isWord),
    at: { path: view.path },
    values: {
      field: fieldName(view.path),
      value: shorten(scalar?.text ?? ''),
      expected: expectedTexts[table.type],
      found: foundText(node),
      boolean: String(scalar?.value ?? ''),
    },
    fixes: fixes.length > 0 ? fixes : shapeFixes(view, node, table),
  });
  return false;
}

function messageOf(view: View, scalar: YamlScalar | undefined, table: FieldTable, isWord: boolean): string {
  if (scalar === undefined || scalar.text === '') return 'whole';
  if (table.type === 'quantity') return 'quantity';
  if (isWord) return 'word';
  return isBegunKey(view, scalar, table) ? 'begun' : 'scalar';
}

function rejectSize(view: View, scalar: YamlScalar, walk: Walk): false {
  walk.unreadable.push(view.path);
  const values = { field: fieldName(view.path), value: shorten(scalar.text) };
  walk.form.push({ code: 'invalid-field-type', message: 'tooLarge', at: { path: view.path }, values, fixes: [] });
  return false;
}

/**
 * The text as it is written, so that `1.10` stays what it looks like. Where the field rejects that as well, such as a half-typed None, what
 * was nearly written, if anything.
 */
function quoteFixes(
  view: View,
  scalar: YamlScalar,
  table: FieldTable,
  { judged }: Pick<Walk, 'judged'>,
): readonly RowFix[] {
  const quoted = new View({ ...scalar, value: scalar.text }, view.parent, view.path.at(-1));
  const rejections = judgePlanOf(table, judged.minor).rows.flatMap(({ severity, rejects }) =>
    severity === undefined ? rejectionList(rejects(quoted, judged)) : [],
  );
  if (rejections.length === 0) return [writing(view, scalar.text, 'fixQuote', { value: scalar.text }, 'safe')];
  return rejections.flatMap(({ fixes = [] }) => fixes.filter(({ title }) => title === 'fixSpelling'));
}

const words = defineMessages('kubernetes/table/form', {
  string: 'a string',
  trueOrFalse: 'true or false',
  wholeNumber: 'a whole number',
  wholeNumberOrString: 'a whole number or a string',
  quantity: 'a quantity such as 100m, 1.5 or 2Gi',
  list: 'a list',
  map: 'a map',
  any: 'anything',
  number: 'a number',
  boolean: 'a boolean',
  item: 'an item of {field}',
  top: 'at the top of the object',
  place: 'in {path}',
});

const expectedTexts: Readonly<Record<FieldTable['type'], Message>> = {
  string: words.string,
  boolean: words.trueOrFalse,
  int32: words.wholeNumber,
  int64: words.wholeNumber,
  intOrString: words.wholeNumberOrString,
  quantity: words.quantity,
  list: words.list,
  map: words.map,
  object: words.map,
  any: words.any,
};

function foundText(node: YamlNode | undefined): Message {
  if (node?.kind === 'sequence') return words.list;
  if (node?.kind === 'map') return words.map;
  const value = node?.value;
  return typeof value === 'number' ? words.number : typeof value === 'boolean' ? words.boolean : words.string;
}

function fieldName(path: Path): string {
  const last = path.at(-1);
  return typeof last === 'number' ? formatMessage(words.item, { field: path.at(-2) ?? '' }) : (last ?? '');
}

function bare(key: string): string {
  return key.toLowerCase().replace(/[-_]/g, '');
}

function shorten(text: string): string {
  return text.length <= 40 ? text : `${text.slice(0, 39)}…`;
}
