import type { Resource } from '../kubernetes/resource.ts';
import { isTemplated } from '../yaml/template.ts';
import { templateActions } from '../yaml/template/template-actions.ts';
import { defineIndex } from '../scopes/look-up.ts';
import type { Scope } from '../objects/scope.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotDocument } from '../files/file.ts';
import { keysNear, nearKey, Vicinity } from '../scopes/near.ts';

/**
 * Whether an object of one of these kinds may stand where nobody could read it: in a file near `from` that was left out, in
 * a broken or templated document near it, anywhere in a chart that has templates, or in a kustomization that names what is
 * not known here.
 */
export function mayBeUnread(snapshot: Snapshot, from: Placed, kinds: readonly Resource['kind'][]): boolean {
  const { scope } = from;
  const { path } = from.document.file;
  const partly = snapshot.contentsOf(scope).index(partlyRead);
  const isHere = [...kinds, anyKind].some((kind) => partly.has(scope.kind === 'plain' ? nearKey(kind, path) : kind));
  if (isHere) return true;
  if (scope.kind === 'kustomization') return scope.open || snapshot.derive(unreadableScopes).has(scope);
  const { vicinity, scopes } = snapshot.derive(unreadable);
  return vicinity.isNear(path) || (scope.kind === 'chart' && scopes.has(scope));
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

/** The files that were left out, and the documents of which nothing could be read: where they are, and of which charts. */
function unreadable(snapshot: Snapshot): { readonly vicinity: Vicinity; readonly scopes: ReadonlySet<Scope> } {
  const vicinity = new Vicinity();
  const scopes = new Set<Scope>();
  for (const { path } of snapshot.unread) vicinity.add(path);
  for (const file of snapshot.files.values()) {
    const scope = snapshot.scopes.scopeOf(file);
    if (scope === undefined || !file.documents.some((document) => isUnreadable(snapshot, document))) continue;
    vicinity.add(file.path);
    scopes.add(scope);
  }
  return { vicinity, scopes };
}

/** The kustomizations that build files with such documents. */
function unreadableScopes(snapshot: Snapshot): ReadonlySet<Scope> {
  const found = new Set<Scope>();
  for (const scope of snapshot.scopes.bound) {
    if (scope.kind !== 'kustomization') continue;
    const files = snapshot.scopes.filesOf(scope);
    const isOpen = files.some(
      (file) =>
        snapshot.scopes.scopeOf(file) !== undefined &&
        file.documents.some((document) => isUnreadable(snapshot, document)),
    );
    if (isOpen) found.add(scope);
  }
  return found;
}

/** A document that says it is an object, and of which nothing could be read; in a chart also one that a helper prints whole. */
function isUnreadable(snapshot: Snapshot, { file, facts }: SnapshotDocument): boolean {
  if (facts.failure !== undefined) return true;
  if (facts.resources.length > 0) return false;
  if (/^kind:[ \t]*\S/m.test(facts.text)) return true;
  if (snapshot.scopes.scopeOf(file)?.kind !== 'chart' || !facts.templated) return false;
  return templateActions(facts.text).some((action) => action.prints);
}
