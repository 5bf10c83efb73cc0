import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffLines, editsBetween, linesWithEnds } from '../../../server/src/core/text/diff.ts';
import { applyEdits } from '../../../server/src/core/text/span.ts';

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 12 })
  .chain((lines) => fc.constantFrom('\n', '\r\n').map((end) => lines.join(end)));

test('the edits turn one text into the other, whatever they are', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      expect(applyEdits(before, editsBetween(before, after))).toBe(after);
    }),
    { seed: 5, numRuns: 2000 },
  );
});

/** The length of the longest common subsequence, by the table that everybody can check. */
function commonLength(one: readonly string[], other: readonly string[]): number {
  let previous: number[] = [];
  for (const line of one) {
    const row: number[] = [];
    for (const [index, candidate] of other.entries()) {
      const same = line === candidate ? (previous[index - 1] ?? 0) + 1 : 0;
      row.push(Math.max(same, previous[index] ?? 0, row[index - 1] ?? 0));
    }
    previous = row;
  }
  return previous.at(-1) ?? 0;
}

test('no line is changed that could have been kept', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const [old, now] = [linesWithEnds(before), linesWithEnds(after)];
      const changed = diffLines(old, now).reduce(
        (sum, one) => sum + one.before.end - one.before.start + one.after.end - one.after.start,
        0,
      );
      expect(changed).toBe(old.length + now.length - 2 * commonLength(old, now));
    }),
    { seed: 5, numRuns: 1000 },
  );
});

test('equal texts have no edits, and a changed word is one edit', () => {
  expect(editsBetween('a\nb\n', 'a\nb\n')).toEqual([]);
  expect(editsBetween('a\nb\nc\n', 'a\nx\nc\n')).toEqual([{ span: { start: 2, end: 3 }, newText: 'x' }]);
  expect(editsBetween('', 'a')).toEqual([{ span: { start: 0, end: 0 }, newText: 'a' }]);
});

test('words that change in one long line are edits of their own, unless they are a great many', () => {
  const words = (host: string, count: number): string =>
    `${Array.from({ length: count }, (_, index) => `{"host":"${host}-${index}.db:5432"}`).join(',')}\n`;
  expect(editsBetween(words('a', 2), words('b', 2))).toEqual([
    { span: { start: 9, end: 15 }, newText: 'b-0.db' },
    { span: { start: 32, end: 38 }, newText: 'b-1.db' },
  ]);
  expect(editsBetween(words('a', 500), words('b', 500))).toHaveLength(1);
});

test('lines that became another number of lines are written anew', () => {
  expect(editsBetween('a\nb: 1\nd\n', 'a\nb:\n  - 1\nd\n')).toEqual([
    { span: { start: 2, end: 7 }, newText: 'b:\n  - 1\n' },
  ]);
});

test('no edit begins or ends in the middle of a character of two code units', () => {
  expect(editsBetween('# \u{1f422}\n', '# \u{1f407}\n')).toEqual([
    { span: { start: 2, end: 4 }, newText: '\u{1f407}' },
  ]);
});
