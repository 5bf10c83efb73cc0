import type { Resource } from '../kubernetes/resource.ts';
import { nearness } from '../util/paths.ts';
import { isOneScope } from './scopes/scope.ts';
import type { Placed } from './snapshot.ts';

/**
 * Of the candidates for a reference, those it goes to: in the same scope, in a namespace that fits, and nearest. Nearest
 * first means the same file or folder, then the subtree of the nearest enclosing folder that holds one. Of candidates
 * equally near, those whose namespace is the same win over those that only leave it open, and of two of one name and
 * namespace the one in the same file wins.
 */
export function chooseCandidates<R extends Resource>(
  from: Placed,
  candidates: readonly Placed<R>[],
  namespace = from.namespace,
): readonly Placed<R>[] {
  const fitting = candidates.filter(
    (candidate) => isSameScope(from, candidate) && namespaceFits(from, candidate, namespace),
  );
  if (fitting.length <= 1) return fitting;
  // A kustomization is one heap: where its files stand says nothing.
  if (from.scope.kind === 'kustomization') {
    const exact = fitting.filter((candidate) => candidate.namespace === namespace);
    return exact.length > 0 ? exact : fitting;
  }
  const levels = fitting.map((candidate) =>
    Math.max(1, nearness(from.document.file.path, candidate.document.file.path)),
  );
  const nearest = Math.min(...levels);
  const near = fitting.filter((_, index) => levels[index] === nearest);
  const exact = near.filter((candidate) => candidate.namespace === namespace);
  return preferSameFile(from, exact.length > 0 ? exact : near);
}

/** Whether two resources are applied together, as far as anybody can tell. */
export function isSameScope(one: Placed, other: Placed): boolean {
  return isOneScope(one.scope, other.scope);
}

/** Whether a candidate may stand in the namespace a reference means: the same, or left open by either side. */
export function namespaceFits(from: Placed, candidate: Placed, namespace = from.namespace): boolean {
  if (candidate.namespace === namespace) return true;
  return (
    candidate.namespaceOrigin !== 'written' || (from.namespaceOrigin !== 'written' && namespace === from.namespace)
  );
}

function preferSameFile<R extends Resource>(from: Placed, candidates: readonly Placed<R>[]): readonly Placed<R>[] {
  const inFile = candidates.filter((candidate) => candidate.document.file === from.document.file);
  return candidates.filter(
    (candidate) => inFile.includes(candidate) || !inFile.some((twin) => isTwin(twin, candidate)),
  );
}

function isTwin(one: Placed, other: Placed): boolean {
  return one.resource.kind === other.resource.kind && one.name === other.name && one.namespace === other.namespace;
}
