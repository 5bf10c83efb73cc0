import { styleText } from 'node:util';

/** The few styles the output uses. */
export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'green';

/** Puts a style on a text, or leaves it as it is where there are no colours. */
export type Paint = (style: Style, text: string) => string;

/** The painter for a terminal with colours, or without. */
export function painter(colours: 'on' | 'off'): Paint {
  // The decision is made already; styleText would make its own from the process.
  return colours === 'on' ? (style, text) => styleText(style, text, { validateStream: false }) : (_style, text) => text;
}

/** The text in lines of at most `width` characters, broken at spaces. A longer word has a line of its own. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** Rows as lines with aligned columns, two spaces apart; the last column is not padded. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  }
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
