import { describe, expect, test } from 'vitest';
import { readableString } from '../../../server/src/core/charts/readable.ts';
import { parseFixture, snapshotOfFixture } from '../../support/fixture.ts';

/** The readable name of the one ConfigMap of a chart called shop, whose manifest is drawn. */
function nameOf(manifest: string, values = 'name: db', more = ''): string | undefined {
  const fixture = parseFixture(
    ['#- /shop/Chart.yaml', 'name: shop', 'version: 1.2.3', '#- /shop/values.yaml', values, more].join('\n') +
      `\n#- /shop/templates/config.yaml\n${manifest}\n`,
  );
  const snapshot = snapshotOfFixture(fixture);
  const placed = snapshot.inFile('file:///shop/templates/config.yaml')[0];
  const name = placed?.resource.metadata.name;
  if (placed === undefined || name === undefined) throw new Error('The manifest has a name.');
  return readableString(snapshot, placed, name.at, '…');
}

const named = (name: string): string => `kind: ConfigMap\nmetadata:\n  name: ${name}`;

describe('a readable name', () => {
  test.each([
    ['{{ .Release.Name }}-db', '<release>-db'],
    ['"{{ .Release.Name }}-db"', '<release>-db'],
    ["'{{ $.Release.Name }}-{{ .Chart.Name }}'", '<release>-shop'],
    ['{{ .Values.name }}', 'db'],
    ['{{ .Values.name | quote }}', 'db'],
    ['{{ .Values.missing | default "cache" }}', 'cache'],
    ['{{ default .Chart.Name .Values.name }}', 'db'],
    ['{{ default .Chart.Name .Values.missing }}', 'shop'],
    ['{{ coalesce .Values.missing .Values.name "x" }}', 'db'],
    ['{{ printf "%s-%s" .Release.Name (lower .Chart.Name) | trunc 63 | trimSuffix "-" }}', '<release>-shop'],
    ['{{ include "shop.fullname" . }}-db', '<release>-shop-db'],
    ['{{- include "shop.name" $ -}}', 'shop'],
    ['{{ template "common.names.fullname" . }}', '<release>-shop'],
    ['{{ .Chart.Name }}-{{ .Chart.Version }}', 'shop-1.2.3'],
    ['{{ required "a name is required" .Values.name }}', 'db'],
    ['{{ tpl .Values.name . }}', 'db'],
    ['{{ .Values.missing }}-db', '…-db'],
    ['{{ .Values.name | sha256sum }}-db', '…-db'],
    ['{{ include "shop.serviceAccountName" . }}', '…'],
    ['{{ include "shop.db.fullname" . }}', '…'],
    ['{{ include "shop.fullname" .Subcharts.db }}', '…'],
    ['{{ .Values.name ', 'db'],
    ['{{ if .Values.on }}a{{ else }}b{{ end }}', undefined],
    ['literal', undefined],
  ])('of %s', (written, expected) => {
    expect(nameOf(named(written) + '\ndata: {a: "{{ .Values.x }}"}')).toBe(expected);
  });

  test('with values that override what helpers print', () => {
    expect(nameOf(named('{{ include "shop.fullname" . }}'), 'fullnameOverride: front')).toBe('front');
    expect(nameOf(named('{{ include "shop.fullname" . }}'), 'nameOverride: front')).toBe('<release>-front');
    expect(nameOf(named('{{ .Values.db.name }}'), 'db: {name: main}')).toBe('main');
    expect(nameOf(named('{{ .Values.on }}'), 'on: false')).toBe('…');
    expect(nameOf(named('{{ .Values.list }}'), 'list: [a]')).toBe('…');
  });

  test('where the dot is another value', () => {
    const inRange = '{{- range .Values.names }}\nkind: ConfigMap\nmetadata:\n  name: {{ NAME }}-x\n{{- end }}';
    expect(nameOf(inRange.replace('NAME', '.name'))).toBe('…-x');
    expect(nameOf(inRange.replace('NAME', '$.Values.name'))).toBe('db-x');
    expect(nameOf(inRange.replace('NAME', 'include "shop.fullname" $'))).toBe('<release>-shop-x');
    expect(nameOf(inRange.replace('NAME', 'include "shop.fullname" .'))).toBe('…-x');
  });

  test('with a variable that is set once', () => {
    const manifest = `{{- $name := include "shop.fullname" . -}}\n${named('{{ $name }}-db')}`;
    expect(nameOf(manifest)).toBe('<release>-shop-db');
    expect(nameOf(`{{- $name := "a" }}\n{{- if .Values.on }}{{ $name = "b" }}{{ end }}\n${named('{{ $name }}')}`)).toBe(
      '…',
    );
    expect(nameOf(named('{{ $name }}'))).toBe('…');
  });
});

describe('a chart within a chart', () => {
  const inner = (values: string): string | undefined => {
    const fixture = parseFixture(`
      #- /shop/Chart.yaml
      name: shop
      #- /shop/values.yaml
      ${values}
      #- /shop/charts/db/Chart.yaml
      name: db
      #- /shop/charts/db/values.yaml
      name: own
      #- /shop/charts/db/templates/config.yaml
      kind: ConfigMap
      metadata:
        name: {{ .Chart.Name }}-{{ .Values.name }}-{{ .Values.global.zone }}
    `);
    const snapshot = snapshotOfFixture(fixture);
    const [placed] = snapshot.ofKind('ConfigMap');
    const name = placed?.resource.metadata.name;
    return placed && name && readableString(snapshot, placed, name.at, '…');
  };

  test('has its own values', () => {
    expect(inner('other: x')).toBe('db-own-…');
  });

  test('has those its parent gives it, and the global ones', () => {
    expect(inner('{db: {name: given}, global: {zone: eu}}')).toBe('db-given-eu');
  });
});

test('outside of charts nothing is guessed', () => {
  const snapshot = snapshotOfFixture(parseFixture('kind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}-db\n'));
  const [placed] = snapshot.ofKind('ConfigMap');
  expect(placed && readableString(snapshot, placed, { path: ['metadata', 'name'] }, '…')).toBeUndefined();
});
