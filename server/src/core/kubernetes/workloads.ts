import type { At } from '../yaml/path.ts';
import {
  fieldAt,
  fieldOf,
  isPresent,
  itemsOf,
  readBoolean,
  readNumber,
  readString,
  readStringMap,
  readStrings,
  type Field,
  type StringMap,
  type View,
} from './field.ts';
import type { ResourceBase } from './resource.ts';

/** What Pods are made from: a Pod itself, or the template of a workload. One type, so that nobody asks which workload it came from. */
export interface PodTemplate {
  /** The place of the template; of the whole object for a Pod. */
  readonly at: At;
  readonly labels: StringMap;
  /** The place of the Pod's spec. */
  readonly specAt: At;
  readonly hostname: Field<string> | undefined;
  readonly subdomain: Field<string> | undefined;
  readonly setHostnameAsFQDN: Field<boolean> | undefined;
  readonly hostNetwork: Field<boolean> | undefined;
  readonly dnsPolicy: Field<string> | undefined;
  readonly hostnameOverride: Field<string> | undefined;
  /** The names that hostAliases give to addresses. */
  readonly hostAliases: readonly Field<string>[];
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

/** A container, with what DNS and links need of it. */
export interface Container {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly ports: readonly ContainerPort[];
  /** Of an init container: `Always` makes it a sidecar, whose ports count. */
  readonly restartPolicy: Field<string> | undefined;
  readonly hasReadinessProbe: boolean;
}

/** One of a container's ports. */
export interface ContainerPort {
  readonly at: At;
  readonly name: Field<string> | undefined;
  readonly containerPort: Field<number> | undefined;
  /** As written; absent means TCP. */
  readonly protocol: Field<string> | undefined;
  readonly hostPort: Field<number> | undefined;
}

/** A Pod of its own. Source: Kubernetes API core/v1, PodSpec. */
export interface Pod extends ResourceBase {
  readonly kind: 'Pod';
  readonly template: PodTemplate;
}

/** A workload whose Pods have random names. */
export interface Workload extends ResourceBase {
  readonly kind: 'Deployment' | 'ReplicaSet' | 'ReplicationController' | 'DaemonSet' | 'Job' | 'CronJob';
  readonly replicas: Field<number> | undefined;
  readonly template: PodTemplate;
  /** Of a Job: `Indexed` gives its Pods host names by index. */
  readonly completionMode: Field<string> | undefined;
  readonly completions: Field<number> | undefined;
  readonly parallelism: Field<number> | undefined;
  /** Of a Job: whether it waits, without Pods. Of a CronJob: whether it makes no Jobs. */
  readonly suspend: Field<boolean> | undefined;
}

/** A StatefulSet. Source: Kubernetes API apps/v1, StatefulSetSpec. */
export interface StatefulSet extends ResourceBase {
  readonly kind: 'StatefulSet';
  readonly serviceName: Field<string> | undefined;
  readonly replicas: Field<number> | undefined;
  /** spec.ordinals.start: the first Pod's number, 0 where absent. */
  readonly ordinalsStart: Field<number> | undefined;
  readonly podManagementPolicy: Field<string> | undefined;
  /** spec.selector.matchLabels: what it knows its own Pods by. */
  readonly matchLabels: StringMap;
  readonly template: PodTemplate;
  readonly specAt: At;
}

/** Every resource that makes Pods. */
export type PodMaker = Pod | Workload | StatefulSet;

/** Reads a Pod from its object. */
export function readPod(base: ResourceBase, object: View): Pod {
  return { ...base, kind: 'Pod', template: readPodTemplate(object) };
}

/** Reads a workload from its object; a CronJob's Pods are those of its job template. */
export function readWorkload(base: ResourceBase, object: View, kind: Workload['kind']): Workload {
  const spec = kind === 'CronJob' ? fieldAt(object, 'spec', 'jobTemplate', 'spec') : fieldOf(object, 'spec');
  return {
    ...base,
    kind,
    replicas: readNumber(fieldOf(spec, 'replicas')),
    template: readPodTemplate(fieldOf(spec, 'template')),
    completionMode: readString(fieldOf(spec, 'completionMode')),
    completions: readNumber(fieldOf(spec, 'completions')),
    parallelism: readNumber(fieldOf(spec, 'parallelism')),
    suspend: readBoolean(fieldAt(object, 'spec', 'suspend')),
  };
}

/** Reads a StatefulSet from its object. */
export function readStatefulSet(base: ResourceBase, object: View): StatefulSet {
  const spec = fieldOf(object, 'spec');
  return {
    ...base,
    kind: 'StatefulSet',
    serviceName: readString(fieldOf(spec, 'serviceName')),
    replicas: readNumber(fieldOf(spec, 'replicas')),
    ordinalsStart: readNumber(fieldAt(spec, 'ordinals', 'start')),
    podManagementPolicy: readString(fieldOf(spec, 'podManagementPolicy')),
    matchLabels: readStringMap(fieldAt(spec, 'selector', 'matchLabels')),
    template: readPodTemplate(fieldOf(spec, 'template')),
    specAt: { path: spec.path },
  };
}

function readPodTemplate(template: View): PodTemplate {
  const spec = fieldOf(template, 'spec');
  return {
    at: { path: template.path },
    labels: readStringMap(fieldAt(template, 'metadata', 'labels')),
    specAt: { path: spec.path },
    hostname: readString(fieldOf(spec, 'hostname')),
    subdomain: readString(fieldOf(spec, 'subdomain')),
    setHostnameAsFQDN: readBoolean(fieldOf(spec, 'setHostnameAsFQDN')),
    hostNetwork: readBoolean(fieldOf(spec, 'hostNetwork')),
    dnsPolicy: readString(fieldOf(spec, 'dnsPolicy')),
    hostnameOverride: readString(fieldOf(spec, 'hostnameOverride')),
    hostAliases: itemsOf(fieldOf(spec, 'hostAliases')).flatMap((alias) => readStrings(fieldOf(alias, 'hostnames'))),
    containers: itemsOf(fieldOf(spec, 'containers')).map(readContainer),
    initContainers: itemsOf(fieldOf(spec, 'initContainers')).map(readContainer),
  };
}

function readContainer(container: View): Container {
  return {
    at: { path: container.path },
    name: readString(fieldOf(container, 'name')),
    ports: itemsOf(fieldOf(container, 'ports')).map((port) => ({
      at: { path: port.path },
      name: readString(fieldOf(port, 'name')),
      containerPort: readNumber(fieldOf(port, 'containerPort')),
      protocol: readString(fieldOf(port, 'protocol')),
      hostPort: readNumber(fieldOf(port, 'hostPort')),
    })),
    restartPolicy: readString(fieldOf(container, 'restartPolicy')),
    hasReadinessProbe: isPresent(fieldOf(container, 'readinessProbe')),
  };
}

/** The containers whose ports Services lead to: all containers, then sidecars (init containers that restart always). */
export function portContainersOf(template: PodTemplate): readonly Container[] {
  return [
    ...template.containers,
    ...template.initContainers.filter((container) => container.restartPolicy?.value === 'Always'),
  ];
}

/**
 * The containers among whose ports a server of a minor version looks for a name: sidecars count since 1.33.
 * Source: k8s.io/endpointslice utils.go, FindPort.
 */
export function searchedContainersOf(template: PodTemplate, minorVersion: number): readonly Container[] {
  return minorVersion >= 33 ? portContainersOf(template) : template.containers;
}

/** The number of Pods a StatefulSet asks for: 1 where nothing is written. Source: kubernetes pkg/apis/apps/v1/defaults.go. */
export function replicasOf(workload: { readonly replicas: Field<number> | undefined }): number {
  return workload.replicas?.value ?? 1;
}

/**
 * Whether a StatefulSet asks for the Pod of an ordinal: from ordinals.start over replicas values.
 * Source: kubernetes pkg/controller/statefulset/stateful_set_utils.go, podInOrdinalRange.
 */
export function hasOrdinal(statefulSet: StatefulSet, ordinal: number): boolean {
  const start = statefulSet.ordinalsStart?.value ?? 0;
  return Number.isInteger(ordinal) && ordinal >= start && ordinal < start + replicasOf(statefulSet);
}
