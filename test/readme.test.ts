import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from './cli/command-line.ts';

const root = path.resolve(import.meta.dirname, '..');
const importScript = async (file: string): Promise<unknown> => import(pathToFileURL(path.join(root, file)).href);
const { selfContained } = (await importScript('scripts/lib/packaged-readme.mjs')) as {
  readonly selfContained: (readme: string, read: (file: string) => Buffer) => string;
};
const { headerOf } = (await importScript('scripts/screenshots/png.mjs')) as {
  readonly headerOf: (file: Buffer) => { readonly width: number; readonly height: number; readonly kind: number };
};
const { pictures } = (await importScript('scripts/screenshots/pictures.mjs')) as {
  readonly pictures: readonly { readonly name: string }[];
};

const readme = textOf('README.md');

/** Every document a person reads in the repository. */
const documents = [
  ...['.', 'docs', 'docs/rules', 'examples', 'test/extension'].flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.md'))
      .map((name) => path.posix.join(folder, name)),
  ),
];

describe('the README', () => {
  test('says what it is in one sentence and one picture, then how to install, use and configure it', () => {
    expect(readme).toMatch(/^# [^\n]+\n\n[^\n.]+\.\n\n<img [^\n]+\n/);
    const headings = [...readme.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings.slice(0, 6)).toEqual(['Why', 'Install', 'Use', 'Commands', 'Settings', 'Command line']);
  });

  test('names no command of the command line that there is not', async () => {
    const named = new Set([...readme.matchAll(/`headlight ([a-z]+)/g)].map(([, name]) => name));
    const { stdout } = await folderWith().headlight(['--help']);
    expect([...named].filter((name) => !stdout.includes(`\n  ${name} `))).toEqual([]);
    expect(named.size).toBeGreaterThan(3);
  });
});

test('the Korean README has the sections, pictures, tables and commands of the English one', () => {
  const shapeOf = (text: string): readonly string[] =>
    [...text.matchAll(/^#+ |^<img src="[^"]+" width="\d+"|^<!-- .* -->|^\| `[^|]*` |headlight-disable-[\w-]+/gm)].map(
      ([found]) => found,
    );
  expect(shapeOf(textOf('README.ko.md'))).toEqual(shapeOf(readme));
});

describe('the pictures of the README', () => {
  const shown = [...readme.matchAll(/<img src="([^"]+)" width="(\d+)" alt="([^"]+)">/g)].map(
    ([, file = '', width = '', alt = '']) => ({ file, width: Number(width), alt }),
  );

  test('are those that npm run screenshots takes, and no others lie about', () => {
    const taken = pictures.map(({ name }) => `docs/images/${name}.png`).sort();
    expect(shown.map(({ file }) => file).sort()).toEqual(taken);
    expect(readdirSync(path.join(root, 'docs/images')).map((name) => `docs/images/${name}`)).toEqual(taken);
    expect(readme.match(/<img|!\[/g)).toHaveLength(shown.length);
  });

  test.each(shown)('$file is crisp, as wide as it is shown, and readable in a column of 800 pixels', (picture) => {
    const { width, height, kind } = headerOf(readFileSync(path.join(root, picture.file)));
    expect(width).toBe(2 * picture.width);
    expect(picture.width).toBeLessThanOrEqual(800);
    expect(height).toBeLessThanOrEqual(1400);
    expect(kind, 'a palette').toBe(3);
  });

  test('are told to those who do not see them', () => {
    for (const { file, alt } of shown) expect(alt.length, file).toBeGreaterThan(60);
  });

  test('are together smaller than 450 kB', () => {
    const sizes = shown.map(({ file }) => statSync(path.join(root, file)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(450_000);
  });
});

describe.each(documents)('%s', (file) => {
  const text = withoutCode(textOf(file));
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g), ...text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(
    ([, target = '']) => target,
  );

  test('links to files and headings that are there', () => {
    const broken = targets.filter((target) => !/^(?:https?|mailto):/.test(target) && !leadsSomewhere(file, target));
    expect(broken).toEqual([]);
  });
});

describe('the README in a package without an address', () => {
  const read = (name: string): Buffer => Buffer.from(name);
  const data = (name: string): string => `data:image/png;base64,${read(name).toString('base64')}`;

  test.each([
    ['a picture', '![Alt](docs/a.png)', `![Alt](${data('docs/a.png')})`],
    ['a picture in HTML', '<img src="docs/a.png" alt="A">', `<img src="${data('docs/a.png')}" alt="A">`],
    ['a link to a file', 'See [the `rules`](docs/rules/README.md).', 'See the `rules`.'],
    ['a link around a picture', '[![A](a.png)](b.md)', `![A](${data('a.png')})`],
    ['a link to a heading of its own', '[Use](#use)', '[Use](#use)'],
    ['a link to a page', '[K](https://kubernetes.io)', '[K](https://kubernetes.io)'],
    ['a picture with an address', '![A](https://a.example/a.png)', '![A](https://a.example/a.png)'],
    ['a list in brackets', '`[a](b` and [ ] c', '`[a](b` and [ ] c'],
  ])('%s', (_, written, packed) => {
    expect(selfContained(written, read)).toBe(packed);
  });

  test('holds all it shows', () => {
    const packed = selfContained(readme, (name) => readFileSync(path.join(root, name)));
    expect([...packed.matchAll(/src="(?!data:image\/png;base64,)[^"]*"/g)]).toEqual([]);
    expect([...withoutCode(packed).matchAll(/\]\((?!https:|#)[^)]*\)/g)]).toEqual([]);
  });
});

function leadsSomewhere(from: string, target: string): boolean {
  const [file = '', heading] = target.split('#', 2);
  const found = path.posix.join(path.posix.dirname(from), file);
  if (file !== '' && !existsSync(path.join(root, found))) return false;
  return heading === undefined || headingsOf(file === '' ? from : found).includes(heading);
}

/** The anchors of a document's headings, as GitHub makes them. */
function headingsOf(file: string): readonly string[] {
  return [...withoutCode(textOf(file)).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '').replace(/`[^`\n]*`/g, '');
}

function textOf(file: string): string {
  return readFileSync(path.join(root, file), 'utf8').replaceAll('\r\n', '\n');
}
