import { expect, test } from 'vitest';
import { folderOf, joinPath, nearness } from '../../../server/src/core/util/paths.ts';

test.each([
  ['/a/b/c.yaml', '/a/b'],
  ['/c.yaml', '/'],
  ['c.yaml', ''],
  ['/', ''],
])('the folder of %s is %s', (path, folder) => {
  expect(folderOf(path)).toBe(folder);
});

test.each([
  ['/a/b', '../c.yaml', '/a/c.yaml'],
  ['/a', './x/../c.yaml', '/a/c.yaml'],
  ['/', 'c.yaml', '/c.yaml'],
  ['', 'c.yaml', 'c.yaml'],
  ['a', '/c.yaml', '/c.yaml'],
])('below %s, %s is %s', (folder, relative, joined) => {
  expect(joinPath(folder, relative)).toBe(joined);
});

test.each([
  ['/a/x', '/a/x', 0],
  ['/a/x', '/a/y', 1],
  ['/a/x', '/a/b/y', 2],
  ['/a/b/x', '/a/c/y', 3],
  ['/a/b/x', '/c/y', 4],
  ['/x', '/y', 1],
  ['/x', '/a/y', 2],
  ['x', 'y', 1],
  ['x', 'a/y', 2],
  ['a/b/x', 'a/bc/y', 3],
  ['a/b/x', 'c/y', 4],
])('from %s, %s is at %i', (from, to, expected) => {
  expect(nearness(from, to)).toBe(expected);
});
