import type { YamlNode } from '../../yaml/node.ts';
import { identityOf, isClusterScoped, originalIdentity, type Draft, type Identity } from './draft.ts';
import { changeField, scalarOf, textOf } from './tree.ts';

/**
 * Lets fields that name an object follow its new name, as kustomize does once everything is put together: in the fields
 * it knows as references, and in no other.
 * Source: kustomize api/internal/konfig/builtinpluginconsts/namereference.go; api/filters/nameref/nameref.go.
 */
export function followNames(drafts: readonly Draft[]): void {
  const renamed = drafts.filter((draft) => draft.previous.length > 0 && draft.tree !== undefined);
  if (renamed.length === 0) return;
  for (const draft of drafts) {
    if (draft.tree === undefined) continue;
    const original = originalIdentity(draft, draft.tree);
    for (const { target, kind, group, path } of references) {
      if (original.kind !== kind || (group !== undefined && original.group !== group)) continue;
      draft.tree = changeField(draft.tree, { path, create: false }, (node) => {
        const found = node && findReferred(draft, node, target, renamed);
        return found ?? node ?? scalarOf(null);
      });
    }
  }
}

/** A field of objects of a kind that names an object of another. */
interface Reference {
  readonly target: string;
  readonly kind: string;
  readonly group?: string;
  readonly path: string;
}

const scaled: readonly string[] = ['Deployment', 'ReplicationController', 'ReplicaSet', 'StatefulSet'];

const references: readonly Reference[] = [
  ...scaled.map((target): Reference => ({ target, kind: 'HorizontalPodAutoscaler', path: 'spec/scaleTargetRef/name' })),
  { target: 'Service', kind: 'StatefulSet', group: 'apps', path: 'spec/serviceName' },
  { target: 'Service', kind: 'Ingress', path: 'spec/rules/http/paths/backend/serviceName' },
  { target: 'Service', kind: 'Ingress', path: 'spec/backend/serviceName' },
  { target: 'Service', kind: 'Ingress', path: 'spec/rules/http/paths/backend/service/name' },
  { target: 'Service', kind: 'Ingress', path: 'spec/defaultBackend/service/name' },
];

/** The new name of what a field names; `undefined` where it stays. */
function findReferred(
  referrer: Draft,
  field: YamlNode,
  target: string,
  renamed: readonly Draft[],
): YamlNode | undefined {
  const name = textOf(field);
  if (name === '' || referrer.tree === undefined) return undefined;
  const from = identityOf(referrer.tree);
  const isCandidate = (draft: Draft): boolean =>
    draft.previous.some((one) => one.name === name) &&
    draft.previous.some((one) => one.kind === target) &&
    draft.tree !== undefined &&
    mayRefer(from, identityOf(draft.tree));
  const candidates = renamed.filter(isCandidate);
  const chosen = candidates.length === 1 ? candidates : sieve(candidates, referrer);
  const names = new Set(chosen.flatMap(({ tree }) => (tree === undefined ? [] : identityOf(tree).name)));
  const [only] = names;
  // Kustomize refuses several; here the reference then stays as it is written.
  return names.size !== 1 || only === undefined || only === name ? undefined : scalarOf(only);
}

function mayRefer(from: Identity, to: Identity): boolean {
  return isClusterScoped(from.group, from.kind) || to.namespace === '' || to.namespace === from.namespace;
}

function sieve(candidates: readonly Draft[], referrer: Draft): readonly Draft[] {
  const loose = candidates.filter(
    (draft) =>
      (isEmptyEither(draft.prefixes, referrer.prefixes) || endAlike(draft.prefixes, referrer.prefixes)) &&
      (isEmptyEither(draft.suffixes, referrer.suffixes) || endAlike(draft.suffixes, referrer.suffixes)),
  );
  if (loose.length <= 1) return loose;
  return loose.filter(
    (draft) => endAlike(draft.prefixes, referrer.prefixes) && endAlike(draft.suffixes, referrer.suffixes),
  );
}

function isEmptyEither(one: readonly string[], other: readonly string[]): boolean {
  return one.length === 0 || other.length === 0;
}

/** Whether the shorter list is how the longer one ends. Source: kustomize api/internal/utils/stringslice.go, SameEndingSubSlice. */
function endAlike(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length > other.length ? [other, one] : [one, other];
  if (shorter.length === 0) return longer.length === 0;
  return shorter.every((item, index) => item === longer[longer.length - shorter.length + index]);
}
