import type { View } from '../../kubernetes/field.ts';
import { groupOf, type Resource } from '../../kubernetes/resource.ts';
import { minorVersionOf, type Settings } from '../../settings/settings.ts';
import type { Placed } from '../../workspace/snapshot.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { isAtOrBelow, type Path } from '../../yaml/path.ts';
import { isList, type Constraint, type FoundRefusal, type Refusal } from './constraint.ts';
import { checkShape, type ShapeProblems } from './shapes/check.ts';
import { shapes, strictKinds } from './shapes/kinds.ts';
import { constraints, servedVersions } from './table.ts';
import { viewsAt } from './written.ts';
import { treeOf } from '../../workspace/objects/written.ts';

/**
 * Everything that the API server of the configured version refuses about an object that is created, as far as the table goes, all at
 * once. What follows from another mistake is left out. Nothing about a document that is broken. Worked out once for a text,
 * or for what patches made of it, and settings.
 */
export function refusalsOf(placed: Placed, settings: Settings): readonly FoundRefusal[] {
  const { facts } = placed.document;
  if (placed.broken || placed.templated) return [];
  const known = (placed.built?.derivations ?? facts).derive(noRefusals);
  // All that the rows look at beside the object.
  const key = [settings.kubernetesVersion, ...settings.nodePortRange, ...placed.resource.root].join(' ');
  const found = known.get(key) ?? judge(treeOf(placed), placed.resource, settings);
  known.set(key, found);
  return found;
}

function noRefusals(): Map<string, readonly FoundRefusal[]> {
  return new Map();
}

function judge(tree: YamlNode | undefined, resource: Resource, settings: Settings): readonly FoundRefusal[] {
  const object: View = { node: tree, path: [] };
  const served = servedVersions[resource.kind];
  if (served !== undefined && resource.apiVersion !== served) {
    return [otherVersion(resource, served)];
  }
  const shape = shapes[resource.kind];
  const unknownKeys = strictKinds.has(resource.kind) ? 'all' : 'nearMisses';
  const problems = shape === undefined ? noProblems : checkShape(object, shape, unknownKeys);
  const minor = minorVersionOf(settings);
  const rows = (constraints[resource.kind] ?? []).filter(
    ({ since = 0, until = minor }) => since <= minor && minor <= until,
  );
  const refusals = rows.flatMap((row) =>
    viewsAt(object, row.at).flatMap((field) => refusalsOfRow(row, field, { object, settings })),
  );
  return [...problems.refusals, ...refusals.filter((refusal) => !follows(refusal, problems))];
}

/** The kinds of `extensions` moved to other groups, where fields have other names; what never was in a group only has to be moved. */
function otherVersion({ kind, apiVersion }: Resource, served: string): FoundRefusal {
  const at = { path: ['apiVersion'] };
  const values = { value: apiVersion, kind, other: served };
  const group = groupOf(apiVersion);
  if (group === groupOf(served) || group === 'extensions')
    return { code: 'invalid-api-version', message: 'retired', at, values, fixes: [] };
  const changes = [{ kind: 'put', path: at.path, value: served }] as const;
  const fix = { title: 'fixVersion', values, safety: 'suggested', changes } as const;
  return { code: 'invalid-api-version', message: 'elsewhere', at, values, fixes: [fix] };
}

const noProblems: ShapeProblems = { refusals: [], unreadable: [], misspelt: [], misplaced: [] };

function refusalsOfRow(
  row: Constraint,
  field: View,
  judged: Parameters<Constraint['refuses']>[1],
): readonly FoundRefusal[] {
  const refused = row.refuses(field, judged);
  if (refused === undefined || refused === false) return [];
  const refusals: readonly Refusal[] = refused === true ? [{}] : isList(refused) ? refused : [refused];
  return refusals.map(({ at = { path: field.path }, values = {}, fixes = [] }) => ({
    code: row.code,
    message: row.message,
    at,
    values: { field: fieldName(at.path), value: writtenText(field), since: `1.${row.since ?? 0}`, ...values },
    note: row.note,
    fixes,
  }));
}

/** Whether a refusal only follows from the form of the object: from a value that could not be read, or a key that was misspelt. */
function follows({ code, at }: FoundRefusal, problems: ShapeProblems): boolean {
  const { unreadable, misspelt, misplaced } = problems;
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
