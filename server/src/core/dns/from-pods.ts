import type { Field } from '../kubernetes/field.ts';
import { publishesNotReady, type Service } from '../kubernetes/service.ts';
import {
  writtenCountOf,
  podRangeOf,
  replicasOf,
  indexCountOf,
  isIndexedJob,
  type StatefulSet,
  type Workload,
} from '../kubernetes/workloads.ts';
import { resolveTargetPort } from '../relations/ports.ts';
import { completionIndexLabel, podIndexLabel, podNameLabel } from '../kubernetes/selectors.ts';
import { type Placed, nameAtOf, isStatefulSet } from '../objects/placed.ts';
import type { At } from '../yaml/path.ts';
import { defined } from '../util/collections.ts';
import { isTemplated } from '../yaml/template.ts';
import type { Family } from '../names/ip-address.ts';
import { numberedPort, targetSourceOf, type Endpoint, type NumberedPort } from './endpoint.ts';
import { isRejectedHostname } from './from-addresses.ts';
import { endpointLabel, longestLabel } from './names.ts';
import { type RecordSource, sourceAt } from './record.ts';

/** The Pods of one workload as far as DNS can tell them apart. */
interface PodIdentity {
  /** spec.hostname as the Pod will have it; `undefined` where it has none, null where a controller or template makes it and it is not known. */
  readonly hostname: string | null | undefined;
  /** spec.subdomain as the Pod will have it. */
  readonly subdomain: string | undefined;
  /** How many Pods share this identity. */
  readonly count: number;
  /** Its number in its StatefulSet or Indexed Job. */
  readonly ordinal: number | undefined;
  readonly at: readonly At[];
}

/** More Pods of one workload than this are not listed one by one: they would not be read, and a typing mistake must not cost memory. */
export const mostOrdinals = 10_000;

/**
 * The endpoints that a workload's Pods are for a Service that selects them: one for each Pod with a name of its own and each
 * family of the Service. Whether a Pod has a name below the Service depends on its hostname and subdomain alone, whatever
 * the type of the Service. Source: k8s.io/endpointslice utils.go podToEndpoint, util/controller_utils.go ShouldSetHostname.
 */
export function endpointsOfPods(
  service: Placed<Service>,
  workload: Placed<Workload>,
  families: readonly Family[],
  minorVersion: number,
): readonly Endpoint[] {
  const ports = portsOf(service, workload, minorVersion);
  const condition = publishesNotReady(service.resource) ? 'always' : 'whenReady';
  const pods = selectedPodsOf(service, workload);
  return families.flatMap((family) =>
    pods.map((pod): Endpoint => {
      const hostname = hostnameBelow(service, pod);
      return {
        kind: 'pods',
        family,
        address: undefined,
        label: hostname === null ? undefined : endpointLabel(hostname, undefined),
        named: hostname === undefined ? 'address' : 'hostname',
        count: pod.count,
        ports,
        condition,
        because: pod.at.map((at) => sourceAt(workload, at)),
        target: workload,
      };
    }),
  );
}

/**
 * The longest name of a StatefulSet whose Pods can be created: each gets a label controller-revision-hash, whose value is the name
 * of the set, a dash and ten characters of a hash. Source: kubernetes pkg/controller/history, ControllerRevisionName; kubernetes issue 64023.
 */
export const longestSetName = longestLabel - 11;

/** Whether the name of a StatefulSet is too long for the label of its Pods, so that none is created. */
export function isTooLongSetName({ resource, name }: Placed<Workload>): boolean {
  return resource.kind === 'StatefulSet' && (name?.length ?? 0) > longestSetName;
}

/**
 * The Pods that a workload asks for, apart by what names them. None where the API server rejects their host name or label.
 * Source: kubernetes pkg/apis/core/validation/validation.go, ValidatePodSpec.
 */
export function podsOf(workload: Placed<Workload>): readonly PodIdentity[] {
  if (isTooLongSetName(workload)) return [];
  return identitiesOf(workload).filter(({ hostname }) => !isRejectedHostname(hostname ?? ''));
}

/** How many Pods of a workload there are at a time. */
export function podCountOf(workload: Placed<Workload>): number {
  return countAtATime(workload, podsOf(workload));
}

/** How many Pods of a workload a Service selects at a time. */
export function selectedPodCount(service: Placed<Service>, workload: Placed<Workload>): number {
  return countAtATime(workload, selectedPodsOf(service, workload));
}

/** An Indexed Job makes fewer Pods at a time than it has names for. */
function countAtATime({ resource }: Placed<Workload>, pods: readonly PodIdentity[]): number {
  const all = pods.reduce((sum, { count }) => sum + count, 0);
  return Math.min(all, podsAtATime(resource));
}

/**
 * The host names that Pods of a workload have below a Service that selects them, each once; null for those that a template or controller
 * makes. None where its Pods have other names there, or none.
 */
export function hostnamesBelow(service: Placed<Service>, workload: Placed<Workload>): readonly (string | null)[] {
  return [...new Set(defined(podsOf(workload).map((pod) => hostnameBelow(service, pod))))];
}

function hostnameBelow(service: Placed<Service>, pod: PodIdentity): PodIdentity['hostname'] {
  return pod.subdomain === service.name ? pod.hostname : undefined;
}

function selectedPodsOf(service: Placed<Service>, workload: Placed<Workload>): readonly PodIdentity[] {
  return podsOf(workload).filter((pod) => isSelected(service.resource, workload, pod));
}

/** The same, Pods with impossible host names included. */
export function identitiesOf(workload: Placed<Workload>): readonly PodIdentity[] {
  if (isStatefulSet(workload)) return statefulPods(workload);
  const { resource } = workload;
  const { hostname, subdomain, at } = resource.template;
  const identity: PodIdentity = {
    hostname: hostnameOf(hostname),
    subdomain: subdomain?.value || undefined,
    count: podsAtATime(resource),
    ordinal: undefined,
    at: hostname === undefined ? [at] : [hostname.at, ...(subdomain === undefined ? [] : [subdomain.at])],
  };
  if (identity.count === 0) return [];
  if (!isIndexedJob(resource)) return [identity];
  // The controller sets the host name to `<job>-<index>`; a CronJob's Jobs have a time in their names.
  // Source: kubernetes pkg/controller/job/job_controller.go, manageJob.
  const job = resource.kind === 'Job' ? workload.name : undefined;
  if (job === undefined) return [{ ...identity, hostname: null }];
  const places = [
    ...(resource.completions === undefined ? [] : [resource.completions.at]),
    ...(subdomain === undefined ? [] : [subdomain.at]),
  ];
  return numbered(0, indexCountOf(resource)).map((ordinal) => ({
    hostname: `${job}-${ordinal}`,
    subdomain: identity.subdomain,
    count: 1,
    ordinal,
    at: [nameAtOf(workload), ...places],
  }));
}

/**
 * The controller overwrites hostname and subdomain of the template.
 * Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, initIdentity.
 */
function statefulPods(set: Placed<StatefulSet>): readonly PodIdentity[] {
  const { name, resource } = set;
  const { serviceName, replicas, ordinalsStart } = resource;
  const { start, count } = podRangeOf(resource);
  const at: readonly At[] = [
    nameAtOf(set),
    ...[serviceName, replicas, ordinalsStart].flatMap((field) => field?.at ?? []),
  ];
  const subdomain = serviceName?.value || undefined;
  if (count === 0) return [];
  if (name === undefined) return [{ hostname: null, subdomain, count, ordinal: undefined, at }];
  return numbered(start, count).map((ordinal) => ({
    hostname: `${name}-${ordinal}`,
    subdomain,
    count: 1,
    ordinal,
    at,
  }));
}

function numbered(start: number, length: number): readonly number[] {
  return Array.from({ length: Math.min(length, mostOrdinals) }, (_, index) => start + index);
}

function hostnameOf(hostname: Field<string> | undefined): PodIdentity['hostname'] {
  if (hostname === undefined || hostname.value === '') return undefined;
  return isTemplated(hostname.value) ? null : hostname.value;
}

/**
 * The number of Pods at a time. A DaemonSet has one for each node, of which there is at least one. What is suspended has
 * none. Source: kubernetes pkg/controller/job/job_controller.go, syncJob; pkg/controller/cronjob, syncCronJob.
 */
function podsAtATime(workload: Workload): number {
  switch (workload.kind) {
    case 'Pod':
    case 'DaemonSet':
      return 1;
    case 'Job':
    case 'CronJob':
      if (workload.suspend?.value === true) return 0;
      return Math.min(writtenCountOf(workload.parallelism) ?? 1, writtenCountOf(workload.completions) ?? Infinity);
    case 'Deployment':
    case 'ReplicaSet':
    case 'ReplicationController':
    case 'StatefulSet':
    case 'CustomWorkload':
      return replicasOf(workload);
  }
}

/**
 * A Service can select one Pod of a StatefulSet or of an Indexed Job by the labels that their controllers add.
 * Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, updateIdentity; pkg/controller/job/indexed_job_utils.go.
 */
function isSelected(service: Service, workload: Placed<Workload>, pod: PodIdentity): boolean {
  if (pod.ordinal === undefined) return true;
  const ordinal = String(pod.ordinal);
  const wanted = (label: string): string | undefined => service.selector.pairs.get(label)?.value;
  if (workload.resource.kind !== 'StatefulSet') return (wanted(completionIndexLabel) ?? ordinal) === ordinal;
  const isNamed = (wanted(podNameLabel) ?? pod.hostname) === pod.hostname;
  return isNamed && (wanted(podIndexLabel) ?? ordinal) === ordinal;
}

/**
 * A named targetPort that no container has is dropped; the address stays. The name is the Service port's, the number the
 * Pod's. Source: k8s.io/endpointslice utils.go, getEndpointPorts, FindPort.
 */
function portsOf(service: Placed<Service>, workload: Placed<Workload>, minorVersion: number): readonly NumberedPort[] {
  return service.resource.ports.flatMap((port): readonly NumberedPort[] => {
    const resolved = resolveTargetPort(port, workload.resource.template, minorVersion);
    if (resolved.kind === 'absent') return [];
    const because: RecordSource =
      resolved.kind === 'known' && resolved.declaredAt !== undefined
        ? sourceAt(workload, resolved.declaredAt)
        : targetSourceOf(service, port);
    return [numberedPort(port, resolved.kind === 'known' ? resolved.number : 'unknown', because)];
  });
}
