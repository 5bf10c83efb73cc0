import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SimilarNames } from '../../../server/src/core/util/name-search.ts';
import { isNearMiss, nameDistance, nearestMiss } from '../../../server/src/core/util/similar-names.ts';

test('finds what each name by itself would be compared to', () => {
  const name = fc.oneof(
    fc.stringMatching(/^[a-c-]{0,7}$/),
    fc.stringMatching(/^(?:svc-|headless-)?[ab]{1,4}(?:-svc|-service)?$/),
    fc.stringMatching(/^web-[0-3]{1,3}$/),
  );
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), name, (names, asked) => {
      const found = new SimilarNames(names).near(asked);
      const expected = [...new Set(names)].filter((other) => isNearMiss(asked, other));
      expect([...found].sort()).toEqual(expected.sort());
      const distances = found.map((other) => nameDistance(asked, other));
      expect(distances).toEqual([...distances].sort((one, other) => one - other));
    }),
  );
});

test('of thousands that are alike, those that are nearest', () => {
  const names = Array.from({ length: 20_000 }, (_, index) => `label-value-${index}`);
  expect(new SimilarNames(names).near('label-valu-1234')[0]).toBe('label-value-1234');
  expect(new SimilarNames(names).near('label-valu-1234').length).toBeLessThanOrEqual(20);
  const spellings = Array.from({ length: 2 ** 10 }, (_, bits) =>
    [...'abcdefghij'].map((letter, index) => ((bits >> index) & 1 ? `-${letter}` : letter)).join(''),
  );
  expect(new SimilarNames(spellings).near('abcdefghiJ')).toHaveLength(20);
});

test('the name of a program is not that of another one misspelt', () => {
  expect(isNearMiss('mysql', 'mssql')).toBe(false);
  expect(isNearMiss('tdarr', 'radarr-svc')).toBe(false);
  expect(new SimilarNames(['mssql', 'mysqll']).near('mysql')).toEqual(['mysqll']);
  expect(isNearMiss('mysql', 'mysql-svc')).toBe(true);
});

test('of a few names the nearest, not the first', () => {
  const known = ['dangling-pod-name', 'dangling-port-name', 'invalid-port'];
  expect(nearestMiss('dangling-prt-name', known)).toBe('dangling-port-name');
  expect(nearestMiss('dangling-pdo-name', known)).toBe('dangling-pod-name');
  expect(nearestMiss('anything', known)).toBeUndefined();
});
