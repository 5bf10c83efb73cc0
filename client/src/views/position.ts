import { Position, type TextDocumentContentChangeEvent } from 'vscode';

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
