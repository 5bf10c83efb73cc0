import { expect, test } from 'vitest';
import { fieldOf, View } from '../../../server/src/core/kubernetes/field.ts';
import { sourcePathsOf } from '../../../server/src/core/kustomize/source-paths.ts';
import { treeOf } from '../../../server/src/core/objects/places.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

test('the paths of an object are read once, as the tree of its text is parsed anew for it', () => {
  const text =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {repoURL: r, path: apps/a}}\n';
  const [application] = snapshotOf([{ uri: 'file:///a.yaml', path: '/a.yaml', text }]).ofKind('Unknown');
  if (application === undefined) throw new Error('There is no object.');
  // Of another object with the same in it nobody has asked yet.
  const resource = { ...application.resource };
  let read = 0;
  const paths = () =>
    sourcePathsOf(resource, () => {
      read++;
      return fieldOf(new View(treeOf(application)), 'spec');
    }).map(({ path }) => path);
  expect([paths(), paths()]).toEqual([['apps/a'], ['apps/a']]);
  expect(read).toBe(1);
});
