import { expect, test } from 'vitest';
import { applyEdits } from '../../../server/src/core/text/span.ts';
import { editYaml, fields, put, type YamlChange } from '../../../server/src/core/yaml/edit.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { dedent } from '../../support/fixture.ts';

type Path = readonly (string | number)[];

/** The text after the changes; no two edits begin at one place, where not every client keeps their order. */
function edited(before: string, changes: readonly YamlChange[]): string | undefined {
  const edits = editYaml(parseDocument(before), changes);
  expect(new Set(edits?.map(({ span }) => span.start)).size).toBe(edits?.length ?? 0);
  return edits && applyEdits(before, edits);
}

/** Compares the text after the changes, and that making them again changes nothing. */
function check(before: string, changes: readonly YamlChange[], after: string): void {
  const text = edited(dedent(before), changes);
  expect(text).toBe(dedent(after));
  const again = changes.filter((change) => change.kind === 'set' || change.kind === 'put');
  if (text !== undefined && again.length === changes.length) expect(editYaml(parseDocument(text), again)).toEqual([]);
}

function rejected(before: string, changes: readonly YamlChange[]): void {
  expect(edited(dedent(before), changes)).toBeUndefined();
}

const set = (path: Path, source: string, after?: string): YamlChange => ({
  kind: 'set',
  path,
  source,
  ...(after === undefined ? {} : { after }),
});
const remove = (...path: Path): YamlChange => ({ kind: 'remove', path });
const rename = (path: Path, key: string): YamlChange => ({ kind: 'rename', path, key });

test('a present scalar is replaced where it stands, with its comment', () => {
  check(
    'spec:\n  clusterIP: 10.0.0.1   # fixed\n  type: A\n',
    [set(['spec', 'clusterIP'], 'None')],
    'spec:\n  clusterIP: None   # fixed\n  type: A\n',
  );
});

test('a quoted scalar that says the same already stays quoted', () => {
  expect(editYaml(parseDocument('clusterIP: "None"\n'), [set(['clusterIP'], 'None')])).toEqual([]);
});

test('a field that takes the place of the next one comes with one edit', () => {
  check(
    'spec:\n  type: A\n  policy: Local\n  ports: []\n',
    [set(['spec', 'clusterIP'], 'None', 'type'), remove('spec', 'policy')],
    'spec:\n  type: A\n  clusterIP: None\n  ports: []\n',
  );
});

test('a value on the next line is replaced there', () => {
  check('spec:\n  clusterIP:\n    10.0.0.1\n', [set(['spec', 'clusterIP'], 'None')], 'spec:\n  clusterIP:\n    None\n');
});

test('a block scalar is replaced with its lines', () => {
  check(
    `
    spec:
      clusterIP: |-
        10.0.0.1

      # about ports
      ports: []
    `,
    [set(['spec', 'clusterIP'], 'None')],
    `
    spec:
      clusterIP: None

      # about ports
      ports: []
    `,
  );
});

test('an absent value gets one, before its comment', () => {
  check(
    'spec:\n  clusterIP: # later\n  a: b\n',
    [set(['spec', 'clusterIP'], 'None')],
    'spec:\n  clusterIP: None # later\n  a: b\n',
  );
  check('clusterIP:\n', [set(['clusterIP'], 'None')], 'clusterIP: None\n');
  check('clusterIP: ~\n', [set(['clusterIP'], 'None')], 'clusterIP: None\n');
});

test('an absent field is added behind its sibling, at the start, or at the end', () => {
  const before = `
    spec:
      # what it is
      type: ClusterIP # plain
      selector:
        app: web
        # tier: front

      # the ports
    status: {}
  `;
  check(
    before,
    [set(['spec', 'clusterIP'], 'None', 'type')],
    `
    spec:
      # what it is
      type: ClusterIP # plain
      clusterIP: None
      selector:
        app: web
        # tier: front

      # the ports
    status: {}
    `,
  );
  check(
    before,
    [{ kind: 'set', path: ['spec', 'clusterIP'], source: 'None', place: 'start' }],
    `
    spec:
      clusterIP: None
      # what it is
      type: ClusterIP # plain
      selector:
        app: web
        # tier: front

      # the ports
    status: {}
    `,
  );
  check(
    before,
    [set(['spec', 'clusterIP'], 'None')],
    `
    spec:
      # what it is
      type: ClusterIP # plain
      selector:
        app: web
        # tier: front
      clusterIP: None

      # the ports
    status: {}
    `,
  );
});

test('maps missing on the way are made', () => {
  check(
    'kind: Service\n',
    [set(['spec', 'clusterIP'], 'None'), set(['spec', 'type'], 'ClusterIP')],
    'kind: Service\nspec:\n  clusterIP: None\n  type: ClusterIP\n',
  );
  check(
    'kind: Service\nspec: # here\nstatus: 1\n',
    [set(['spec', 'clusterIP'], 'None')],
    'kind: Service\nspec: # here\n  clusterIP: None\nstatus: 1\n',
  );
  check('spec:\n    a: {}\n', [set(['spec', 'a', 'b', 'c'], 'x')], 'spec:\n    a: {b: {c: x}}\n');
});

test('a text without a line ending at its end keeps none', () => {
  check('spec:\n  type: A', [set(['spec', 'clusterIP'], 'None')], 'spec:\n  type: A\n  clusterIP: None');
  check('spec:\n  type: A', [remove('spec', 'type'), set(['spec', 'clusterIP'], 'None')], 'spec:\n  clusterIP: None');
  check('a: 1\r\nb: 2\r\nc: 3', [remove('b'), remove('c')], 'a: 1');
  check('a: 1\nc: 3', [set(['b'], '2', 'a'), remove('c')], 'a: 1\nb: 2');
});

test('blank lines around what goes become one', () => {
  check('a: 1\n\nb: 2\n\nc: 3\n', [remove('b')], 'a: 1\n\nc: 3\n');
  check('a: 1\n\nb: 2 # two\n \n\nc: 3\n\nd: 4\n\n', [remove('b'), remove('d')], 'a: 1\n\nc: 3\n\n');
  check('a: 1\nb: 2\n\nc: 3\n', [remove('b')], 'a: 1\n\nc: 3\n');
  check('a: 1\n\nb: 2\n\nd: 4\n', [remove('b'), set(['c'], '3', 'b')], 'a: 1\n\nc: 3\n\nd: 4\n');
});

test('what is written as it is to be is not written again', () => {
  const before = 'a: None # kept\nb: 1\n';
  expect(editYaml(parseDocument(before), [set(['a'], 'None'), set(['b'], '2')])).toHaveLength(1);
});

test('line endings of new lines are those of the text', () => {
  check(
    'spec:\r\n  type: A\r\n  b: c\r\n',
    [set(['spec', 'clusterIP'], 'None', 'type'), remove('spec', 'b')],
    'spec:\r\n  type: A\r\n  clusterIP: None\r\n',
  );
});

test('a removed field goes with the comment on its line; comments on their own lines stay', () => {
  check(
    `
    spec:
      # above
      nodePort: 30000 # beside
      # below
      type: A
    `,
    [remove('spec', 'nodePort')],
    `
    spec:
      # above
      # below
      type: A
    `,
  );
});

test('comments inside what is removed go with it', () => {
  check(
    `
    metadata:
      name: web
      annotations:
        # only the office
        ranges: 10.0.0.0/8
        # old: 1
      # end
    `,
    [remove('metadata', 'annotations', 'ranges')],
    `
    metadata:
      name: web
      # end
    `,
  );
});

test('a comment below a value goes with it only where it continues the one beside it', () => {
  check(
    `
    ports:
      - nodePort: 30000 # open in the firewall
                        # of the office
        port: 80
      - nodePort: 30001
           # the port of the Pods
        port: 81
      - port: 82
        nodePort: 30002 # open
          # and last
    `,
    [remove('ports', 0, 'nodePort'), remove('ports', 1, 'nodePort'), remove('ports', 2, 'nodePort')],
    `
    ports:
      - port: 80
      - # the port of the Pods
        port: 81
      - port: 82
          # and last
    `,
  );
});

test('a map that loses its last entry goes, all the way up', () => {
  check('a: 1\nb:\n  c:\n    - d: 1\n', [remove('b', 'c', 0, 'd')], 'a: 1\n');
  rejected('b:\n  c: 1\n', [remove('b', 'c')]);
});

test('a map that loses its last entry and gets one stays', () => {
  check(
    'spec:\n  type: A\n',
    [remove('spec', 'type'), set(['spec', 'clusterIP'], 'None')],
    'spec:\n  clusterIP: None\n',
  );
  check('spec: {type: A}\n', [remove('spec', 'type'), set(['spec', 'clusterIP'], 'None')], 'spec: {clusterIP: None}\n');
  check('- type: A # x\n', [remove(0, 'type'), set([0, 'b'], 'c')], '- b: c\n');
});

test('the first entry behind a dash goes, and the next moves up', () => {
  const ports = `
    ports:
      - nodePort: 1 # on the node
        # the real one
        port: 2
      - nodePort: 1
        x: 1
        port: 2
      - nodePort: 1

        port: 2
  `;
  check(
    ports,
    [
      remove('ports', 0, 'nodePort'),
      remove('ports', 1, 'nodePort'),
      remove('ports', 1, 'x'),
      remove('ports', 2, 'nodePort'),
    ],
    `
    ports:
      - # the real one
        port: 2
      - port: 2
      - port: 2
    `,
  );
});

test('neighbouring fields go at once', () => {
  check('a: 1\nb: 2\nc: 3\nd: 4\n', [remove('b'), remove('c')], 'a: 1\nd: 4\n');
  check('a: 1\nb: 2\nc: 3', [remove('c'), remove('b')], 'a: 1');
});

test('items of a list go, with lists at the indentation of their key', () => {
  check('ips:\n- a # one\n- b\n- c\nx: y\n', [remove('ips', 0), remove('ips', 2)], 'ips:\n- b\nx: y\n');
  check('ips:\n- a\nx: y\n', [remove('ips', 0)], 'x: y\n');
});

test('a field of many lines goes whole', () => {
  check(
    'x: 0\na: |\n  x\n   # not a comment\n\nb: >-\n  y\n  z\nc: "q\n  r"\nd: 1\n',
    [remove('a'), remove('c')],
    'x: 0\n\nb: >-\n  y\n  z\nd: 1\n',
  );
});

test('entries of a flow map on one line', () => {
  check('spec: {a: 1, b: 2, c: 3} # x\n', [remove('spec', 'a')], 'spec: {b: 2, c: 3} # x\n');
  check('spec: { a: 1, b: 2, c: 3 }\n', [remove('spec', 'b')], 'spec: { a: 1, c: 3 }\n');
  check('spec: { a: 1, b: 2, c: 3 }\n', [remove('spec', 'c')], 'spec: { a: 1, b: 2 }\n');
  check('spec: {a: 1, b: 2, c: 3,}\n', [remove('spec', 'c')], 'spec: {a: 1, b: 2,}\n');
  check('spec: {a: 1, b: 2, c: 3}\n', [remove('spec', 'b'), remove('spec', 'c')], 'spec: {a: 1}\n');
  check('spec: {a: 1, b: 2}\n', [set(['spec', 'c'], '3')], 'spec: {a: 1, b: 2, c: 3}\n');
  check('spec: { a: 1, b: 2 }\n', [set(['spec', 'c'], '3', 'a')], 'spec: { a: 1, c: 3, b: 2 }\n');
  check(
    'spec: {a: 1, b: 2}\n',
    [{ kind: 'set', path: ['spec', 'c'], source: '3', place: 'start' }],
    'spec: {c: 3, a: 1, b: 2}\n',
  );
  check('spec: {a: 1, b: 2}\n', [remove('spec', 'b'), set(['spec', 'c'], '3', 'b')], 'spec: {a: 1, c: 3}\n');
  check('spec: {a: 1, b: 2}\n', [remove('spec', 'a'), set(['spec', 'c'], '3', 'a')], 'spec: {c: 3, b: 2}\n');
  check('spec: {a: , b}\n', [set(['spec', 'a'], '3'), set(['spec', 'b'], '4')], 'spec: {a: 3 , b: 4}\n');
});

test('entries of a flow map on lines of their own', () => {
  const before = `
    spec: {
      a: 1, # one
      # about b
      b: 2,
      c: 3 # three
    }
  `;
  check(before, [remove('spec', 'b')], 'spec: {\n  a: 1, # one\n  # about b\n  c: 3 # three\n}\n');
  check(before, [remove('spec', 'c')], 'spec: {\n  a: 1, # one\n  # about b\n  b: 2\n}\n');
  check(
    before,
    [set(['spec', 'd'], '4')],
    'spec: {\n  a: 1, # one\n  # about b\n  b: 2,\n  c: 3, # three\n  d: 4\n}\n',
  );
  check(
    before,
    [set(['spec', 'd'], '4', 'a')],
    'spec: {\n  a: 1, # one\n  d: 4,\n  # about b\n  b: 2,\n  c: 3 # three\n}\n',
  );
  check('spec: {a: 1, # x\n  b: 2}\n', [remove('spec', 'b')], 'spec: {a: 1 # x\n  }\n');
});

test('JSON gets quotes and keeps its way with spaces', () => {
  const before =
    '{\n  "kind": "Service",\n  "spec": {\n    "type": "NodePort",\n    "ports": [{"port": 80, "nodePort": 3}]\n  }\n}\n';
  check(
    before,
    [
      set(['spec', 'type'], 'ClusterIP'),
      set(['spec', 'clusterIP'], 'None', 'type'),
      remove('spec', 'ports', 0, 'nodePort'),
    ],
    '{\n  "kind": "Service",\n  "spec": {\n    "type": "ClusterIP",\n    "clusterIP": "None",\n    "ports": [{"port": 80}]\n  }\n}\n',
  );
  check('{"a":{"b":1}}', [set(['a', 'c'], 'x'), set(['a', 'd'], '2')], '{"a":{"b":1,"c":"x","d":2}}');
  check(
    '{"a": [], "b": {}}',
    [set(['b', 'c'], 'x'), { kind: 'append', path: ['a'], value: 'on' }],
    '{"a": ["on"], "b": {"c": "x"}}',
  );
});

test('a map of many lines is added to a JSON list as its neighbours are', () => {
  check(
    '{\n  "items": [\n    {\n      "a": 1\n    },\n    {\n      "b": 2\n    }\n  ]\n}\n',
    [{ kind: 'append', path: ['items'], value: fields({ c: [1], d: 'x' }), after: 0 }],
    '{\n  "items": [\n    {\n      "a": 1\n    },\n    {\n      "c": [\n        1\n      ],\n      "d": "x"\n    },\n    {\n      "b": 2\n    }\n  ]\n}\n',
  );
});

test('a block list becomes another value', () => {
  check(
    's:\n  ips: # all\n    - a\n    - b # six\n    # more\n  t: 1\n',
    [{ kind: 'put', path: ['s', 'ips'], value: ['c'] }],
    's:\n  ips: # all\n    - c\n  t: 1\n',
  );
  check(
    's:\n  ips: # all\n  - a\n  - b # six\n  t: 1\n',
    [set(['s', 'ips'], '[None]')],
    's:\n  ips: [None] # all\n  t: 1\n',
  );
  check('ips: [a, b]\n', [{ kind: 'put', path: ['ips'], value: ['c', fields({ d: 'on' })] }], 'ips: [c, {d: "on"}]\n');
});

test('a scalar becomes a block', () => {
  check(
    'a:\n    b: 1\ns: x # why\n',
    [{ kind: 'put', path: ['s'], value: fields({ c: 'd', e: ['f', fields({ g: 1, h: '2' })] }) }],
    'a:\n    b: 1\ns: # why\n    c: d\n    e:\n        - f\n        - g: 1\n          h: "2"\n',
  );
});

test('items are added to a block list, behind a given one or at the end', () => {
  check(
    'items:\n- a: 1\n- b: 2\nx: y\n',
    [{ kind: 'append', path: ['items'], value: fields({ c: fields({ d: 3 }) }), after: 0 }],
    'items:\n- a: 1\n- c:\n    d: 3\n- b: 2\nx: y\n',
  );
  check(
    'items:\n  - a\n',
    [
      { kind: 'append', path: ['items'], value: 'b' },
      { kind: 'append', path: ['items'], value: 'c' },
    ],
    'items:\n  - a\n  - b\n  - c\n',
  );
  check('a: 1\n', [{ kind: 'append', path: ['items'], value: 'b' }], 'a: 1\nitems:\n  - b\n');
});

test('a comment is written behind a value where it can stand', () => {
  const value = fields({ ip: { kind: 'commented', value: '192.0.2.1', comment: 'fill in' } });
  check('a: 1\n', [{ kind: 'put', path: ['b'], value }], 'a: 1\nb:\n  ip: 192.0.2.1 # fill in\n');
  check('{a: 1}\n', [{ kind: 'put', path: ['b'], value }], '{a: 1, b: {ip: 192.0.2.1}}\n');
});

test('a key gets another name in the same quotes', () => {
  check(
    'a: 1 # x\n"b": 2\n\'c\': 3\n',
    [rename(['a'], 'x'), rename(['b'], 'y'), rename(['c'], 'z')],
    'x: 1 # x\n"y": 2\n\'z\': 3\n',
  );
  check('{"a": 1}', [rename(['a'], 'b')], '{"b": 1}');
  check('a: 1\n', [rename(['a'], 'on')], '"on": 1\n');
  rejected('a: 1\nb: 2\n', [rename(['a'], 'b')]);
});

test('a key and what stands below it change at once', () => {
  check('a:\n  b: 1\n  c: 2\n', [rename(['a'], 'x'), set(['a', 'b'], '3'), remove('a', 'c')], 'x:\n  b: 3\n');
});

test('what is absent cannot be removed and needs not be', () => {
  expect(editYaml(parseDocument('a: 1\n'), [remove('b'), remove('c', 'd')])).toEqual([]);
});

test('text shared through an alias is not changed for one of its users', () => {
  const shared = 'a: &x\n  p: 1\n  q: 2\nb: *x\nc:\n  <<: *x\n  r: 3\n';
  rejected(shared, [set(['a', 'p'], '9')]);
  rejected(shared, [set(['b', 'p'], '9')]);
  rejected(shared, [remove('a')]);
  rejected(shared, [remove('c', 'p')]);
});

test('a field comes to the start of a document that begins with a blank line and a comment', () => {
  check('\n# first\na: 1\n', [{ kind: 'set', path: ['b'], source: '2', place: 'start' }], '\nb: 2\n# first\na: 1\n');
});

test('what is merged or aliased can be overridden', () => {
  check(
    'a: &x\n  p: 1\nb: *x\nc:\n  <<: *x\n  r: 3\n',
    [set(['c', 'p'], '9'), set(['b'], '4')],
    'a: &x\n  p: 1\nb: 4\nc:\n  <<: *x\n  r: 3\n  p: 9\n',
  );
});

test('an anchor that nobody uses stays with its value', () => {
  check('a: &x\n  p: 1\n  q: 2\n', [remove('a', 'p')], 'a: &x\n  q: 2\n');
  check('a: &x 1\n', [set(['a'], '2')], 'a: &x 2\n');
});

test('a templated or broken document is left alone', () => {
  rejected('a: {{ .Values.x }}\nb: 1\n', [set(['b'], '2')]);
  rejected('a: [1\nb: 1\n', [set(['b'], '2')]);
});

test('a field below a scalar, or an item that is not there, gives nothing', () => {
  rejected('a: 1\n', [set(['a', 'b'], '2')]);
  rejected('a: [1]\n', [set(['a', 3], '2')]);
  rejected('a: [1]\n', [set(['a', 'b'], '2')]);
});

test.each(['\t', '    '])('a new item of a JSON list is indented as the one before it is: by %j', (step) => {
  const json = (items: readonly unknown[]): string => `${JSON.stringify({ kind: 'List', items }, null, step)}\n`;
  const first = { kind: 'A', spec: { b: [1] } };
  expect(
    edited(json([first]), [{ kind: 'append', path: ['items'], value: fields({ c: fields({ d: [2] }) }), after: 0 }]),
  ).toBe(json([first, { c: { d: [2] } }]));
});

test.each(['\t', '  '])('a new map in JSON with lines of its own is written so, by %j', (step) => {
  const json = (value: unknown): string => `${JSON.stringify(value, null, step)}\n`;
  const c = fields({ d: fields({ e: 1 }), f: [2] });
  const written = { d: { e: 1 }, f: [2] };
  check(json({ a: { b: 1 } }), [put(['a', 'c'], c)], json({ a: { b: 1, c: written } }));
  check(json({ a: { b: 1 } }), [put(['a', 'c', 'g'], 1, { place: 'start' })], json({ a: { b: 1, c: { g: 1 } } }));
  check(json({ a: { b: 1 } }), [put(['a', 'b'], c)], json({ a: { b: written } }));
  check(json({ a: { b: 1 } }), [remove('a', 'b'), put(['a', 'c'], c)], json({ a: { c: written } }));
  check(json({ a: {} }), [put(['a', 'c'], c)], json({ a: { c: written } }));
  check(json({ a: { b: [] } }), [{ kind: 'append', path: ['a', 'b'], value: c }], json({ a: { b: [written] } }));
});

test('a new map in JSON that has others on one line is on one line', () => {
  const before = '{\n  "a": {\n    "b": 1\n  },\n  "c": {"d": "{"}\n}\n';
  check(before, [put(['a', 'e'], fields({ f: 1 }))], before.replace('1\n', '1,\n    "e": {"f": 1}\n'));
});

test('a new item of a JSON list on one line has the blanks of the one before it', () => {
  const added: readonly YamlChange[] = [
    { kind: 'append', path: ['items'], value: fields({ c: fields({ d: [2, 3] }) }), after: 0 },
  ];
  check('{"items":[{"a":1,"b":[2]}]}', added, '{"items":[{"a":1,"b":[2]},{"c":{"d":[2,3]}}]}');
  check('{"items":[{"a": "x,y", "b": 1}]}', added, '{"items":[{"a": "x,y", "b": 1}, {"c": {"d": [2, 3]}}]}');
});

test('a bracket stays indented where the last item in front of it goes, and so does the comment before that', () => {
  check(
    'a:\n  b: [{c: 1, # one\n    d: 2}] # two\n  e: 3\n',
    [remove('a', 'b', 0, 'd')],
    'a:\n  b: [{c: 1 # one\n    }] # two\n  e: 3\n',
  );
});

test('a text without a line ending at its end gets none, nor blank lines, but where a block above needs it', () => {
  const after = (text: string, ...changes: readonly YamlChange[]): string | undefined => edited(text, changes);
  expect(after('a: 1\n\nb: 2', remove('b'))).toBe('a: 1');
  expect(after('a: 1\r\n\r\n\r\nb: 2', remove('b'))).toBe('a: 1');
  expect(after('a: 1\n\nb: 2', remove('b'), set(['c'], '3'))).toBe('a: 1\n\nc: 3');
  expect(after('a: |\n  x\nb: 2', remove('b'))).toBe('a: |\n  x\n');
});
