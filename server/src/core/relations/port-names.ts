import { fieldOf, readNumber, readString, viewBelow, type Field, fieldAt, itemsOf } from '../kubernetes/field.ts';
import { kindOf, type Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { type Container, type Workload, containerAt, containersOf } from '../kubernetes/workloads.ts';
import { isOfKind, isRoute, isService, isWorkload, type Placed } from '../objects/placed.ts';
import { viewOf } from '../objects/places.ts';
import { defined } from '../util/collections.ts';
import type { Questions } from '../workspace/questions.ts';
import { isSamePath, type Path } from '../yaml/path.ts';
import { backendServices } from './backends.ts';
import { backedServices, selectedBy } from './linked.ts';
import { podSelectorsOf, podsSelectedBy, policyPodsOf, isServiceMonitor, monitoredServices } from './pod-selectors.ts';
import { endpointPortsOf } from './ports.ts';

/** A field in which an object names a port of other objects, and these objects, whether there is such a port or not. */
export interface PortName<R extends Resource> {
  readonly from: Placed;
  readonly name: Field<string>;
  readonly of: readonly Placed<R>[];
}

/**
 * Where an object names ports of Services: in backends, in endpoints made by hand, in what Prometheus scrapes, and in custom resources
 * beside the name of a Service. Sources: networking.k8s.io/v1, ServiceBackendPort; core/v1, EndpointPort.name;
 * monitoring.coreos.com/v1, Endpoint.port; traefik.io/v1alpha1, LoadBalancerSpec.port; route.openshift.io/v1, RoutePort.
 */
export function servicePortNamesIn(snapshot: Questions, from: Placed): readonly PortName<Service>[] {
  const { resource } = from;
  const named = (name: Field<string> | undefined, of: readonly Placed<Service>[]): readonly PortName<Service>[] =>
    name === undefined ? [] : [{ from, name, of }];
  if (isRoute(from))
    return from.resource.backends.flatMap((one) => named(one.portName, backendServices(snapshot, from, one)));
  if (resource.kind !== 'Unknown')
    return endpointPortsOf(from).flatMap(({ name }) => named(name, backedServices(snapshot, from)));
  if (isServiceMonitor(from)) {
    const services = monitoredServices(snapshot, from);
    return scrapedPorts(from, 'endpoints', 'port').flatMap((name) => named(name, services));
  }
  return snapshot.links.from(from).flatMap(({ at, to }) => {
    const services = to.filter(isService);
    const path = portPathOf(resource, at.path);
    return services.length === 0 ? [] : named(readString(viewBelow(viewOf(from), path)), services);
  });
}

/** Where a custom resource names the port of the Service that it names at a path: beside that; a Route has one port for all of its Services. */
export function portPathOf(from: Resource, path: Path): Path {
  return kindOf(from) === 'Route' ? ['spec', 'port', 'targetPort'] : [...path.slice(0, -1), 'port'];
}

/** Where others name the ports of a Service. */
export function servicePortNamesOf(snapshot: Questions, service: Placed<Service>): readonly PortName<Service>[] {
  const users = new Set([
    ...snapshot.links.to(service).map(({ from }) => from),
    ...snapshot.contentsOf(service.scope).ofWrittenKind('ServiceMonitor'),
  ]);
  return [...users]
    .flatMap((from) => snapshot.about(from, servicePortNamesIn))
    .filter(({ of }) => of.includes(service));
}

/**
 * Where an object names ports of containers: in targetPort, in policies, in what Prometheus scrapes, and, of its own, in probes and
 * hooks. Sources: core/v1, ServicePort.targetPort, HTTPGetAction.port, TCPSocketAction.port; networking.k8s.io/v1, NetworkPolicyPort;
 * monitoring.coreos.com/v1, PodMetricsEndpoint.port.
 */
export function containerPortNamesIn(snapshot: Questions, from: Placed): readonly PortName<Workload>[] {
  const { resource } = from;
  // Few ports are named, and a policy may be about thousands of Pods.
  const named = (name: Field<number | string> | undefined, of: () => readonly Placed<Workload>[]) =>
    typeof name?.value === 'string' ? [{ from, name: { ...name, value: name.value }, of: of() }] : [];
  if (isService(from)) {
    const workloads = podsOf(snapshot, from);
    return from.resource.ports.flatMap(({ targetPort }) => named(targetPort, () => workloads));
  }
  if (isWorkload(from)) return probedPorts(from).flatMap((name) => named(name, () => [from]));
  if (isOfKind(from, 'NetworkPolicy'))
    return from.resource.ports.flatMap(({ port, pods }) => named(port, () => policyPodsOf(snapshot, from, pods) ?? []));
  if (isServiceMonitor(from))
    return scrapedPorts(from, 'endpoints', 'targetPort').flatMap((name) =>
      named(name, () => podsMonitored(snapshot, from)),
    );
  if (kindOf(resource) !== 'PodMonitor') return [];
  const workloads = podsOf(snapshot, from);
  return scrapedPorts(from, 'podMetricsEndpoints', 'port').flatMap((name) => named(name, () => workloads));
}

/**
 * Where a ServiceMonitor gives ports of containers by their numbers: it keeps the targets whose container declares one. Source:
 * prometheus-operator pkg/prometheus/promcfg.go, generateServiceMonitorConfig.
 */
export function scrapedNumbersIn(monitor: Placed): readonly Field<number>[] {
  if (!isServiceMonitor(monitor)) return [];
  return itemsOf(fieldAt(viewOf(monitor), 'spec', 'endpoints')).flatMap(
    (item) => readNumber(fieldOf(item, 'targetPort')) ?? [],
  );
}

/** The workloads behind the Services that a ServiceMonitor scrapes. */
export function podsMonitored(snapshot: Questions, monitor: Placed): readonly Placed<Workload>[] {
  return [...new Set(monitoredServices(snapshot, monitor).flatMap((service) => selectedBy(snapshot, service)))];
}

function podsOf(snapshot: Questions, from: Placed): readonly Placed<Workload>[] {
  return podSelectorsOf(from).flatMap((selector) => podsSelectedBy(snapshot, selector));
}

/** The objects of which a field names a port by its path, in monitors and custom resources, whether anything is written there or not. */
export function ownersOfPortAt(
  snapshot: Questions,
  from: Placed,
  path: Path,
): readonly (Placed<Service> | Placed<Workload>)[] {
  const [, list] = path;
  if (from.resource.kind !== 'Unknown') return [];
  switch (kindOf(from.resource)) {
    case 'ServiceMonitor':
      if (list !== 'endpoints') return [];
      if (path.at(-1) === 'targetPort') return podsMonitored(snapshot, from);
      return path.at(-1) === 'port' ? monitoredServices(snapshot, from) : [];
    case 'PodMonitor':
      return list === 'podMetricsEndpoints' && path.at(-1) === 'port' ? podsOf(snapshot, from) : [];
    default:
      return snapshot.links
        .from(from)
        .filter(({ at }) => isSamePath(portPathOf(from.resource, at.path), path))
        .flatMap(({ to }) => to.filter(isService));
  }
}

/**
 * What a field takes that names a port by its path. Sources: monitoring.coreos.com/v1, Endpoint.port, PodMetricsEndpoint.port;
 * admissionregistration.k8s.io/v1 and apiregistration.k8s.io/v1, ServiceReference.port; projectcontour.io/v1, Service.port.
 */
export function wordsOfPortAt(from: Resource, path: Path): 'names' | 'numbers' | 'both' {
  const kind = kindOf(from);
  if (path.at(-1) === 'port' && (kind === 'ServiceMonitor' || kind === 'PodMonitor')) return 'names';
  return path.includes('clientConfig') || kind === 'APIService' || kind === 'HTTPProxy' ? 'numbers' : 'both';
}

/** The container of which a probe or hook of a workload names a port by its path; `undefined` where no field does. */
export function probedContainerAt({ resource }: Placed<Workload>, path: Path): Container | undefined {
  if (path.at(-1) !== 'port' || !askers.some((key) => path.includes(key))) return undefined;
  return containerAt(resource.template, path);
}

/** Where ports of the containers of a workload are named, by itself and by others. */
export function containerPortNamesOf(snapshot: Questions, workload: Placed<Workload>): readonly PortName<Workload>[] {
  const contents = snapshot.contentsOf(workload.scope);
  const users: readonly Placed[] = [
    workload,
    ...contents.maySelect(workload),
    ...contents.ofKind('NetworkPolicy'),
    ...contents.ofWrittenKind('PodMonitor'),
    ...contents.ofWrittenKind('ServiceMonitor'),
  ];
  return users.flatMap((from) => snapshot.about(from, containerPortNamesIn)).filter(({ of }) => of.includes(workload));
}

/** What asks a container whether it lives, and does so by the name of a port. Source: Kubernetes API core/v1, Probe, LifecycleHandler. */
const askers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'];

function probedPorts({ resource: { template } }: Placed<Workload>): readonly Field<number | string>[] {
  return containersOf(template).flatMap(({ livenessProbe, readinessProbe, startupProbe, lifecycle }) =>
    [livenessProbe, readinessProbe, startupProbe, lifecycle?.postStart, lifecycle?.preStop].flatMap((asked) =>
      defined([asked?.httpGet?.port, asked?.tcpSocket?.port]),
    ),
  );
}

/**
 * The names of the ports that a monitor of the Prometheus operator scrapes. Source: monitoring.coreos.com/v1, Endpoint.port,
 * PodMetricsEndpoint.port.
 */
function scrapedPorts(
  monitor: Placed,
  list: 'endpoints' | 'podMetricsEndpoints',
  field: 'port' | 'targetPort',
): readonly Field<string>[] {
  return itemsOf(fieldAt(viewOf(monitor), 'spec', list)).flatMap((item) => readString(fieldOf(item, field)) ?? []);
}
