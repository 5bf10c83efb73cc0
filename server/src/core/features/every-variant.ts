import { combineEdits, type Remedy } from '../edits/changes.ts';
import type { FileEdit, WorkspaceEdit } from '../files/file.ts';
import type { Placed } from '../objects/placed.ts';
import { findProblems } from '../rules/run.ts';
import { isAcceptable, withEdit } from '../rules/variants.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** A remedy whose edit is tried out where a kustomization builds the object. */
export interface TriedRemedy extends Remedy {
  /** The edit before it is tried out, which takes as long as a kustomization takes to build. */
  untried(): WorkspaceEdit | undefined;
}

/** What can be done with an object. */
type Offer<P extends Placed> = (object: P, snapshot: Questions) => readonly Remedy[];

/**
 * What can be done with an object. In a kustomization it is done to each object that comes of the same text, in the patches of each,
 * as one text cannot be changed for one overlay alone. It comes to no edit where they would need different ones, where kustomize or
 * the API server would reject what comes out, and where it would still have to be done.
 */
export function remediesForAllVariants<P extends Placed>(
  snapshot: Snapshot,
  placed: P,
  offer: Offer<P>,
): readonly TriedRemedy[] {
  const own = offer(placed, snapshot);
  if (placed.scope.kind !== 'kustomization') return own.map((remedy) => ({ ...remedy, untried: () => remedy.edit() }));
  const others = snapshot.variantsOf(placed).filter((variant) => variant !== placed);
  const ofOthers = others.map((variant) => offer(variant, snapshot));
  return own.map((remedy, index): TriedRemedy => {
    const nth = alike(own.slice(0, index), remedy).length;
    const same = [remedy, ...ofOthers.flatMap((remedies) => alike(remedies, remedy)[nth] ?? [])];
    const untried = (): WorkspaceEdit | undefined => unitedEdit(same.map((one) => one.edit()));
    return {
      ...remedy,
      untried,
      edit() {
        const edit = untried();
        if (edit === undefined) return undefined;
        const after = withEdit(snapshot, edit);
        const isDone = !isOfferedAgain(after, placed, remedy, offer);
        return isDone && isAcceptable(snapshot, after, placed, findProblems) ? edit : undefined;
      },
    };
  });
}

/** The remedies that do the same, apart from the names of what they change. */
function alike(remedies: readonly Remedy[], { title }: Remedy): readonly Remedy[] {
  return remedies.filter((other) => other.title === title);
}

function isOfferedAgain<P extends Placed>(after: Snapshot, placed: P, remedy: Remedy, offer: Offer<P>): boolean {
  const values = JSON.stringify(remedy.values);
  const objects = after
    .inFile(placed.document.file.uri)
    .filter(({ resource }) => resource.kind === placed.resource.kind);
  // They are of its kind.
  return (objects as readonly Placed[] as readonly P[]).some((object) =>
    alike(offer(object, after), remedy).some((again) => JSON.stringify(again.values) === values),
  );
}

/**
 * Edits of the same files as one, with the note of the first: what several of them say is said once. `undefined` where one is missing,
 * and where two differ about a place.
 */
function unitedEdit(all: readonly (WorkspaceEdit | undefined)[]): WorkspaceEdit | undefined {
  const combined = combineEdits(all.map((edit) => edit?.files));
  const files = combined?.files.map(({ file, edits }): FileEdit => {
    const once = uniqueBy(edits, ({ span, newText }) => JSON.stringify([span.start, span.end, newText]));
    return { file, edits: [...once].sort((one, other) => one.span.start - other.span.start) };
  });
  const isClear = ({ edits }: FileEdit): boolean =>
    edits.every(({ span }, index) => {
      const before = edits[index - 1];
      return before === undefined || (before.span.end <= span.start && before.span.start < span.end);
    });
  return files?.every(isClear) === true ? { ...all[0], files } : undefined;
}
