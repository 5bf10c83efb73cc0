import { expect, test } from 'vitest';
import { applyEdits, lineEndingOf } from '../../../server/src/core/text/span.ts';
import { LineIndex } from '../../../server/src/core/text/lines.ts';

test('positions count UTF-16 units, and know all three line ends', () => {
  const lines = new LineIndex('a\r\n😀b\rc\nd');
  expect(lines.positionAt(3)).toEqual({ line: 1, character: 0 });
  expect(lines.positionAt(6)).toEqual({ line: 1, character: 3 });
  expect(lines.positionAt(9)).toEqual({ line: 3, character: 0 });
  expect(lines.offsetAt({ line: 1, character: 2 })).toBe(5);
});

test('positions outside the text are brought inside', () => {
  const lines = new LineIndex('ab\nc');
  expect(lines.positionAt(99)).toEqual({ line: 1, character: 1 });
  expect(lines.offsetAt({ line: 9, character: 0 })).toBe(4);
  expect(lines.offsetAt({ line: 0, character: 99 })).toBe(3);
});

test('edits apply at once; insertions at one place keep their order', () => {
  const edits = [
    { span: { start: 3, end: 3 }, newText: 'x' },
    { span: { start: 0, end: 1 }, newText: '' },
    { span: { start: 3, end: 3 }, newText: 'y' },
  ];
  expect(applyEdits('abcdef', edits)).toBe('bcxydef');
});

test('overlapping edits are refused', () => {
  const overlapping = [
    { span: { start: 0, end: 3 }, newText: '' },
    { span: { start: 2, end: 4 }, newText: '' },
  ];
  expect(() => applyEdits('abcdef', overlapping)).toThrow(RangeError);
});

test('the line ending is that of the first line', () => {
  expect(lineEndingOf('a\r\nb\n')).toBe('\r\n');
  expect(lineEndingOf('a\nb\r\n')).toBe('\n');
});
