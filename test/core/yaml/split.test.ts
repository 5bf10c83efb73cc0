import { expect, test } from 'vitest';
import { splitDocuments } from '../../../server/src/core/yaml/split.ts';

const pieces = (text: string): string[] => splitDocuments(text).map((document) => `${document.start}:${document.text}`);

test('documents are cut at marker lines, and each knows where it starts', () => {
  expect(pieces('a: 1\n---\nb: 2\n')).toEqual(['0:a: 1\n', '8:\nb: 2\n']);
});

test('stretches of comments and white space are no documents', () => {
  expect(pieces('# first\n---\n\n  # only\n---\na: 1')).toEqual(['25:\na: 1']);
});

test('what stands behind the marker belongs to the document', () => {
  expect(pieces('--- {a: 1}\n--- # note\nb: 2')).toEqual(['3: {a: 1}\n', '14: # note\nb: 2']);
});

test('a document end marker ends a document', () => {
  expect(pieces('a: 1\n...\nb: 2')).toEqual(['0:a: 1\n', '8:\nb: 2']);
});

test('dashes that are no marker stay in their document', () => {
  expect(pieces('a: |\n  ---\n  text\n----: 1\n')).toHaveLength(1);
});

test('CRLF and a byte order mark', () => {
  expect(pieces('\uFEFFa: 1\r\n---\r\nb: 2\r\n')).toEqual(['1:a: 1\r\n', '10:\r\nb: 2\r\n']);
});

test('an unclosed quote cannot swallow the next document', () => {
  const [broken, whole] = splitDocuments('a: "open\n---\nkind: Service\n');
  expect(broken?.text).toBe('a: "open\n');
  expect(whole?.text).toBe('\nkind: Service\n');
});

test('directives belong to the document that follows them', () => {
  expect(pieces('# first\n%YAML 1.2\n---\na: 1\n---\nb: 2')).toEqual([
    '0:# first\n%YAML 1.2\n---\na: 1\n',
    '30:\nb: 2',
  ]);
});

test('objects of JSON in a row are documents; what is no JSON is one', () => {
  expect(pieces('{"a": "}{"}\n{"b": {}} {"c": 1}\n')).toEqual(['0:{"a": "}{"}', '11:\n{"b": {}}', '21: {"c": 1}\n']);
  expect(pieces('{a: 1}\n{b: 2}\n')).toEqual(['0:{a: 1}\n{b: 2}\n']);
});
