import { expect, test } from 'vitest';
import { Answers, Cell, Derived, forGood } from '../../../server/src/core/util/derived.ts';

test('a value is worked out once while nothing it rests on changes', () => {
  const { cell, derived, count } = counting();
  expect([derived.value, derived.value, count()]).toEqual([1, 1, 1]);
  cell.change();
  expect([count(), derived.value, count()]).toEqual([1, 2, 2]);
});

test('a value that rests on another one follows what that one rests on', () => {
  const { cell, derived } = counting();
  const next = derivedBy(() => derived.value * 10);
  expect(next.value).toBe(10);
  cell.change();
  expect([next.isStale, next.value]).toEqual([true, 20]);
});

test('what was read for an earlier value, and is not read any more, counts no longer', () => {
  const which = new Cell();
  const [one, other] = [new Cell(), new Cell()];
  let isOne = true;
  const derived = derivedBy(() => {
    which.read();
    (isOne ? one : other).read();
    return isOne;
  });
  expect(derived.value).toBe(true);
  isOne = false;
  which.change();
  expect(derived.value).toBe(false);
  one.change();
  expect(derived.isStale).toBe(false);
  other.change();
  expect(derived.isStale).toBe(true);
});

test('what fails is worked out again when somebody asks again', () => {
  let fails = true;
  const derived = derivedBy(() => {
    if (fails) throw new Error('no');
    return 1;
  });
  expect(() => derived.value).toThrow('no');
  fails = false;
  expect(derived.value).toBe(1);
});

test('a cell that nobody reads any more is not held', () => {
  const cell = new Cell();
  const derived = derivedBy(() => cell.read());
  expect(derived.value).toBeUndefined();
  expect(cell.isRead).toBe(true);
  derived.drop();
  expect(cell.isRead).toBe(false);
});

test('what was worked out about a thing that is gone takes with it what was made of it', () => {
  const thing = { size: 1 };
  const size = (_: string, { size }: { readonly size: number }): number => size;
  const answers = new Answers('whole');
  const sum = derivedBy(() => answers.about(thing, size) + 1);
  expect(sum.value).toBe(2);
  answers.forget(thing);
  expect(sum.isStale).toBe(true);
});

test('what is worked out for good notes nothing, also of values on the way, and what is worked out later does', () => {
  const { cell, derived } = counting();
  const next = derivedBy(() => derived.value * 10);
  expect(forGood(() => next.value)).toBe(10);
  expect([cell.isRead, derived.isRead]).toEqual([false, false]);
  const later = derivedBy(() => cell.read());
  expect([later.value, cell.isRead]).toEqual([undefined, true]);
});

function counting(): { readonly cell: Cell; readonly derived: Derived<number>; readonly count: () => number } {
  const cell = new Cell();
  let made = 0;
  const derived = derivedBy(() => {
    cell.read();
    return ++made;
  });
  return { cell, derived, count: () => made };
}

function derivedBy<T>(compute: () => T): Derived<T> {
  return new Derived({ compute, asked: undefined });
}
