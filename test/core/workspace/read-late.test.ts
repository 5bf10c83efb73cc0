import { afterEach, expect, test, vi } from 'vitest';
import { serviceTable } from '../../../server/src/core/kubernetes/kinds/service.ts';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

afterEach(() => vi.restoreAllMocks());

test('of the texts of a base and of patches no objects are read, only of what the kustomization makes of them', () => {
  const also = serviceTable.also.bind(serviceTable);
  const read: (string | undefined)[] = [];
  vi.spyOn(serviceTable, 'also').mockImplementation((object, base) => {
    read.push(base.metadata.name?.value);
    return also(object, base);
  });
  const service = (name: string): string =>
    `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: wrong, ports: [{port: 80}]}\n`;
  const files = {
    'base/kustomization.yaml': 'resources: [s.yaml]\n',
    'base/s.yaml': service('db'),
    'over/kustomization.yaml': 'resources: [../base]\nnamespace: x\npatches: [{path: patch.yaml}]\n',
    'over/patch.yaml': 'apiVersion: v1\nkind: Service\nmetadata: {name: db, annotations: {a: b}}\n',
    'plain.yaml': service('web'),
  };
  const snapshot = snapshotOf(Object.entries(files).map(([path, text]) => ({ uri: `file:///${path}`, path, text })));
  const found = [...snapshot.files.values()].flatMap((file) => findProblems(snapshot, file).map(() => file.path));
  expect(new Set(found)).toEqual(new Set(['base/s.yaml', 'plain.yaml']));
  expect(read).toEqual(['db', 'web']);
});
