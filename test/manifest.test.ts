import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { treeView, walkthroughName } from '../client/src/ids.ts';
import { defaultSettings, levels } from '../server/src/core/settings/settings.ts';
import { readSettings } from '../server/src/core/settings/read-settings.ts';
import { settingDefinitions } from '../server/src/core/settings/table.ts';

const root = path.resolve(import.meta.dirname, '..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

interface Property {
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly enum?: readonly string[];
  readonly additionalProperties?: Property | boolean;
}
interface Walkthrough {
  readonly id: string;
  readonly steps: readonly {
    readonly description: string;
    readonly media: { readonly svg: string; readonly altText: string };
    readonly completionEvents: readonly string[];
  }[];
}
interface Manifest {
  readonly icon: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly Walkthrough[];
    readonly viewsContainers: Readonly<Record<string, readonly { readonly icon: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
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

describe('the descriptions of settings', () => {
  const texts = read('package.nls.json') as Readonly<Record<string, string>>;
  const links = Object.values(texts).flatMap((text) =>
    [...text.matchAll(/`#([^#`]+)#`/g)].map(([, name]) => name ?? ''),
  );

  test('link to settings that exist', () => {
    expect(links.length).toBeGreaterThan(0);
    for (const name of links) expect(Object.keys(properties)).toContain(name);
  });

  test.each(settingDefinitions)('link from $key to each setting they name', ({ key, names }) => {
    for (const name of names) expect(texts[`setting.${key}`]).toContain(`\`#headlight.${name}#\``);
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

describe('the view in package.json', () => {
  const { viewsContainers, views, viewsWelcome } = manifest.contributes;

  test('is the one that the client fills, in a container with an icon of one colour, which is the theme’s', () => {
    expect(Object.values(views).flatMap((some) => some.map(({ id }) => id))).toEqual([treeView]);
    for (const { icon } of Object.values(viewsContainers).flat()) {
      const picture = readFileSync(path.join(root, icon), 'utf8');
      for (const [, colour] of picture.matchAll(/(?:fill|stroke)="([^"]+)"/g))
        expect(colour).toMatch(/^(none|currentColor)$/);
    }
  });

  test('says something in each state in which it is empty, with buttons for commands that are there', () => {
    const states = ['noManifests', 'noServices', 'nothingFound', 'reading', 'stopped'];
    for (const state of states) expect(viewsWelcome.filter(({ when }) => when.includes(`== ${state}`))).not.toEqual([]);
    const texts = read('package.nls.json') as Readonly<Record<string, string>>;
    const known = ['vscode.openFolder', ...manifest.contributes.commands.map(({ command }) => command)];
    for (const { contents } of viewsWelcome) {
      const text = texts[contents.slice(1, -1)] ?? '';
      for (const [, command] of text.matchAll(/\(command:([^)]+)\)/g)) expect(known).toContain(command);
    }
  });
});

describe('the extension is started', () => {
  const names = manifest.activationEvents.flatMap((event) => /^workspaceContains:(.+)$/.exec(event)?.[1] ?? []);

  test('by names at which VS Code only has to look, as a pattern makes it search the whole workspace', () => {
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^[\w.-]+(?:\/[\w.-]+)*$/);
  });

  test('by each of them once, by languages, and by pages that VS Code opens again', () => {
    expect(new Set(names).size).toBe(names.length);
    const others = manifest.activationEvents.filter((event) => !event.startsWith('workspaceContains:'));
    expect(others).toEqual(['onLanguage:yaml', 'onLanguage:helm', 'onWebviewPanel:headlight.picture']);
  });
});

describe('the walkthrough in package.json', () => {
  const [walkthrough] = manifest.contributes.walkthroughs;
  const steps = walkthrough?.steps ?? [];
  const texts = read('package.nls.json') as Readonly<Record<string, string>>;
  const known = new Set(manifest.contributes.commands.map(({ command }) => command));
  const korean = read('package.nls.ko.json') as Readonly<Record<string, string>>;
  /** In English and in Korean; one without words is the same in both. */
  const pictures = steps.map(({ media: { svg } }) =>
    [texts, korean].map((language) => language[svg.replaceAll('%', '')] ?? svg),
  );

  test('is the one that the client opens', () => {
    expect(walkthrough?.id).toBe(walkthroughName);
    expect(steps).toHaveLength(6);
  });

  test.each(steps.map((step) => [step.description, step] as const))('has a button in %s', (description, step) => {
    const text = texts[description.slice(1, -1)] ?? '';
    const buttons = [...text.matchAll(/^\[[^\]]+\]\(command:([^)]+)\)$/gm)].map(([, command = '']) => command);
    expect(buttons).toHaveLength(1);
    expect(known).toContain(buttons[0]);
    expect(step.completionEvents).toContain(`onCommand:${buttons[0]}`);
    for (const event of step.completionEvents) expect(known).toContain(event.replace(/^onCommand:/, ''));
  });

  test.each(pictures)('draws %s and %s alike, but for the words', (english, other) => {
    const drawing = (svg: string): string => readFileSync(path.join(root, svg), 'utf8').replaceAll(/>[^<]+</g, '><');
    expect(drawing(other)).toBe(drawing(english));
  });

  test.each([...new Set(pictures.flat())])('has the colours of the theme in %s', (svg) => {
    const picture = readFileSync(path.join(root, svg), 'utf8');
    // VS Code lets no style in, so colours are in attributes; what is behind a comma is for where the theme has none.
    expect(picture).not.toMatch(/<style|style=|<script|href/);
    for (const [, colour] of picture.matchAll(/(?:fill|stroke)="([^"]+)"/g)) expect(colour).toMatch(/^(?:none$|var\()/);
    for (const [, name = ''] of picture.matchAll(/var\(([^,)]+)/g)) expect(name).toMatch(/^--vscode-/);
  });
});

describe('the Marketplace', () => {
  /** From VS Code's reference of extension manifests. */
  const categories = [
    ...['AI', 'Azure', 'Chat', 'Data Science', 'Debuggers', 'Education', 'Extension Packs', 'Formatters', 'Keymaps'],
    ...[
      'Language Packs',
      'Linters',
      'Machine Learning',
      'Notebooks',
      'Other',
      'Programming Languages',
      'SCM Providers',
    ],
    ...['Snippets', 'Testing', 'Themes', 'Visualization'],
  ];

  test('takes the categories and the keywords', () => {
    expect(manifest.categories.filter((category) => !categories.includes(category))).toEqual([]);
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
    expect(new Set(manifest.keywords).size).toBe(manifest.keywords.length);
  });
});

describe('what a person reads', () => {
  const asText = JSON.stringify(manifest.contributes) + JSON.stringify(manifest);
  const used = new Set([...asText.matchAll(/"%([^%"]+)%"/g)].map(([, key = '']) => key));
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
