import { diffLines, linesWithEnds, type LineChange } from '../../core/text/diff.ts';
import { styled, tabStop, type Line, type Style, type Styled, type Pieces } from '../text-layout.ts';

/** How many lines are shown around a change. */
const context = 3;

/**
 * What changes in a file as the lines of a unified diff, which `patch -p1` and `git apply` take; none where nothing does. `file` is
 * relative to the working directory.
 */
export function unifiedDiff(file: string, before: string, after: string): readonly Line[] {
  const oldLines = linesWithEnds(before);
  const newLines = linesWithEnds(after);
  const hunks = hunksOf(diffLines(oldLines, newLines));
  if (hunks.length === 0) return [];
  const printed = hunks.flatMap((hunk) => printHunk(hunk, oldLines, newLines));
  return [[styled('bold', `--- ${quoted(`a/${file}`)}`)], [styled('bold', `+++ ${quoted(`b/${file}`)}`)], ...printed];
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
): readonly Line[] {
  const [first] = hunk;
  const last = hunk.at(-1);
  if (first === undefined || last === undefined) return [];
  const lead = Math.min(context, first.before.start);
  const trail = Math.min(context, oldLines.length - last.before.end);
  const start = first.before.start - lead;
  const oldCount = last.before.end + trail - start;
  const newCount = last.after.end + trail - (first.after.start - lead);
  const lines: Line[] = [];
  const add = (sign: string, added: readonly string[], style?: Style): void => {
    for (const line of added) for (const printed of printLine(sign, line, style)) lines.push(printed);
  };
  let position = start;
  for (const { before, after } of hunk) {
    add(' ', oldLines.slice(position, before.start));
    add('-', oldLines.slice(before.start, before.end), 'red');
    add('+', newLines.slice(after.start, after.end), 'green');
    position = before.end;
  }
  add(' ', oldLines.slice(position, position + trail));
  const range = (from: number, count: number): string => `${count === 0 ? from : from + 1},${count}`;
  const head = `@@ -${range(start, oldCount)} +${range(first.after.start - lead, newCount)} @@`;
  return [[styled('blue', head)], ...lines];
}

/** A line without its `\n`; one that has none says so, as `diff` does. */
function printLine(sign: string, line: string, style?: Style): readonly Line[] {
  const isEnded = line.endsWith('\n');
  // Tabs of a manifest are the only characters that are no text and yet nothing strange.
  const pieces = (sign + (isEnded ? line.slice(0, -1) : line)).split('\t').map((text) => styledAs(style, text));
  const printed = pieces.flatMap((piece, index): Pieces => (index === 0 ? [piece] : [tabStop, piece]));
  return isEnded ? [printed] : [printed, [styledAs(style, '\\ No newline at end of file')]];
}

function styledAs(style: Style | undefined, text: string): string | Styled {
  return style === undefined ? text : styled(style, text);
}

/** A name as git writes it: quoted where it has characters that would end it. Source: git, quote.c, quote_c_style. */
function quoted(name: string): string {
  const short: Readonly<Record<string, string>> = { '\n': 'n', '\t': 't', '\r': 'r', '"': '"', '\\': '\\' };
  const special = /[\u0000-\u001f\u007f"\\]/g;
  if (!special.test(name)) return name;
  const code = (character: string): string => character.charCodeAt(0).toString(8).padStart(3, '0');
  return `"${name.replace(special, (character) => `\\${short[character] ?? code(character)}`)}"`;
}
