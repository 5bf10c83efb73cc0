import { expect } from 'vitest';
import { prepareRename, rename } from '../../server/src/core/features/facade.ts';
import { applyEdits } from '../../server/src/core/text/span.ts';
import { parseFixture, snapshotOfFixture, type Fixture } from './fixture.ts';

/**
 * Renames what is at `$0`, and holds all files against `after`. Returns what is left to do in a cluster. A stretch drawn in the
 * fixture has to be the name that the editor marks.
 */
export function checkRename(source: string, newName: string, after: string): string | undefined {
  const fixture = parseFixture(source);
  const snapshot = snapshotOfFixture(fixture);
  const { uri, offset } = cursorOf(fixture);
  const prepared = prepareRename(snapshot, uri, offset);
  expect(prepared, 'The place can be renamed.').toHaveProperty('span');
  const [mark] = fixture.marks;
  if (mark !== undefined) expect(prepared).toMatchObject({ span: { start: mark.start, end: mark.end } });
  const renaming = rename(snapshot, uri, offset, newName);
  if (renaming === undefined || 'rejected' in renaming) expect.fail(renaming?.rejected ?? 'Nothing has a name there.');
  const edits = new Map(renaming.edit.files.map((one) => [one.file.path, one.edits]));
  const actual = fixture.files.map(({ path, text }) => ({ path, text: applyEdits(text, edits.get(path) ?? []) }));
  expect(actual).toEqual(parseFixture(after).files.map(({ path, text }) => ({ path, text })));
  return renaming.edit.note;
}

/**
 * Renames from each place where `draw` writes the name, and holds all files against what it draws with the new one. Other places of
 * the old name stay.
 */
export function checkRenameFromEach(draw: (name: string) => string, name: string, newName: string): void {
  const pieces = draw('$0').split('$0');
  expect(pieces.length).toBeGreaterThan(2);
  for (const place of pieces.keys()) {
    if (place === 0) continue;
    const source = pieces.slice(1).reduce((text, piece, index) => {
      const cursor = index + 1 === place ? '$0' : '';
      return text + cursor + name + piece;
    }, pieces[0] ?? '');
    checkRename(source, newName, draw(newName));
  }
}

/** Holds the reason why what is at `$0` cannot be renamed, or not to a name. */
export function checkRejected(source: string, newName: string, reason: string): void {
  const fixture = parseFixture(source);
  const snapshot = snapshotOfFixture(fixture);
  const { uri, offset } = cursorOf(fixture);
  expect(rename(snapshot, uri, offset, newName)).toEqual({ rejected: reason });
}

/** Holds that nothing at `$0` has a name. */
export function checkNameless(source: string): void {
  const fixture = parseFixture(source);
  const { uri, offset } = cursorOf(fixture);
  expect(prepareRename(snapshotOfFixture(fixture), uri, offset)).toBeUndefined();
}

function cursorOf(fixture: Fixture): NonNullable<Fixture['cursor']> {
  if (fixture.cursor === undefined) throw new Error('The fixture has no cursor; write $0 where it is.');
  return fixture.cursor;
}
