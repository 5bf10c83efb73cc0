import type { Resource } from '../kubernetes/resource.ts';
import { defineIndex } from '../scopes/object-index.ts';
import { builtInNamespaces, type Settings } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';

/**
 * Whether a namespace exists: `here`, as something of the workspace is in it or makes it, or `elsewhere`, as every cluster has it or a
 * setting says so. Source: kubernetes pkg/controlplane/controller/systemnamespaces.
 */
export function namespaceExistence(snapshot: Questions, name: string): 'here' | 'elsewhere' | 'absent' {
  if (snapshot.everything.index(byNamespace).has(name)) return 'here';
  return namespacesElsewhere(snapshot.settings).has(name) ? 'elsewhere' : 'absent';
}

/** All namespaces that exist, in no order that says anything. */
export function existingNamespaces(snapshot: Questions): readonly string[] {
  return [...new Set([...namespacesElsewhere(snapshot.settings), ...snapshot.everything.index(byNamespace).keys])];
}

function namespacesElsewhere({ outside }: Settings): ReadonlySet<string> {
  const declared = outside.services.map((service) => service.namespace);
  return new Set([...builtInNamespaces, ...outside.namespaces, ...declared]);
}

/** Objects by the namespace that exists where they do. */
const byNamespace = defineIndex<Resource>({
  keysOf({ resource, name, namespace }) {
    const exists = resource.kind === 'Namespace' ? name : namespace;
    return exists === undefined ? [] : [exists];
  },
});
