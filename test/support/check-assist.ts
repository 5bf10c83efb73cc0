import { expect } from 'vitest';
import { codeActions, type CodeActionOffer } from '../../server/src/core/features/code-actions.ts';
import { defaultSettings, type Settings } from '../../server/src/core/settings/settings.ts';
import { applyEdits } from '../../server/src/core/text/span.ts';
import type { WorkspaceEdit } from '../../server/src/core/files/file.ts';
import type { Snapshot } from '../../server/src/core/workspace/snapshot.ts';
import { snapshotOf } from './snapshot-of.ts';
import { parseFixture, type Fixture } from './fixture.ts';

/** How a check differs from the usual one. */
export interface AssistOptions {
  /** The line ending of all files, before and after; `\n` in the drawing all the same. */
  readonly lineEnding?: '\r\n';
  /** What the action says is left to do; nothing where it is not given as a string is not compared. */
  readonly note?: string | undefined;
}

/**
 * Applies the code action of that title, offered at `$0`, and holds all files against `after`. Afterwards the action is no
 * longer offered there. Returns its note.
 */
export function checkAssist(
  before: string,
  title: string,
  after: string,
  options: AssistOptions = {},
): string | undefined {
  const fixture = withLineEnding(parseFixture(before), options);
  const offer = offersAt(fixture).find((one) => one.title === title);
  if (offer === undefined)
    expect.fail(`"${title}" is not offered. Offered: ${titlesAt(fixture).join(' · ') || 'nothing'}.`);
  const edit = offer.edit();
  if (edit === undefined) expect.fail(`"${title}" comes to no edit.`);
  const changed = withEdit(fixture, edit);
  const wanted = withLineEnding(parseFixture(after), options);
  expect(texts(changed)).toEqual(texts(wanted));
  if ('note' in options) expect(edit.note).toBe(options.note);
  expect(titlesAt(changed)).not.toContain(title);
  return edit.note;
}

/** The titles of what is offered at `$0`, in order. */
export function titlesOf(source: string): readonly string[] {
  return titlesAt(parseFixture(source));
}

/** What is offered at `$0`. */
export function offersOf(source: string, settings: Settings = defaultSettings): readonly CodeActionOffer[] {
  return offersAt(parseFixture(source), settings);
}

/** The titles of what is offered at `$0` that is neither a fix nor a comment. */
export function assistsOf(source: string, settings: Settings = defaultSettings): readonly string[] {
  return offersOf(source, settings)
    .filter((offer) => offer.kind !== 'quickfix')
    .map((offer) => offer.title);
}

/** The snapshot of a fixture's files as they are given. */
export function snapshotOfFiles(fixture: Fixture): Snapshot {
  return snapshotOf(fixture.files, defaultSettings);
}

/** The fixture after an edit; the cursor stays where it was. */
export function withEdit(fixture: Fixture, edit: WorkspaceEdit): Fixture {
  const files = fixture.files.map((file) => {
    const own = edit.files.filter((one) => one.file.uri === file.uri).flatMap((one) => one.edits);
    return { ...file, text: applyEdits(file.text, own) };
  });
  return { ...fixture, files };
}

function offersAt(fixture: Fixture, settings: Settings = defaultSettings): readonly CodeActionOffer[] {
  const { cursor, files } = fixture;
  if (cursor === undefined) return expect.fail('The fixture has no $0.');
  return codeActions(snapshotOf(files, settings), cursor.uri, { start: cursor.offset, end: cursor.offset });
}

function titlesAt(fixture: Fixture): readonly string[] {
  return offersAt(fixture).map((offer) => offer.title);
}

function texts(fixture: Fixture): Readonly<Record<string, string>> {
  return Object.fromEntries(fixture.files.map((file) => [file.path, file.text]));
}

function withLineEnding(fixture: Fixture, { lineEnding }: AssistOptions): Fixture {
  if (lineEnding === undefined) return fixture;
  const files = fixture.files.map((file) => ({ ...file, text: file.text.replaceAll('\n', lineEnding) }));
  const { cursor } = fixture;
  const before = fixture.files.find((file) => file.uri === cursor?.uri)?.text.slice(0, cursor?.offset) ?? '';
  const moved = cursor && { ...cursor, offset: cursor.offset + before.split('\n').length - 1 };
  return { ...fixture, files, cursor: moved };
}
