import { expect } from 'vitest';
import {
  completion,
  definition,
  highlights,
  hover,
  nameAt,
  references,
} from '../../server/src/core/features/facade.ts';
import type { HoverOptions } from '../../server/src/core/features/facade.ts';
import type { Settings } from '../../server/src/core/settings/settings.ts';
import { applyEdits, type Span } from '../../server/src/core/text/span.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { dedent, parseFixture, snapshotOfFixture, type Fixture } from './fixture.ts';

/**
 * Holds the hover at `$0` against Markdown, in which `file:///manifest.yaml` is the fixture's only file. `undefined`
 * expects no hover. A stretch drawn in the fixture has to be what the hover is about.
 */
export function checkHover(source: string, expected: string | undefined, options: Partial<HoverOptions> = {}): void {
  const fixture = parseFixture(source);
  checkSnapshotHover(fixture, snapshotOfFixture(fixture), expected, options);
}

/** As `checkHover`, for a snapshot other than the complete one of the fixture with default settings. */
export function checkSnapshotHover(
  fixture: Fixture,
  snapshot: Snapshot,
  expected: string | undefined,
  options: Partial<HoverOptions> = {},
): void {
  const cursor = cursorOf(fixture);
  const shown = hover(snapshot, cursor.uri, cursor.offset, { commands: [], ...options });
  expect(shown?.markdown).toBe(expected === undefined ? undefined : dedent(expected).trimEnd());
  const [mark] = fixture.marks;
  if (mark !== undefined) expect(shown?.span).toEqual({ start: mark.start, end: mark.end });
}

/** What a hover at `$0` says; for tests that look for one sentence or count lines. */
export function hoverAt(source: string, settings: Partial<Settings> = {}, options: Partial<HoverOptions> = {}): string {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  const snapshot = snapshotOfFixture(fixture, settings);
  const shown = hover(snapshot, cursor.uri, cursor.offset, { commands: [], ...options })?.markdown ?? '';
  expect(shown, 'Every place of a message is filled.').not.toMatch(/\{\w+\}/);
  return shown;
}

/**
 * Holds the targets of the definition at `$0` against the marks, as a set. A mark called `origin` is the stretch that is
 * underlined; without any mark nothing may be found.
 */
export function checkDefinition(source: string): void {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  const found = definition(snapshotOfFixture(fixture), cursor.uri, cursor.offset);
  const targets = found?.targets.map((target) => drawn(fixture, target.file.path, target.selection)) ?? [];
  expectMarks(
    fixture,
    targets,
    fixture.marks.filter((mark) => mark.label !== 'origin'),
  );
  for (const { span, selection } of found?.targets ?? []) {
    expect(span.start <= selection.start && selection.end <= span.end, 'The selection lies within the whole.').toBe(
      true,
    );
  }
  const origin = fixture.marks.find((mark) => mark.label === 'origin');
  if (origin !== undefined) expect(found?.origin).toEqual({ start: origin.start, end: origin.end });
}

/** Holds the references of what is at `$0` against the marks; those called `declaration` only count where they are asked for. */
export function checkReferences(source: string): void {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  const snapshot = snapshotOfFixture(fixture);
  const find = (includeDeclaration: 'with' | 'without'): readonly string[] =>
    references(snapshot, cursor.uri, cursor.offset, { includeDeclaration: includeDeclaration === 'with' }).map(
      ({ file, span }) => drawn(fixture, file.path, span),
    );
  expectMarks(fixture, find('with'), fixture.marks);
  expectMarks(
    fixture,
    find('without'),
    fixture.marks.filter((mark) => mark.label !== 'declaration'),
  );
}

/** Holds the highlights at `$0` against the marks, called `read` and `write`, of its file. */
export function checkHighlights(source: string): void {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  const found = highlights(snapshotOfFixture(fixture), cursor.uri, cursor.offset);
  const actual = found.map(({ span, kind }) => `${drawn(fixture, cursor.path, span)} ${kind}`);
  const expected = fixture.marks.map((mark) => `${drawn(fixture, mark.path, mark)} ${mark.label}`);
  expect(actual.slice().sort()).toEqual(expected.slice().sort());
}

/** Chooses the name offered at `$0` that is called so, and holds the file against `after`. */
export function checkCompleted(source: string, text: string, after: string): void {
  const fixture = parseFixture(source);
  const { uri, offset } = cursorOf(fixture);
  const chosen = completion(snapshotOfFixture(fixture), uri, offset).find((one) => one.text === text);
  if (chosen === undefined) return expect.fail(`"${text}" is not offered.`);
  const edit = { span: chosen.span, newText: chosen.source ?? chosen.text };
  const before = fixture.files.find((file) => file.uri === uri)?.text ?? '';
  expect(applyEdits(before, [edit])).toBe(parseFixture(after).files.find((file) => file.uri === uri)?.text);
}

/**
 * Holds the names offered at `$0`, in their order, against a list; with `#` and a kind behind a name that is not of a Service. A
 * stretch drawn in the fixture has to be what they replace.
 */
export function checkCompletion(source: string, expected: readonly string[]): void {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  const offered = completion(snapshotOfFixture(fixture), cursor.uri, cursor.offset);
  expect(offered.map(({ text, kind }) => (kind === 'service' ? text : `${text} #${kind}`))).toEqual(expected);
  const [mark] = fixture.marks;
  if (mark === undefined) return;
  for (const { span } of offered) expect(span).toEqual({ start: mark.start, end: mark.end });
}

/** Holds the name that Copy FQDN gives at `$0`. */
export function checkNameAt(source: string, expected: string | undefined): void {
  const fixture = parseFixture(source);
  const cursor = cursorOf(fixture);
  expect(nameAt(snapshotOfFixture(fixture), cursor.uri, cursor.offset)).toBe(expected);
}

function expectMarks(fixture: Fixture, actual: readonly string[], marks: Fixture['marks']): void {
  const expected = marks.map((mark) => drawn(fixture, mark.path, mark));
  expect(actual.slice().sort()).toEqual(expected.slice().sort());
}

/** A stretch as people read it: file, line and text, so that a failing test says what was found. */
function drawn(fixture: Fixture, path: string, span: Span): string {
  const text = fixture.files.find((file) => file.path === path)?.text ?? '';
  const line = text.slice(0, span.start).split('\n').length;
  return `${path}:${line} [${span.start}-${span.end}] ${text.slice(span.start, span.end)}`;
}

function cursorOf(fixture: Fixture): NonNullable<Fixture['cursor']> {
  if (fixture.cursor === undefined) throw new Error('The fixture has no cursor; write $0 where it is.');
  return fixture.cursor;
}
