/** The few styles the output uses. */
export type Style = 'bold' | 'dim' | 'underline' | 'red' | 'yellow' | 'blue' | 'green';

/** A text that stands out. */
export interface Styled {
  readonly style: Style;
  readonly text: string;
}

/** What leads to the next column where programs read them apart. */
export const tabStop = Symbol('tab');

/** A line as printers make it, without its end. What is in it is text, whatever characters it has: `print` sees to that. */
export type Line = string | Pieces;

/** A line that is not of one piece. */
export type Pieces = readonly (string | Styled | typeof tabStop)[];

/** Puts a style on a text. */
export function styled(style: Style, text: string): Styled {
  return { style, text };
}
