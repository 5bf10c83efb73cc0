import { expect, test } from 'vitest';
import { alignColumns, displayWidth } from '../../../server/src/core/util/columns.ts';

test.each([
  ['', 0],
  ['db.shop', 7],
  ['é', 1],
  ['서비스', 6],
  ['서비스 "db"', 11],
  ['→ 💡', 4],
])('"%s" takes %i columns', (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test('columns of Hangul and of Latin letters stand below each other', () => {
  expect(
    alignColumns([
      ['이름', 'A'],
      ['name', 'AAAA'],
    ]),
  ).toEqual(['이름  A', 'name  AAAA']);
});
