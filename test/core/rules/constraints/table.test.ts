import { expect, test } from 'vitest';
import { kinds } from '../../../../server/src/core/kubernetes/kinds/index.ts';
import type { FieldTable } from '../../../../server/src/core/kubernetes/table/fields.ts';
import type { Row } from '../../../../server/src/core/kubernetes/table/row.ts';
import { sharedMessages } from '../../../../server/src/core/rules/rule.ts';
import { rules } from '../../../../server/src/core/rules/index.ts';
import { englishOf } from '../../../../server/src/core/util/format.ts';

/** A row, where it is, and the source that holds for it. */
interface Placed {
  readonly row: Row;
  readonly at: string;
  readonly source: string | undefined;
}

const rows = kinds.flatMap(({ kind, table }) => rowsIn(table, kind, undefined));
/** Messages that no row brings: of the form of an object, and of what is taken and DNS makes nothing of. */
const besidesRows = new Set([
  'invalid-api-version elsewhere',
  'invalid-api-version noKind',
  'invalid-api-version retired',
  'invalid-field-type begun',
  'invalid-field-type quantity',
  'invalid-field-type scalar',
  'invalid-field-type tooLarge',
  'invalid-field-type whole',
  'invalid-field-type word',
  'missing-import-field ips',
  'missing-import-field protocol',
  'unknown-field beside',
  'unknown-field elsewhere',
  'unknown-field gone',
  'unknown-field later',
  'unknown-field nearMiss',
  'unknown-field unknown',
  'unreachable-external-name aliasAddress',
  'unreachable-external-name aliasLongLabel',
  'unreachable-external-name aliasNumbers',
]);

test('every row has its message in the rule of its code, and every message its row', () => {
  const fromRows = rows.map(({ row }) => `${row.code} ${row.message}`);
  expect(rows.filter(({ row }) => row.note !== undefined && !(row.note in sharedMessages))).toEqual([]);
  const used = new Set([...fromRows, ...besidesRows]);
  const codes = new Set([...used].map((one) => one.split(' ')[0]));
  const written = rules
    .filter(({ code }) => codes.has(code))
    .flatMap(({ code, messages }) =>
      Object.entries(messages)
        .filter(([, message]) => englishOf(message).endsWith('.'))
        .map(([id]) => `${code} ${id}`),
    );
  expect([...used].sort()).toEqual(written.sort());
});

test('every row says where the server does so, and is of versions that are looked at', () => {
  for (const { row, at, source } of rows) {
    expect(row.source ?? source, at).toMatch(/^(?:(?:kubernetes|apimachinery) pkg|kubernetes-sigs\/mcs-api config)\//);
    expect(row.since ?? 27, at).toBeLessThanOrEqual(row.until ?? 37);
  }
});

test('a message that names versions names those of its rows', () => {
  const marked = rows.filter(({ row }) => row.since !== undefined || row.until !== undefined);
  for (const { row } of marked) {
    const alike = marked.filter((other) => other.row.code === row.code && other.row.message === row.message);
    const turns = alike.flatMap(({ row: { since, until } }) => [since, until === undefined ? undefined : until + 1]);
    const message = rules.find(({ code }) => code === row.code)?.messages[row.message] ?? [];
    const named = [...englishOf(message).matchAll(/\b1\.(\d\d)\b/g)].map(([, minor]) => Number(minor));
    expect(turns, `${row.code} ${row.message}`).toEqual(expect.arrayContaining(named));
  }
});

test('a field that is only known for some versions names them', () => {
  for (const { table } of kinds)
    for (const [at, field] of fieldsIn(table, table.type)) {
      expect(field.since ?? 28, at).toBeGreaterThan(27);
      expect(field.until ?? 37, at).toBeLessThanOrEqual(37);
    }
});

function rowsIn(table: FieldTable, at: string, outer: string | undefined): readonly Placed[] {
  const source = table.source ?? outer;
  const below =
    table.type === 'list'
      ? { '[]': table.items }
      : table.type === 'object'
        ? table.fields
        : table.type === 'map'
          ? { ...table.known, ...(table.values && { '*': table.values }) }
          : {};
  return [
    ...table.rows.map((row) => ({ row, at, source })),
    ...Object.entries(below).flatMap(([key, field]) => rowsIn(field, `${at}.${key}`, source)),
  ];
}

function fieldsIn(table: FieldTable, at: string): readonly (readonly [string, FieldTable])[] {
  const below = table.type === 'list' ? { '[]': table.items } : table.type === 'object' ? table.fields : {};
  return [[at, table], ...Object.entries(below).flatMap(([key, field]) => fieldsIn(field, `${at}.${key}`))];
}
