import { spanAt, replacementOf, spanBetween, insertionAt, deletionOf } from '../../text/span.ts';
import { lastWhere } from '../../util/collections.ts';
import {
  indicatorEnd,
  isRealItem,
  itemEnd,
  itemStart,
  startsLine,
  endsLine,
  tokenEnd,
  tokenStart,
  type CollectionItem,
  type SyntaxToken,
} from './layout.ts';
import { impossible, type EditContext, type EditStep, type EditSteps } from './steps.ts';
import type { YamlValue } from './change.ts';
import { editItems, type Addition } from './items.ts';
import { type Plan } from './plan.ts';
import { flowEntrySource, flowSource, type FlowLines, type FlowStyle } from './write.ts';
import { startOfLine, endOfLine, startOfNextLine } from '../../text/lines.ts';

/** A map or list in flow style. */
type FlowCollection = Extract<SyntaxToken, { readonly type: 'flow-collection' }>;

/** An item with the places that matter to its neighbours. */
interface FlowItem {
  readonly item: CollectionItem;
  readonly start: number;
  readonly end: number;
  /** The offset of the comma behind it. */
  readonly comma: number | undefined;
  /** Whether a comment is between the item before and this one. */
  readonly commented: boolean;
}

/** An item or entry to be written, on lines of its own where these are given. */
type FlowWriter = (lines: FlowLines | undefined) => string;

/** The edits that carry out a plan in a flow collection, JSON included. */
export function* editFlow(context: EditContext, collection: FlowCollection, plan: Plan): EditSteps {
  const items = flowItems(collection);
  const isMap = collection.start.type === 'flow-map-start';
  const json = isMap && items.length > 0 ? isJson(items) : context.json;
  const inner: EditContext = { ...context, json };
  const style = flowStyleOf(context.text, items, json);
  const real = items.map(({ item }) => item);
  const rearrangement = yield* editItems<FlowWriter>(inner, real, isMap ? 'map' : 'sequence', plan, {
    entry: (key, value) => (lines) => flowEntrySource(key, value, style, lines),
    item: (value) => (lines) => flowSource(value, style, lines),
    *putValue(item, value) {
      yield putValue(item, value, style, linesOfJson(inner, itemStart(item)));
    },
  });
  if (rearrangement === undefined) return yield impossible;
  const { removed, additions } = rearrangement;
  if (items.length === removed.size) yield* refill(inner, collection, items, additions, style);
  else yield* rearrange(inner, items, removed, additions, style);
}

function putValue(item: CollectionItem, value: YamlValue, style: FlowStyle, lines: FlowLines | undefined): EditStep {
  const written = flowSource(value, style, lines);
  const old = item.value;
  if (old !== undefined && tokenEnd(old) > tokenStart(old))
    return replacementOf(spanBetween(tokenStart(old), tokenEnd(old)), written);
  const behind = indicatorEnd(item);
  const hasColon = item.key === undefined || item.sep?.some((token) => token.type === 'map-value-ind') === true;
  return insertionAt(behind, `${hasColon ? '' : ':'} ${written}`);
}

/** Writes what is added into a collection that is empty, or loses all it had. */
function* refill(
  context: EditContext,
  collection: FlowCollection,
  items: readonly FlowItem[],
  additions: readonly Addition<FlowWriter>[],
  style: FlowStyle,
): EditSteps {
  if (additions.length === 0) return;
  const first = items[0];
  const last = items.at(-1);
  const start = collection.offset + 1;
  const around = linesOfJson(context, start);
  const lines = around && { ...around, indent: around.indent + around.step };
  const between = lines && lines.lineEnding + lines.indent;
  const newText = additions.map((addition) => addition.written(lines)).join(between ? `,${between}` : style.comma);
  if (first !== undefined && last !== undefined)
    return yield replacementOf(spanBetween(first.start, last.comma === undefined ? last.end : last.comma + 1), newText);
  const blank = /^[ \t]*(?=[\]}])/.exec(context.text.slice(start))?.[0] ?? '';
  const closing = around && around.lineEnding + around.indent;
  yield replacementOf(spanAt(start, blank.length), around ? `${between}${newText}${closing}` : newText);
}

/** Takes items out and puts new ones in, with the commas between them, where at least one old item stays. */
function* rearrange(
  context: EditContext,
  items: readonly FlowItem[],
  removed: ReadonlySet<number>,
  additions: readonly Addition<FlowWriter>[],
  style: FlowStyle,
): EditSteps {
  const { text } = context;
  const kept = [...items.keys()].filter((index) => !removed.has(index));
  const anchored = additions.map((addition) => ({
    addition,
    after: lastWhere(kept, (index) => index <= addition.after) ?? -1,
  }));
  const lastKept = kept.at(-1);
  const closesWithComma = items.at(-1)?.comma !== undefined;
  for (const index of removed) {
    const item = items[index];
    if (item !== undefined) yield deletionOf(removalSpan(text, item, index > (lastKept ?? -1) ? 'last' : 'inner'));
  }
  for (const index of [-1, ...kept]) {
    const here = anchored.filter((one) => one.after === index).map((one) => one.addition);
    const item = items[index < 0 ? (kept[0] ?? 0) : index];
    if (item === undefined) return yield impossible;
    const isLast = index === lastKept;
    if (index >= 0) yield* settleComma(item, isLast && here.length === 0 && !closesWithComma ? 'open' : 'closed');
    if (here.length > 0)
      yield addition(
        context,
        item,
        index < 0 ? 'before' : 'behind',
        here,
        isLast && !closesWithComma ? 'open' : 'closed',
        style,
      );
  }
}

/** Sees to the comma behind an item, which is there if the item is `closed`. */
function* settleComma(item: FlowItem, end: 'open' | 'closed'): EditSteps {
  if (end === 'closed' && item.comma === undefined) yield insertionAt(item.end, ',');
  if (end === 'open' && item.comma !== undefined) yield deletionOf(spanAt(item.comma, 1));
}

/** New items beside an old one; `closed` where a comma has to follow the last of them. */
function addition(
  context: EditContext,
  item: FlowItem,
  side: 'before' | 'behind',
  added: readonly Addition<FlowWriter>[],
  end: 'open' | 'closed',
  style: FlowStyle,
): EditStep {
  const { text } = context;
  const ownLine = startsLine(text, item.start);
  const indent = text.slice(startOfLine(text, item.start), item.start);
  const beside = text.slice(item.start, item.end);
  const inner = /^[^\n]*[{[][ \t]*\r?\n([ \t]+)\S/.exec(beside)?.[1];
  const isFurtherIn = inner !== undefined && inner !== indent && inner.startsWith(indent);
  const step = isFurtherIn ? inner.slice(indent.length) : ' '.repeat(context.style.unit);
  const lines = { lineEnding: context.style.lineEnding, indent, step };
  const asBeside = beside.includes('\n') ? lines : linesOfJson(context, item.start);
  // Items that are on lines of their own are followed by one that does; what a neighbour writes on several lines, so does it.
  const written = added.map((one) => one.written(ownLine ? asBeside : undefined));
  const between = ownLine ? lines.lineEnding + indent : style.comma === ', ' ? ' ' : '';
  if (side === 'before') return insertionAt(item.start, written.map((one) => `${one},${between}`).join(''));
  const behind = item.comma === undefined ? item.end : item.comma + 1;
  const at = ownLine && endsLine(text, behind) ? endOfLine(text, behind) : behind;
  return insertionAt(at, `${between}${written.join(`,${between}`)}${end === 'closed' ? ',' : ''}`);
}

/**
 * What goes with an item: its lines where it has lines of its own, else it and the white space on one side of it, which
 * is the one before it where no item is left behind it.
 */
function removalSpan(text: string, item: FlowItem, where: 'last' | 'inner'): { start: number; end: number } {
  const end = item.comma === undefined ? item.end : item.comma + 1;
  if (startsLine(text, item.start) && endsLine(text, end))
    return spanBetween(startOfLine(text, item.start), startOfNextLine(text, end));
  const before = item.commented ? (startsLine(text, item.start) ? /$/ : /[ \t]*$/) : /\s*$/;
  const whiteBefore = before.exec(text.slice(0, item.start))?.[0].length ?? 0;
  const whiteBehind = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  if (where === 'last' || endsLine(text, end)) return spanBetween(item.start - whiteBefore, end);
  return spanBetween(item.start, end + whiteBehind);
}

function flowItems(collection: FlowCollection): readonly FlowItem[] {
  const real = collection.items.map((item, index) => ({ item, index })).filter(({ item }) => isRealItem(item));
  return real.map(({ item, index }) => ({
    item,
    start: itemStart(item),
    end: itemEnd(item),
    comma: collection.items[index + 1]?.start.find((token) => token.type === 'comma')?.offset,
    commented: item.start.some((token) => token.type === 'comment'),
  }));
}

/** The lines of what is written at an offset of JSON of which every map and list has lines of its own. */
function linesOfJson({ json, text, style }: EditContext, offset: number): FlowLines | undefined {
  const step = json ? /^\s*[{[][ \t]*\r?\n([ \t]+)/.exec(text)?.[1] : undefined;
  if (step === undefined || /[{[][ \t]*[^\s\]}]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return undefined;
  const start = startOfLine(text, offset);
  return { lineEnding: style.lineEnding, indent: /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '', step };
}

function isJson(items: readonly FlowItem[]): boolean {
  return items.every(({ item }) => item.key?.type === 'double-quoted-scalar');
}

/** As an item of a list in JSON is written, which may be a map itself. */
function styleWithin(item: string): FlowStyle {
  const bare = item.replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const isTight = /"":\S/.test(bare);
  const comma = /,\s/.test(bare) || !(isTight || /,\S/.test(bare)) ? ', ' : ',';
  return { json: true, colon: isTight ? ':' : ': ', comma };
}

/** As the first entry is written: JSON may do without the space behind colons and commas. */
function flowStyleOf(text: string, items: readonly FlowItem[], json: boolean): FlowStyle {
  const first = items[0];
  if (!json || first === undefined) return { json, colon: ': ', comma: ', ' };
  if (first.item.key === undefined) return styleWithin(text.slice(first.start, first.end));
  const tightColon =
    first.item.value !== undefined &&
    first.item.sep !== undefined &&
    indicatorEnd(first.item) === tokenStart(first.item.value);
  const tightComma = first.comma !== undefined && /\S/.test(text[first.comma + 1] ?? '');
  const alone = first.comma === undefined && tightColon;
  return { json, colon: tightColon ? ':' : ': ', comma: tightComma || alone ? ',' : ', ' };
}
