import { expect, test } from 'vitest';
import { Recent } from '../../../server/src/core/util/recent.ts';

test('what was worked out last is held, as much as the budget allows', () => {
  const made: string[] = [];
  const recent = new Recent<string, string>(
    6,
    (key) => key.length,
    (key) => {
      made.push(key);
      return key.toUpperCase();
    },
  );
  expect(['one', 'two', 'one'].map((key) => recent.get(key))).toEqual(['ONE', 'TWO', 'ONE']);
  expect(made).toEqual(['one', 'two']);
  recent.get('ten');
  recent.get('one');
  expect(made).toEqual(['one', 'two', 'ten', 'one']);
});

test('the very last value is held, however large', () => {
  let count = 0;
  const recent = new Recent<string, number>(
    3,
    (key) => key.length,
    () => ++count,
  );
  expect(recent.get('larger')).toBe(1);
  expect(recent.get('larger')).toBe(1);
  expect(recent.get('largest')).toBe(2);
  expect(recent.get('larger')).toBe(3);
});
