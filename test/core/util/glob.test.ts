import { expect, test } from 'vitest';
import { globMatcher } from '../../../server/src/core/util/glob.ts';

const cases: readonly [glob: string, matching: readonly string[], others: readonly string[]][] = [
  [
    'deploy/prod',
    ['deploy/prod/a.yaml', 'deploy/prod/x/a.yaml', 'deploy/prod'],
    ['deploy/production/a.yaml', 'x/deploy/prod/a'],
  ],
  ['deploy/prod/', ['deploy/prod/a.yaml'], ['deploy/b.yaml']],
  ['./deploy/*', ['deploy/a.yaml', 'deploy/prod/a.yaml'], ['deploy', 'a.yaml']],
  ['deploy/prod/**', ['deploy/prod/a.yaml', 'deploy/prod/x/y/a.yaml'], ['deploy/a.yaml']],
  ['**/prod/**', ['prod/a.yaml', 'a/b/prod/c/d.yaml'], ['a/prods/b.yaml', 'prod']],
  ['**', ['a', 'a/b/c'], []],
  ['*.yaml', ['a.yaml', '.yaml'], ['a/b.yaml', 'a.yml']],
  ['a?c', ['abc', 'a\u{1F389}c'], ['ac', 'a/c']],
  ['{a,b/c}/x', ['a/x', 'b/c/x'], ['c/x', 'a,b/c/x']],
  ['{deploy/*,x}.yaml', ['deploy/a.yaml', 'x.yaml'], ['deploy/a/b.yaml']],
  ['[ab]/[!c-e]', ['a/a', 'b/f'], ['c/a', 'a/d']],
  ['**/prod', ['prod', 'a/prod', 'a/b/prod/c'], ['xprod', 'a/xprod']],
  ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['ab', 'a/xb', 'xa/b']],
  ['a.b+c(d)|e$^', ['a.b+c(d)|e$^'], ['axb+c(d)|e$^']],
  ['**/*.{yaml,yml}', ['a.yaml', 'a/b/.c.yml'], ['a.json']],
  ['{a,b{c,d/e}}/f', ['a/f', 'bc/f', 'bd/e/f/g'], ['b/f', 'bc']],
  ['a/{x/**,y}', ['a/x/b', 'a/y', 'a/y/z'], ['a/x', 'a/z']],
  ['[^a]b', ['cb'], ['ab', '/b']],
  ['[[]', ['['], ['[[]']],
  ['/a//b/', ['a/b', 'a/b/c'], ['b']],
  ['a**b', ['ab', 'axxb'], ['a/b']],
  ['.git*', ['.git/a', '.github/b'], ['git']],
  ['', [], ['a', '']],
  ['/', [], ['a', '']],
  ['a[', ['a['], ['a']],
  ['{a', ['{a'], ['a']],
];

test.each(cases)('%s', (glob, matching, others) => {
  const matches = globMatcher([glob]);
  expect(matching.filter((path) => !matches(path))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test('any of several globs matches', () => {
  expect(['a/x', 'b.yaml', 'c'].filter(globMatcher(['a', '*.yaml']))).toEqual(['a/x', 'b.yaml']);
  expect(globMatcher([])('a')).toBe(false);
});

// Each takes longer than the life of a machine where every way to match is tried.
test.each([
  ['many stars', '*a'.repeat(2000) + 'b', 'a'.repeat(5000)],
  ['many folders', '**/a/'.repeat(2000) + 'b', 'a/'.repeat(5000)],
  ['many choices', '{a,aa}'.repeat(200) + 'b', 'a'.repeat(5000)],
  ['choices within choices', '{a,'.repeat(200) + 'b' + '}'.repeat(200), 'c'],
  ['many open brackets', '['.repeat(500_000), 'c'],
  ['many open braces', '{a'.repeat(500_000), 'c'],
  ['many slashes', '/'.repeat(500_000) + 'b', 'c'],
])('%s are no trap', (_, glob, path) => {
  expect(globMatcher([glob])(path)).toBe(false);
});
