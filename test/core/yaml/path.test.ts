import { expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { placeAtOffset, spanOf, type At } from '../../../server/src/core/yaml/path.ts';

const text = `kind: Service
metadata:
  name: "db"
spec:
  clusterIP:
  ports:
    - port: 80
      name: sql
  selector: {app: db}
data:
  folded: >-
    peers: db-0.db,
    db-1.db
  literal: |
    db-0.db
    db-0.db
`;

function spanned(at: At): string {
  const span = spanOf(parseDocument(text), at);
  return text.slice(span.start, span.end);
}

test.each<[string, At, string]>([
  ['a value', { path: ['kind'] }, 'Service'],
  ['a quoted value with its quotes', { path: ['metadata', 'name'] }, '"db"'],
  ['a key', { path: ['metadata', 'name'], part: 'key' }, 'name'],
  ['an absent value stands for its key', { path: ['spec', 'clusterIP'] }, 'clusterIP'],
  ['a block map stands for its key', { path: ['spec'] }, 'spec'],
  ['a flow map is shown whole', { path: ['spec', 'selector'] }, '{app: db}'],
  ['a list item stands for its first key', { path: ['spec', 'ports', 0] }, 'port'],
  ["an absent path stands for the nearest ancestor's key", { path: ['spec', 'ports', 0, 'targetPort'] }, 'port'],
  ['an absent branch', { path: ['spec', 'ipFamilies', 1] }, 'spec'],
  ['a block scalar is shown by its header', { path: ['data', 'literal'] }, '|'],
  ['a stretch of a quoted string', { path: ['metadata', 'name'], within: { start: 1, end: 2 } }, 'b'],
  ['a stretch of a folded string', { path: ['data', 'folded'], within: { start: 16, end: 23 } }, 'db-1.db'],
])('%s', (_situation, at, expected) => {
  expect(spanned(at)).toBe(expected);
});

test('the second of two equal stretches of a literal string', () => {
  const span = spanOf(parseDocument(text), { path: ['data', 'literal'], within: { start: 8, end: 15 } });
  expect(span.start).toBe(text.lastIndexOf('db-0.db'));
});

test.each([
  ['Service', ['kind'], 'value'],
  ['port:', ['spec', 'ports', 0, 'port'], 'key'],
  ['sql', ['spec', 'ports', 0, 'name'], 'value'],
  ['db}', ['spec', 'selector', 'app'], 'value'],
  ['app:', ['spec', 'selector', 'app'], 'key'],
  ['clusterIP', ['spec', 'clusterIP'], 'key'],
])('the place at %j', (sought, path, part) => {
  expect(placeAtOffset(parseDocument(text).root, text.indexOf(sought) + 1)).toMatchObject({ path, part });
});

test('there is no place in white space', () => {
  expect(placeAtOffset(parseDocument(text).root, text.indexOf('    - port') + 1)).toBeUndefined();
});
