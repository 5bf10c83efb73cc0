import { expect, test } from 'vitest';
import { resolvePlainScalar } from '../../../server/src/core/yaml/scalar.ts';

// Left as written in a manifest, right as kubectl sends it.
test.each([
  ['yes', true],
  ['Off', false],
  ['y', true],
  ['N', false],
  ['oN', 'oN'],
  ['None', 'None'],
  ['none', 'none'],
  ['~', null],
  ['Null', null],
  ['nULL', 'nULL'],
  ['80', 80],
  ['-1', -1],
  ['+7', 7],
  ['0644', 420],
  ['0o644', 420],
  ['0x1F', 31],
  ['0b101', 5],
  ['-0b11', -3],
  ['1_000', 1000],
  ['089', 89],
  ['20:20', '20:20'],
  ['190:20:30', '190:20:30'],
  ['2001-01-01', '2001-01-01'],
  ['1.5', 1.5],
  ['.5', 0.5],
  ['1e3', 1000],
  ['1.', 1],
  ['.inf', Infinity],
  ['-.Inf', -Infinity],
  ['10.0.0.1', '10.0.0.1'],
  ['1.2.3', '1.2.3'],
  ['-', '-'],
  ['0x', '0x'],
])('%s is read as %j', (text, value) => {
  expect(resolvePlainScalar(text)).toStrictEqual(value);
});

test('.nan is not a number', () => {
  expect(resolvePlainScalar('.nan')).toBeNaN();
});
