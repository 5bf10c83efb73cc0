import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languages } from '../scripts/lib/translations.mjs';
import { readZip, type ZipEntry } from './support/zip.ts';

const root = path.resolve(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
const rulePages = readdirSync(path.join(root, 'docs', 'rules'), { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.md'),
);
/** The translations: of package.json's texts, and of the extension's. English is in the source. */
const translations = [
  ...readdirSync(root).filter((name) => /^package\.nls\..+\.json$/.test(name)),
  ...readdirSync(path.join(root, 'l10n'))
    .filter((name) => /^bundle\.l10n\.[^.]+\.json$/.test(name))
    .map((name) => `l10n/${name}`),
];

/** The files that package.json names. */
interface Manifest {
  readonly icon: string;
  readonly contributes: {
    readonly grammars: readonly { readonly path: string }[];
    readonly viewsContainers: Readonly<Record<string, readonly { readonly icon: string }[]>>;
    readonly languages?: readonly { readonly configuration?: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly { readonly media: { readonly svg: string } }[] }[];
  };
}

/** What vsce adds by itself. */
const envelope = ['[Content_Types].xml', 'extension.vsixmanifest'];

/** The names the files have in the package; vsce writes some of them in its own way. */
const shipped = [
  'extension/LICENSE.txt',
  'extension/ThirdPartyNotices.txt',
  'extension/changelog.md',
  'extension/dist/extension.js',
  'extension/dist/picture.js',
  'extension/dist/server.js',
  ...languages.map((language) => `extension/dist/texts.${language}.json`),
  'extension/examples/start-here.yaml',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/readme.md',
  ...namedFiles(manifest).map((file) => path.posix.join('extension', file)),
  ...translations.map((name) => `extension/${name}`),
  ...rulePages.map((name) => `extension/docs/rules/${name}`),
];

function namedFiles({ icon, contributes }: Manifest): readonly string[] {
  const configurations = (contributes.languages ?? []).flatMap(({ configuration }) => configuration ?? []);
  const texts = ['package.nls.json', 'package.nls.ko.json'].map(
    (name) => JSON.parse(readFileSync(path.join(root, name), 'utf8')) as Record<string, string>,
  );
  const svgs = contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.svg));
  // Those with words have one for each language.
  const pictures = new Set(svgs.flatMap((svg) => texts.map((language) => language[svg.replaceAll('%', '')] ?? svg)));
  const views = Object.values(contributes.viewsContainers).flatMap((one) => one.map((container) => container.icon));
  return [icon, ...views, ...contributes.grammars.map((grammar) => grammar.path), ...configurations, ...pictures];
}

describe('the packaged extension', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'headlight-package-'));
  let file = process.env['HEADLIGHT_VSIX'] ?? '';
  let entries: readonly ZipEntry[] = [];

  beforeAll(() => {
    if (file === '') {
      file = path.join(folder, 'headlight.vsix');
      execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs'), '--out', file], { stdio: 'pipe' });
    }
    entries = readZip(readFileSync(file));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds exactly the files that are meant to be shipped', () => {
    expect(entries.map(({ name }) => name).sort()).toEqual([...envelope, ...shipped].sort());
  });

  test('is smaller than 1.6 MB', () => {
    expect(statSync(file).size).toBeLessThan(1_600_000);
  });

  test('runs on every platform', () => {
    expect(textOf('extension.vsixmanifest')).not.toContain('TargetPlatform');
  });

  test('has a README that holds what it shows', () => {
    const readme = textOf('extension/readme.md');
    expect(readme).toContain('src="data:image/png;base64,');
    expect(readme).not.toMatch(/(?:src="|!\[[^\]]*\]\()(?!data:|https:)/);
  });

  test('says nothing about the machine it was built on', () => {
    for (const name of ['extension/dist/extension.js', 'extension/dist/server.js', 'extension/readme.md']) {
      expect(textOf(name)).not.toContain(root);
      expect(textOf(name)).not.toContain('sourceMappingURL');
    }
  });

  test('has programs of Latin letters alone, as V8 keeps one with any other sign in twice the memory', () => {
    for (const name of ['extension/dist/extension.js', 'extension/dist/server.js']) {
      expect([...textOf(name).matchAll(/.{0,40}[^\u0000-\u00FF]/g)].map(([found]) => found)).toEqual([]);
    }
  });

  function textOf(name: string): string {
    return (
      entries
        .find((entry) => entry.name === name)
        ?.read()
        .toString('utf8') ?? ''
    );
  }
});

test('a package with an address leads its README there', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'headlight-package-'));
  try {
    const file = path.join(folder, 'headlight.vsix');
    // Who runs other tests at the same time uses dist/.
    const address = [
      '--no-build',
      '--files',
      'https://example.com/blob/v1',
      '--pictures',
      'https://example.com/raw/v1',
    ];
    execFileSync(process.execPath, [path.join(root, 'scripts/package.mjs'), '--out', file, ...address], {
      stdio: 'pipe',
    });
    const readme = readZip(readFileSync(file)).find(({ name }) => name === 'extension/readme.md');
    const text = readme?.read().toString('utf8') ?? '';
    expect(text).toContain('<img src="https://example.com/raw/v1/docs/images/hero.png"');
    expect(text).toContain('](https://example.com/blob/v1/docs/rules/README.md)');
    expect(text).not.toContain('data:image');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
