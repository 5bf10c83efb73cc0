import { expect, test } from 'vitest';
import { readPattern } from '../../../server/src/core/util/pattern.ts';

// What patterns mean is held against kubectl in test/core/kustomize/oracle.test.ts.

function answer(written: string, text: string): boolean | string {
  const pattern = readPattern(written);
  return pattern.kind === 'pattern' ? pattern.matches(text) : pattern.kind;
}

test.each([
  ['web', 'web', true],
  ['web', 'web-1', false],
  ['web.*', 'web-1', true],
  ['eb.*', 'web-1', false],
  ['', 'web', false],
  ['web(?=-)', 'web-1', 'wrong'],
  ['((((', '((((', 'wrong'],
  ['a'.repeat(20_000), 'a', 'tooLong'],
])('%s on %s', (written, text, expected) => {
  expect(answer(written, text)).toBe(expected);
});

// JavaScript's own expressions take more than the life of a machine for these.
test.each(['(a+)+$', '(a|aa)+$', '(a|a?)+$', '([a-z]+)*$', '(.*a){20}', 'a?'.repeat(100) + 'a'.repeat(100)])(
  '%s is no trap',
  (written) => {
    expect(answer(written, `${'a'.repeat(60)}!`)).toBe(false);
  },
);

test.each(['('.repeat(5000) + ')'.repeat(5000), '(?:(?:(?:a{1,1000}){1,1000}){1,1000})', 'a{1000000}'])(
  'too large a pattern is refused, as Go does',
  (written) => {
    expect(answer(written, 'a')).toBe('wrong');
  },
);
