import { expect, test } from 'vitest';
import { suppressions } from '../../../server/src/core/edits/suppress.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

function titles(source: string): readonly string[] {
  const fixture = parseFixture(source);
  const { cursor } = fixture;
  const file = snapshotOfFixture(fixture).files.get(cursor?.uri ?? '');
  const offset = cursor?.offset ?? 0;
  if (file === undefined) return expect.fail('There is no file with $0.');
  return suppressions(file, offset, 'x').map((one) => one.title);
}

const line = 'Disable x for this line';
const file = 'Disable x for this file';

test('a line inside a string of several lines gets no comment', () => {
  expect(titles('kind: ConfigMap\ndata:\n  a: |\n    one\n    two$0\n  b: c\n')).toEqual([file]);
  expect(titles('kind: ConfigMap\ndata:\n  a: "one\n    two$0"\n  b: c\n')).toEqual([file]);
  expect(titles('kind: ConfigMap\ndata:\n  a: one\n    two$0\n  b: c\n')).toEqual([file]);
});

test('lines beside such a string get one', () => {
  expect(titles('kind: ConfigMap\ndata:\n  a: |$0\n    one\n  b: c\n')).toEqual([line, file]);
  expect(titles('kind: ConfigMap\ndata:\n  a: |\n    one\n  b: c$0\n')).toEqual([line, file]);
  expect(titles('kind: ConfigMap\ndata:\n  a: |\n    one\n\n  b: c$0\n')).toEqual([line, file]);
});

test('a second document counts its lines from its own start', () => {
  expect(titles('kind: ConfigMap\ndata: {a: b}\n---\nkind: ConfigMap\ndata:\n  a: |\n    one\n    two$0\n')).toEqual([
    file,
  ]);
  expect(titles('kind: ConfigMap\ndata:\n  a: |\n    one\n---\nkind: ConfigMap$0\n')).toEqual([line, file]);
});
