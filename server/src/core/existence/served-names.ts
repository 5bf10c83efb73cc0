import { tableOf } from '../kubernetes/kinds/index.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { servedKinds, type ServedKind } from '../names/zones.ts';
import type { Placed } from '../objects/placed.ts';
import { defineIndex } from '../scopes/object-index.ts';
import type { Questions } from '../workspace/questions.ts';

/** The objects of a name that give it to the zone of a kind, in any namespace: those of the kind, and those for which a controller makes one. */
export function namedIn(snapshot: Questions, kind: ServedKind, name: string): readonly Placed[] {
  return snapshot.everything.index(byName).get(`${kind} ${name}`).all;
}

/** The objects of a namespace that give names to the zone of a kind. */
export function namingIn(snapshot: Questions, kind: ServedKind, namespace: string): readonly Placed[] {
  return snapshot.everything.index(byNamespace).get(`${kind} ${namespace}`).all;
}

/** The Services of a namespace and name, whatever applies them. */
export function servicesIn(snapshot: Questions, namespace: string, name: string): readonly Placed<Service>[] {
  return snapshot.everything.index(byNamespaceAndName).get(`${namespace}/${name}`).all;
}

const byNamespaceAndName = defineIndex<Service>({
  kinds: ['Service'],
  keysOf: ({ namespace, name = '' }) => [`${namespace}/${name}`],
});

const byName = defineIndex<Resource>({
  keysOf: ({ resource, name }) => kindsNamedBy(resource).map((kind) => `${kind} ${name ?? ''}`),
});

const byNamespace = defineIndex<Resource>({
  keysOf: ({ resource, namespace }) => kindsNamedBy(resource).map((kind) => `${kind} ${namespace}`),
});

function kindsNamedBy(resource: Resource): readonly ServedKind[] {
  if (resource.kind !== 'Unknown') return servedKinds.filter((kind) => kind === resource.kind);
  return tableOf(resource.writtenKind, resource.apiVersion)?.makes ?? none;
}

const none: readonly ServedKind[] = [];
