import { describe, expect, test } from 'vitest';
import { readYaml } from '../../../../server/src/core/yaml/reader/read-yaml.ts';
import { parseDocument } from '../../../../server/src/core/yaml/parse.ts';

/** What is rejected of a text, and a word of the reason; each case was asked of sigs.k8s.io/yaml. */
function rejected(text: string): { readonly at: string; readonly message: string } {
  const { rejection } = readYaml(text);
  if (rejection === undefined) return expect.fail('It is not refused.');
  const { start, end } = rejection.span;
  expect(parseDocument(text).problems).toHaveLength(1);
  return { at: text.slice(start, end), message: rejection.message };
}

describe('refused, the place it stands at, and why', () => {
  test.each<[string, string, string, string]>([
    ['a tab in a blank line', 'a:\n  b: 1\n  \t\nc: 2\n', '\t', 'tab'],
    ['a tab that indents', 'a:\n\tb: 1\n', '\t', 'tab'],
    ['a tab behind a dash', '- \tb\n', '\t', 'tab'],
    ['a tab before a comment', 'a: 1\n\t# b\n', '\t', 'tab'],
    ['a tab that indents the next line of a text', 'a:\n  b: c\n\td\n', '\t', 'tab'],
    ['a tab that begins a block of text', 'a: |\n \tb\n', '\t', 'tab'],
    ['a question mark in brackets', 'a: [--url=http://x/?a=b]\n', '?', '","'],
    ['a question mark in braces', 'a: {url: http://x/q?a=b}\n', '?', '","'],
    ['a colon that begins a text in brackets', 'a: [:b]\n', ':', 'A value'],
    ['a control character', 'a: x\x01y\n', '\x01', 'U+0001'],
    ['one in a comment', 'a: 1 # \x7f\n', '\x7f', 'U+007F'],
    ['what is half a character', 'a: \ufffe\n', '\ufffe', 'U+FFFE'],
    ['one of the second block', "a: '\x9f'\n", '\x9f', 'U+009F'],
    ['a directive', '%YAML 1.2\n---\na: 1\n', '%YAML 1.2', 'directive'],
    ['one of tags', '%TAG ! x\n---\na: 1\n', '%TAG ! x', 'directive'],
    ['text behind the line that begins a document', '--- {a: 1}\n', '--- {a: 1}', '---'],
    ['an escape of JSON', String.raw`a: "\/"`, '\\/', 'escape'],
    ['an escape that is none', String.raw`a: "\d"`, '\\d', 'escape'],
    ['a code that is short', String.raw`a: "\x4"`, '\\x4"', 'code'],
    ['a code of half a character', String.raw`a: "\ud83d\ude00"`, '\\ud83d', 'code'],
    ['the name of an anchor', 'a: &x@y 1\n', '&x@y', 'ASCII'],
    ['the name of an alias', 'a: *ä\n', '*ä', 'ASCII'],
    ['a star', 'host: *.example.com\n', '*.example.com', 'Quote'],
    ['an alias without its anchor', 'a: *x\n', '*x', 'is not defined before'],
    ['an alias before its anchor', 'a: *x\nb: &x 1\n', '*x', 'is not defined before'],
    ['an alias inside its anchor', 'a: &x [*x]\n', '*x', 'inside'],
    ['an alias with a tag', 'a: &x 1\nb: !!str *x\n', '*x', 'key'],
    ['a scalar to be merged', '<<: a\n', '<<', 'takes a map'],
    ['nothing to be merged', '<<:\n', '<<', 'takes a map'],
    ['a list of scalars to be merged', '<<: [a]\n', '<<', 'takes a map'],
    ['an alias of a list to be merged', 'a: &a [{b: 1}]\nc: {<<: *a}\n', '<<', 'takes a map'],
    ['nothing as a key', '{null: a}', 'n', 'is empty'],
    ['an absent key', 'a: {: b}\n', ':', 'is empty'],
    ['a list as a key', 'a:\n  [b, c]: d\n', '[', 'a list'],
    ['a map as a key', 'a: { {b}: c}\n', '{', 'a map'],
    ['an alias of a list as a key', 'a: &a [b]\n*a : c\n', '*', 'a list'],
    ['a key beyond 63 bits', '9223372036854775808: a\n', '9', 'too large'],
    ['a number that is none', 'a: !!int x\n', 'x', 'tag'],
    ['a fraction that is to be an integer', 'a: !!int 1.5\n', '1.5', 'tag'],
    ['an absent integer', 'a: !!int\n', 't', 'tag'],
    ['a boolean that is none', 'a: !!bool 1\n', '1', 'tag'],
    ['a float that is none', 'a: !!float x\n', 'x', 'tag'],
    ['base64 that is none', 'a: !!binary x\n', 'x', 'tag'],
    ['a tag handle that stands for nothing', 'a: !x!y 80\n', '!x!y', 'handle'],
    ['a tag that ends nowhere', 'a: !<x 80\n', '!<x', 'not a valid tag'],
    ['infinity', 'a: .inf\n', '.inf', 'JSON'],
    ['what is not a number', 'a: [.nan]\n', '.nan', 'JSON'],
    ['a quote that is never closed', 'a: 1\nb: "c\nd: e\n', '"c', 'never closed'],
    ['a bracket that is never closed', 'a: [b, c\n', '[b, c', 'never closed'],
    ['a brace that is not closed before the next key', 'a: {b: c\nd: e\n', '{b: c', 'not closed before the next key'],
    ['a comma that is missing', 'a: ["b" "c"]\n', '"c"', '","'],
    ['a bracket of the other kind', 'a: [b}\n', '}', '"]"'],
    ['a key without its colon', 'a: 1\nbcd\ne: 1\n', 'bcd', '":" is missing'],
    ['a key that is too long', `a: 1\n${'k'.repeat(1025)}: 1\n`, 'k'.repeat(1025) + ': 1', '":" is missing'],
    ['a second colon', 'a: see: that\n', ':', 'second ":"'],
    ['two texts', "a: 'b' 'c'\n", "'c'", 'key'],
    ['a list behind a key', 'a: - b\n', '-', 'line of its own'],
    ['a key right of its map', 'a: 1\n  b: 2\n', ':', 'line above already has a value'],
    [
      'a key right of an item',
      '- name: tmp\n   emptyDir:\n     medium: "Memory"\n',
      ':',
      'line above already has a value',
    ],
    ['a key below a value that has a colon', 'a: 1\n  b: see: that\n', ':', 'line above already has a value'],
    ['a key left of its map', ' a: 1\nb: 2\n', 'b', 'ended'],
    ['a key in no column', 'a:\n    b: 1\n  c: 2\n', 'c', 'does not match any'],
    ['an item in no column', 'a:\n    - b\n  - c\n', '-', 'does not match any'],
    ['a list left of its key', 'a:\n  -   b:\n    - c\n', 'b', 'indented less'],
    ['a list left of its key in a map', 'a:\n    b:\n  - c\n', 'b', 'indented less'],
    ['a list left of a key that has a value', 'a:\n    b: d\n  - c\n', '-', 'does not match any'],
    ['a sign that begins no value', 'a: @b\n', '@', '"@"'],
    ['a percent sign', 'a: %b\n', '%', '"%"'],
    ['text behind the header of a block', 'a: | b\n', 'b', 'next line'],
    ['an indentation of nothing', 'a: |0\n', '0', '1 to 9'],
    ['a longer blank line before the text of a block', 'a: |\n    \n  b\n', 'b', 'A key'],
    ['text behind the end of the document', '{a: b} c\n', 'c', 'ended'],
    ['objects that are not JSON in a row', '{a: b}\n{c: d}\n', '{', 'ended'],
  ])('%s', (_situation, text, at, reason) => {
    const rejection = rejected(text);
    expect(rejection.at).toBe(at);
    expect(rejection.message).toContain(reason);
  });
});
