import { expect, test } from 'vitest';
import { Recent } from '../../../server/src/core/util/recent.ts';

/** A memory for as many characters as the budget says, and what was worked out for it, in order. */
function memoryOf(budget: number): { readonly made: readonly string[]; readonly get: (key: string) => string } {
  const made: string[] = [];
  const recent = new Recent<string, string>(
    budget,
    (key) => key.length,
    (key) => {
      made.push(key);
      return key.toUpperCase();
    },
  );
  return { made, get: (key) => recent.get(key) };
}

test('what was worked out last is held, as much as the budget allows', () => {
  const { made, get } = memoryOf(12);
  expect(['one', 'two', 'six', 'ten', 'one'].map((key) => get(key))).toEqual(['ONE', 'TWO', 'SIX', 'TEN', 'ONE']);
  expect(made).toEqual(['one', 'two', 'six', 'ten']);
  get('new');
  get('one');
  expect(made).toEqual(['one', 'two', 'six', 'ten', 'new', 'one']);
});

test('a few values are held, however large', () => {
  const { made, get } = memoryOf(4);
  const large = ['larger', 'largest', 'very large', 'huge as a house'];
  for (let round = 0; round < 3; round++) for (const key of large) get(key);
  expect(made).toEqual(large);
  get('one more that is large');
  get('larger');
  expect(made).toEqual([...large, 'one more that is large', 'larger']);
});
