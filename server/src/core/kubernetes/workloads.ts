import { type Path, isAtOrBelow } from '../yaml/path.ts';
import { readPodLabel } from '../names/pod-label.ts';
import type { Field } from './field.ts';
import type { CustomWorkload } from './kinds/custom-workload.ts';
import type { daemonSetTable } from './kinds/daemon-set.ts';
import type { deploymentTable } from './kinds/deployment.ts';
import type { cronJobTable, jobTable } from './kinds/job.ts';
import type { podTable } from './kinds/pod.ts';
import type { replicaSetTable, replicationControllerTable } from './kinds/replica-set.ts';
import type { statefulSetTable } from './kinds/stateful-set.ts';
import type { ResourceOfTable } from './resource.ts';
import { protocolOf } from './service.ts';
import { sidecarPortsSince } from './versions.ts';

/** What Pods are made from: a Pod itself, or the template of a workload. One type, so that no code asks which workload it came from. */
export type PodTemplate = StatefulSet['template'];

/** A container, with what DNS and links need of it. An init container with restartPolicy `Always` is a sidecar, whose ports count. */
export type Container = PodTemplate['containers'][number];

/** One of a container's ports; the protocol of one that writes none is TCP. */
export type ContainerPort = Container['ports'][number];

/** A Pod of its own. */
interface Pod extends ResourceOfTable<typeof podTable> {}

/** The workloads whose Pods have random names; what a kind does not have is absent. */
interface Deployment extends ResourceOfTable<typeof deploymentTable> {}
interface ReplicaSet extends ResourceOfTable<typeof replicaSetTable> {}
interface ReplicationController extends ResourceOfTable<typeof replicationControllerTable> {}
interface DaemonSet extends ResourceOfTable<typeof daemonSetTable> {}
interface Job extends ResourceOfTable<typeof jobTable> {}
interface CronJob extends ResourceOfTable<typeof cronJobTable> {}

/** A StatefulSet; the number of its first Pod is 0 where none is written. `matchLabels` are what it knows its own Pods by. */
export interface StatefulSet extends ResourceOfTable<typeof statefulSetTable> {}

/** Whatever Pods come from: a Pod itself, or a resource whose controller makes them of its template. */
export type Workload =
  | Pod
  | StatefulSet
  | Deployment
  | ReplicaSet
  | ReplicationController
  | DaemonSet
  | Job
  | CronJob
  | CustomWorkload;

/** The kinds of workloads. */
export const workloadKinds = [
  'Pod',
  'StatefulSet',
  'Deployment',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
  'Job',
  'CronJob',
  'CustomWorkload',
] as const;

/** The kinds whose Pods run until they are stopped. They are selected by their labels, so they need some. */
export const lastingWorkloadKinds = [
  'Deployment',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'DaemonSet',
] as const satisfies readonly Workload['kind'][];

/** Custom workloads that others scale or watch by their names. Sources: Argo Rollouts argoproj.io/v1alpha1, OpenKruise apps.kruise.io/v1alpha1. */
export const customWorkloadKinds: readonly string[] = ['Rollout', 'CloneSet'];

/**
 * The ports of sidecars that a mesh puts into Pods, which no manifest declares, by number and name. Sources: Istio documentation, Application
 * Requirements, Ports used by Istio; Linkerd documentation, Exporting Metrics.
 */
export const portsOfMeshes: ReadonlySet<number | string> = new Set([
  15020,
  15090,
  'http-envoy-prom',
  4191,
  'linkerd-admin',
]);

/** The containers whose ports Services lead to: all containers, then sidecars (init containers that restart always). */
export function portContainersOf(template: PodTemplate): readonly Container[] {
  return [
    ...template.containers,
    ...template.initContainers.filter((container) => container.restartPolicy?.value === 'Always'),
  ];
}

/**
 * The ports that these containers declare, of one protocol where it is given. They listen on others all the same, so nothing follows from
 * a port that is not there. Source: Kubernetes API, Container.ports.
 */
export function declaredPortsOf(template: PodTemplate, protocol?: string): readonly ContainerPort[] {
  const ports = portContainersOf(template).flatMap((container) => container.ports);
  return protocol === undefined ? ports : ports.filter((port) => protocolOf(port) === protocol);
}

/** The containers of a template, those that only initialize last. */
export function containersOf({ containers, initContainers }: PodTemplate): readonly Container[] {
  return [...containers, ...initContainers];
}

/** The container that a path is in; `undefined` where it is in none. */
export function containerAt(template: PodTemplate, path: Path): Container | undefined {
  return containersOf(template).find(({ at }) => isAtOrBelow(path, at.path));
}

/**
 * The containers among whose ports a server of a minor version looks for a name: those of sidecars count, or do not, by `sidecarPortsSince`.
 */
export function searchedContainersOf(template: PodTemplate, minorVersion: number): readonly Container[] {
  return minorVersion >= sidecarPortsSince ? portContainersOf(template) : template.containers;
}

/**
 * The number of Pods a workload asks for: 1 where nothing is written, none where it is negative, which the API server rejects.
 * Source: kubernetes pkg/apis/apps/v1/defaults.go.
 */
export function replicasOf(workload: { readonly replicas: Field<number> | undefined }): number {
  return writtenCountOf(workload.replicas) ?? 1;
}

/** What a field says as a number of things: a whole one, of zero at least. `undefined` where it says none. */
export function writtenCountOf(field: Field<number> | undefined): number | undefined {
  return field === undefined || !Number.isFinite(field.value) ? undefined : Math.max(0, Math.trunc(field.value));
}

/** The Pods that a StatefulSet asks for, which are numbered one after the other. */
interface PodRange {
  /** The number of the first. */
  readonly start: number;
  readonly count: number;
  /** What the first and the last are called; both as the first would be where none is asked for. */
  readonly first: string;
  readonly last: string;
}

/**
 * The Pods that a StatefulSet asks for: as many as `replicas` says, numbered from `ordinals.start`, else from 0, and called by the name
 * of the set and their number. Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, getStartOrdinal, getEndOrdinal, getPodName.
 */
export function podRangeOf(statefulSet: StatefulSet): PodRange {
  const { metadata, ordinalsStart } = statefulSet;
  const name = metadata.name?.value ?? metadata.generateName?.value ?? '';
  const start = writtenCountOf(ordinalsStart) ?? 0;
  const count = replicasOf(statefulSet);
  return { start, count, first: `${name}-${start}`, last: `${name}-${start + Math.max(count, 1) - 1}` };
}

/** Whether a StatefulSet asks for the Pod of an ordinal. Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, podInOrdinalRange. */
export function hasOrdinal(statefulSet: StatefulSet, ordinal: number): boolean {
  const { start, count } = podRangeOf(statefulSet);
  return Number.isInteger(ordinal) && ordinal >= start && ordinal < start + count;
}

/** Whether a StatefulSet, called so, asks for the Pod of this name. */
export function hasPod(statefulSet: StatefulSet, name: string | undefined, pod: string): boolean {
  const label = readPodLabel(pod);
  return label !== undefined && label.set === name && hasOrdinal(statefulSet, label.ordinal);
}

/**
 * How many Pods an Indexed Job numbers from 0. One that does not say, which the API server rejects, is taken to run each of its Pods once.
 * Source: kubernetes pkg/apis/batch/validation/validation.go, validateJobSpec.
 */
export function indexCountOf({ completions, parallelism }: Job | CronJob): number {
  return writtenCountOf(completions) ?? writtenCountOf(parallelism) ?? 1;
}

/** Whether each Pod of a Job has an index, and its host name by it. Source: Kubernetes API, JobSpec.completionMode. */
export function isIndexedJob(workload: Workload): workload is Job | CronJob {
  return (workload.kind === 'Job' || workload.kind === 'CronJob') && workload.completionMode?.value === 'Indexed';
}

/** Whether the Pods of a workload are called after it, each with a number. Source: Kubernetes, Pod identity of a StatefulSet; Indexed Job. */
export function numbersPods(workload: Workload): boolean {
  return workload.kind === 'StatefulSet' || (workload.kind === 'Job' && isIndexedJob(workload));
}

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
