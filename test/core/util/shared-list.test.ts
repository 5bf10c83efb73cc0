import { expect, test } from 'vitest';
import { sharedList } from '../../../server/src/core/util/shared.ts';

const [one, other] = [{ name: 'web' }, { name: 'db' }];

test('a list of one thing is the same for all who keep it', () => {
  expect(sharedList([one])).toBe(sharedList([one]));
  expect(sharedList([one])).toEqual([one]);
  expect(sharedList([one])).not.toBe(sharedList([other]));
});

test('a list of several things, or of none, has what it was made of', () => {
  expect(sharedList([one, other])).toEqual([one, other]);
  expect(sharedList([one, one])).toEqual([one, one]);
  expect(sharedList([])).toEqual([]);
});
