import { emptySpanAt, replacementOf, spanBetween, insertionAt, deletionOf, type Span } from '../../text/span.ts';
import {
  columnOf,
  indicatorEnd,
  itemEnd,
  itemStart,
  isRealItem,
  linesOfItem,
  startsLine,
  tokenEnd,
  tokenStart,
  type CollectionItem,
  type SyntaxToken,
} from './layout.ts';
import { impossible, type EditContext, type EditStep, type EditSteps } from './steps.ts';
import { isList, type YamlValue } from './change.ts';
import { editItems, type Addition, type Rearrangement } from './items.ts';
import { type Plan } from './plan.ts';
import { blockLines, entryLines, flowSource, inlineSource, itemLines } from './write.ts';
import { startOfLine, endOfLine } from '../../text/lines.ts';

/** A map or list in block style. */
type BlockCollection = Extract<SyntaxToken, { readonly type: 'block-map' | 'block-seq' }>;

/** The edits that carry out a plan in a block collection. */
export function* editBlock(context: EditContext, collection: BlockCollection, plan: Plan): EditSteps {
  const items: readonly CollectionItem[] = collection.items.filter(isRealItem);
  const rearrangement = yield* editItems(context, items, collection.type === 'block-map' ? 'map' : 'sequence', plan, {
    entry: (key, value) => entryLines(key, value, context.style),
    item: (value) => itemLines(value, context.style),
    putValue: (item, value) => putValue(context, item, value),
  });
  if (rearrangement === undefined) return yield impossible;
  yield* rearrange(context, items, rearrangement);
}

/** Writes a value in place of the one an entry or item of a block has. */
function* putValue(context: EditContext, item: CollectionItem, value: YamlValue): EditSteps {
  const { text, style } = context;
  const old = item.value;
  const behind = indicatorEnd(item);
  const oldEnd = old === undefined ? behind : tokenEnd(old);
  if (old?.type === 'flow-collection') {
    return yield replacementOf(
      spanBetween(old.offset, oldEnd),
      flowSource(value, { json: context.json, colon: ': ', comma: ', ' }),
    );
  }
  const isBlock = old?.type === 'block-map' || old?.type === 'block-seq';
  const oldLines = isBlock ? spanBetween(startOfLine(text, tokenStart(old)), linesOfItem(text, item).end) : undefined;
  if (isBlock && !startsLine(text, tokenStart(old))) return yield impossible;
  const inline = inlineSource(value);
  if (inline !== undefined) {
    if (oldLines !== undefined) {
      yield insertionAt(behind, ` ${inline}`);
      return yield deletionOf(oldLines);
    }
    if (old === undefined || oldEnd === tokenStart(old)) return yield insertionAt(behind, ` ${inline}`);
    return yield replacementOf(spanBetween(tokenStart(old), oldEnd), inline);
  }
  const column = columnOf(text, itemStart(item));
  const offset = item.key === undefined ? 2 : isList(value) ? style.sequenceOffset : style.unit;
  const lines = blockLines(value, style).map((line) => ' '.repeat(column + offset) + line);
  if (oldLines !== undefined)
    return yield replacementOf(oldLines, lines.map((line) => line + style.lineEnding).join(''));
  if (old !== undefined && oldEnd > tokenStart(old)) yield deletionOf(spanBetween(behind, oldEnd));
  const end = endOfLine(text, oldEnd);
  yield insertionAt(end, lines.map((line) => style.lineEnding + line).join(''));
}

/** Takes items out and puts new ones in. */
function* rearrange(
  context: EditContext,
  items: readonly CollectionItem[],
  { removed, additions }: Rearrangement<readonly string[]>,
): EditSteps {
  const { text, style } = context;
  const first = items[0];
  const last = items.at(-1);
  if (first === undefined || last === undefined) return yield impossible;
  const indent = ' '.repeat(columnOf(text, itemStart(first)));
  const compact = !startsLine(text, itemStart(first));
  if (compact && removed.size === items.length) {
    const lines = additions.flatMap(({ written }) => written);
    return yield replacementOf(
      spanBetween(itemStart(first), endOfLine(text, itemEnd(last))),
      lines.join(style.lineEnding + indent),
    );
  }
  const groups = groupAdditions(additions);
  for (const index of removed) {
    const item = items[index];
    if (item === undefined) continue;
    if (index === 0 && compact) yield deletionOf(compactSpan(text, items, removed));
    else yield deletionOf(groups.has(index) ? linesOfItem(text, item) : removedLines(text, item));
  }
  for (const [index, lines] of groups) {
    const anchor = items[Math.max(index, 0)] ?? last;
    if (index < 0) yield* addAtStart(context, itemStart(anchor), lines);
    else yield addBehind(context, linesOfItem(text, anchor).end, indent, lines, removed.has(index) ? 'goes' : 'stays');
  }
}

/** The lines that go with an item, with the blank ones below it if a blank one is above it, so that those do not add up. */
function removedLines(text: string, item: CollectionItem): Span {
  const { start, end } = linesOfItem(text, item);
  if (!/\n[ \t]*\r?\n$/.test(text.slice(0, start))) return spanBetween(start, end);
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0].length ?? 0;
  return spanBetween(start, end + blank);
}

/**
 * The span that takes out the first entry of a map that begins behind a dash: up to what is next, which moves up
 * behind the dash.
 */
function compactSpan(text: string, items: readonly CollectionItem[], removed: ReadonlySet<number>): Span {
  const first = items[0];
  if (first === undefined) return emptySpanAt(0);
  let end = linesOfItem(text, first).end;
  for (let index = 1; removed.has(index); index++) {
    const next = items[index];
    if (next === undefined || linesOfItem(text, next).start !== end) break;
    end = linesOfItem(text, next).end;
  }
  const blank = /^(?:[ \t]*\r?\n)*[ \t]*/.exec(text.slice(end))?.[0] ?? '';
  return spanBetween(itemStart(first), end + blank.length);
}

function* addAtStart(context: EditContext, before: number, lines: readonly string[]): EditSteps {
  const { text, style } = context;
  const indent = ' '.repeat(columnOf(text, before));
  if (!startsLine(text, before)) {
    return yield insertionAt(before, lines.map((line) => line + style.lineEnding + indent).join(''));
  }
  let start = startOfLine(text, before);
  // A comment right above the first entry stays with it.
  while (start > 0) {
    const above = startOfLine(text, start - 1);
    if (!text.startsWith(`${indent}#`, above)) break;
    start = above;
  }
  yield insertionAt(start, lines.map((line) => indent + line + style.lineEnding).join(''));
}

function addBehind(
  context: EditContext,
  offset: number,
  indent: string,
  lines: readonly string[],
  anchor: 'stays' | 'goes',
): EditStep {
  const { text, style } = context;
  const span = emptySpanAt(offset);
  const atLineStart = offset === 0 || text[offset - 1] === '\n';
  if (atLineStart) return replacementOf(span, lines.map((line) => indent + line + style.lineEnding).join(''));
  // The text ends without a line ending, and does so afterwards.
  const joined = lines.map((line) => indent + line).join(style.lineEnding);
  return replacementOf(span, anchor === 'goes' ? joined : style.lineEnding + joined);
}

function groupAdditions(additions: readonly Addition<readonly string[]>[]): ReadonlyMap<number, readonly string[]> {
  const groups = new Map<number, string[]>();
  for (const addition of additions)
    groups.set(addition.after, [...(groups.get(addition.after) ?? []), ...addition.written]);
  return groups;
}
