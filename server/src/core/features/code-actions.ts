import { assists } from '../assists/index.ts';
import type { Finding } from '../rules/run.ts';
import { findProblems } from '../rules/run.ts';
import type { Span } from '../text/span.ts';
import type { WorkspaceEdit } from '../workspace/edit.ts';
import type { Placed, Snapshot } from '../workspace/snapshot.ts';
import { resourceIn } from './place.ts';

/** Something that can be done at a place. */
export interface CodeActionOffer {
  /** Worded, imperative. */
  readonly title: string;
  /** What the editor files it under. */
  readonly kind: 'quickfix' | 'refactor.rewrite' | 'refactor.extract';
  /** The problem it solves. */
  readonly finding?: Finding;
  /** Whether it is the obvious remedy, which an editor may apply by a keystroke. */
  readonly preferred: boolean;
  /** Worked out only when it is asked for; `undefined` where the text is written in a way the edit cannot keep. */
  edit(): WorkspaceEdit | undefined;
}

/** What can be done about a stretch of a file: the fixes of the problems it touches, then what its object can be turned into. */
export function codeActions(snapshot: Snapshot, uri: string, span: Span): readonly CodeActionOffer[] {
  return [...fixesIn(snapshot, uri, span), ...rewritesOf(snapshot, resourceIn(snapshot, uri, span.start))];
}

/** The edit that makes the Service at an offset headless, or one sentence why there is none. */
export function convertAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): { readonly edit: WorkspaceEdit } | { readonly refused: string } {
  const placed = resourceIn(snapshot, uri, offset);
  if (placed?.resource.kind !== 'Service') return { refused: 'There is no Service at the cursor.' };
  const offers = assists
    .filter((assist) => assist.id === 'convertToHeadless')
    .flatMap((one) => one.offer(placed, snapshot));
  const edit = offers[0]?.edit();
  if (edit !== undefined) return { edit };
  const name = placed.name ?? 'without a name';
  return { refused: `The Service "${name}" cannot be made headless, or already is.` };
}

function fixesIn(snapshot: Snapshot, uri: string, span: Span): readonly CodeActionOffer[] {
  const file = snapshot.files.get(uri);
  if (file === undefined) return [];
  return findProblems(snapshot, file)
    .filter((finding) => finding.span.start <= span.end && span.start <= finding.span.end)
    .flatMap((finding) =>
      finding.fixes.map((fix): CodeActionOffer => ({
        title: fix.title,
        kind: 'quickfix',
        finding,
        preferred: fix.safety === 'safe' && finding.fixes.length === 1,
        edit: () => fix.edit(),
      })),
    );
}

function rewritesOf(snapshot: Snapshot, placed: Placed | undefined): readonly CodeActionOffer[] {
  if (placed === undefined || placed.document.facts.templated) return [];
  return assists
    .filter((assist) => assist.appliesTo.includes(placed.resource.kind))
    .flatMap((assist) =>
      assist.offer(placed, snapshot).map((offer): CodeActionOffer => ({
        title: offer.title,
        kind: assist.actionKind,
        preferred: false,
        edit: () => offer.edit(),
      })),
    );
}
