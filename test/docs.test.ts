import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { englishOf } from '../server/src/core/util/format.ts';
import { rules } from '../server/src/core/rules/index.ts';
import { checkDiagnostics, checkFix } from './support/check-diagnostics.ts';

const folder = join(import.meta.dirname, '../docs/rules');
const sections = [
  'What it finds',
  'Why',
  'Example',
  'Fixed',
  'When to turn it off',
  'What it says',
  'See also',
] as const;

test('every rule has a page in each language, and every page a rule', () => {
  for (const language of ['', 'ko']) {
    const pages = readdirSync(join(folder, language)).filter((file) => file.endsWith('.md') && file !== 'README.md');
    expect(pages.sort(), language).toEqual(rules.map((rule) => `${rule.code}.md`).sort());
  }
});

describe.each(rules)('the page of $code', ({ code, messages }) => {
  const page = readFileSync(join(folder, `${code}.md`), 'utf8').replaceAll('\r\n', '\n');
  const hasFix = Object.values(messages).some((message) => !englishOf(message).endsWith('.'));
  const example = codeOf(sectionOf(page, 'Example') ?? '');

  test('has its sections in their order', () => {
    const expected = sections.filter((section) => hasFix || section !== 'Fixed');
    expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(expected);
    expect(page.startsWith(`# ${code}\n`)).toBe(true);
    for (const section of expected) expect(sectionOf(page, section)?.trim(), section).not.toBe('');
  });

  test('shows an example that fires exactly as drawn', () => {
    expect(example).toContain(`[${code}]`);
    checkDiagnostics(example);
  });

  if (hasFix) {
    test('shows what the example is after its fix', () => {
      const fixed = sectionOf(page, 'Fixed') ?? '';
      const title = /After \*(.+?)\*:/.exec(fixed)?.[1] ?? '';
      checkFix(example, title, codeOf(fixed));
    });
  }

  test('links to pages that exist', () => {
    const links = [...page.matchAll(/\]\(([\w-]+\.md)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !rules.some((rule) => `${rule.code}.md` === link))).toEqual([]);
  });
});

/** What is below a heading. */
function sectionOf(page: string, heading: string): string | undefined {
  const [, rest] = page.split(`\n## ${heading}\n`);
  return rest?.split(/^## /m, 1)[0];
}

/** The first block of YAML in a section. */
function codeOf(section: string): string {
  return /^```yaml\n([\s\S]*?)^```$/m.exec(section)?.[1] ?? '';
}

const translated = readdirSync(join(folder, 'ko')).filter((file) => file !== 'README.md');

describe.each(translated)('the Korean page %s', (file) => {
  const page = readFileSync(join(folder, 'ko', file), 'utf8').replaceAll('\r\n', '\n');
  const english = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');

  test('has the sections of the English one', () => {
    const expected = [...english.matchAll(/^## (.*)$/gm)].map(([, title = '']) => koreanSections[title]);
    expect([...page.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual(expected);
    expect(page.startsWith(english.slice(0, english.indexOf('\n')))).toBe(true);
    expect(page).not.toMatch(/^## .*\n\s*(?=^## )/m);
  });

  test('links to pages that exist', () => {
    const links = [...page.matchAll(/\]\(([\w-]+\.md)\)/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !rules.some((rule) => `${rule.code}.md` === link))).toEqual([]);
  });
});

const koreanSections: Readonly<Record<string, string>> = {
  'What it finds': '찾는 내용',
  Why: '이유',
  Example: '예시',
  Fixed: '수정 후',
  'When to turn it off': '끄는 경우',
  'What it says': '메시지',
  'See also': '참고',
};
