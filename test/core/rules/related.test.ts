import { expect, test } from 'vitest';
import { findProblems } from '../../../server/src/core/rules/run.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

test('of thousands of Pods behind a wrong port the first are told', () => {
  const pods = Array.from(
    { length: 50 },
    (_, index) =>
      `---\napiVersion: v1\nkind: Pod\nmetadata: {name: db-${index}, labels: {app: db}}\nspec: {containers: [{name: db, image: db, ports: [{name: sql, containerPort: 5432}]}]}\n`,
  );
  const service = `apiVersion: v1\nkind: Service\nmetadata: {name: db}\nspec: {selector: {app: db}, ports: [{port: 5432, targetPort: sqk}]}\n`;
  const snapshot = snapshotOf([{ uri: 'a.yaml', path: 'a.yaml', text: service + pods.join('') }]);
  const [file] = snapshot.files.values();
  const found = file === undefined ? [] : findProblems(snapshot, file);
  expect(found.map(({ code, related }) => [code, related.length])).toEqual([['dangling-target-port', 20]]);
});
