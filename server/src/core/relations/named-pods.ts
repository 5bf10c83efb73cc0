import type { Field } from '../kubernetes/field.ts';
import type { Service } from '../kubernetes/service.ts';
import { isIndexedJob, type Workload, hasOrdinal, type StatefulSet } from '../kubernetes/workloads.ts';
import { referrers } from './linked.ts';
import type { Placed } from '../objects/placed.ts';
import { type Questions, contentsAround } from '../workspace/questions.ts';
import { readPodLabel } from '../names/pod-label.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Group } from '../scopes/group.ts';

/**
 * Whether the Pods of a workload ask for names of their own below the Service that their subdomain names: `hostname` and
 * `subdomain` are both set. An Indexed Job sets the host names itself. A StatefulSet sets both, and is asked elsewhere.
 * Source: k8s.io/endpointslice util/controller_utils.go, ShouldSetHostname; Kubernetes API, JobSpec.completionMode.
 */
export function asksForNames(workload: Workload): boolean {
  const { hostname, subdomain } = workload.template;
  if (workload.kind === 'StatefulSet' || !subdomain?.value) return false;
  return (hostname?.value ?? '') !== '' || setsHostnames(workload);
}

/** The field by which a workload names the Service that its Pods have their names below. A StatefulSet overwrites the subdomain. */
export function namingFieldOf(workload: Workload): Field<string> | undefined {
  return workload.kind === 'StatefulSet' ? workload.serviceName : workload.template.subdomain;
}

/** Whether a controller gives each Pod of a workload a host name. */
export function setsHostnames(workload: Workload): boolean {
  if (workload.kind === 'StatefulSet' || workload.kind === 'CustomWorkload') return true;
  return isIndexedJob(workload);
}

/** The workloads whose Pods ask for names below a Service, selected by it or not. */
export function publishedUnder(snapshot: Questions, service: Placed<Service>): readonly Placed<Workload>[] {
  // Only workloads have a subdomain.
  const named = referrers(snapshot, service, 'publishedUnder') as readonly Placed<Workload>[];
  return named.filter((workload) => asksForNames(workload.resource));
}

/** What the name of a Pod says of the StatefulSet that would make it. */
interface PodOfSets {
  readonly ordinal: number;
  /** The sets called so, in any namespace, be the Pod one that they ask for or not. */
  readonly sets: Group<StatefulSet>;
}

/** The StatefulSets of some contents that a Pod of this name is of, by its form; `undefined` where it has not that of a set's Pod. */
export function setsOfPod(contents: Contents, label: string): PodOfSets | undefined {
  const pod = readPodLabel(label);
  return pod && { ordinal: pod.ordinal, sets: contents.named('StatefulSet', pod.set) };
}

/** The StatefulSet that asks for a Pod of this name in a namespace, the nearest to an object that names it; `undefined` where none does. */
export function setWithPod(
  snapshot: Questions,
  from: Placed | undefined,
  label: string,
  namespace: string,
): Placed<StatefulSet> | undefined {
  const pod = setsOfPod(contentsAround(snapshot, from), label);
  if (pod === undefined) return undefined;
  const { sets, ordinal } = pod;
  const [set] =
    from === undefined ? sets.all.filter((one) => one.namespace === namespace) : sets.nearest(from, namespace);
  return set?.namespace === namespace && hasOrdinal(set.resource, ordinal) ? set : undefined;
}
