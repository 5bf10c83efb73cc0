import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../yaml/template.ts';
import { templateActions } from '../yaml/template/template-actions.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { ChartScope, KustomizationScope, Scope } from '../objects/scope.ts';
import type { FileIndexDefinition } from '../workspace/file-index.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import type { SnapshotDocument } from '../files/file.ts';
import { keysNear, nearKey } from '../scopes/near.ts';

/**
 * Whether an object of one of these kinds may be where nobody could read it: in a file near `from` that was left out, in
 * a broken or templated document near it, anywhere in a chart that has templates, or in a kustomization that names what is
 * not known here.
 */
export function mayBeUnread(snapshot: Questions, from: Placed, kinds: readonly Resource['kind'][]): boolean {
  const { scope } = from;
  const { path } = from.document.file;
  const partly = snapshot.contentsOf(scope).index(partlyRead);
  const isHere = [...kinds, anyKind].some((kind) => partly.has(scope.kind === 'plain' ? nearKey(kind, path) : kind));
  if (isHere) return true;
  if (scope.kind === 'kustomization') return scope.open || snapshot.about(scope, hasUnreadable);
  const files = snapshot.fileIndex(unreadable);
  if (files.has(nearKey('file', path)) || snapshot.derive(leftOut).has(nearKey('file', path))) return true;
  return scope.kind === 'chart' && files.has(chartKey(scope));
}

/** Stands for all kinds, where that of an object is not known. */
const anyKind = '*';

/** The objects of which something is open, be it by a template or as their text is broken: by kind, and by kind and where they are. */
const partlyRead = defineIndex<Resource>({
  keysOf({ resource, document, templated, broken }) {
    if (!templated && !broken) return [];
    const isAnyKind = resource.kind === 'Unknown' && isTemplated(resource.writtenKind);
    const kind = isAnyKind ? anyKind : resource.kind;
    return [kind, ...keysNear(kind, document.file.path)];
  },
});

/** Where the files are of which a document could not be read, and of which charts. */
const unreadable: FileIndexDefinition = {
  keysOf(snapshot, file) {
    const scope = snapshot.scopes.scopeOf(file);
    if (scope === undefined || !file.documents.some((document) => isUnreadable(document, scope))) return [];
    return [...keysNear('file', file.path), ...(scope.kind === 'chart' ? [chartKey(scope)] : [])];
  },
};

function chartKey({ folder }: ChartScope): string {
  return `chart ${folder}`;
}

/** Where the files are that were left out. */
function leftOut(snapshot: Questions): ReadonlySet<string> {
  return new Set(snapshot.unread.flatMap(({ path }) => keysNear('file', path)));
}

/** Whether a kustomization builds a file with such a document. */
function hasUnreadable(snapshot: Questions, scope: KustomizationScope): boolean {
  return snapshot
    .filesOf(scope)
    .some(
      ({ uri, documents }) =>
        snapshot.inFile(uri).length > 0 && documents.some((document) => isUnreadable(document, scope)),
    );
}

/** A document that says it is an object, and of which nothing could be read; in a chart also one that a helper prints whole. */
function isUnreadable({ facts, forOthers }: SnapshotDocument, scope: Scope): boolean {
  if (facts.failure !== undefined) return true;
  if (forOthers.resources.length > 0) return false;
  if (facts.resources.length > 0 || /^kind:[ \t]*\S/m.test(facts.text)) return true;
  if (scope.kind !== 'chart' || !facts.templated) return false;
  return templateActions(facts.text).some((action) => action.prints);
}
