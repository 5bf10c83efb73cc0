import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchange } from '../../../server/src/core/util/ordered.ts';

interface Item {
  readonly rank: number;
  readonly name: number;
}

const byRank = (one: Item, other: Item): number => one.rank - other.rank;

/** Items of few ranks, so that many are equal in order. */
const items = (names: number) =>
  fc
    .array(fc.integer({ min: 0, max: 5 }), { maxLength: 12 })
    .map((ranks) => ranks.map((rank, index): Item => ({ rank, name: names + index })));

test('an exchange leaves what taking out, adding at the end and sorting would leave', () => {
  fc.assert(
    fc.property(items(0), items(100), fc.array(fc.boolean()), (before, added, isGone) => {
      const list = [...before].sort(byRank);
      const gone = list.filter((_, index) => isGone[index]);
      const wanted = [...list.filter((_, index) => !isGone[index]), ...added].sort(byRank);
      exchange(list, gone, added, byRank);
      expect(list).toEqual(wanted);
    }),
  );
});

test('an item whose rank has changed since it came in is taken out, too', () => {
  const moved = { rank: 1, name: 0 };
  const list = [moved, { rank: 2, name: 1 }, { rank: 3, name: 2 }];
  moved.rank = 9;
  exchange(list, [moved], [], byRank);
  expect(list.map(({ name }) => name)).toEqual([1, 2]);
});

test('one that is not there is taken out without a trace', () => {
  const list = [{ rank: 1, name: 0 }];
  exchange(list, [{ rank: 1, name: 5 }], [], byRank);
  expect(list).toEqual([{ rank: 1, name: 0 }]);
});
