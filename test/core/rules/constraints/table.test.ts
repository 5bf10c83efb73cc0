import { expect, test } from 'vitest';
import { constraints, judgedKinds, servedVersions } from '../../../../server/src/core/rules/constraints/table.ts';
import { shapes } from '../../../../server/src/core/rules/constraints/shapes/kinds.ts';
import { rules } from '../../../../server/src/core/rules/index.ts';

const rows = Object.values(constraints).flat();
/** Messages that the form of an object brings, not a row. */
const fromShapes = new Set([
  'duplicate-key twice',
  'invalid-api-version elsewhere',
  'invalid-api-version retired',
  'invalid-field-type scalar',
  'invalid-field-type tooLarge',
  'invalid-field-type whole',
  'invalid-field-type word',
  'unknown-field beside',
  'unknown-field elsewhere',
  'unknown-field nearMiss',
  'unknown-field unknown',
]);

test('every row has its message in the rule of its code, and every message its row', () => {
  const fromRows = rows.flatMap(({ code, message, note }) => [message, note ?? []].flat().map((id) => `${code} ${id}`));
  const used = new Set([...fromRows, ...fromShapes]);
  const codes = new Set([...used].map((one) => one.split(' ')[0]));
  const written = rules
    .filter(({ code }) => codes.has(code))
    .flatMap(({ code, messages }) =>
      Object.keys(messages)
        .filter((id) => !id.startsWith('fix'))
        .map((id) => `${code} ${id}`),
    );
  expect([...used].sort()).toEqual(written.sort());
});

test('every row says where the server does so, and is of versions that are looked at', () => {
  for (const { source, since = 27, until = 37, at } of rows) {
    expect(source, at).toMatch(/^(?:kubernetes|apimachinery) pkg\//);
    expect(since, at).toBeLessThanOrEqual(until);
    expect(at).toMatch(/^[a-zA-Z]+(?:\[\])?(?:\.[a-zA-Z]+(?:\[\])?)*$/);
  }
});

test('every judged kind has a shape and a version that is served', () => {
  for (const kind of judgedKinds) {
    expect(shapes[kind], kind).toBeDefined();
    expect(servedVersions[kind], kind).toBeDefined();
  }
  expect(Object.keys(constraints).filter((kind) => !(judgedKinds as readonly string[]).includes(kind))).toEqual([]);
});
