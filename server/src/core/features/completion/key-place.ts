import type { Placed } from '../../objects/placed.ts';
import type { Span } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { Path } from '../../yaml/path.ts';
import { documentIn, placeIn, resourceIn } from '../at-cursor.ts';
import { lineBefore, linesAbove } from './writing-place.ts';

/** Where somebody writes the key of an entry. */
interface KeyPlace {
  readonly placed: Placed;
  /** The map, relative to the resource. */
  readonly path: Path;
  readonly word: string;
  /** All of the word, as offsets in the file's text. */
  readonly span: Span;
}

/**
 * The map whose next key is written at an offset: the one of the nearest line above that is further out and ends in a colon, or
 * of the brace that is open on the line. `undefined` where a value is written.
 */
export function keyPlaceAt(snapshot: Snapshot, uri: string, offset: number): KeyPlace | undefined {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return undefined;
  const { text } = document.file;
  const before = lineBefore(text, offset);
  if (before === undefined) return undefined;
  const { lineStart, line } = before;
  const word = /[\w./-]*$/.exec(line)?.[0] ?? '';
  const keyOffset = /^[ ]*[\w./-]*$/.test(line)
    ? keyAbove(text, lineStart, line.length - line.trimStart().length, document.start)
    : keyOfBrace(line, lineStart);
  if (keyOffset === undefined) return undefined;
  const place = placeIn(snapshot, uri, keyOffset);
  const placed = place?.placed ?? resourceIn(snapshot, uri, keyOffset);
  if (placed === undefined || place?.part !== 'key') return undefined;
  return { placed, path: place.path, word, span: { start: offset - word.length, end: offset } };
}

function keyAbove(text: string, lineStart: number, indent: number, first: number): number | undefined {
  for (const { lineStart: start, line } of linesAbove(text, lineStart)) {
    if (start + line.length <= first) return undefined;
    const found = /^([ -]*)([\w./-]+):[ \t]*(#.*)?\r?$/.exec(line);
    const own = line.length - line.trimStart().length;
    if (line.trim() !== '' && !line.trimStart().startsWith('#') && own < indent)
      return found === null ? undefined : start + (found[1]?.length ?? 0);
  }
  return undefined;
}

function keyOfBrace(line: string, lineStart: number): number | undefined {
  const found = /([\w./-]+):[ ]*\{(?:[^{}]*,)?[ ]*[\w./-]*$/.exec(line);
  return found === null ? undefined : lineStart + found.index;
}
