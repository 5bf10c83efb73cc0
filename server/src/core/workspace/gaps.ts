import type { Resource } from '../kubernetes/resource.ts';
import { nearness } from '../util/paths.ts';
import { isTemplated } from '../yaml/template.ts';
import { templateActions } from '../yaml/template/actions.ts';
import type { Placed, Snapshot, SnapshotDocument } from './snapshot.ts';
import { isSameScope } from './scopes/group.ts';

/**
 * Files farther away than this do not hold the missing end of a reference: the folder of the file, the folder above it and
 * everything below that count as near (see `nearness`).
 */
export const farthestCandidate = 3;

/** Whether a resource stands near enough to another to be meant by it, in the same scope. */
export function isNearby(from: Placed, other: Placed): boolean {
  if (!isSameScope(from, other)) return false;
  // A kustomization is one heap, wherever its files stand.
  if (from.scope.kind === 'kustomization') return true;
  return nearness(from.document.file.path, other.document.file.path) <= farthestCandidate;
}

/**
 * Whether an object of one of these kinds may stand where nobody could read it: in a file near `from` that was left out, in
 * a broken or templated document near it, anywhere in a chart that has templates, or in a kustomization that names what is
 * not known here. Nothing is called absent then.
 */
export function mayBeUnseen(snapshot: Snapshot, from: Placed, kinds: readonly Resource['kind'][]): boolean {
  const path = from.document.file.path;
  const { scope } = from;
  if (scope.kind === 'kustomization') {
    if (scope.open) return true;
    return snapshot.derive(findGaps).some(({ kind, placed, document }) => {
      if (kind !== undefined && !kinds.includes(kind)) return false;
      return placed === undefined ? snapshot.scopes.reaches(scope, document.file.path) : isSameScope(from, placed);
    });
  }
  if (snapshot.unread.some((file) => nearness(path, file.path) <= farthestCandidate)) return true;
  return snapshot.derive(findGaps).some((gap) => {
    if (gap.kind !== undefined && !kinds.includes(gap.kind)) return false;
    const near = nearness(path, gap.document.file.path) <= farthestCandidate;
    const isOfChart = scope.kind === 'chart';
    if (gap.placed === undefined) return near || (isOfChart && snapshot.scopes.scopeOf(gap.document.file) === scope);
    return isSameScope(from, gap.placed) && (near || isOfChart);
  });
}

/** A document that could not be read wholly. */
interface Gap {
  readonly document: SnapshotDocument;
  /** The kind it is known to be of; absent where it may be anything. */
  readonly kind: Resource['kind'] | undefined;
  /** The object in it, where one could be read. */
  readonly placed: Placed | undefined;
}

function findGaps(snapshot: Snapshot): readonly Gap[] {
  const files = [...snapshot.files.values()].filter((file) => snapshot.scopes.scopeOf(file) !== undefined);
  const unreadable = files.flatMap((file) =>
    file.documents
      .filter((document) => isUnreadable(document) || isPrinted(snapshot, document))
      .map((document): Gap => ({ document, kind: undefined, placed: undefined })),
  );
  const partly = snapshot.resources.flatMap((placed): readonly Gap[] => {
    const { templated, syntaxProblems } = placed.document.facts;
    if (!templated && syntaxProblems.length === 0) return [];
    const { resource, document } = placed;
    const isAnyKind = resource.kind === 'Unknown' && isTemplated(resource.writtenKind);
    return [{ document, kind: isAnyKind ? undefined : resource.kind, placed }];
  });
  return [...unreadable, ...partly];
}

/** A document that says it is an object, and of which nothing could be read. */
function isUnreadable(document: SnapshotDocument): boolean {
  return document.facts.resources.length === 0 && /^kind:[ \t]*\S/m.test(document.facts.text);
}

/** A document of a chart that a helper prints whole, its kind included. */
function isPrinted(snapshot: Snapshot, { file, facts }: SnapshotDocument): boolean {
  if (!facts.templated || facts.resources.length > 0 || snapshot.scopes.scopeOf(file)?.kind !== 'chart') return false;
  return templateActions(facts.text).some((action) => action.prints);
}
