import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { defaultSettings, withSettings } from '../../../server/src/core/settings/settings.ts';
import { readSettings } from '../../../server/src/core/settings/read-settings.ts';
import { settingDefinitions } from '../../../server/src/core/settings/table.ts';
import { snapshotOfFixture, parseFixture } from '../../support/fixture.ts';
import { allFindings } from '../../support/check-diagnostics.ts';

const schema = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../docs/schemas/configuration.schema.json'), 'utf8'),
) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);

describe('the schema of .headlight.yaml and what is said in the editor agree', () => {
  const good = [
    '',
    'clusterDomain: k8s.example.com\nrules: {missing-endpoints: off}\n',
    "namespaces: {'deploy/**': prod}\nexclude: ['a/**']\nmaxFileSize: 5\n",
    ...settingDefinitions.map(({ key, example }) => `${key}:${example}\n`),
  ];
  test.each(good)('%j is all right', (text) => {
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(allFindings(snapshotOfFixture(parseFixture(`#- /.headlight.yaml\n${text}`)))).toEqual([]);
  });

  const bad = [
    '- a\n',
    'colour: red\n',
    'rules: {missing-endpoints: loud}\n',
    'rules: {no-rule: off}\n',
    'rules: [missing-endpoints]\n',
    'exclude: a\n',
    'maxFileSize: 0\n',
    'maxFileSize: a\n',
    'namespaces: {a: B}\n',
    'clusterDomain: [a]\n',
  ];
  test.each(bad)('%j is not', (text) => {
    expect(validate(parse(text))).toBe(false);
    expect(
      allFindings(snapshotOfFixture(parseFixture(`#- /.headlight.yaml\n${text}`))).map(({ code }) => code),
    ).toEqual(['invalid-configuration']);
  });
});

test('every setting that an editor has is one of the engine, with its default', () => {
  for (const { key, fallback, inEditor } of settingDefinitions.filter((definition) => definition.inEditor)) {
    expect(inEditor && key in defaultSettings, key).toBe(true);
    expect(readSettings({ [key]: fallback }).problems, key).toEqual([]);
    expect(readSettings({ [key]: fallback }).settings, key).toEqual(defaultSettings);
  }
});

test('a namespace that is none is left out and said', () => {
  const { settings, problems } = readSettings({ namespaces: { 'a/**': 'prod', 'b/**': 'Not One', 'c/**': 1 } });
  expect(settings.namespaces).toEqual({ 'a/**': 'prod' });
  expect(problems.map(({ setting }) => setting)).toEqual(['namespaces.b/**', 'namespaces.c/**']);
});

test('settings laid over others: levels one by one, files left out together, the rest replaced', () => {
  const below = { ...defaultSettings, rules: { a: 'off', b: 'hint' }, exclude: ['a'], clusterDomain: 'a' } as const;
  expect(withSettings(below, { rules: { b: 'error' }, exclude: ['b'], clusterDomain: 'b' })).toMatchObject({
    rules: { a: 'off', b: 'error' },
    exclude: ['a', 'b'],
    clusterDomain: 'b',
  });
  expect(withSettings(below, {})).toEqual(below);
});
