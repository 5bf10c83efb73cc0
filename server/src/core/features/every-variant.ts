import { combineEdits } from '../edits/combine.ts';
import type { FileEdit } from '../files/workspace-edit.ts';
import type { Remedy } from '../edits/remedy.ts';
import type { Placed } from '../objects/placed.ts';
import { findProblems } from '../rules/run.ts';
import { isAcceptable, withEdit } from '../rules/variants.ts';
import { uniqueBy } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

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
): readonly Remedy[] {
  const own = offer(placed, snapshot);
  if (placed.scope.kind !== 'kustomization' || own.length === 0) return own;
  const others = snapshot.variantsOf(placed).filter((variant) => variant !== placed);
  const ofOthers = others.map((variant) => offer(variant, snapshot));
  return own.map((remedy, index): Remedy => {
    const nth = alike(own.slice(0, index), remedy).length;
    const same = [remedy, ...ofOthers.flatMap((remedies) => alike(remedies, remedy)[nth] ?? [])];
    return {
      ...remedy,
      edit() {
        const [edit, ...more] = same.map((one) => one.edit());
        const files = unitedEdits([edit, ...more].map((one) => one?.files));
        if (edit === undefined || files === undefined) return undefined;
        const after = withEdit(snapshot, { files });
        const isDone = !isOfferedAgain(after, placed, remedy, offer);
        return isDone && isAcceptable(snapshot, after, placed, findProblems) ? { ...edit, files } : undefined;
      },
    };
  });
}

/** The remedies that do the same, whatever the names of what they do it to. */
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

/** Edits of the same files as one: what several of them say is said once. `undefined` where one is missing, and where two differ about a place. */
function unitedEdits(all: readonly (readonly FileEdit[] | undefined)[]): readonly FileEdit[] | undefined {
  const files = combineEdits(all)?.files.map(({ file, edits }): FileEdit => {
    const once = uniqueBy(edits, ({ span, newText }) => JSON.stringify([span.start, span.end, newText]));
    return { file, edits: [...once].sort((one, other) => one.span.start - other.span.start) };
  });
  const isClear = ({ edits }: FileEdit): boolean =>
    edits.every(({ span }, index) => {
      const before = edits[index - 1];
      return before === undefined || (before.span.end <= span.start && before.span.start < span.end);
    });
  return files?.every(isClear) === true ? files : undefined;
}
