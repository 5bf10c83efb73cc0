import type { Settings } from '../../settings/settings.ts';
import { minorVersionOf } from '../../settings/settings.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { View } from '../field.ts';
import { isOfVersion, looksAtAbsent, type FieldTable, type MapTable, type ObjectTable } from './fields.ts';
import { fits, rejectLater, rejectUnknown, type Walk } from './form.ts';
import { rejectionsOf, type FoundRejection, type Row } from './row.ts';
import { isNull } from './values-of.ts';

/**
 * Everything that the API server of the configured version rejects about an object that is created, as far as its table goes, all
 * at once, in one walk along the object. What only follows from another mistake is left out.
 */
export function judge(object: View, table: ObjectTable, settings: Settings): readonly FoundRejection[] {
  const walk: Walk = {
    table,
    judged: { object, settings, minor: minorVersionOf(settings) },
    form: [],
    rejections: [],
    unreadable: [],
    misspelt: [],
    misplaced: [],
    seen: new Set(),
  };
  visit(object, table, walk);
  const { form, rejections, unreadable, misspelt, misplaced } = walk;
  const isWhole = unreadable.length === 0 && misspelt.length === 0 && misplaced.length === 0;
  return [...form, ...(isWhole ? rejections : rejections.filter((rejection) => !follows(rejection, walk)))];
}

function visit(view: View, table: FieldTable, walk: Walk): void {
  const { node } = view;
  if (node === undefined || isNull(node)) {
    if (table.seesAbsent) visitAbsent(view, table, walk);
    return;
  }
  if (!fits(view, node, table, walk)) return;
  for (const row of table.rows) judgeRow(row, view, walk);
  switch (table.type) {
    case 'list':
      if (node.kind === 'sequence')
        for (const [index, item] of node.items.entries()) visit(new View(item, view, index), table.items, walk);
      return;
    case 'map':
      visitMap(view, node, table, walk);
      return;
    case 'object':
      visitObject(view, node, table, walk);
      return;
    case 'string':
    case 'boolean':
    case 'int32':
    case 'int64':
    case 'intOrString':
    case 'any':
  }
}

/** Rows about what is missing, of a field and of those below it that would stand there. */
function visitAbsent(view: View, table: FieldTable, walk: Walk): void {
  for (const row of table.rows) if (looksAtAbsent(row)) judgeRow(row, view, walk);
  if (table.type !== 'object' || table.optional) return;
  for (const [key, field] of wantedOf(table)) visitAbsent(new View(undefined, view, key), field, walk);
}

/** The fields of which something is said where they are absent. */
function wantedOf(table: ObjectTable): readonly (readonly [string, FieldTable])[] {
  const known = wanted.get(table);
  if (known !== undefined) return known;
  const found = Object.entries(table.fields).filter(([, field]) => field.seesAbsent);
  wanted.set(table, found);
  return found;
}

const wanted = new WeakMap<ObjectTable, readonly (readonly [string, FieldTable])[]>();

function visitMap(view: View, node: YamlNode, table: MapTable, walk: Walk): void {
  if (node.kind !== 'map') return;
  for (const { key, value } of node.entries) {
    const known = Object.hasOwn(table.known, key) ? table.known[key] : undefined;
    if (known !== undefined) visit(new View(value, view, key), known, walk);
    else if (value.kind !== 'scalar' || (typeof value.value !== 'string' && value.value !== null))
      visit(new View(value, view, key), anyText, walk);
  }
}

const anyText: FieldTable = { type: 'string', rows: [], seesAbsent: false };

function visitObject(view: View, node: YamlNode, table: ObjectTable, walk: Walk): void {
  if (node.kind !== 'map') return;
  const { fields, complete } = table;
  for (const { key, value } of node.entries) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field !== undefined && isOfVersion(field, walk.judged.minor)) visit(new View(value, view, key), field, walk);
    else if (field !== undefined) rejectLater(view, key, field, walk);
    else if (complete && !isTemplated(key)) rejectUnknown(view, key, table, walk);
  }
  for (const [key, field] of wantedOf(table))
    if (!node.entries.some((entry) => entry.key === key)) visitAbsent(new View(undefined, view, key), field, walk);
}

function judgeRow(row: Row, view: View, walk: Walk): void {
  if (!isOfVersion(row, walk.judged.minor)) return;
  for (const { at = { path: view.path }, values = {}, fixes = [] } of rejectionsOf(row.rejects(view, walk.judged))) {
    walk.rejections.push({
      code: row.code,
      message: row.message,
      at,
      values: { field: fieldName(at.path), value: writtenText(view), since: `1.${row.since ?? 0}`, ...values },
      note: row.note,
      ...(row.severity === undefined ? {} : { severity: row.severity }),
      fixes,
    });
  }
}

/** Whether a rejection only follows from the form of the object: from a value that could not be read, or a key that was misspelt. */
function follows({ code, at }: FoundRejection, { unreadable, misspelt, misplaced }: Walk): boolean {
  if (unreadable.some((path) => isWithin(at.path, path))) return true;
  if (code !== 'missing-field') return false;
  if (misplaced.some((path) => isWithin(at.path, path))) return true;
  return misspelt.some((path) => isWithin(at.path, path) || isWithin(at.path, path.slice(0, -1)));
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.length > 0 && isAtOrBelow(path, outer);
}

function fieldName(path: Path): string {
  const last = path.at(-1);
  return String((typeof last === 'number' ? path.at(-2) : last) ?? '');
}

function writtenText({ node }: View): string {
  return node?.kind === 'scalar' ? node.text : '';
}
