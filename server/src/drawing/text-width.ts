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
