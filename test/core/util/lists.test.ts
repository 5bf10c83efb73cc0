import { expect, test } from 'vitest';
import { enumerated, quotedList } from '../../../server/src/core/util/format.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test('a list is told whole up to twenty things', () => {
  expect(enumerated([1, 2, 3], String)).toBe('1, 2, 3');
  expect(enumerated(numbers(20), String)).toBe(numbers(20).join(', '));
  expect(quotedList(['a', 'b', 'c'])).toBe('"a", "b" and "c"');
});

test('of a longer list the first ones are told, and how many more there are', () => {
  expect(enumerated(numbers(25), String)).toBe(`${numbers(20).join(', ')} and 5 more`);
  expect(quotedList(['a', 'b', 'c'], 2)).toBe('"a", "b" and 1 more');
});
