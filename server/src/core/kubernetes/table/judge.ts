import { minorVersionOf, type Settings } from '../../settings/settings.ts';
import { entryOf, isNull, type YamlMap, type YamlSequence, scalarText } from '../../yaml/node.ts';
import { isAtOrBelow, isSamePath, type Path } from '../../yaml/path.ts';
import { isTemplated } from '../../yaml/template.ts';
import { View } from '../field.ts';
import type { FieldTable, ObjectTable } from './fields.ts';
import { fits, rejectLater, rejectUnknown, type Walk } from './form.ts';
import { isPlainlyRight, judgePlanOf, type JudgePlan } from './judge-plan.ts';
import { rejectionList, removal, saysMissing, type FoundRejection, type Judged, type Row } from './row.ts';

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
  visit(object, judgePlanOf(table, walk.judged.minor), walk);
  const { form, rejections, unreadable, misspelt, misplaced } = walk;
  const isWhole = unreadable.length === 0 && misspelt.length === 0 && misplaced.length === 0;
  return [...form, ...(isWhole ? rejections : rejections.filter((rejection) => !follows(rejection, walk)))];
}

/** What the rows of a field reject about a value, which may be another one than the object has there. */
export function judgeField(view: View, field: FieldTable, judged: Judged): readonly FoundRejection[] {
  const found: FoundRejection[] = [];
  for (const row of judgePlanOf(field, judged.minor).rows) judgeRow(row, view, { judged, rejections: found });
  return found;
}

function visit(view: View, plan: JudgePlan, walk: Walk): void {
  const { node } = view;
  if (node === undefined || isNull(node)) {
    if (plan.seesAbsent) visitAbsent(view, plan, walk);
    return;
  }
  if (!fits(view, node, plan, walk)) return;
  for (const row of plan.rows) judgeRow(row, view, walk);
  if (node.kind === 'sequence') {
    if (plan.items !== undefined) visitItems(view, node, plan.items, walk);
  } else if (node.kind === 'map') {
    if (plan.table.type === 'object') visitObject(view, node, plan, plan.table, walk);
    else if (plan.type === 'map') visitMap(view, node, plan, walk);
  }
}

/** Rows about what is missing, of a field and of those below it that would be there. */
function visitAbsent(view: View, { absentRows, table, wanted }: JudgePlan, walk: Walk): void {
  for (const row of absentRows) judgeRow(row, view, walk);
  if (table.type !== 'object' || table.optional) return;
  for (const [key, field] of wanted) visitAbsent(new View(undefined, view, key), field, walk);
}

function visitItems(view: View, { items }: YamlSequence, plan: JudgePlan, walk: Walk): void {
  let index = 0;
  for (const item of items) {
    // Null in a list of strings is an empty one.
    const node = plan.type === 'string' && isNull(item) ? { ...item, value: '' } : item;
    if (!isPlainlyRight(node, plan)) visit(new View(node, view, index), plan, walk);
    index++;
  }
}

function visitMap(view: View, { entries }: YamlMap, { below, items = anyText }: JudgePlan, walk: Walk): void {
  for (const { key, value } of entries) {
    const plan = below.get(key) ?? items;
    if (!isPlainlyRight(value, plan)) visit(new View(value, view, key), plan, walk);
  }
}

const anyText = judgePlanOf({ type: 'string', rows: [], seesAbsent: false }, 0);

function visitObject(view: View, node: YamlMap, { below, wanted }: JudgePlan, table: ObjectTable, walk: Walk): void {
  for (const { key, value } of node.entries) {
    const plan = below.get(key);
    if (plan !== undefined) {
      if (!isPlainlyRight(value, plan)) visit(new View(value, view, key), plan, walk);
      continue;
    }
    const field = Object.hasOwn(table.fields, key) ? table.fields[key] : undefined;
    if (field !== undefined) rejectLater(view, key, field, walk);
    else if (table.complete && !isTemplated(key)) rejectUnknown(view, key, table, walk);
  }
  for (const [key, plan] of wanted)
    if (entryOf(node, key) === undefined) visitAbsent(new View(undefined, view, key), plan, walk);
}

function judgeRow(row: Row, view: View, { judged, rejections }: Pick<Walk, 'judged' | 'rejections'>): void {
  const rejected = row.rejects(view, judged);
  if (rejected === undefined || rejected === false) return;
  for (const { at = { path: view.path }, values = {}, fixes } of rejectionList(rejected)) {
    rejections.push({
      code: row.code,
      message: row.message,
      at,
      values: {
        field: fieldName(at.path),
        value: scalarText(view.node) ?? '',
        since: `1.${row.since ?? 0}`,
        ...values,
      },
      note: row.note,
      ...(row.severity === undefined ? {} : { severity: row.severity }),
      fixes: fixes ?? (row.code === 'forbidden-field' ? [removal(at.path)] : []),
    });
  }
}

/** Whether a rejection only follows from the form of the object: from a value that could not be read, or a key that was misspelt. */
function follows({ code, at }: FoundRejection, { unreadable, misspelt, misplaced }: Walk): boolean {
  if (unreadable.some((path) => isWithin(at.path, path))) return true;
  // Labels that are not there match no selector.
  const isOfAbsent = saysMissing(code) || code === 'invalid-selector';
  if (isOfAbsent && misplaced.some((path) => isWithin(at.path, path))) return true;
  if (!saysMissing(code)) return false;
  return misspelt.some((path) => isWithin(at.path, path) || isSamePath(at.path.slice(0, -1), path.slice(0, -1)));
}

function isWithin(path: Path, outer: Path): boolean {
  return outer.length > 0 && isAtOrBelow(path, outer);
}

function fieldName(path: Path): string {
  const last = path.at(-1);
  return String((typeof last === 'number' ? path.at(-2) : last) ?? '');
}
