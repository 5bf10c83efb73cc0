import { expect, test } from 'vitest';
import { compareNumbered, compareTexts } from '../../../server/src/core/util/collections.ts';

test('names with numbers come in the order in which people count', () => {
  const counted = [
    '',
    '2',
    '10',
    'db',
    'db-1',
    'db-1a',
    'db-2',
    'db-10',
    'db-10-1',
    'db-10-9',
    'db-10-11',
    'db-a',
    'db0',
    'dba',
  ];
  expect([...counted].reverse().sort(compareNumbered)).toEqual(counted);
});

test('the order is one, whatever the names', () => {
  const parts = ['', '0', '1', '01', '10', '9', 'a', '-'];
  const names = parts.flatMap((one) => parts.flatMap((other) => parts.map((last) => one + other + last)));
  const unique = [...new Set(names)].sort(compareTexts);
  const sorted = [...unique].sort(compareNumbered);
  for (const [index, name] of sorted.entries()) {
    expect(compareNumbered(name, name)).toBe(0);
    for (const next of sorted.slice(index + 1)) {
      expect(compareNumbered(name, next)).toBeLessThan(0);
      expect(compareNumbered(next, name)).toBeGreaterThan(0);
    }
  }
});
