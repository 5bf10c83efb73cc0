import { visible } from './visible.ts';

/** Hangul, kana, ideographs and their like take the width of two letters. Source: Unicode, UAX #11. */
const fullWidth =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns of a terminal a text takes, with nothing hidden in it. */
export function displayWidth(text: string): number {
  if (/^[\u0020-\u10ff]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += isFullWidth(character) ? 2 : 1;
  return width;
}

/** Whether a character is as wide as two letters. */
export function isFullWidth(character: string): boolean {
  return fullWidth.test(character);
}

/** A text with blanks behind it until it takes as many columns; a wider one stays. */
export function padDisplay(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** The text in lines of at most `width` columns, broken at spaces. A longer word has a line of its own. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of visible(text).split(/\s+/)) {
    if (line !== '' && displayWidth(line) + 1 + displayWidth(word) > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** The same below an indentation, the lines behind the first one two columns further in. */
export function hangText(text: string, width: number, indentation: string): readonly string[] {
  const lines = wrapText(text, width - indentation.length - 2);
  return lines.map((line, index) => indentation + (index === 0 ? line : `  ${line}`));
}

/** Rows as lines with aligned columns, two spaces apart; the last cell of a row is not padded. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const shown = rows.map((row) => visibleRow(row));
  const widths = columnWidths(shown);
  return shown.map((row) => alignRow(row, widths));
}

/** A row in which nothing is hidden, so that it is as wide as it looks. */
export function visibleRow<const Row extends readonly string[]>(row: Row): { readonly [Cell in keyof Row]: string } {
  return row.map(visible) as { readonly [Cell in keyof Row]: string };
}

/**
 * How wide each column has to be for its cells. One that is longer than the limit of its column moves what is behind it in its row and no
 * other row.
 */
export function columnWidths(
  rows: readonly (readonly string[])[],
  limits: readonly (number | undefined)[] = [],
): readonly number[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      const width = displayWidth(cell);
      const known = widths[column] ?? 0;
      widths[column] = width > (limits[column] ?? Infinity) ? known : Math.max(known, width);
    }
  }
  return widths;
}

/** One row, its cells padded to the widths of their columns. */
export function alignRow(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => padDisplay(cell, widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}

/** Where the cell of a column begins in such a row. */
export function startOfCell(row: readonly string[], widths: readonly number[], column: number): number {
  return row.slice(0, column).reduce((sum, cell, index) => sum + padDisplay(cell, widths[index] ?? 0).length + 2, 0);
}
