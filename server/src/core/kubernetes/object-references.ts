import { isTemplated } from '../yaml/template.ts';
import { entryOf, type YamlNode } from '../yaml/node.ts';
import type { At, Path } from '../yaml/path.ts';
import type { Field } from './field.ts';
import { kinds, tableOf } from './kinds/index.ts';
import { otherReferences } from './other-references.ts';
import { groupOf, kindOf, type Resource } from './resource.ts';
import type { KindTable } from './table/kind.ts';
import { fieldsBelow, type Marks, type ObjectTable } from './table/fields.ts';

/** A field in which an object names another one. */
export interface NameReference {
  /** The kinds that it may be of. */
  readonly kinds: readonly string[];
  readonly name: Field<string>;
  /** Where the reference says the namespace itself; else it is that of the object, where the kind has one. */
  readonly namespace: Field<string> | undefined;
}

/**
 * The objects that an object names, in the fields that the tables of kinds mark, and in those of `other-references.ts`. What a
 * template leaves open names nothing. `table` is the one it is read by, where that is another than its kind's own.
 */
export function readReferences(
  kind: string,
  apiVersion: string,
  object: YamlNode | undefined,
  table?: KindTable,
): readonly NameReference[] {
  const found: NameReference[] = [];
  const way = wayOf(kind, isTemplated(apiVersion) ? undefined : apiVersion, table);
  if (way !== undefined) collect(object, way, [], found);
  return found.length === 0 ? none : found;
}

/** The kinds of the objects that a field of a kind names; none for all other fields. */
export function kindsNamedAt(kind: string, apiVersion: string, path: Path): readonly string[] {
  let way = wayOf(kind, isTemplated(apiVersion) ? undefined : apiVersion);
  for (const step of path) if (typeof step === 'string') way = way?.below.get(step);
  return way?.kinds ?? [];
}

/** Whether objects of the kind of one are named in fields of others that are known. */
export function isReferred(resource: Resource): boolean {
  return referredKinds.has(kindOf(resource));
}

const referredKinds: ReadonlySet<string> = new Set([
  ...kinds.flatMap(({ table }) => fieldsBelow(table).flatMap(([, field]) => referredTo(field))),
  ...otherReferences.flatMap(({ follows }) => follows),
]);

function referredTo({ follows = [], refersTo = [] }: Marks): readonly string[] {
  return refersTo.length === 0 ? follows : [...follows, ...refersTo];
}

const none: readonly NameReference[] = [];

/** The keys that lead to references; lists on the way are passed over. */
interface Way {
  readonly kinds: readonly string[];
  readonly below: Map<string, Way>;
}

const ways = new Map<string, Way | undefined>();

/** The ways of a kind, put together once. */
function wayOf(kind: string, apiVersion: string | undefined, readBy?: KindTable): Way | undefined {
  const known = tableOf(kind, apiVersion) ?? readBy;
  const key = `${apiVersion ?? '*'} ${kind} ${known?.kind ?? ''}`;
  if (!ways.has(key)) ways.set(key, newWay(kind, apiVersion, known?.table));
  return ways.get(key);
}

function newWay(kind: string, apiVersion: string | undefined, table: ObjectTable | undefined): Way | undefined {
  const known = table === undefined ? [] : fieldsBelow(table);
  const marked = known.flatMap(([path, field]) => {
    const follows = referredTo(field);
    return follows.length === 0 ? [] : [{ path, follows }];
  });
  const group = apiVersion === undefined ? undefined : groupOf(apiVersion);
  const others = otherReferences.filter(
    (one) => one.kinds.includes(kind) && (group === undefined || one.groups.includes(group)),
  );
  const all = [...marked, ...others];
  if (all.length === 0) return undefined;
  const top: Way = { kinds: [], below: new Map() };
  for (const { path, follows } of all) {
    const steps = path.split('/');
    let way = top;
    for (const [index, step] of steps.entries()) {
      const kinds = index === steps.length - 1 ? follows : [];
      const next = way.below.get(step) ?? { kinds, below: new Map<string, Way>() };
      way.below.set(step, next);
      way = next;
    }
  }
  return top;
}

function collect(node: YamlNode | undefined, way: Way, path: Path, found: NameReference[]): void {
  if (node?.kind === 'sequence') {
    for (const [index, item] of node.items.entries()) collect(item, way, [...path, index], found);
    return;
  }
  if (node?.kind !== 'map') return;
  for (const [key, below] of way.below) {
    const value = entryOf(node, key)?.value;
    if (value === undefined) continue;
    const at: At = { path: [...path, key] };
    if (value.kind !== 'scalar') collect(value, below, at.path, found);
    else if (
      below.kinds.length > 0 &&
      typeof value.value === 'string' &&
      value.value !== '' &&
      !isTemplated(value.value)
    )
      found.push(readOne(node, below.kinds, { value: value.value, at }));
  }
}

/** The kind and the namespace that are beside a name tell which object is meant. */
function readOne(node: YamlNode, kinds: readonly string[], name: Field<string>): NameReference {
  const kind = textIn(node, 'kind');
  const namespace = textIn(node, 'namespace');
  const path = [...name.at.path.slice(0, -1), 'namespace'];
  return {
    kinds: kind === undefined ? kinds : kinds.filter((one) => one === kind),
    name,
    namespace: namespace === undefined ? undefined : { value: namespace, at: { path } },
  };
}

function textIn(node: YamlNode, key: string): string | undefined {
  const value = entryOf(node, key)?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' && value.value !== '' ? value.value : undefined;
}
