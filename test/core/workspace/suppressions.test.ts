import { expect, test } from 'vitest';
import { findSuppressions, isSuppressed } from '../../../server/src/core/workspace/suppressions.ts';

test('the three comments, with codes and a reason', () => {
  expect(
    findSuppressions('# headlight-disable-file one-rule\na: 1 # headlight-disable-line two-rule, three-rule -- not ours\n  # headlight-disable-next-line\nb: 2\n'),
  ).toEqual([
    { line: 'file', codes: ['one-rule'] },
    { line: 1, codes: ['two-rule', 'three-rule'] },
    { line: 3, codes: [] },
  ]);
});

test('a comment that names codes turns off these alone, one without codes turns off all', () => {
  expect(isSuppressed([{ line: 2, codes: ['one-rule'] }], 'one-rule', 2)).toBe(true);
  expect(isSuppressed([{ line: 2, codes: ['one-rule'] }], 'two-rule', 2)).toBe(false);
  expect(isSuppressed([{ line: 2, codes: ['one-rule'] }], 'one-rule', 3)).toBe(false);
  expect(isSuppressed([{ line: 'file', codes: [] }], 'any-rule', 9)).toBe(true);
});

test('a word that only begins alike is no suppression', () => {
  expect(findSuppressions('# headlight-disable-lines\n# headlight-disable-next\n')).toEqual([]);
});
