import { expect, test } from 'vitest';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { valueOf } from '../../support/yaml-value.ts';

const read = (text: string): unknown => valueOf(parseDocument(text).root);

test('anchors, aliases and merge keys are followed; own keys win', () => {
  expect(read('base: &b {app: db, tier: x}\nmade: {<<: *b, tier: z}\nsame: *b\n')).toEqual({
    base: { app: 'db', tier: 'x' },
    made: { tier: 'z', app: 'db' },
    same: { app: 'db', tier: 'x' },
  });
});

test('a merge of several maps: the first wins', () => {
  expect(read('a: &a {k: 1}\nb: &b {k: 2, l: 3}\nc:\n  <<: [*a, *b]\n')).toMatchObject({ c: { k: 1, l: 3 } });
});

test('an alias names the nearest anchor before it', () => {
  expect(read('a: &x 1\nb: *x\nc: &x 2\nd: *x\n')).toEqual({ a: 1, b: 1, c: 2, d: 2 });
});

test('an alias to nothing and one inside its own anchor are absent values', () => {
  expect(read('a: *none\nb: &b [*b]\n')).toEqual({ a: null, b: [null] });
});

test('quoted scalars are strings, explicit tags decide, keys are strings as in JSON', () => {
  expect(read('a: "80"\nb: !!str 80\nc: !!int "80"\non: 1\n8080: x\n')).toEqual({
    a: '80',
    b: '80',
    c: 80,
    true: 1,
    8080: 'x',
  });
});

test('of a key written twice the last counts', () => {
  expect(read('a: 1\na: 2\n')).toEqual({ a: 2 });
});

test('JSON is YAML', () => {
  expect(read('{"kind": "Service", "spec": {"ports": [{"port": 80}]}}')).toEqual({
    kind: 'Service',
    spec: { ports: [{ port: 80 }] },
  });
});

test('a half-typed document keeps what can be read, and says what cannot', () => {
  const document = parseDocument('kind: Service\nmetadata:\n  name: db\n  lab\nspec:\n  clusterIP: None\n');
  expect(valueOf(document.root)).toMatchObject({ kind: 'Service', spec: { clusterIP: 'None' } });
  expect(document.problems.length).toBeGreaterThan(0);
});

test('an unclosed flow map keeps what stands before it', () => {
  expect(read('kind: Service\nmetadata: {name: db\n')).toMatchObject({ kind: 'Service', metadata: { name: 'db' } });
});

test('of a conflict that a merge left, our side is read, and each conflict is said where it opens', () => {
  const text = [
    'a: 1',
    '<<<<<<< HEAD',
    'b: ours',
    '||||||| base',
    'b: base',
    '=======',
    'b: theirs',
    'c: theirs',
    '>>>>>>> branch',
    'd: 4',
    '',
  ];
  for (const ending of ['\n', '\r\n']) {
    const document = parseDocument(text.join(ending));
    expect(valueOf(document.root)).toEqual({ a: 1, b: 'ours', d: 4 });
    expect(document.problems.map(({ span }) => document.text.slice(span.start, span.end))).toEqual(['<<<<<<< HEAD']);
    expect(document.problems[0]?.message).toBe('There is an unresolved merge conflict here');
  }
});

test('markers that make no conflict are no more than broken YAML', () => {
  const { problems } = parseDocument('a: 1\n<<<<<<< HEAD\nb: 2\n');
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message).not.toContain('conflict');
  expect(parseDocument('a: |\n  <<<<<<< HEAD\n  =======\n  >>>>>>> x\n').problems).toEqual([]);
});

test('template actions are masked: literal facts stay, the rest is marked', () => {
  const document = parseDocument(
    '{{- if .Values.on }}\nkind: Service\nmetadata:\n  name: {{ .Release.Name }}-db\n  labels:\n    {{- include "x" . | nindent 4 }}\n    app: db\n{{- end }}\n',
  );
  expect(document.templated).toBe(true);
  expect(valueOf(document.root)).toMatchObject({
    kind: 'Service',
    metadata: { name: `${'\uE000'.repeat(19)}-db`, labels: { app: 'db' } },
  });
});

test('braces inside a block scalar make no template', () => {
  const document = parseDocument('kind: ConfigMap\ndata:\n  rule: |\n    value {{ $labels.instance }}\n');
  expect(document.templated).toBe(false);
  expect(valueOf(document.root)).toMatchObject({ data: { rule: 'value {{ $labels.instance }}\n' } });
});

test('an alias bomb is read without growing', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 30; i++)
    lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
  expect(parseDocument(lines.join('\n')).root?.kind).toBe('map');
});
