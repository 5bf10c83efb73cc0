import { replacementOf, spanBetween } from '../../text/span.ts';
import { lastIndexWhere } from '../../util/collections.ts';
import { isNullToken, keyOf, tokenEnd, tokenStart, type CollectionItem } from './layout.ts';
import type { YamlValue } from './change.ts';
import { valueOf, type Plan } from './plan.ts';
import { editToken, impossible, keySource, type EditContext, type EditStep, type EditSteps } from './steps.ts';

/** What is to be added to a collection. */
export interface Addition<Written> {
  /** The item it comes behind; -1 for the start. */
  readonly after: number;
  readonly written: Written;
}

/** What a plan takes out of a collection and puts in. */
export interface Rearrangement<Written> {
  readonly removed: ReadonlySet<number>;
  readonly additions: readonly Addition<Written>[];
}

/** How a style of collection is written. */
interface ItemStyle<Written> {
  entry(key: string, value: YamlValue): Written;
  item(value: YamlValue): Written;
  /** Writes a value in place of the one an entry or item has. */
  putValue(item: CollectionItem, value: YamlValue): EditSteps;
}

/** Changes the items that stay as a plan says, and tells what of it is left to do; `undefined` where it cannot be carried out. */
export function* editItems<Written>(
  context: EditContext,
  items: readonly CollectionItem[],
  collection: 'map' | 'sequence',
  plan: Plan,
  style: ItemStyle<Written>,
): Generator<EditStep, Rearrangement<Written> | undefined, undefined> {
  const removed = new Set<number>();
  const additions: Addition<Written>[] = [];
  for (const [step, child] of plan.children) {
    const index = indexOf(collection, items, step);
    const item = index === undefined ? undefined : items[index];
    if (index === undefined || item === undefined) {
      const value = valueOf(child);
      if (value === undefined || typeof step !== 'string' || collection !== 'map') return undefined;
      additions.push({ after: placeOf(child, items), written: style.entry(step, value) });
    } else if (child.action?.kind === 'remove') removed.add(index);
    else yield* editItem(context, item, child, style);
  }
  if (plan.appended.length > 0 && collection === 'map') return undefined;
  const last = items.length - 1;
  for (const { value, after = last } of plan.appended)
    additions.push({ after: Math.min(after, last), written: style.item(value) });
  return { removed, additions };
}

/** Gives a key another name and a value another content. */
function* editItem<Written>(
  context: EditContext,
  item: CollectionItem,
  plan: Plan,
  style: ItemStyle<Written>,
): EditSteps {
  if (plan.newKey !== undefined) {
    if (item.key === null || item.key === undefined) return yield impossible;
    yield replacementOf(
      spanBetween(tokenStart(item.key), tokenEnd(item.key)),
      keySource(context.text, item.key, plan.newKey),
    );
  }
  if (plan.action?.kind === 'put') return yield* style.putValue(item, plan.action.value);
  if (plan.children.size === 0 && plan.appended.length === 0) return;
  if (!isNullToken(item.value) && item.value !== undefined) return yield* editToken(context, item.value, plan);
  const value = valueOf(plan);
  if (value !== undefined) yield* style.putValue(item, value);
}

function placeOf(plan: Plan, items: readonly CollectionItem[]): number {
  if (plan.after !== undefined) {
    const sibling = lastIndexWhere(items, (item) => keyOf(item) === plan.after);
    if (sibling >= 0) return sibling;
  }
  return plan.place === 'start' ? -1 : items.length - 1;
}

function indexOf(
  collection: 'map' | 'sequence',
  items: readonly CollectionItem[],
  step: string | number,
): number | undefined {
  if (collection === 'sequence') return typeof step === 'number' && items[step] !== undefined ? step : undefined;
  const index = lastIndexWhere(items, (item) => keyOf(item) === step);
  return index < 0 ? undefined : index;
}
