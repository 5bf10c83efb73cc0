import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding, FindingFix } from '../../../server/src/core/rules/finding.ts';
import { snapshotOf } from '../../support/snapshot-of.ts';
import { allFindings, applyWorkspaceEdit } from '../../support/check-diagnostics.ts';
import { parseFixture, type Fixture } from '../../support/fixture.ts';
import { isSameMeaning, restyle, type Style } from '../../support/restyle.ts';

/*
 * Every fix of every finding in the example of every rule's page, tried on the example and on the same manifests in all
 * styles of YAML. The fix of the example as its page shows it is what is meant; whatever the style, it has to come to that.
 */

type Files = Fixture['files'];

const folder = join(import.meta.dirname, '../../../docs/rules');
const pages = readdirSync(folder)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .map((file) => ({ code: file.replace(/\.md$/, ''), files: exampleOf(readFileSync(join(folder, file), 'utf8')) }));
const fixable = pages.filter(({ files }) => offersIn(files).length > 0);

const plain: Style = {
  flow: 0,
  quoted: 0,
  anchors: 0,
  comments: 0,
  order: 'kept',
  indent: 2,
  lists: 'indented',
  aliases: 'none',
  lineEnding: '\n',
  seed: 1,
};
const styles = fc.record<Style>({
  flow: fc.constantFrom(0, 0.2, 1),
  quoted: fc.constantFrom(0, 0.5, 1),
  anchors: fc.constantFrom(0, 0.2),
  comments: fc.constantFrom(0, 0.3),
  order: fc.constantFrom('kept', 'mixed'),
  indent: fc.constantFrom(2, 4),
  lists: fc.constantFrom('indented', 'level'),
  aliases: fc.constantFrom('none', 'none', 'none', 'one'),
  lineEnding: fc.constantFrom('\n', '\r\n'),
  seed: fc.integer(),
});

test('there are fixes to try', () => {
  expect(fixable.length).toBeGreaterThan(20);
});

describe.each(fixable)('the fixes of $code', ({ files }) => {
  const offers = offersIn(files);

  test('solve their problem for good', () => {
    for (const offer of offers) expectSolved(files, offer);
  });

  test('come to the same with the line endings of Windows', () => {
    const windows = withTexts(files, (text) => text.replaceAll('\n', '\r\n'));
    for (const [index, offer] of offersIn(windows).entries()) {
      const wanted = fixedTexts(files, offers[index]);
      expect(fixedTexts(windows, offer)).toEqual(wanted?.map((text) => text.replaceAll('\n', '\r\n')));
    }
  });

  test('leave comments alone', () => {
    const commented = withTexts(files, (text) => withComments(text));
    if (commented.some(({ text }) => text.includes('|') || text.includes('>'))) return;
    for (const offer of offersIn(commented)) {
      const twin = offers.find((one) => isSameOffer(one, offer));
      const before = files.map(({ text }) => text).join('\n');
      const wanted = fixedTexts(files, twin)?.join('\n') ?? '';
      const after = fixedTexts(commented, offer)?.join('\n') ?? '';
      expect(after.replaceAll(/ # comment \d+$/gm, '')).toBe(wanted);
      // A comment goes with its line only, or stays beside what is there instead.
      const touched = withoutEach(linesOf(before), linesOf(wanted)).length;
      const lost = commentsIn(commented.map(({ text }) => text).join('\n')) - commentsIn(after);
      expect(lost).toBeLessThanOrEqual(touched);
    }
  });

  test('come to the same in every style', () => {
    fc.assert(
      fc.property(styles, (style) => {
        const variant = restyled(files, style);
        if (variant === undefined) return;
        for (const offer of offersIn(variant)) {
          const twin = offers.find((one) => isSameOffer(one, offer));
          const wanted = fixedTexts(files, twin);
          const after = fixedTexts(variant, offer);
          if (after === undefined || wanted === undefined) {
            // What is shared by an alias cannot be changed in one place.
            expect(style.aliases, `${offer.fix.title} comes to no edit.`).toBe('one');
            continue;
          }
          for (const [index, text] of after.entries()) {
            expect(isSameMeaning(text, wanted[index] ?? ''), `${text}\n--- wanted\n${wanted[index] ?? ''}`).toBe(true);
            if (style.lineEnding === '\r\n') expect(text.replaceAll('\r\n', '')).not.toContain('\n');
          }
          expectSolved(variant, offer);
        }
      }),
      { numRuns: 10 },
    );
  });
});

test('most examples can be written in every style', () => {
  const flowing = { ...plain, flow: 1, quoted: 1, comments: 0.3, anchors: 0.2 };
  const written = fixable.filter(({ files }) => offersIn(restyled(files, flowing) ?? []).length > 0);
  expect(written.length).toBeGreaterThan(fixable.length * 0.9);
});

interface Offer {
  readonly finding: Finding;
  readonly fix: FindingFix;
}

/** The lines that are left once each of the others is taken out once. */
function withoutEach(lines: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return lines.filter((line) => {
    const index = left.indexOf(line);
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
}

function exampleOf(page: string): Files {
  const example = /\n## Example\n[\s\S]*?^```yaml\n([\s\S]*?)^```$/m.exec(page.replaceAll('\r\n', '\n'))?.[1] ?? '';
  return parseFixture(example).files;
}

function offersIn(files: Files): readonly Offer[] {
  return allFindings(snapshotOf(files)).flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
}

function isSameOffer(one: Offer, other: Offer): boolean {
  const keyOf = ({ finding, fix }: Offer): string => {
    const { resource } = finding;
    const root = resource === undefined ? '' : `${resource.resource.kind}/${resource.name ?? ''}`;
    return [finding.file.path, root, finding.code, finding.path, fix.title].join(' ');
  };
  return keyOf(one) === keyOf(other);
}

function fixedTexts(files: Files, offer: Offer | undefined): readonly string[] | undefined {
  const edit = offer?.fix.edit();
  if (edit === undefined) return undefined;
  return files.map(({ uri, text }) => {
    const file = edit.files.find((one) => one.file.uri === uri);
    return file === undefined ? text : textAfter(file.file.text, file.edits);
  });
}

function textAfter(
  text: string,
  edits: readonly { readonly span: { start: number; end: number }; readonly newText: string }[],
): string {
  return [...edits]
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => b.edit.span.start - a.edit.span.start || b.index - a.index)
    .reduce((result, { edit }) => result.slice(0, edit.span.start) + edit.newText + result.slice(edit.span.end), text);
}

/** Its own rule says no more, so that nothing is there to be applied a second time. */
function expectSolved(files: Files, { finding, fix }: Offer): void {
  const snapshot = snapshotOf(files);
  const edit = fix.edit();
  if (edit === undefined) return;
  const fixed = applyWorkspaceEdit(snapshot, {
    files: edit.files.map((one) => ({ ...one, file: snapshot.files.get(one.file.uri) ?? one.file })),
  });
  const isIt = (other: Finding): boolean => other.code === finding.code && other.message === finding.message;
  const before = allFindings(snapshot).filter(isIt).length;
  const left = allFindings(snapshotOf(fixed)).filter(isIt).length;
  expect(left, `"${fix.title}" leaves its problem.`).toBeLessThan(before);
}

function restyled(files: Files, style: Style): Files | undefined {
  const texts = files.map(({ text }) => restyle(text, style));
  if (texts.includes(undefined)) return undefined;
  return files.map((file, index) => ({ ...file, text: texts[index] ?? '' }));
}

function withTexts(files: Files, change: (text: string) => string): Files {
  return files.map((file) => ({ ...file, text: change(file.text) }));
}

/** A comment of its own behind every line that has a key and a value. */
function withComments(text: string): string {
  let count = 0;
  return text.replaceAll(/^(?! *#)(.*[^:\s-].*)$/gm, (line) =>
    line.startsWith('---') ? line : `${line} # comment ${count++}`,
  );
}

function commentsIn(text: string): number {
  return text.match(/# comment \d+/g)?.length ?? 0;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n');
}
