import { displayWidth, padDisplay } from './display-width.ts';
import { visible } from './visible.ts';

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

/** How wide each column has to be for its cells. One that is longer than the limit of its column moves what is behind it in its row and no other row. */
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
