import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible, visibleJson } from '../../../server/src/core/util/visible.ts';

test.each([
  ['a name', 'a name'],
  ['\u001b[31mred\u0007', '\\x1b[31mred\\x07'],
  ['two\r\nlines\tapart', 'two\\r\\nlines\\tapart'],
  ['\u009b31m\u007f\u0085', '\\x9b31m\\x7f\\x85'],
  ['\u202egpj.yaml\u2066\u200f\u061c', '\\u202egpj.yaml\\u2066\\u200f\\u061c'],
  ['\u2028\u2029\ufeff', '\\u2028\\u2029\\ufeff'],
  ['héllo \u{1F389} 日本', 'héllo \u{1F389} 日本'],
])('%j', (text, shown) => {
  expect(visible(text)).toBe(shown);
  expect(visible(shown)).toBe(shown);
});

test('JSON says the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = visibleJson(JSON.stringify({ [text]: [text] }, undefined, 2));
      expect(JSON.parse(json)).toEqual({ [text]: [text] });
      expect(visible(json.replaceAll('\n', ''))).toBe(json.replaceAll('\n', ''));
    }),
    { seed: 20261128 },
  );
});
