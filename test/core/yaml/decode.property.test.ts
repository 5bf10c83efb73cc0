import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeScalar } from '../../../server/src/core/yaml/decode.ts';
import type { YamlNode, YamlScalar } from '../../../server/src/core/yaml/node.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { sourceStretch } from '../../../server/src/core/yaml/stretch.ts';

/*
 * Sources are put together from the pieces that decoding is about: words, white space, breaks of both kinds, quotes and
 * escapes. Whatever the parser makes of them is what decoding has to make of them, unit by unit.
 */

const anywhere = ['a', 'bc', 'x.y', '7', ' ', '  ', '\t', '\n', '\r\n', '\n\n', '\n  ', "'", ':', '#', 'ä', '😀'];
const escapes = ['\\n', '\\t', '\\"', '\\\\', '\\x41', '\\u00e4', '\\U0001F600', '\\\n', '\\\r\n  ', '\\_', '\\ '];

const pieces = (from: readonly string[]): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...from), { maxLength: 14 }).map((parts) => parts.join(''));

const quoted = fc.oneof(
  pieces([...anywhere, ...escapes]).map((content) => `k: "${content.replace(/\n(?=\S)/g, '\n ')}"\n`),
  pieces(anywhere).map((content) => `k: '${content.replaceAll("'", "''").replace(/\n(?=\S)/g, '\n ')}'\n`),
);
const plain = pieces(anywhere).map((content) => `k: w${content.replace(/\n(?=\S)/g, '\n ')}\n`);
const block = fc
  .tuple(
    fc.constantFrom('|', '>'),
    fc.constantFrom('', '-', '+', '2', '2-', '+2'),
    fc.constantFrom('', ' # comment'),
    fc.array(fc.tuple(fc.constantFrom('', '  ', '   ', '    ', '  \t'), pieces(['a', 'b c', ' ', '#', ':', "'"])), {
      maxLength: 9,
    }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', 'z: 1\n'),
  )
  .map(([mode, header, comment, lines, newline, behind]) =>
    [`k: ${mode}${header}${comment}`, ...lines.map(([indent, content]) => indent + content), behind].join(newline),
  );
const nested = fc.oneof(quoted, plain, block).map((source) => `l:\n  - ${source.replaceAll('\n', '\n    ')}`);
const anySource = fc.oneof(quoted, plain, block, nested);

function scalarsOf(node: YamlNode | undefined): readonly YamlScalar[] {
  switch (node?.kind) {
    case undefined:
      return [];
    case 'scalar':
      return [node];
    case 'map':
      return node.entries.flatMap((entry) => scalarsOf(entry.value));
    case 'sequence':
      return node.items.flatMap(scalarsOf);
  }
}

/** Whether a stretch of source can be what one decoded unit comes from. */
function canMake(source: string, unit: string): boolean {
  if (source === unit || source === "''") return source === unit || unit === "'";
  if (source.startsWith('\\')) return true;
  return /^\s*\n\s*$|^\s+$/.test(source) && (unit === ' ' || unit === '\n');
}

test('decoding gives what the parser gives, and each unit the source that made it', () => {
  fc.assert(
    fc.property(anySource, (source) => {
      const document = parseDocument(source);
      fc.pre(document.problems.length === 0 && !document.templated);
      for (const scalar of scalarsOf(document.root)) {
        const decoded = decodeScalar(source, scalar);
        if (decoded === undefined) return expect.fail('What was read is read again.');
        const { text, starts, ends } = decoded;
        expect(text).toBe(scalar.text);
        expect([starts.length, ends.length]).toEqual([text.length, text.length]);
        for (const [index, start] of starts.entries()) {
          const end = ends[index] ?? 0;
          expect(start >= scalar.span.start && start < end && end <= scalar.span.end).toBe(true);
          expect(start).toBeGreaterThanOrEqual(starts[index - 1] ?? 0);
          expect(canMake(source.slice(start, end), text[index] ?? ''), JSON.stringify(source.slice(start, end))).toBe(
            true,
          );
        }
      }
    }),
    { numRuns: 3000 },
  );
});

test('a word stands where it is found again', () => {
  fc.assert(
    fc.property(anySource, (source) => {
      const document = parseDocument(source);
      fc.pre(document.problems.length === 0 && !document.templated);
      for (const scalar of scalarsOf(document.root)) {
        for (const match of scalar.text.matchAll(/x\.y/g)) {
          const span = sourceStretch(source, scalar, { start: match.index, end: match.index + 3 });
          expect(source.slice(span.start, span.end)).toBe('x.y');
        }
      }
    }),
    { numRuns: 1000 },
  );
});

test('a stretch of a broken scalar stands for all of it', () => {
  const scalar: YamlScalar = { kind: 'scalar', value: 'abc', text: 'abc', style: 'double', span: { start: 0, end: 4 } };
  expect(sourceStretch('"xyz', scalar, { start: 0, end: 2 })).toEqual(scalar.span);
  expect(sourceStretch('"abc"', scalar, { start: 1, end: 1 })).toEqual(scalar.span);
});

test('a stretch beside template actions', () => {
  const text = 'a: "{{ .Values.x }}-db.prod, \\"db.prod"\n';
  const [scalar] = scalarsOf(parseDocument(text).root);
  if (scalar === undefined) return expect.fail('There is a scalar.');
  const start = scalar.text.lastIndexOf('db.prod');
  const span = sourceStretch(text, scalar, { start, end: start + 7 });
  expect(span.start).toBe(text.lastIndexOf('db.prod'));
  expect(text.slice(span.start, span.end)).toBe('db.prod');
});
