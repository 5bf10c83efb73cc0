import { isFullWidth } from '../core/util/columns.ts';
import { textSizes, type Measure } from './graph.ts';

/** Widths of letters in a usual sans serif, in thousandths of their size: a little too much rather than too little. */
const narrow = 340;
const usual = 620;
const wide = 920;
const full = 1040;
const monospaced = 605;

/** Estimates widths where there is no font to measure with, the same on every machine. */
export const estimatedWidth: Measure = (text, style) => {
  const size = textSizes[style];
  const bold = style === 'label' ? 1.06 : 1;
  let thousandths = 0;
  for (const character of text) thousandths += style === 'name' ? monospacedWidth(character) : widthOf(character);
  return (thousandths * size * bold) / 1000;
};

function widthOf(character: string): number {
  if (isFullWidth(character)) return full;
  if (/[ !'(),.:;I[\]ijl|tfr·]/.test(character)) return narrow;
  return /[MWm@%w]/.test(character) ? wide : usual;
}

function monospacedWidth(character: string): number {
  return isFullWidth(character) ? full : monospaced;
}

/**
 * A text in lines no wider than a width: broken at spaces, else behind a dot, slash, colon or dash, else anywhere. What does not fit into
 * the most lines ends in an ellipsis. @param width  of a text, in the unit of `widest`
 */
export function wrapMeasured(
  text: string,
  width: (text: string) => number,
  widest: number,
  mostLines: number,
): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (width(`${line}${piece}`.trimEnd()) <= widest || line === '') line += piece;
    else {
      lines.push(line);
      line = piece.trimStart();
    }
    while (width(line.trimEnd()) > widest) {
      const fitting = fittingLength(line, width, widest);
      lines.push(line.slice(0, fitting));
      line = line.slice(fitting);
    }
  }
  const all = [...lines, line].map((one) => one.trim()).filter((one) => one !== '');
  if (all.length <= mostLines) return all;
  return [...all.slice(0, mostLines - 1), shortened(all.slice(mostLines - 1).join(' '), width, widest)];
}

/** A text with an ellipsis in its middle where it is wider than a width: the end of a host is its port. */
export function shortenedInside(text: string, width: (text: string) => number, widest: number): string {
  if (width(text) <= widest) return text;
  const end = /:\d+$/.exec(text)?.[0] ?? '';
  const rest = text.slice(0, text.length - end.length);
  return `${rest.slice(
    0,
    fittingLength(rest, (one) => width(`${one}…${end}`), widest),
  )}…${end}`;
}

/** A text that ends in an ellipsis where it is wider than a width. */
function shortened(text: string, width: (text: string) => number, widest: number): string {
  if (width(text) <= widest) return text;
  return `${text
    .slice(
      0,
      fittingLength(text, (one) => width(`${one}…`), widest),
    )
    .trimEnd()}…`;
}

/** Words with the white space behind them; long ones may be broken behind their punctuation. */
function piecesOf(text: string): readonly string[] {
  return text.match(/[^\s./:@-]*[./:@-]+\s*|[^\s./:@-]+\s*|\s+/g) ?? [];
}

/** How much of a text fits; at least one character, and no half of one. */
function fittingLength(text: string, width: (text: string) => number, widest: number): number {
  let length = 0;
  for (const character of text) {
    if (length > 0 && width(text.slice(0, length + character.length)) > widest) return length;
    length += character.length;
  }
  return length;
}
