import { expect, test } from 'vitest';
import { createExclusion, excludesOf } from '../../server/src/host/manifest-files.ts';
import { snapshotOf } from '../support/snapshot-of.ts';

/** The configurations of files by their paths. */
const configurationsOf = (files: Readonly<Record<string, string>>) =>
  snapshotOf(Object.entries(files).map(([path, text]) => ({ uri: path, path, text }))).configurations;

test('only a configuration that leaves something out has to do with which files are read', () => {
  const configurations = configurationsOf({
    '.headlight.yaml': 'clusterDomain: one.example\n',
    'a/.headlight.yaml': 'exclude: []\n',
    'b/.headlight.yaml': 'exclude: ["old/**"]\n',
  });
  expect(excludesOf(configurations)).toEqual([{ folder: 'b', exclude: ['old/**'] }]);
  expect(excludesOf(configurations.filter(({ folder }) => folder !== 'b'))).toEqual([]);
});

test('a configuration leaves out what is below its folder, and no other configuration', () => {
  const isExcluded = createExclusion(configurationsOf({ 'b/.headlight.yaml': 'exclude: ["old/**"]\n' }));
  expect(['b/old/a.yaml', 'b/a.yaml', 'old/a.yaml', 'b/old/.headlight.yaml'].filter(isExcluded)).toEqual([
    'b/old/a.yaml',
  ]);
});
