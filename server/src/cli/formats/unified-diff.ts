import { diffLines, linesWithEnds, type LineChange } from '../../core/text/diff.ts';
import type { Paint } from '../layout.ts';

/** How many lines are shown around a change. */
const context = 3;

/**
 * What changes in a file as a unified diff, which `patch -p1` and `git apply` take; empty where nothing does. `file` is relative to
 * the working directory.
 */
export function unifiedDiff(file: string, before: string, after: string, paint: Paint): string {
  const oldLines = linesWithEnds(before);
  const newLines = linesWithEnds(after);
  const hunks = hunksOf(diffLines(oldLines, newLines));
  if (hunks.length === 0) return '';
  const printed = hunks.flatMap((hunk) => printHunk(hunk, oldLines, newLines, paint));
  return [paint('bold', `--- a/${file}`), paint('bold', `+++ b/${file}`), ...printed]
    .map((line) => `${line}\n`)
    .join('');
}

/** Changes that are shown together, as the lines around them meet. */
function hunksOf(changes: readonly LineChange[]): readonly (readonly LineChange[])[] {
  const hunks: LineChange[][] = [];
  for (const change of changes) {
    const last = hunks.at(-1)?.at(-1);
    if (last !== undefined && change.before.start - last.before.end <= 2 * context) hunks.at(-1)?.push(change);
    else hunks.push([change]);
  }
  return hunks;
}

function printHunk(
  hunk: readonly LineChange[],
  oldLines: readonly string[],
  newLines: readonly string[],
  paint: Paint,
): readonly string[] {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(context, first.before.start);
  const trail = Math.min(context, oldLines.length - last.before.end);
  const start = first.before.start - lead;
  const oldCount = last.before.end + trail - start;
  const newCount = last.after.end + trail - (first.after.start - lead);
  const lines: string[] = [];
  let position = start;
  for (const { before, after } of hunk) {
    for (const line of oldLines.slice(position, before.start)) lines.push(...printLine(' ', line));
    for (const line of oldLines.slice(before.start, before.end))
      lines.push(...printLine('-', line).map((one) => paint('red', one)));
    for (const line of newLines.slice(after.start, after.end))
      lines.push(...printLine('+', line).map((one) => paint('green', one)));
    position = before.end;
  }
  for (const line of oldLines.slice(position, position + trail)) lines.push(...printLine(' ', line));
  const range = (from: number, count: number): string => `${count === 0 ? from : from + 1},${count}`;
  const head = `@@ -${range(start, oldCount)} +${range(first.after.start - lead, newCount)} @@`;
  return [paint('blue', head), ...lines];
}

/** A line without its `\n`; one that has none says so, as `diff` does. */
function printLine(sign: string, line: string): readonly string[] {
  return line.endsWith('\n') ? [sign + line.slice(0, -1)] : [sign + line, '\\ No newline at end of file'];
}
