import { scalarSource } from '../../yaml/edit/write.ts';
import type { Name } from './service-names.ts';
import type { WritingPlace } from './writing-place.ts';

/** How a file writes strings. */
export type Notation = 'yaml' | 'json';

/**
 * A name as it has to be written behind what is on its line, so that it is read as that string: in quotes where it would be a number
 * or a truth value (`version: "1"`), and in JSON. What is already in a string, and the number of a port, is written unchanged.
 */
export function asWrittenBehind(
  { before, notation, gap }: Pick<WritingPlace, 'before' | 'notation' | 'gap'>,
  { text, kind }: Pick<Name, 'text' | 'kind'>,
): string {
  if (gap !== '') return `${gap}${kind === 'port' && /^\d+$/.test(text) ? text : scalarSource(text)}`;
  if (kind === 'port' && /^\d+$/.test(text)) return text;
  if (notation === 'json') return isInJsonString(before) ? text : JSON.stringify(text);
  return beginsValue.test(before) ? scalarSource(text) : text;
}

/** Where a plain scalar begins, also behind an anchor or a tag. */
const beginsValue = /(?:[:-][ \t]+|[[{,][ \t]*)(?:[&!]\S*[ \t]+)*$/;

/** Whether what is before a word on its line opens a quote that the word stands behind. */
export function isInQuotes({ before, notation }: Pick<WritingPlace, 'before' | 'notation'>): boolean {
  return notation === 'json'
    ? isInJsonString(before)
    : /(?:[:-][ \t]+|[[{,][ \t]*)(?:[&!]\S*[ \t]+)*["']$/.test(before);
}

function isInJsonString(before: string): boolean {
  const quotes = before.replace(/\\./g, '').split('"').length - 1;
  return quotes % 2 === 1;
}
