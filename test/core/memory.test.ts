import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { findProblems } from '../../server/src/core/rules/run.ts';
import { snapshotOf } from '../support/snapshot-of.ts';

// What is kept of a workspace beside its texts is little, whatever is in them.

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** How many bytes are kept of the files of a workspace that is checked, by name, beside their texts. */
function bytesBeside(files: Readonly<Record<string, string>>): number {
  // Texts are one piece each, as those that are read from disk are.
  const texts = Object.entries(files).map(([path, text]) => ({
    uri: `file:///w/${path}`,
    path,
    text: Buffer.from(text).toString(),
  }));
  collectGarbage();
  const before = getHeapStatistics().used_heap_size;
  const snapshot = snapshotOf(texts);
  for (const file of snapshot.files.values()) findProblems(snapshot, file);
  collectGarbage();
  const bytes = getHeapStatistics().used_heap_size - before;
  return snapshot.files.size === texts.length ? bytes : 0;
}

test('of a text in a ConfigMap its hosts are kept, and not the whole text a second time', () => {
  const lines = `    feature.flag=the value of a long text\n`.repeat(5000);
  const conf = (name: string): string =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata:\n  app.properties: |\n    url=http://${name}.shop.svc.cluster.local/\n${lines}`;
  const confs = (name: string, count: number): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`${name}-${index}.yaml`, conf(`${name}-${index}`)]),
    );
  // What runs for the first time takes memory, too.
  bytesBeside(confs('warm', 3));
  expect(bytesBeside(confs('conf', 24))).toBeLessThan(12 * lines.length);
});
