import { isAnyEndpoints, portListsOf, type EndpointPort } from '../kubernetes/endpoints.ts';
import { hasSelector, protocolOf, targetPortOf, type Service, type ServicePort } from '../kubernetes/service.ts';
import { declaredPortsOf, searchedContainersOf, type Workload, type PodTemplate } from '../kubernetes/workloads.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { At } from '../yaml/path.ts';
import { isTemplated } from '../yaml/template.ts';
import { referrers, selectedBy } from './linked.ts';
import { isCertain, type Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';

/** The Pod port that a Service port targets, for the Pods of one template. */
type ResolvedPort =
  /** `declaredAt`: the container port of that name, relative to the Pods' resource; absent for a targetPort that is a number. */
  | { readonly kind: 'known'; readonly number: number; readonly declaredAt: At | undefined }
  /** No container port has that name and protocol. */
  | { readonly kind: 'absent' }
  /** A template leaves it open, or the field cannot be read. */
  | { readonly kind: 'unknown' };

/** The port that the endpoints behind a Service port have. */
export type BackendPort =
  /** All that is known agrees on one number. `sources` is empty while nobody's Pods or Endpoints are known. */
  | { readonly kind: 'agreed'; readonly number: number; readonly sources: readonly PortSource[] }
  /** The number depends on the Pod. */
  | { readonly kind: 'different'; readonly sources: readonly PortSource[] }
  /** All that is selected is known, and none of it has the port. */
  | { readonly kind: 'absent'; readonly workloads: readonly Placed<Workload>[] }
  | { readonly kind: 'unknown' };

/** What says which number a port has. */
export interface PortSource {
  /** A workload, or the Endpoints or slice behind a Service without a selector. */
  readonly resource: Placed;
  readonly number: number;
  /** Where the number is in the resource; absent where a numeric targetPort asks for nothing there. */
  readonly at: At | undefined;
}

/**
 * The Pod port of a Service port. A number is itself, whether or not a container declares it. A name is looked up by name
 * and protocol in all containers, then, since 1.33, in sidecars; plain init containers do not count.
 * Source: k8s.io/endpointslice utils.go, FindPort.
 */
export function resolveTargetPort(port: ServicePort, template: PodTemplate, minorVersion: number): ResolvedPort {
  const target = targetPortOf(port);
  if (typeof target === 'number') return { kind: 'known', number: target, declaredAt: undefined };
  const protocol = protocolOf(port);
  if (target === undefined || isTemplated(target) || isTemplated(protocol)) return { kind: 'unknown' };
  const searched = searchedContainersOf(template, minorVersion);
  // No list is made of all, as each port of a Service is looked for.
  for (const { ports } of searched) {
    const found = ports.find((one) => one.name?.value === target && protocolOf(one) === protocol);
    if (found === undefined) continue;
    const { containerPort } = found;
    if (containerPort === undefined) return { kind: 'unknown' };
    return { kind: 'known', number: containerPort.value, declaredAt: containerPort.at };
  }
  return { kind: searched.some(({ ports }) => ports.some(isOpenPort)) ? 'unknown' : 'absent' };
}

/** Whether a template leaves the name or the protocol of a port open. */
export function isOpenPort(port: Pick<ServicePort, 'name' | 'protocol'>): boolean {
  return isTemplated(port.name?.value ?? '') || isTemplated(protocolOf(port));
}

/** Whether it is known which ports a Service has: it has some, each with a number, and no template makes them. */
export function areKnownPorts({ ports }: Service): boolean {
  return ports.length > 0 && ports.every((port) => port.port !== undefined && !isOpenPort(port));
}

/**
 * The port that the endpoints of a Service have for one of its ports: for a Service with a selector that of all Pods it
 * selects, for one without that of its Endpoints and slices. Pods that lack a named port count as `different` where others
 * have it. An ExternalName Service has no endpoints, so nothing is known of it but a numeric targetPort.
 */
export function backendPortOf(snapshot: Questions, service: Placed<Service>, port: ServicePort): BackendPort {
  return hasSelector(service.resource) ? podPortOf(snapshot, service, port) : manualPortOf(snapshot, service, port);
}

/** What the Pods of a template call a port of a number and protocol, in each container or sidecar that declares it. */
export function declaredNames(template: PodTemplate, number: number, protocol: string): readonly string[] {
  return declaredPortsOf(template, protocol).flatMap(({ containerPort, name }) =>
    containerPort?.value === number && name !== undefined ? [name.value] : [],
  );
}

/** The ports that hand-made Endpoints or slices give a Service port: those of the same name, both unnamed included. */
export function manualPortsOf(snapshot: Questions, service: Placed<Service>, port: ServicePort): readonly PortSource[] {
  return referrers(snapshot, service, 'backs').flatMap((resource) =>
    endpointPortsOf(resource).flatMap((candidate): readonly PortSource[] => {
      if (candidate.port === undefined || !servesPort(candidate, port)) return [];
      return [{ resource, number: candidate.port.value, at: candidate.port.at }];
    }),
  );
}

/**
 * Whether a port of an Endpoints or slice is the one a Service port targets: proxies and DNS match them by name.
 * Source: kubernetes pkg/proxy/endpointschangetracker.go; Kubernetes API, EndpointPort.name.
 */
export function servesPort(endpointPort: EndpointPort, port: ServicePort): boolean {
  return servedKey(endpointPort) === servedKey(port);
}

/** What a port of a Service and one of Endpoints or a slice have in common where one serves the other. */
export function servedKey(port: EndpointPort | ServicePort): string {
  return `${protocolOf(port)} ${port.name?.value ?? ''}`;
}

/** All ports of an Endpoints object or a slice; none of anything else. */
export function endpointPortsOf({ resource }: Placed): readonly EndpointPort[] {
  return isAnyEndpoints(resource) ? portListsOf(resource).flat() : [];
}

function podPortOf(snapshot: Questions, service: Placed<Service>, port: ServicePort): BackendPort {
  const workloads = selectedBy(snapshot, service);
  const target = targetPortOf(port);
  if (typeof target === 'number') {
    return {
      kind: 'agreed',
      number: target,
      sources: workloads.map((resource) => ({ resource, number: target, at: undefined })),
    };
  }
  const minorVersion = minorVersionOf(snapshot.settingsOf(service.document.file));
  const resolved = workloads.map((workload) => ({
    workload,
    port: resolveTargetPort(port, workload.resource.template, minorVersion),
  }));
  const open = resolved.some(
    ({ workload, port: found }) => found.kind === 'unknown' || (found.kind === 'absent' && !isCertain(workload)),
  );
  if (workloads.length === 0 || open) return { kind: 'unknown' };
  const sources = resolved.flatMap(({ workload, port: found }): readonly PortSource[] =>
    found.kind === 'known' ? [{ resource: workload, number: found.number, at: found.declaredAt }] : [],
  );
  if (sources.length === 0) return { kind: 'absent', workloads };
  return sources.length < workloads.length ? { kind: 'different', sources } : agreement(sources);
}

function manualPortOf(snapshot: Questions, service: Placed<Service>, port: ServicePort): BackendPort {
  const sources = manualPortsOf(snapshot, service, port);
  if (sources.length > 0) return agreement(sources);
  const target = targetPortOf(port);
  return typeof target === 'number' ? { kind: 'agreed', number: target, sources: [] } : { kind: 'unknown' };
}

function agreement(sources: readonly PortSource[]): BackendPort {
  const [first] = sources;
  if (first === undefined) return { kind: 'unknown' };
  return sources.every((source) => source.number === first.number)
    ? { kind: 'agreed', number: first.number, sources }
    : { kind: 'different', sources };
}
