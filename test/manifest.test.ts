import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { defaultSettings, readSettings, levels } from '../server/src/core/settings/settings.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

interface Property {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly enum?: readonly string[];
  readonly additionalProperties?: Property | boolean;
}
interface Manifest {
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly configuration: readonly { readonly properties: Readonly<Record<string, Property>> }[];
  };
}

const manifest = read('package.json') as Manifest;
const properties = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section) => section.properties),
) as Record<string, Property>;

describe('the settings in package.json', () => {
  test('have the defaults of the engine', () => {
    const { diagnosticsScope, ...others } = defaultSettings;
    const offered = Object.entries(properties)
      .filter(([name]) => name !== 'headlight.trace.server')
      .map(([name, property]) => [name.replace('headlight.', ''), property.default] as const);
    expect(offered.map(([name]) => name).sort()).toEqual([...Object.keys(others), 'diagnostics.scope'].sort());
    const { 'diagnostics.scope': scope, ...rest } = Object.fromEntries(offered);
    expect(scope).toBe(diagnosticsScope);
    expect(readSettings({ ...rest, diagnostics: { scope } })).toEqual({ settings: defaultSettings, problems: [] });
  });

  test('offer the levels that the engine knows', () => {
    const { additionalProperties, properties: rules = {} } = properties['headlight.rules'] ?? {};
    const offered = [
      ...Object.values(rules),
      ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
    ];
    for (const { enum: offeredLevels } of offered) expect(offeredLevels).toEqual(levels);
  });
});

describe('the commands in package.json', () => {
  const ids = readFileSync(path.join(root, 'client/src/ids.ts'), 'utf8');
  const commands = manifest.contributes.commands.map(({ command }) => command);

  test('are those that the client registers', () => {
    for (const command of commands) expect(ids).toContain(`'${command}'`);
  });

  test('are the only ones in menus', () => {
    const shown = Object.values(manifest.contributes.menus).flatMap((items) => items.map(({ command }) => command));
    expect(commands).toEqual(expect.arrayContaining(shown));
  });
});

describe('what a person reads', () => {
  const asText = JSON.stringify(manifest.contributes) + JSON.stringify(manifest);
  const used = new Set([...asText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
  const known = Object.keys(read('package.nls.json') as object);

  test('in package.json stands in package.nls.json, and nothing else does', () => {
    expect(known.sort()).toEqual([...used].sort());
  });

  test('is never written into package.json itself', () => {
    const written = [
      ...asText.matchAll(/"(?:title|markdownDescription|patternErrorMessage|category)":"([^%"][^"]*)"/g),
    ];
    expect(written.map(([, text]) => text)).toEqual([]);
  });

  test('has each of its translations whole', () => {
    for (const file of readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name))) {
      expect(Object.keys(read(file) as object).sort(), file).toEqual(known);
    }
    const sentences = Object.keys(read('l10n/bundle.l10n.json') as object);
    for (const file of readdirSync(path.join(root, 'l10n')).filter((name) => /^bundle\.l10n\..+\.json$/.test(name))) {
      if (file === 'bundle.l10n.json') continue;
      expect(Object.keys(read(`l10n/${file}`) as object).sort(), file).toEqual(sentences);
    }
  });
});
