import { expect, test } from 'vitest';
import { sourcePathsOf } from '../../../server/src/core/kustomize/source-paths.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

test('the paths of an object are read once, as the tree of its text is parsed anew for it', () => {
  const text =
    'apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec: {source: {repoURL: r, path: apps/a}}\n';
  const [application] = snapshotOf([{ uri: 'file:///a.yaml', path: '/a.yaml', text }]).ofKind('Unknown');
  if (application === undefined) throw new Error('There is no object.');
  // Of another object with the same in it nobody has asked yet.
  const resource = { ...application.resource };
  let read = 0;
  const object = {
    ...application,
    resource,
    get document() {
      read++;
      return application.document;
    },
  };
  const paths = () => sourcePathsOf(object).map(({ path }) => path);
  expect([paths(), paths()]).toEqual([['apps/a'], ['apps/a']]);
  expect(read).toBe(1);
});
