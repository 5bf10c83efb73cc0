import { afterEach, expect, test, vi } from 'vitest';
import { serviceTable } from '../../../server/src/core/kubernetes/kinds/service.ts';
import { AskedFiles } from '../../../server/src/core/kustomize/asked-files.ts';
import { rules } from '../../../server/src/core/rules/index.ts';
import { checkFile, findProblems } from '../../../server/src/core/rules/run.ts';
import { failureSentence } from '../../../server/src/core/files/failures.ts';
import type { Snapshot } from '../../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';

// A mistake of ours costs what it is about: the document, the kustomization, or what one rule says of one object.

afterEach(() => vi.restoreAllMocks());

const wrong = (name: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {clusterIP: none, type: clusterip, ports: [{port: 80}]}\n`;

function boom(): never {
  throw new RangeError('Maximum call stack size exceeded');
}

function snapshotWith(files: Readonly<Record<string, string>>): Snapshot {
  return snapshotOf(Object.entries(files).map(([path, text]) => ({ uri: `file:///${path}`, path, text })));
}

/** What is found in each file, and what failed there. */
function judged(snapshot: Snapshot): Readonly<Record<string, { found: number; failed: readonly string[] }>> {
  return Object.fromEntries(
    [...snapshot.files.values()].map((file) => {
      const found = findProblems(snapshot, file).length;
      return [file.path, { found, failed: checkFile(snapshot, file).failures.map(({ what }) => what) }];
    }),
  );
}

test('a document that cannot be read is one that says nothing, and the others of its file and all files are judged', () => {
  const also = serviceTable.also.bind(serviceTable);
  const files = { 'a.yaml': `${wrong('a')}---\n${wrong('boom')}---\n${wrong('c')}`, 'b.yaml': wrong('b') };
  const alone = judged(snapshotWith({ 'b.yaml': wrong('b') }))['b.yaml']?.found ?? 0;
  expect(alone).toBeGreaterThan(0);
  vi.spyOn(serviceTable, 'also').mockImplementation((object, base) =>
    base.metadata.name?.value === 'boom' ? boom() : also(object, base),
  );
  expect(judged(snapshotWith(files))).toEqual({
    'a.yaml': { found: 2 * alone, failed: ['reading this file'] },
    'b.yaml': { found: alone, failed: [] },
  });
});

test('a rule that fails at an object says nothing of it, and the other rules and objects are judged', () => {
  const files = { 'a.yaml': wrong('a'), 'b.yaml': wrong('b') };
  const before = judged(snapshotWith(files));
  const rule = rules.find(({ code }) => code === 'invalid-cluster-ip');
  if (rule === undefined) throw new Error('There is no such rule.');
  const check = rule.check.bind(rule);
  vi.spyOn(rule, 'check').mockImplementation((placed, context) =>
    placed.name === 'a' ? boom() : check(placed, context),
  );
  const snapshot = snapshotWith(files);
  expect(judged(snapshot)).toEqual({
    'a.yaml': { found: (before['a.yaml']?.found ?? 0) - 1, failed: ['checking this file for "invalid-cluster-ip"'] },
    'b.yaml': before['b.yaml'],
  });
  const [file] = snapshot.files.values();
  expect(file && checkFile(snapshot, file).failures.map(failureSentence)).toEqual([
    'Headlight failed at checking this file for "invalid-cluster-ip". This is a bug in Headlight; report it: Maximum call stack size exceeded.',
  ]);
});

test('a kustomization that cannot be built is one of which nothing is known, and the others are built', () => {
  const file = Reflect.get(AskedFiles.prototype, 'file');
  vi.spyOn(AskedFiles.prototype, 'file').mockImplementation(function (this: AskedFiles, path) {
    return path.startsWith('boom/') ? boom() : file.call(this, path);
  });
  const snapshot = snapshotWith({
    'boom/kustomization.yaml': 'resources: [s.yaml]\n',
    'fine/kustomization.yaml': 'resources: [s.yaml]\nnamePrefix: x-\n',
    'fine/s.yaml': wrong('s'),
  });
  expect(judged(snapshot)['boom/kustomization.yaml']).toEqual({ found: 0, failed: ['building this kustomization'] });
  expect(snapshot.ofKind('Service').map(({ name }) => name)).toEqual(['x-s']);
});

test('125,000 host names in one string are read', () => {
  const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  x: "${'db.prod;'.repeat(125_000)}"\n`;
  expect(judged(snapshotWith({ 'a.yaml': text }))).toEqual({ 'a.yaml': { found: 0, failed: [] } });
});

test('a chain of 3,000 kustomizations is built as far as anybody goes, which is said', () => {
  const chain = Array.from({ length: 3000 }, (_, index): [string, string] => [
    `d${index}/kustomization.yaml`,
    `resources: [${index === 2999 ? 's.yaml' : `../d${index + 1}`}]\n`,
  ]);
  const snapshot = snapshotWith({ ...Object.fromEntries(chain), 'd2999/s.yaml': '' });
  const found = [...snapshot.files.values()].flatMap((file) => findProblems(snapshot, file));
  expect(found.map(({ file, severity, id }) => [file.path, severity, id])).toEqual([
    ['d100/kustomization.yaml', 'information', 'tooLong'],
  ]);
});

test('words that every object of JavaScript knows are words like others', () => {
  const words = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
  const objectOf = (word: string): string =>
    `${wrong(word)}---\napiVersion: ${word}\nkind: ${word}\nmetadata: {name: ${word}, labels: {${word}: ${word}}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {${word}: ${word}}, ${word}: 1}\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [{name: c, image: i}], ${word}: [{${word}: a}]}\n`;
  const patch = (word: string): string =>
    `- patch: "{apiVersion: v1, kind: Pod, metadata: {name: web}, spec: {${word}: [{${word}: b}]}}"\n`;
  const files = words.flatMap((word): (readonly [string, string])[] => [
    [`${word}.yaml`, objectOf(word)],
    [`${word}/all.yaml`, objectOf(word)],
    [`${word}/kustomization.yaml`, `resources: [all.yaml]\nnamespace: ${word}\npatches:\n${patch(word)}`],
  ]);
  const snapshot = snapshotWith(Object.fromEntries(files));
  for (const file of snapshot.files.values()) expect(checkFile(snapshot, file).failures, file.path).toEqual([]);
});
