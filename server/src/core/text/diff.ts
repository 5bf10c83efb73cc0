import { type TextEdit, replacementOf, spanBetween } from './span.ts';

/** Lines of one text that became lines of another, as half-open ranges of zero-based line numbers. */
export interface LineChange {
  readonly before: { readonly start: number; readonly end: number };
  readonly after: { readonly start: number; readonly end: number };
}

/** A text's lines, each with its line ending; an empty text has none. */
export function linesWithEnds(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/**
 * The fewest changed lines that turn one list of lines into another, in order. Source: Myers, An O(ND) Difference Algorithm, 1986.
 * Where it is more than `most`, what is between the first and the last one changes as a whole.
 */
export function diffLines(before: readonly string[], after: readonly string[], most = Infinity): readonly LineChange[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  const shorter = Math.min(before.length, after.length) - head;
  while (tail < shorter && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const kept = keptLines(before.slice(head, before.length - tail), after.slice(head, after.length - tail), most);
  const changes: LineChange[] = [];
  let from = head;
  let to = head;
  for (const [keptBefore, keptAfter] of [...kept, [before.length - tail - head, after.length - tail - head] as const]) {
    const beforeEnd = head + keptBefore;
    const afterEnd = head + keptAfter;
    if (beforeEnd > from || afterEnd > to)
      changes.push({ before: { start: from, end: beforeEnd }, after: { start: to, end: afterEnd } });
    from = beforeEnd + 1;
    to = afterEnd + 1;
  }
  return changes;
}

/** The edits that turn one text into another: of words in lines that became as many others, else of whole lines; none where they are equal. */
export function editsBetween(before: string, after: string): readonly TextEdit[] {
  const [oldLines, newLines] = [linesWithEnds(before), linesWithEnds(after)];
  return pieceEdits(oldLines, newLines, 0, diffLines(oldLines, newLines)).flatMap(({ span, newText }) => {
    const [oldPart, newPart] = [linesWithEnds(before.slice(span.start, span.end)), linesWithEnds(newText)];
    if (oldPart.length !== newPart.length) return [replacementOf(span, newText)];
    let start = span.start;
    return oldPart.flatMap((line, index) => {
      const [oldWords, newWords] = [wordsOf(line), wordsOf(newPart[index] ?? '')];
      const edits = pieceEdits(oldWords, newWords, start, diffLines(oldWords, newWords, mostWords));
      start += line.length;
      return edits;
    });
  });
}

/** Where more words of a line change, it is written anew. */
const mostWords = 200;

function wordsOf(line: string): readonly string[] {
  return line.match(/[\w.-]+|\s+|[^\w\s.-]/gu) ?? [];
}

/** Changes of pieces as edits of the text that begins at an offset. */
function pieceEdits(
  before: readonly string[],
  after: readonly string[],
  offset: number,
  changes: readonly LineChange[],
): readonly TextEdit[] {
  const starts = [offset];
  for (const piece of before) starts.push((starts.at(-1) ?? 0) + piece.length);
  return changes.map((change) =>
    replacementOf(
      spanBetween(starts[change.before.start] ?? 0, starts[change.before.end] ?? 0),
      after.slice(change.after.start, change.after.end).join(''),
    ),
  );
}

/** The pairs of line numbers that a shortest edit script keeps, in order. */
function keptLines(
  before: readonly string[],
  after: readonly string[],
  most: number,
): readonly (readonly [number, number])[] {
  // How far each diagonal (line number before less line number after) has come, for each number of changed lines.
  const trace: ReadonlyMap<number, number>[] = [];
  let reached: ReadonlyMap<number, number> = new Map([[1, 0]]);
  for (let changed = 0; changed <= Math.min(before.length + after.length, most); changed++) {
    trace.push(reached);
    const next = new Map(reached);
    for (let diagonal = -changed; diagonal <= changed; diagonal += 2) {
      let x = startOn(diagonal, changed, reached);
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(trace, before.length, after.length);
    }
    reached = next;
  }
  return [];
}

/** Where a diagonal is entered with one more change: by a line left out, or by one put in. */
function startOn(diagonal: number, changed: number, reached: ReadonlyMap<number, number>): number {
  const above = reached.get(diagonal + 1) ?? -1;
  const left = reached.get(diagonal - 1) ?? -1;
  return diagonal === -changed || (diagonal !== changed && left < above) ? above : left + 1;
}

function walkBack(
  trace: readonly ReadonlyMap<number, number>[],
  beforeLength: number,
  afterLength: number,
): readonly (readonly [number, number])[] {
  const kept: (readonly [number, number])[] = [];
  let x = beforeLength;
  let y = afterLength;
  for (let changed = trace.length - 1; changed >= 0; changed--) {
    const reached = trace[changed] ?? new Map<number, number>();
    const diagonal = x - y;
    const start = startOn(diagonal, changed, reached);
    while (x > start && x > 0 && y > 0) kept.push([--x, --y]);
    const isInsertion = diagonal === -changed || (diagonal !== changed && start === reached.get(diagonal + 1));
    if (isInsertion) y = x - diagonal - 1;
    else x -= 1;
  }
  return kept.reverse();
}

/** Where an offset of one text is in another that differs from it in one place: inside of that place, where it begins. */
export function offsetAfter(before: string, after: string, offset: number): number {
  if (before === after) return offset;
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  if (offset <= head) return offset;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return before.length - offset <= tail ? offset + after.length - before.length : head;
}
