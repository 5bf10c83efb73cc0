import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readStringMap, View } from '../../../server/src/core/kubernetes/field.ts';
import { entryOf, type YamlNode } from '../../../server/src/core/yaml/node.ts';
import { parseDocument } from '../../../server/src/core/yaml/parse.ts';
import { maskTemplate } from '../../../server/src/core/yaml/template/mask.ts';
import { endsOnMany } from '../../support/ends.ts';
import { dedent } from '../../support/fixture.ts';

/** What is read of a template: `?` for what it leaves open, `+` for a map that may hold more. Nothing may be a syntax problem. */
function read(source: string): unknown {
  const document = parseDocument(dedent(source));
  expect(document.templated).toBe(true);
  expect(document.problems).toEqual([]);
  return plain(document.root);
}

function plain(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case undefined:
      return undefined;
    case 'scalar':
      return typeof node.value === 'string' ? node.value.replaceAll(/\uE000+/g, '?') : node.value;
    case 'sequence':
      return node.items.map(plain);
    case 'map': {
      const entries = node.entries.map((entry) => [entry.key.replaceAll(/\uE000+/g, '?'), plain(entry.value)] as const);
      return Object.fromEntries(node.open === true ? [...entries, ['+', '?']] : entries);
    }
  }
}

/** The masked text, a mark drawn as `█`. */
function masked(source: string): string {
  return maskTemplate(dedent(source)).text.replaceAll('\uE000', '█');
}

describe('labels that a helper prints', () => {
  test('all of them', () => {
    const source = `
      metadata:
        name: db
        labels:
          {{- include "shop.labels" . | nindent 4 }}
      spec: {}
    `;
    expect(read(source)).toEqual({ metadata: { name: 'db', labels: '?' }, spec: {} });
  });

  test('before and behind others', () => {
    const source = `
      before:
        {{- include "shop.labels" . | nindent 2 }}
        app: db
      behind:
        app: db
        {{- include "shop.labels" . | nindent 2 }}
      between:
        app: db
        {{- include "shop.labels" . | nindent 2 }}
        tier: back
    `;
    expect(read(source)).toEqual({
      before: { app: 'db', '+': '?' },
      behind: { app: 'db', '+': '?' },
      between: { app: 'db', tier: 'back', '+': '?' },
    });
  });

  test('beside their key, others below', () => {
    const source = `
      metadata:
        labels: {{- include "shop.labels" . | nindent 4 }}
          app: db
        annotations: {{- toYaml .Values.annotations | nindent 4 }}
      items:
        - ports: {{- toYaml .Values.ports | nindent 4 }}
          - name: web
    `;
    expect(read(source)).toEqual({
      metadata: { labels: { app: 'db', '+': '?' }, annotations: '?' },
      items: [{ ports: [{ name: 'web' }] }],
    });
  });

  test('written from the first column on, with an indentation of their own', () => {
    const source = `
      metadata:
        labels:
      {{ include "shop.labels" . | indent 4 }}
          app: db
      spec:
        selector:
          app: db
      {{ include "shop.selector" . | indent 4 }}
        type: ClusterIP
    `;
    expect(read(source)).toEqual({
      metadata: { labels: { app: 'db', '+': '?' } },
      spec: { selector: { app: 'db', '+': '?' }, type: 'ClusterIP' },
    });
  });

  test('without a word on where, any map that goes on there may hold them', () => {
    const source = `
      spec:
        selector:
          app: db
      {{ include "shop.selector" . }}
    `;
    expect(read(source)).toEqual({ spec: { selector: { app: 'db', '+': '?' }, '+': '?' }, '+': '?' });
  });

  test('more entries of an outer map leave the inner one as it is', () => {
    const source = `
      spec:
        selector:
          app: db
        {{- with .Values.extra }}
        {{- toYaml . | nindent 2 }}
        {{- end }}
      status: {}
    `;
    expect(read(source)).toEqual({ spec: { selector: { app: 'db' }, '+': '?' }, status: {} });
  });

  test('items of a list open no map', () => {
    const source = `
      spec:
        ports:
          - name: web
          {{- toYaml .Values.ports | nindent 4 }}
    `;
    expect(read(source)).toEqual({ spec: { ports: [{ name: 'web' }] } });
  });

  test('a map of strings knows that it is not known', () => {
    const of = (source: string): boolean => {
      const node = entryOf(parseDocument(dedent(source)).root, 'labels')?.value;
      return readStringMap(new View(node)).known;
    };
    expect(of('labels:\n  {{- include "x" . | nindent 2 }}\n')).toBe(false);
    expect(of('labels:\n  app: db\n  {{- include "x" . | nindent 2 }}\n')).toBe(false);
    expect(of('labels:\n  {{- if .Values.on }}\n  app: db\n  {{- end }}\n')).toBe(false);
    expect(of('labels: {{ include "x" . }}\n')).toBe(false);
    expect(of('labels:\n  app: db\nname: {{ .Values.name }}\n')).toBe(true);
  });
});

describe('conditions', () => {
  test('around a whole document change nothing', () => {
    expect(read('{{- if .Values.on }}\nkind: Service\nspec:\n  clusterIP: None\n{{- end }}\n')).toEqual({
      kind: 'Service',
      spec: { clusterIP: 'None' },
    });
  });

  test('opened in the document before, closed in the one behind', () => {
    expect(read('kind: Service\nspec:\n  type: ClusterIP\n{{- end }}\n')).toMatchObject({ kind: 'Service' });
    expect(read('{{- range .Values.names }}\nkind: Service\nspec:\n  type: ClusterIP\n')).toMatchObject({
      kind: 'Service',
    });
  });

  test('a value under one may be absent', () => {
    const source = `
      spec:
        {{- if .Values.headless }}
        clusterIP: None
        {{- end }}
        ports:
          - port: 80
    `;
    expect(read(source)).toEqual({ spec: { clusterIP: '?', ports: [{ port: 80 }] } });
  });

  test('its text stays, so that what it names is found', () => {
    const document = parseDocument('data:\n  {{- if .Values.db }}\n  DB: db.prod.svc\n  {{- end }}\n  other: x\n');
    const entry = entryOf(entryOf(document.root, 'data')?.value, 'DB');
    expect(entry?.value).toMatchObject({ value: '\uE000', text: 'db.prod.svc' });
  });

  test('a key of two branches has one of the two values', () => {
    const source = `
      {{- if .Capabilities.APIVersions.Has "networking.k8s.io/v1" }}
      apiVersion: networking.k8s.io/v1
      {{- else }}
      apiVersion: extensions/v1beta1
      {{- end }}
      kind: Ingress
      spec:
        type: {{ if .Values.public }}LoadBalancer{{ else }}ClusterIP{{ end }}
        {{- if .Values.tls }}
        ports:
          - port: 443
        {{- else }}
        ports:
          - port: 80
        {{- end }}
    `;
    expect(read(source)).toEqual({
      apiVersion: '?',
      kind: 'Ingress',
      spec: { type: '?LoadBalancer?ClusterIP', ports: '?' },
    });
  });

  test('a map under one has its keys, and no value is known', () => {
    const source = `
      metadata:
        name: db
        {{- if .Values.labels }}
        labels:
          app: db
        {{- end }}
    `;
    expect(read(source)).toEqual({ metadata: { name: 'db', labels: { app: '?' } } });
  });

  test('behind a key, and items of a list under them', () => {
    const source = `
      annotations: {{- if .Values.on }}
        a: b
      {{- end }}
      env:
        {{- range .Values.env }}
        - name: {{ .name }}
          value: fixed
        {{- end }}
        - name: LAST
          value: literal
    `;
    expect(read(source)).toEqual({
      annotations: { a: '?' },
      env: [
        { name: '?', value: '?' },
        { name: 'LAST', value: 'literal' },
      ],
    });
  });
});

describe('actions', () => {
  test('hold braces in their strings and comments', () => {
    const source = `
      a: "{{ "{{" }} $labels.instance {{ "}}" }}"
      b: {{\`{{ $labels.instance }}\`}}
      {{/* a comment with }} braces
           over lines */}}
      c: literal
      d: "{{ .Values.text | default "it's \\"quoted\\"" }}-tail"
    `;
    expect(read(source)).toEqual({ a: '? $labels.instance ?', b: '?', c: 'literal', d: '?-tail' });
  });

  test('over several lines, by themselves and as a value', () => {
    const source = `
      {{- $context := dict
            "a" 1
      }}
      name: {{ printf "%s-%s"
        .Release.Name
        "db" }}
      kind: Service
    `;
    expect(read(source)).toEqual({ name: '?', kind: 'Service' });
  });

  test('that are not closed run to the end of their line', () => {
    expect(read('name: {{ .Values.na\nkind: Service\n')).toEqual({ name: '?', kind: 'Service' });
    expect(read('name: {{ .Values.na "\nkind: Service\n')).toEqual({ name: '?', kind: 'Service' });
  });

  test('make keys, and end a line that says more', () => {
    const source = `
      {{- range $key, $value := .Values.labels }}
      {{ $key }}: {{ $value | quote }}
      {{- end }}
      app: db {{- /* the name */}}
      {{- if .Values.on }} # said why
      tier: back
      {{- end }} # of .Values.on
      # {{ .Values.commented }}
    `;
    expect(read(source)).toEqual({ '?': '?', app: 'db', tier: '?' });
  });

  test('in a definition print nothing where they stand', () => {
    expect(
      read('{{- define "core" }}\n- name: x\n  {{- if .y }}\n  a: b\n  {{- end }}\n{{- end }}\nkind: Service\n'),
    ).toEqual({
      kind: 'Service',
    });
  });

  test('keep line breaks of both kinds and every offset', () => {
    const source = 'a: {{ x }}\r\n{{- if y }}\r\nb: |\r\n  {{ z }}\r\n{{- end }}\r\nc: 1\r\n';
    const { text } = maskTemplate(source);
    expect(text.length).toBe(source.length);
    expect(text.replaceAll(/[^\r\n]/g, '')).toBe(source.replaceAll(/[^\r\n]/g, ''));
    expect(text.indexOf('c: 1')).toBe(source.indexOf('c: 1'));
  });
});

describe('block scalars', () => {
  test('with a condition at their start and in their midst', () => {
    const source = `
      kind: {{ .Values.kind }}
      args:
        - |
          {{- if .Values.long }}
          sleep {{ .Values.seconds }}
          {{- end }}
          exit 0
      script: |-
            {{- if .Values.long }}
        exit 0
            {{- end }}
      tail: x
    `;
    expect(read(source)).toEqual({
      kind: '?',
      args: [expect.stringContaining('exit 0\n')],
      script: '?\nexit 0',
      tail: 'x',
    });
  });

  test('of nothing but an action', () => {
    const source = `
      kind: {{ .Values.kind }}
      data:
        a.conf: |
      {{ .Files.Get "a.conf" | indent 4 }}
        b.conf: |-
          {{- .Values.conf | nindent 4 }}
      {{ (.Files.Glob "conf/*").AsConfig | indent 2 }}
    `;
    expect(read(source)).toEqual({ kind: '?', data: { 'a.conf': '?\n', 'b.conf': '?', '+': '?' } });
  });

  test('keep text that looks like a comment or a key', () => {
    const source = `
      kind: {{ .Values.kind }}
      data: |
        # {{ .Values.title }}
        labels: {{ .Values.labels }}
          app: db
      next: x
    `;
    expect(read(source)).toEqual({ kind: '?', data: '# ?\nlabels: ?\n  app: db\n', next: 'x' });
  });
});

test('any text is masked to one of the same length and lines', () => {
  const pieces = [
    '{{',
    '}}',
    '{{-',
    '-}}',
    ' if x ',
    ' end ',
    ' else ',
    ' range .a ',
    'a: ',
    '- ',
    '|',
    '\n',
    '\r\n',
    '  ',
    '"',
    "'",
    '`',
    '/*',
    '*/',
    '#',
    ' | nindent 4 ',
    'define "x"',
    '\uE000',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      const result = maskTemplate(text).text;
      expect(result.length).toBe(text.length);
      expect(result.replaceAll(/[^\r\n]/g, '')).toBe(text.replaceAll(/[^\r\n]/g, ''));
      parseDocument(text);
    }),
    { numRuns: 500, seed: 4 },
  );
});

test('a long template is masked', () => {
  for (const line of [
    '  {{- if .Values.a }}\n',
    'a: {{ .b }}\n',
    '  - |\n    {{ .c }}\n',
    '{{ "',
    'x: {{ /* ',
    '{{ define "x" }}\n',
  ])
    endsOnMany(line, maskTemplate);
});

test('a masked line of nothing but actions is blank, one beside text is marked', () => {
  const source = `
    {{- if .Values.on }}
    name: {{ .Release.Name }}-db
    {{- end }}
  `;
  const blank = (length: number): string => ' '.repeat(length);
  expect(masked(source)).toBe(`${blank(20)}\nname: ${'█'.repeat(19)}-db\n${blank(10)}\n`);
});
