import { expect, test } from 'vitest';
import { splitDocuments } from '../../../server/src/core/yaml/split.ts';

const pieces = (text: string): string[] => splitDocuments(text).map((document) => `${document.start}:${document.text}`);

test('documents are cut at marker lines, and each knows where it starts', () => {
  expect(pieces('a: 1\n---\nb: 2\n')).toEqual(['0:a: 1\n', '8:\nb: 2\n']);
});

test('stretches of comments and white space are no documents', () => {
  expect(pieces('# first\n---\n\n  # only\n---\na: 1')).toEqual(['25:\na: 1']);
});

test('blanks of any kind and a comment may follow a separator, and are in no document', () => {
  for (const behind of [' # note', '\t', '\t# note', '#note', '\u00A0', '   '])
    expect(pieces(`a: 1\n---${behind}\nb: 2`)).toEqual(['0:a: 1\n', `${8 + behind.length}:\nb: 2`]);
});

test('a separator with more on its line begins the document, which kubectl refuses', () => {
  for (const behind of [' {a: 1}', ' !x', ' ---', '-', 'x', ' |'])
    expect(pieces(`a: 1\n---${behind}\nb: 2`)).toEqual(['0:a: 1\n', `5:---${behind}\nb: 2`]);
});

test('what a template writes behind a separator belongs to the document', () => {
  expect(pieces('a: 1\n---{{ if .x }}\nb: 2')).toEqual(['0:a: 1\n', '8:{{ if .x }}\nb: 2']);
});

test('a document end marker separates nothing', () => {
  expect(pieces('a: 1\n...\nb: 2\n---\nc: 3')).toEqual(['0:a: 1\n...\nb: 2\n', '17:\nc: 3']);
});

test('dashes inside of a line stay in their document', () => {
  expect(pieces('a: |\n  ---\n  text\n -----\n')).toHaveLength(1);
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
