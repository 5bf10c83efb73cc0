import { expect, test } from 'vitest';
import { findSuppressions, suppressing } from '../../../server/src/core/files/suppressions.ts';

/** Without the places. */
function suppressionsOf(text: string): readonly object[] {
  return findSuppressions(text).map(({ line, codes }) => ({ line, codes }));
}

test('the three comments, with codes and a reason', () => {
  expect(
    suppressionsOf(
      '# headlight-disable-file one-rule\na: 1 # headlight-disable-line two-rule, three-rule -- not ours\n  # headlight-disable-next-line\nb: 2\n',
    ),
  ).toEqual([
    { line: 'file', codes: ['one-rule'] },
    { line: 1, codes: ['two-rule', 'three-rule'] },
    { line: 3, codes: [] },
  ]);
});

test('a comment and its codes know where they stand', () => {
  const text = 'a: 1\r\nb: 2  # headlight-disable-line one-rule, two-rule -- why\r\n';
  const [found] = findSuppressions(text);
  expect(text.slice(found?.span.start, found?.span.end)).toBe('# headlight-disable-line one-rule, two-rule -- why');
  expect(found?.codeSpans.map(({ start, end }) => text.slice(start, end))).toEqual(['one-rule', 'two-rule']);
});

test('a comment that names codes turns off these alone, one without codes turns off all', () => {
  expect(suppressing([{ line: 2, codes: ['one-rule'] }])('one-rule', 2)).toBe(true);
  expect(suppressing([{ line: 2, codes: ['one-rule'] }])('two-rule', 2)).toBe(false);
  expect(suppressing([{ line: 2, codes: ['one-rule'] }])('one-rule', 3)).toBe(false);
  expect(suppressing([{ line: 'file', codes: [] }])('any-rule', 9)).toBe(true);
});

test('a word that only begins alike is no suppression', () => {
  expect(findSuppressions('# headlight-disable-lines\n# headlight-disable-next\n')).toEqual([]);
});
