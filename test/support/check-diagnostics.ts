import { expect } from 'vitest';
import { findProblems } from '../../server/src/core/rules/run.ts';
import type { Finding } from '../../server/src/core/rules/finding.ts';
import type { Settings } from '../../server/src/core/settings/settings.ts';
import { applyEdits, type Span } from '../../server/src/core/text/span.ts';
import { LineIndex } from '../../server/src/core/text/lines.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import type { SnapshotFile, WorkspaceEdit } from '../../server/src/core/files/file.ts';
import { Workspace } from '../../server/src/core/workspace/workspace.ts';
import { snapshotOf } from './snapshot-of.ts';
import { parseFixture, snapshotOfFixture, type Fixture } from './fixture.ts';

/**
 * Holds all findings of all files of a fixture against its marks, as a set, both ways. A mark is `level[code]`, with a 💡
 * behind it where there is a fix; text behind that has to be the first sentence of the message. Marks of the form
 * `note[code]` stand for related places: they are compared where the fixture draws at least one. On failure the fixture is
 * printed with the marks that would hold, ready to paste.
 */
export function checkDiagnostics(source: string, settings: Partial<Settings> = {}): void {
  const fixture = parseFixture(source);
  checkSnapshot(fixture, snapshotOfFixture(fixture, settings));
}

/** How a workspace is while not all of it could be read. */
export interface Incomplete {
  /** Whether the first scan is done. */
  readonly complete: boolean;
  /** Paths of files that could not be read. */
  readonly unread: readonly string[];
}

/** As `checkDiagnostics`, for a workspace of which not all could be read. */
export function checkIncomplete(source: string, { complete, unread }: Incomplete): void {
  const fixture = parseFixture(source);
  const workspace = new Workspace();
  const left = unread.map((path) => ({ uri: `file://${path}`, path, reason: 'It could not be read.' }));
  workspace.apply({ files: fixture.files, complete, unread: left });
  checkSnapshot(fixture, workspace.snapshot);
}

/** As `checkDiagnostics`, for a snapshot made otherwise. */
export function checkSnapshot(fixture: Fixture, snapshot: Snapshot): void {
  const findings = allFindings(snapshot).filter((finding) => isDrawn(fixture, finding.code));
  for (const finding of findings) expectWorded(finding);
  const drawsMessages = fixture.marks.some((mark) => /^\w+\[[\w-]+\](?: 💡)? \S/u.test(mark.label));
  const drawsRelated = fixture.marks.some((mark) => mark.label.startsWith('note['));
  const actual = marksOf(findings, drawsRelated);
  const expected = fixture.marks;
  const withMessage = (mark: DrawnMark): DrawnMark => {
    const drawn = expected.find((one) => samePlace(one, mark) && one.label.startsWith(`${mark.label} `));
    return drawn === undefined ? mark : { ...mark, label: `${mark.label} ${mark.message}` };
  };
  const compared = actual.map(withMessage);
  const key = (mark: { path: string; start: number; end: number; label: string }): string =>
    `${mark.path}:${mark.start}-${mark.end} ${mark.label}`;
  const same = JSON.stringify(compared.map(key).sort()) === JSON.stringify(expected.map(key).sort());
  if (same) return;
  const all = marksOf(findings, drawsRelated).map((mark) =>
    drawsMessages ? { ...mark, label: `${mark.label} ${mark.message}` } : mark,
  );
  const messages = findings.map((finding) => `  ${finding.code}: ${finding.message}`).join('\n');
  expect.fail(
    `The findings differ from the marks.\n--- expected\n${drawFixture(fixture, fixture.marks)}\n--- actual\n${drawFixture(fixture, all)}\n--- messages\n${messages}`,
  );
}

/**
 * Applies the fix of that title to the fixture and holds the files against `after`. The fixture has to offer exactly one
 * such fix; the problem it is at must be gone afterwards. Returns what the fix says is left to do.
 */
export function checkFix(before: string, title: string, after: string): string | undefined {
  const snapshot = snapshotOfFixture(parseFixture(before));
  const findings = allFindings(snapshot);
  const matching = findings.flatMap((finding) =>
    finding.fixes.filter((fix) => fix.title === title).map((fix) => ({ finding, fix })),
  );
  const offered = findings.flatMap((finding) => finding.fixes.map((fix) => fix.title));
  expect(matching.length, `Fixes called "${title}" among those offered: ${offered.join(' · ') || 'none'}.`).toBe(1);
  const [match] = matching;
  const edit = match?.fix.edit();
  if (match === undefined || edit === undefined) return expect.fail(`The fix "${title}" makes no edit.`);
  const fixed = applyWorkspaceEdit(snapshot, edit);
  const expected = parseFixture(after).files;
  expect(printFiles(fixed)).toBe(printFiles(expected));
  const left = allFindings(snapshotOf(fixed)).filter(
    (finding) => finding.code === match.finding.code && finding.message === match.finding.message,
  );
  expect(
    left.map((finding) => finding.message),
    'The problem is still there after its fix.',
  ).toEqual([]);
  return edit.note;
}

/** All findings of a snapshot, file by file. */
export function allFindings(snapshot: Snapshot): readonly Finding[] {
  return [...snapshot.files.values()].flatMap((file) => findProblems(snapshot, file));
}

/** The files of a snapshot after an edit. */
export function applyWorkspaceEdit(
  snapshot: Snapshot,
  edit: WorkspaceEdit,
): readonly { readonly uri: string; readonly path: string; readonly text: string }[] {
  return [...snapshot.files.values()].map((file) => {
    const edits = edit.files.filter((one) => one.file === file).flatMap((one) => one.edits);
    return { uri: file.uri, path: file.path, text: applyEdits(file.text, edits) };
  });
}

/** What fixtures leave out where it does not matter: ports, images, selectors. It counts in a fixture that draws it. */
const leftOut: ReadonlySet<string> = new Set(['missing-field']);

function isDrawn(fixture: Fixture, code: string): boolean {
  return !leftOut.has(code) || fixture.marks.some((mark) => mark.label.includes(`[${code}]`));
}

interface DrawnMark {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly label: string;
  readonly message: string;
}

function marksOf(findings: readonly Finding[], withRelated: boolean): readonly DrawnMark[] {
  return findings.flatMap((finding) => {
    const bulb = finding.fixes.length > 0 ? ' 💡' : '';
    const main = markOf(finding.file, finding.span, `${finding.severity}[${finding.code}]${bulb}`, finding.message);
    if (!withRelated) return [main];
    return [
      main,
      ...finding.related.map((place) => markOf(place.file, place.span, `note[${finding.code}]`, place.message)),
    ];
  });
}

/** A span over several lines is drawn on its first. */
function markOf(file: SnapshotFile, span: Span, label: string, message: string): DrawnMark {
  const newline = file.text.indexOf('\n', span.start);
  const lineEnd = newline < 0 ? file.text.length : newline;
  return {
    path: file.path,
    start: span.start,
    end: Math.min(span.end, lineEnd),
    label,
    message: firstSentence(message),
  };
}

function firstSentence(message: string): string {
  return /^.*?\.(?=\s|$)/su.exec(message)?.[0] ?? message;
}

function samePlace(
  one: { readonly path: string; readonly start: number; readonly end: number },
  other: { readonly path: string; readonly start: number; readonly end: number },
): boolean {
  return one.path === other.path && one.start === other.start && one.end === other.end;
}

/** A place of a template that nobody filled shows up as a brace. */
function expectWorded(finding: Finding): void {
  const texts = [
    finding.message,
    ...finding.related.map((place) => place.message),
    ...finding.fixes.map((fix) => fix.title),
  ];
  for (const text of texts)
    expect(text, `A place of a message of "${finding.code}" has no value.`).not.toMatch(/\{\w+\}/);
}

function drawFixture(
  fixture: Fixture,
  marks: readonly { readonly path: string; readonly start: number; readonly end: number; readonly label: string }[],
): string {
  return fixture.files
    .map((file) => {
      const lines = new LineIndex(file.text);
      const drawn = file.text.split('\n').flatMap((line, index) => {
        const below = marks
          .filter((mark) => mark.path === file.path && lines.positionAt(mark.start).line === index)
          .map((mark) => {
            const column = lines.positionAt(mark.start).character;
            return `${' '.repeat(column)}${'^'.repeat(Math.max(1, mark.end - mark.start))} ${mark.label}`;
          });
        return [line, ...below];
      });
      return `#- ${file.path}\n${drawn.join('\n')}`;
    })
    .join('\n');
}

function printFiles(files: readonly { readonly path: string; readonly text: string }[]): string {
  return files.map((file) => `#- ${file.path}\n${file.text.replace(/\n*$/, '\n')}`).join('');
}
