import { expect, test } from 'vitest';
import { isMadeOf } from '../../../server/src/core/util/pieces.ts';

test.each<[text: string, pieces: readonly string[], isMade: boolean]>([
  ['db', ['db'], true],
  ['db-0', ['db'], false],
  ['db-0', ['db-', ''], true],
  ['my-db-0', ['', 'db', ''], true],
  ['a', ['a', 'a'], false],
  ['aba', ['a', 'a'], true],
  ['abcb', ['a', 'b', 'cb'], true],
  ['abc', ['a', 'b', 'bc'], false],
  ['', [''], true],
])('%s, %s', (text, pieces, isMade) => {
  expect(isMadeOf(text, pieces)).toBe(isMade);
});
