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
  ['a[', ['a['], ['a']],
  ['{a', ['{a'], ['a']],
];

test.each(cases)('%s', (glob, matching, others) => {
  const matches = globMatcher(glob);
  expect(matching.filter((path) => !matches(path))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test('a glob with many stars is no trap', () => {
  const started = performance.now();
  expect(globMatcher('*a*a*a*a*a*a*a*b')('a'.repeat(60))).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});
