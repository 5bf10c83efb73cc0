import { fields, type YamlChange, type YamlValue } from './change.ts';
import { plainOfNode, plainOfValue, type Plain } from './plain-value.ts';
import { isNull, type YamlNode } from '../node.ts';

/** All changes of one call as a tree beside the document's: what becomes of a place, and of the places below it. */
export interface Plan {
  readonly action: PlanAction | undefined;
  /** The key it gets instead of its own. */
  readonly newKey: string | undefined;
  /** Where it comes if its map does not have it: behind this sibling, or at the start; else at the end. */
  readonly after: string | undefined;
  readonly place: 'start' | undefined;
  readonly children: ReadonlyMap<string | number, Plan>;
  readonly appended: readonly PlannedItem[];
}

/** What becomes of the value at a place. */
type PlanAction = { readonly kind: 'remove' } | { readonly kind: 'put'; readonly value: YamlValue };

/** An item that a list gets, behind the item of this index, else at its end. */
interface PlannedItem {
  readonly value: YamlValue;
  readonly after: number | undefined;
}

const nothing: Plan = {
  action: undefined,
  newKey: undefined,
  after: undefined,
  place: undefined,
  children: new Map(),
  appended: [],
};

/** The tree of the changes. Of two changes of one value the later one counts. */
export function planOf(changes: readonly YamlChange[]): Plan {
  return changes.reduce((plan, change) => planned(plan, change, 0), nothing);
}

function planned(plan: Plan, change: YamlChange, depth: number): Plan {
  const step = change.path[depth];
  if (step === undefined) return plannedHere(plan, change);
  const child = planned(plan.children.get(step) ?? nothing, change, depth + 1);
  return { ...plan, children: new Map(plan.children).set(step, child) };
}

function plannedHere(plan: Plan, change: YamlChange): Plan {
  switch (change.kind) {
    case 'set':
      return {
        ...plan,
        action: { kind: 'put', value: { kind: 'source', source: change.source } },
        after: change.after,
        place: change.place,
      };
    case 'put':
      return { ...plan, action: { kind: 'put', value: change.value }, after: change.after, place: change.place };
    case 'remove':
      return { ...plan, action: { kind: 'remove' } };
    case 'rename':
      return { ...plan, newKey: change.key };
    case 'append':
      return { ...plan, appended: [...plan.appended, { value: change.value, after: change.after }] };
  }
}

/**
 * The plan in which a map or list that loses its last entry, and gets none, is taken out itself, and in which nothing is
 * to be removed that is not there.
 */
export function settledPlan(plan: Plan, node: YamlNode | undefined): Plan {
  if (plan.action !== undefined || node === undefined || node.kind === 'scalar') return plan;
  const children = new Map<string | number, Plan>();
  let removed = 0;
  let added = plan.appended.length;
  for (const [step, child] of plan.children) {
    const below = childOf(node, step);
    const isOwn = below !== undefined;
    const isAbsent = below === undefined || below.kind === 'scalar';
    if (isOnlyRemoval(child) && (!isOwn || (isAbsent && child.action === undefined))) continue;
    const settled = settledPlan(child, below);
    children.set(step, settled);
    if (!isOwn) added++;
    else if (settled.action?.kind === 'remove') removed++;
  }
  const size = node.kind === 'map' ? node.entries.length : node.items.length;
  const isEmptied = size > 0 && removed === size && added === 0;
  return { ...plan, children, action: isEmptied ? { kind: 'remove' } : undefined };
}

function isOnlyRemoval(plan: Plan): boolean {
  if (plan.action !== undefined) return plan.action.kind === 'remove';
  if (plan.appended.length > 0 || plan.newKey !== undefined || plan.children.size === 0) return false;
  return [...plan.children.values()].every(isOnlyRemoval);
}

/** What the document is to mean once the plan is carried out; `undefined` where the plan makes no sense for it. */
export function plainAfter(plan: Plan, node: YamlNode | undefined): Plain | undefined {
  if (plan.action?.kind === 'put') return plainOfValue(plan.action.value);
  if (plan.children.size === 0 && plan.appended.length === 0)
    return plan.newKey !== undefined && node === undefined ? undefined : plainOfNode(node);
  if (node === undefined || isNull(node)) {
    const value = valueOf(plan);
    return value === undefined ? undefined : plainOfValue(value);
  }
  switch (node.kind) {
    case 'scalar':
      return undefined;
    case 'map':
      return mapAfter(plan, node);
    case 'sequence':
      return listAfter(plan, node);
  }
}

/** The value that a plan gives to a place that has none: what is put below it. */
export function valueOf(plan: Plan): YamlValue | undefined {
  if (plan.action?.kind === 'put') return plan.action.value;
  if (plan.appended.length > 0) return plan.appended.map((item) => item.value);
  const entries: Record<string, YamlValue> = {};
  for (const [step, child] of plan.children) {
    if (child.action?.kind === 'remove') continue;
    const value = typeof step === 'string' ? valueOf(child) : undefined;
    if (value === undefined) return undefined;
    entries[step] = value;
  }
  return Object.keys(entries).length === 0 ? undefined : fields(entries);
}

function mapAfter(plan: Plan, node: Extract<YamlNode, { kind: 'map' }>): Plain | undefined {
  const entries = new Map<string, Plain>();
  const add = (key: string, value: Plain | undefined): boolean => {
    if (value === undefined || entries.has(key)) return false;
    entries.set(key, value);
    return true;
  };
  for (const entry of node.entries) {
    const child = plan.children.get(entry.key) ?? nothing;
    if (child.action?.kind === 'remove') continue;
    if (!add(child.newKey ?? entry.key, plainAfter(child, entry.value))) return undefined;
  }
  for (const [step, child] of plan.children) {
    if (childOf(node, step) !== undefined) continue;
    const value = valueOf(child);
    if (typeof step !== 'string' || value === undefined || !add(step, plainOfValue(value))) return undefined;
  }
  return plan.appended.length > 0 ? undefined : { kind: 'map', entries };
}

function listAfter(plan: Plan, node: Extract<YamlNode, { kind: 'sequence' }>): Plain | undefined {
  const items: Plain[] = [];
  for (const [index, item] of node.items.entries()) {
    const child = plan.children.get(index) ?? nothing;
    if (child.action?.kind !== 'remove') {
      const value = plainAfter(child, item);
      if (value === undefined) return undefined;
      items.push(value);
    }
    for (const added of plan.appended) if (added.after === index) items.push(plainOfValue(added.value));
  }
  if ([...plan.children.keys()].some((step) => childOf(node, step) === undefined)) return undefined;
  const atEnd = plan.appended.filter((added) => added.after === undefined || node.items[added.after] === undefined);
  return { kind: 'list', items: [...items, ...atEnd.map((added) => plainOfValue(added.value))] };
}

function childOf(node: YamlNode, step: string | number): YamlNode | undefined {
  if (node.kind === 'sequence') return typeof step === 'number' ? node.items[step] : undefined;
  return node.kind === 'map' ? node.entries.find((entry) => entry.key === step)?.value : undefined;
}
