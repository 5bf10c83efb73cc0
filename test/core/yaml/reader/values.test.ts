import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../../server/src/core/yaml/reader/read-yaml.ts';
import { valueOf } from '../../../support/yaml-value.ts';

/** What kubectl makes of a text; each case was asked of sigs.k8s.io/yaml. */
function read(text: string): unknown {
  const { root, rejection } = readYaml(text);
  expect(rejection?.message).toBe(undefined);
  return valueOf(root);
}

describe('plain scalars', () => {
  test.each<[string, unknown]>([
    ['1e400', '1e400'],
    ['.1e999', '.1e999'],
    ['1e-400', 0],
    ['9223372036854775808', 9223372036854775808],
    ['0xFFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFFF'],
    ['07777777777777777777777777', 7.777777777777778e24],
    ['0b-1', -1],
    ['-0b11', -3],
    ['+0x1F', 31],
    ['1_.5', 1.5],
    ['._1', '._1'],
    ['08', 8],
    ['0o8', '0o8'],
    ['190:20:30', '190:20:30'],
    ['2001-01-01', '2001-01-01'],
    ['<<', '<<'],
    ['=', '='],
    ['a:b', 'a:b'],
    ['a#b', 'a#b'],
    ['-a', '-a'],
    ['a # comment', 'a'],
    ['it\'s "so"', 'it\'s "so"'],
    ['— none —', '— none —'],
  ])('%s', (written, value) => {
    expect(read(`k: ${written}\n`)).toEqual({ k: value });
  });
});

describe('tags', () => {
  test.each<[string, unknown]>([
    ['!!str 80', '80'],
    ['!!int "1"', 1],
    ['!!float 1', 1],
    ['!!bool yes', true],
    ['!!null ""', null],
    ['!!binary eHg=', 'xx'],
    ['!!timestamp 2001-01-01', '2001-01-01'],
    ['!<tag:yaml.org,2002:int> 80', 80],
    ['!foo 80', '80'],
    ['! 80', '80'],
    ['!!x 80', '80'],
    ['!<x> 80', '80'],
    ['!foo {a: 1}', { a: 1 }],
    ['!!str', ''],
    ['!!str &a x', 'x'],
    ['&a !!str x', 'x'],
  ])('%s', (written, value) => {
    expect(read(`k: ${written}\n`)).toEqual({ k: value });
  });
});

describe('keys become the strings that JSON has', () => {
  test.each([
    ['.8', '0.8'],
    ['80.', '80'],
    ['8e+1', '80'],
    ['-0', '0'],
    ['80_', '80'],
    ['1.0', '1'],
    ['0x10', '16'],
    ['0.1', '0.1'],
    ['1000000.0', '1e+06'],
    ['1e-5', '1e-05'],
    ['16777217.0', '1.6777216e+07'],
    ['100000000000000000000', '1e+20'],
    ['1e39', '.inf'],
    ['.nan', '.nan'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
    ['yes', 'true'],
    ['"yes"', 'yes'],
    ['!!str 1.0', '1.0'],
    ['~x', '~x'],
  ])('%s', (written, key) => {
    expect(read(`${written}: x\n`)).toEqual({ [key]: 'x' });
    expect(read(`{${written}: x}\n`)).toEqual({ [key]: 'x' });
  });
});

describe('quoted scalars', () => {
  test.each([
    ["'x'#y\n", 'x'],
    [String.raw`"\'"`, "'"],
    [
      String.raw`"\0\a\b\t\n\v\f\r\e\ \"\\\N\_\L\P\x41\u00e4\U0001F600"`,
      '\0\x07\b\t\n\v\f\r\x1b "\\\x85\xa0\u2028\u2029Aä😀',
    ],
    ['"a\n   b\n\n  c"', 'a b\nc'],
    ['"a\\\n   b"', 'ab'],
    ['"a  \\\n   b"', 'a  b'],
    ['"a\\\n\n b"', 'a\nb'],
    ["'a\n\n b''c'", "a\nb'c"],
    ["'a\t \n \tb'", 'a b'],
    ["'a\u2028b'", 'a\u2028b'],
    ["'a\ufeffb'", 'a\ufeffb'],
    ['\ufeffa # \ufeff', '\ufeffa'],
    ["'a\u0085b'", 'a b'],
    ["'a\r\r\nb'", 'a\nb'],
    ["'\n%YAML'", ' %YAML'],
  ])('%j', (written, value) => {
    expect(read(`k: ${written}`)).toEqual({ k: value });
  });
});

describe('lines that go on in the column of the key, or left of it', () => {
  test.each<[string, unknown]>([
    ["a:\n  b: 'one\n  two\nthree'\n  c: 1\n", { a: { b: 'one two three', c: 1 } }],
    ['a:\n  b: [one,\n  two,\nthree\n]\n  c: 1\n', { a: { b: ['one', 'two', 'three'], c: 1 } }],
    ['a:\n  b: {\n  c: 1,\nd: 2 # more\n\n}\n', { a: { b: { c: 1, d: 2 } } }],
    ['- [\n]\n- "\n"\n', [[], ' ']],
    ['a: b\n c\n\n d\n', { a: 'b c\nd' }],
    ['a:\n- b\n- c\nd: e\n', { a: ['b', 'c'], d: 'e' }],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });
});

describe('blocks of text', () => {
  test.each([
    ['|\n  x\n   y\n\n', 'x\n y\n'],
    ['|\n  x', 'x'],
    ['|-\n  x\n\n', 'x'],
    ['|+\n  x\n\n', 'x\n\n'],
    ['>\n  x\n  y\n\n  z\n', 'x y\nz\n'],
    ['>\n  x\n   y\n  z\n', 'x\n y\nz\n'],
    ['|1-\n  x\n', ' x'],
    ['|-1\n  x\n', ' x'],
    ['|#c\n  x\n', 'x\n'],
    ['|\n  x\r\n  y\u2028  z\u0085', 'x\ny\u2028z\n'],
    ['|\n \n  x\n', '\nx\n'],
    ['|\n  x\n# comment\n', 'x\n'],
    ['|\n', ''],
    ['|+\n\n\n', '\n\n'],
  ])('%j', (written, value) => {
    expect(read(`k: ${written}`)).toEqual({ k: value });
  });
});

describe('brackets and braces', () => {
  test.each<[string, unknown]>([
    ['[a:b, http://x/y=z, -c, a b]', ['a:b', 'http://x/y=z', '-c', 'a b']],
    ['[a: b, ? c : d, "e": f, g: ]', [{ a: 'b' }, { c: 'd' }, { e: 'f' }, { g: null }]],
    ['{a, b: , c: 1, }', { a: null, b: null, c: 1 }],
    ['{"a":1,"b":[]}', { a: 1, b: [] }],
    ['[\ta\t,\tb\t]', ['a', 'b']],
    ['[a, # one\n b]', ['a', 'b']],
    ['{a: |, b}', undefined],
  ])('%j', (written, value) => {
    if (value === undefined) expect(readYaml(`k: ${written}`).rejection).toBeDefined();
    else expect(read(`k: ${written}`)).toEqual({ k: value });
  });
});

describe('lines end at any line break, also behind a comment', () => {
  test.each(['\n', '\r\n', '\r', '\u0085', '\u2028', '\u2029'])('%j', (lineBreak) => {
    const lines = ['a: 1 # one', '# two', 'b:', '  - c', '  - d: e', 'f: g', ''];
    expect(read(lines.join(lineBreak))).toEqual({ a: 1, b: ['c', { d: 'e' }], f: 'g' });
  });
});

describe('tabs', () => {
  test.each(['a: b\t# c\n', 'a:\tb\n', 'a: b\t\n', 'a: [\n\t"b"\n\t]\n', '"a"\t: b\n', 'a: b # \t\n'])('%j', (text) => {
    expect(readYaml(text).rejection).toBe(undefined);
  });
});

describe('anchors, aliases and merge keys', () => {
  test.each<[string, unknown]>([
    ['a: &x 1\nb: *x\nc: &x 2\nd: *x\n', { a: 1, b: 1, c: 2, d: 2 }],
    ['a: &x k\n*x : v\n', { a: 'k', k: 'v' }],
    ['&k a: b\nc: *k\n', { a: 'b', c: 'a' }],
    ['a: &a [&a b, *a]\nc: *a\n', { a: ['b', 'b'], c: 'b' }],
    ['a: &a {k: 1}\nb: {<<: *a, k: 2}\n', { a: { k: 1 }, b: { k: 2 } }],
    ['a: &a {k: 1}\nb: {k: 2, <<: *a}\n', { a: { k: 1 }, b: { k: 1 } }],
    ['a: &a {k: 1}\nb: &b {k: 2, l: 3}\nc: {<<: [*a, *b]}\n', { a: { k: 1 }, b: { k: 2, l: 3 }, c: { k: 1, l: 3 } }],
    ['a: {<<: {k: 1}, <<: {k: 2}}\n', { a: { k: 2 } }],
    ['a: {"<<": 1}\n', { a: { '<<': 1 } }],
    ['a: {!!merge "<<": {b: 1}}\n', { a: { b: 1 } }],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });
});

describe('JSON, where an object begins the document', () => {
  test.each<[string, unknown]>([
    ['{"a":\t"\\/", "a": 80.0}', { a: 80 }],
    ['\n\t{"a"\n: "\\ud83d\\ude00"}\n', { a: '😀' }],
    ['{"a": "x\u2028  y\x7f"}', { a: 'x\u2028  y\x7f' }],
    [`{"${'k'.repeat(2000)}": 1}`, { ['k'.repeat(2000)]: 1 }],
    ['{"a": 1,}', { a: 1 }],
    ['{"__proto__": 1}', JSON.parse('{"__proto__": 1}')],
  ])('%j', (text, value) => {
    expect(read(text)).toEqual(value);
  });
});

test('a document of comments has no value', () => {
  expect(readYaml('# nothing\n\n').root).toBe(undefined);
  expect(readYaml('').root).toBe(undefined);
});
