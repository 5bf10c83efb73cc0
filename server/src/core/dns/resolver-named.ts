import { hasPod, type Workload } from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { resolverOf, resolverOfNamespace, type Resolver } from './resolver.ts';

/**
 * The resolver of who is called `NAMESPACE`, some Pod of it, or `NAMESPACE/POD`: a Pod by its name, as the cluster knows it, or by that
 * of what makes it. `undefined` where no manifest makes such a Pod.
 */
export function resolverNamed(snapshot: Questions, name: string): Resolver | undefined {
  const [namespace = '', pod] = name.split('/');
  if (pod === undefined) return resolverOfNamespace(namespace, snapshot.settings);
  const workloads = snapshot.everything.workloads.all.filter((one) => one.namespace === namespace);
  const workload = likeliest(workloads, pod);
  return workload && resolverOf(workload, snapshot.settings);
}

/** The Pod of this name, else the StatefulSet that asks for it, the workload called so, or the one whose Pods' names begin like it. */
function likeliest(workloads: readonly Placed<Workload>[], pod: string): Placed<Workload> | undefined {
  return (
    workloads.find(({ resource, name }) => resource.kind === 'Pod' && name === pod) ??
    workloads.find(({ resource, name }) => resource.kind === 'StatefulSet' && hasPod(resource, name, pod)) ??
    workloads.find(({ name }) => name === pod) ??
    workloads
      .filter(({ resource, name = '' }) => resource.kind !== 'StatefulSet' && name !== '' && pod.startsWith(`${name}-`))
      .sort((one, other) => (other.name ?? '').length - (one.name ?? '').length)[0]
  );
}
