import { Position, Range, type TextDocumentContentChangeEvent, Uri } from 'vscode';
import type { WireRange } from '../../../server/src/shared/protocol.ts';
import type { CursorPosition } from '../server-questions.ts';

/**
 * Where a place is after a change of its document: text put in before it or at it moves it on, and what takes its text away leaves it at the
 * change's start.
 */
export function positionAfter(
  place: Position,
  { range, text }: Pick<TextDocumentContentChangeEvent, 'range' | 'text'>,
): Position {
  if (range.start.isAfter(place)) return place;
  if (range.end.isAfter(place)) return range.start;
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? '';
  const line = place.line + lines.length - 1 - (range.end.line - range.start.line);
  if (place.line !== range.end.line) return new Position(line, place.character);
  const before = lines.length === 1 ? range.start.character : 0;
  return new Position(line, before + last.length + place.character - range.end.character);
}

/** A range as the server sends it. */
export function rangeOf({ start, end }: WireRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}

/** A place that may come from a link or a keyboard shortcut, without a position where that is none; `undefined` where it names no file. */
export function givenPlace(uri: unknown, position: unknown): (CursorPosition & { readonly uri: Uri }) | undefined {
  if (typeof uri !== 'string') return undefined;
  const { line, character } = (position ?? {}) as { readonly line?: unknown; readonly character?: unknown };
  if (!isCount(line) || !isCount(character)) return { uri: Uri.parse(uri) };
  return { uri: Uri.parse(uri), position: new Position(line, character) };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
