import type { YamlNode } from '../../yaml/node.ts';
import { isOfVersion, knownFieldsOf, looksAtAbsent, type FieldTable } from './fields.ts';
import type { Row } from './row.ts';

/** A field as it is judged in one version of Kubernetes, worked out once: what a version does not say costs no look at an object. */
export interface JudgePlan {
  readonly table: FieldTable;
  /** Those of the table that are asked for at each value: unlike tables, all plans have one shape, in which V8 finds them at once. */
  readonly type: FieldTable['type'];
  readonly seesAbsent: boolean;
  readonly rows: readonly Row[];
  /** Those of the rows that look at a field that is absent. */
  readonly absentRows: readonly Row[];
  /** That of the items of a list, or of the values of a map. */
  readonly items: JudgePlan | undefined;
  /** The fields that the version has, or the keys of a map of which something is known. */
  readonly below: ReadonlyMap<string, JudgePlan>;
  /** The fields of which something is said where they are absent. */
  readonly wanted: readonly (readonly [key: string, plan: JudgePlan])[];
}

/** The plan of a field; the same for the same field and minor version. */
export function judgePlanOf(table: FieldTable, minor: number): JudgePlan {
  let known = plans.get(minor);
  if (known === undefined) plans.set(minor, (known = new WeakMap()));
  const found = known.get(table) ?? makePlan(table, minor);
  known.set(table, found);
  return found;
}

/** By the minor version of the API server, of which settings name a few, and by table: tables never change. */
const plans = new Map<number, WeakMap<FieldTable, JudgePlan>>();

function makePlan(table: FieldTable, minor: number): JudgePlan {
  const rows = table.rows.filter((row) => isOfVersion(row, minor));
  const items = table.type === 'list' ? table.items : table.type === 'map' ? table.values : undefined;
  const fields = Object.entries(knownFieldsOf(table)).map(([key, field]) => [key, judgePlanOf(field, minor)] as const);
  return {
    table,
    type: table.type,
    seesAbsent: table.seesAbsent,
    rows,
    absentRows: rows.filter(looksAtAbsent),
    items: items && judgePlanOf(items, minor),
    below: new Map(fields.filter(([, plan]) => table.type === 'map' || isOfVersion(plan.table, minor))),
    wanted: table.type === 'object' ? fields.filter(([, plan]) => plan.seesAbsent) : [],
  };
}

/** Whether there is nothing to say about a value: no row looks at it, and it is of the type of its field. */
export function isPlainlyRight(node: YamlNode, { rows, type }: JudgePlan): boolean {
  if (rows.length > 0) return false;
  if (type === 'any') return true;
  return (type === 'string' || type === 'boolean') && node.kind === 'scalar' && typeof node.value === type;
}
