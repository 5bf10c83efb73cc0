import { findProblems } from '../rules/run.ts';
import type { Finding, FindingFix } from '../rules/finding.ts';
import { applyEdits } from '../text/span.ts';
import { editsBetween } from '../text/diff.ts';
import { addAll, groupBy, uniqueBy } from '../util/collections.ts';
import { defineMessages, formatMessage } from '../util/format.ts';
import { type WorkspaceEdit, lastDocumentBegun, type SnapshotDocument, type SnapshotFile } from '../files/file.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { withTexts } from '../workspace/workspace.ts';
import type { CodeActionOffer } from './code-actions.ts';
import { isPossible } from './offers.ts';

/** Which fixes are wanted. */
export interface FixSelection {
  /** The files whose problems are fixed, by URI. */
  readonly uris: readonly string[];
  /** Whether a fix may change other files than the one its problem is in. */
  readonly reach: 'file' | 'workspace';
  /** Whether this fix of this problem is wanted; of several, the first is taken. */
  isWanted(finding: Finding, fix: FindingFix): boolean;
}

/** What became of the files. */
export interface Fixed {
  /** The workspace after all fixes. */
  readonly snapshot: Snapshot;
  /** The texts that changed, by URI. */
  readonly texts: ReadonlyMap<string, string>;
  /** The fixes made, in order. */
  readonly applied: readonly { readonly file: SnapshotFile; readonly code: string; readonly title: string }[];
  /** What is left to do, each sentence once. */
  readonly notes: readonly string[];
}

/**
 * Fixes until nothing is left to fix. A document is changed once a round, so that no two edits meet and each is worked out on
 * text that has been read back. A fix that would bring back an earlier text is not made, which ends every circle. Of a file with a great
 * many problems some are left for the next time, which a note says.
 */
export function fixAll(snapshot: Snapshot, selection: FixSelection): Fixed {
  const { uris } = selection;
  const seen = new Map<string, Set<string>>();
  const effort: Effort = { spent: new Map(), unfinished: new Set() };
  const applied: Chosen[] = [];
  const texts = new Map<string, string>();
  let current = snapshot;
  // Files are looked at again while they change, and all of them once more at the end: one fix may call for another elsewhere.
  for (let pending = uris, isWhole = true; ;) {
    const chosen = chooseFixes(pending.flatMap((uri) => fixesIn(current, uri, selection, effort)));
    const changed = textsAfter(current, chosen, seen);
    addAll(
      applied,
      chosen.filter(({ edit }) => edit.files.every(({ file }) => changed.has(file.uri))),
    );
    for (const [uri, text] of changed) texts.set(uri, text);
    if (changed.size > 0) current = withTexts(current, changed);
    else if (isWhole) break;
    isWhole = changed.size === 0;
    pending = isWhole ? uris : uris.filter((uri) => changed.has(uri));
  }
  for (const [uri, text] of texts) if (snapshot.files.get(uri)?.text === text) texts.delete(uri);
  return {
    snapshot: current,
    texts,
    applied: applied.map(({ finding, fix }) => ({ file: finding.file, code: finding.code, title: fix.title })),
    notes: uniqueBy(
      [
        ...applied.flatMap(({ edit }) => edit.note ?? []),
        ...[...effort.unfinished].map((path) => formatMessage(titles.unfinished, { path })),
      ],
      (note) => note,
    ),
  };
}

/** The edit that makes all safe fixes of a file, and touches no other; `undefined` where there are none. */
export function safeFixes(snapshot: Snapshot, uri: string): WorkspaceEdit | undefined {
  return editOf(
    snapshot,
    fixAll(snapshot, { uris: [uri], reach: 'file', isWanted: (_finding, fix) => fix.safety === 'safe' }),
  );
}

/** The titles of fixing all of a kind, and what is said where not all was done. */
const titles = defineMessages('features/fix-all', {
  same: '{title} (all {count} in this file)',
  likewise: 'Fix all {count} {code} in this file: {title}',
  unfinished: '{path} has more problems than one run fixes. Run it again for the others.',
});

/** The offers to fix all problems of a file that have the same kind of remedy as one of `at`, where there are several. */
export function fixAllOffers(
  snapshot: Snapshot,
  file: SnapshotFile,
  findings: readonly Finding[],
  at: readonly Finding[],
): readonly CodeActionOffer[] {
  const kinds = at.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix })));
  return uniqueBy(kinds, ({ finding, fix }) => `${finding.code} ${fix.id}`).flatMap(({ finding, fix }) => {
    const isSameKind = (other: Finding, otherFix: FindingFix): boolean =>
      other.code === finding.code && otherFix.id === fix.id && otherFix.safety === fix.safety;
    const same = findings.flatMap((other) =>
      other.fixes.flatMap((one) => (isSameKind(other, one) ? [{ other, one }] : [])),
    );
    // Whether each is possible is only found out where that takes no more than making them.
    const isTried = same.length * file.text.length <= mostEffort;
    const alike = uniqueBy(
      same.filter(({ other, one }) => !isTried || isPossible(one, other.resource?.document)),
      ({ other }) => other,
    ).map(({ one }) => one);
    if (alike.length < 2) return [];
    const title = alike.every((other) => other.title === fix.title) ? titles.same : titles.likewise;
    return [
      {
        title: formatMessage(title, { title: fix.title, count: alike.length, code: finding.code }),
        kind: 'quickfix',
        finding,
        preferred: false,
        edit: () => editOf(snapshot, fixAll(snapshot, { uris: [file.uri], reach: 'workspace', isWanted: isSameKind })),
      },
    ];
  });
}

interface Chosen {
  readonly finding: Finding;
  readonly fix: FindingFix;
  readonly edit: WorkspaceEdit;
}

/** What has been done for each file, by its URI: an edit costs reading its document once more. */
interface Effort {
  /** In characters. */
  readonly spent: Map<string, number>;
  /** The paths of the files for which more would have to be done than one waits for. */
  readonly unfinished: Set<string>;
}

/** So many characters are read for the edits of one file: a thousand fixes of a manifest, or a few of a megabyte. */
const mostEffort = 4_000_000;

/** The fixes of a file, in each of its documents the first that comes to an edit, as others have to wait for the next round. */
function fixesIn(
  snapshot: Snapshot,
  uri: string,
  selection: FixSelection,
  { spent, unfinished }: Effort,
): readonly Chosen[] {
  const file = snapshot.files.get(uri);
  if (file === undefined) return [];
  const changed = new Set<SnapshotDocument | undefined>();
  return findProblems(snapshot, file).flatMap((finding) => {
    const fix = finding.fixes.find((candidate) => selection.isWanted(finding, candidate));
    const document = documentAt(file, finding.span.start);
    if (fix === undefined || changed.has(document)) return [];
    const effort = spent.get(uri) ?? 0;
    if (effort > mostEffort) {
      unfinished.add(file.path);
      return [];
    }
    spent.set(uri, effort + (document?.facts.text.length ?? file.text.length));
    const edit = fix.edit();
    if (edit === undefined || edit.files.every(({ edits }) => edits.length === 0)) return [];
    const isInReach = selection.reach === 'workspace' || edit.files.every((changed) => changed.file.uri === uri);
    if (!isInReach) return [];
    changed.add(document);
    return [{ finding, fix, edit }];
  });
}

/** The fixes of a round: of those that change the same document, the first. */
function chooseFixes(fixes: readonly Chosen[]): readonly Chosen[] {
  const touched = new Set<string>();
  return fixes.filter(({ edit }) => {
    const documents = edit.files.flatMap(({ file, edits }) =>
      edits.flatMap(({ span }) => [documentOf(file, span.start), documentOf(file, span.end)]),
    );
    if (documents.some((document) => touched.has(document))) return false;
    for (const document of documents) touched.add(document);
    return true;
  });
}

/** The files that fixes change, with their new texts, which `seen` remembers. A file that would become what it was is left as it is. */
function textsAfter(
  snapshot: Snapshot,
  fixes: readonly Chosen[],
  seen: Map<string, Set<string>>,
): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const byFile = groupBy(
    fixes.flatMap(({ edit }) => edit.files),
    ({ file }) => file,
  );
  for (const [file, changes] of byFile) {
    const before = seen.get(file.uri) ?? new Set([file.text]);
    seen.set(file.uri, before);
    const text = applyEdits(
      file.text,
      changes.flatMap(({ edits }) => edits),
    );
    if (before.has(text) || !snapshot.files.has(file.uri)) continue;
    before.add(text);
    texts.set(file.uri, text);
  }
  return texts;
}

/** A document of a file by its place in it; what is before the first belongs to it. */
function documentOf(file: SnapshotFile, offset: number): string {
  return `${documentAt(file, offset)?.start ?? 0} ${file.uri}`;
}

function documentAt(file: SnapshotFile, offset: number): SnapshotDocument | undefined {
  return lastDocumentBegun(file, offset) ?? file.documents[0];
}

function editOf(snapshot: Snapshot, { texts, notes }: Fixed): WorkspaceEdit | undefined {
  const files = [...texts].flatMap(([uri, text]) => {
    const file = snapshot.files.get(uri);
    return file === undefined ? [] : [{ file, edits: editsBetween(file.text, text) }];
  });
  if (files.length === 0) return undefined;
  return notes.length === 0 ? { files } : { files, note: notes.join(' ') };
}
