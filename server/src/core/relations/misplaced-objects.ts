import { nameKey, type NameReference } from '../kubernetes/object-references.ts';
import { kindOf } from '../kubernetes/resource.ts';
import { isCertain, type Placed, isDataKind } from '../objects/placed.ts';
import { namespaceFits, type Group } from '../scopes/group.ts';
import { nearbyIn } from '../scopes/near.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * The object that has the very name of a reference to none and is of another kind that may stand there, where that kind is said or
 * meant: a StatefulSet for a Deployment. One for a whole cluster may be anywhere.
 */
export function ofOtherKind(
  snapshot: Questions,
  from: Placed,
  { kinds, name, namespace }: NameReference,
): Placed | undefined {
  const [kind, ...more] = kinds;
  const others = kind === undefined || more.length > 0 ? undefined : exchangeable.find((one) => one.includes(kind));
  for (const other of others ?? []) {
    if (other === kind) continue;
    const [found] = ofWholeCluster.has(other)
      ? snapshot.everything.called(other, name.value).all
      : nearbyIn(snapshot.contentsOf(from.scope).called(other, name.value), from).filter((object) =>
          namespaceFits(from, object, namespace?.value),
        );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Kinds that stand in the same fields, where one is often written for another. */
const exchangeable: readonly (readonly string[])[] = [
  ['Deployment', 'StatefulSet', 'ReplicaSet'],
  ['Role', 'ClusterRole'],
  ['Issuer', 'ClusterIssuer'],
  ['SecretStore', 'ClusterSecretStore'],
  ['TriggerAuthentication', 'ClusterTriggerAuthentication'],
];

const ofWholeCluster: ReadonlySet<string> = new Set(exchangeable.slice(1).flatMap(([, kind = '']) => kind));

/**
 * The object that has the very name of a reference to none, in another namespace than the one that is meant. Both namespaces are
 * written, nothing of the name may be in the right one, and nothing copies it there.
 */
export function inOtherNamespace(
  snapshot: Questions,
  from: Placed,
  { kinds, name, namespace }: NameReference,
): Placed | undefined {
  const wanted = namespace?.value ?? from.namespace;
  if (namespace === undefined && from.namespaceOrigin !== 'written') return undefined;
  // A RoleBinding that means another namespace than its own gives its accounts a role here, and they come from there.
  if (kindOf(from.resource) === 'RoleBinding' && wanted !== from.namespace) return undefined;
  if (kinds.some((kind) => inEveryNamespace.has(nameKey(kind, name.value)))) return undefined;
  const called = (group: Group): readonly Placed[] =>
    group.all.filter((one) => one.namespace === wanted || one.namespaceOrigin !== 'written');
  if (kinds.some((kind) => called(snapshot.everything.called(kind, name.value)).length > 0)) return undefined;
  const contents = snapshot.contentsOf(from.scope);
  if (kinds.some(isDataKind) && contents.hasCustom(name.value)) return undefined;
  return kinds
    .filter((kind) => !/^Cluster|Class$|^AppProject$/.test(kind))
    .flatMap((kind) => nearbyIn(contents.called(kind, name.value), from))
    .find((object) => isCertain(object) && !isCopied(object));
}

/** What every namespace has. Source: kubernetes pkg/controller/serviceaccount; pkg/controller/certificates/rootcacertpublisher. */
const inEveryNamespace: ReadonlySet<string> = new Set([
  nameKey('ServiceAccount', 'default'),
  nameKey('ConfigMap', 'kube-root-ca.crt'),
  nameKey('ConfigMap', 'openshift-service-ca.crt'),
]);

/** Whether a tool copies an object into other namespaces, by its annotations, as Reflector, Replicator, Kubed and others want it said. */
function isCopied({ resource }: Placed): boolean {
  const { annotations, labels } = resource.metadata;
  return [...annotations.pairs.keys(), ...labels.pairs.keys()].some((key) =>
    /reflect|replic|sync|copy|share/i.test(key),
  );
}
