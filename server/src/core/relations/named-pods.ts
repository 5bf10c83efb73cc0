import {
  asksForNames,
  hasOrdinal,
  indexCountOf,
  isIndexedJob,
  workloadKinds,
  type StatefulSet,
  type Workload,
} from '../kubernetes/workloads.ts';
import type { Placed } from '../objects/placed.ts';
import { type Questions, contentsAround } from '../workspace/questions.ts';
import { readPodLabel } from '../names/pod-label.ts';
import type { Contents } from '../scopes/contents.ts';
import type { Group } from '../scopes/group.ts';
import { defineIndex } from '../scopes/object-index.ts';

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

/**
 * The workload whose Pod has this host name, by which it has its name below a Service, in a namespace: a StatefulSet or Indexed Job that
 * asks for one of this number, or Pods with a hostname. The nearest to an object that names it; `undefined` where there is none.
 */
export function workloadWithPod(
  snapshot: Questions,
  from: Placed | undefined,
  label: string,
  namespace: string,
): Placed<Workload> | undefined {
  const contents = contentsAround(snapshot, from);
  const pod = readPodLabel(label);
  const numbered = [setsOfPod(contents, label)?.sets, pod && contents.named('Job', pod.set)];
  for (const group of [...numbered, contents.index(byHostname).get(label)]) {
    const all = group?.all ?? [];
    const [workload] =
      group === undefined || from === undefined
        ? all.filter((one) => one.namespace === namespace)
        : group.nearest(from, namespace);
    if (workload?.namespace === namespace && hasHostname(workload, label)) return workload;
  }
  return undefined;
}

/** Whether a Pod of a workload has this host name, and asks for a name below a Service. */
function hasHostname({ resource }: Placed<Workload>, label: string): boolean {
  const ordinal = readPodLabel(label)?.ordinal;
  if (resource.kind === 'StatefulSet') return ordinal !== undefined && hasOrdinal(resource, ordinal);
  if (!asksForNames(resource)) return false;
  return isIndexedJob(resource)
    ? ordinal !== undefined && ordinal < indexCountOf(resource)
    : resource.template.hostname?.value === label;
}

/** Workloads by the host name that they write. */
const byHostname = defineIndex(workloadKinds, ({ resource: { template } }) => {
  const { hostname } = template;
  return hostname === undefined ? [] : [hostname.value];
});
