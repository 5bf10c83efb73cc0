import { sourceAt } from './record.ts';
import {
  clusterIPsThatCount,
  hasSelector,
  isOfSeveralClusters,
  publishesNotReady,
  serviceNatureOf,
  targetPortOf,
  servedFamiliesOf,
  type Service,
  hasVirtualIp,
} from '../kubernetes/service.ts';
import { itself, serviceNameIn, type Below } from '../names/service-name.ts';
import { zoneServing, type ServedKind } from '../names/zones.ts';
import { compact, defined, groupBy } from '../util/collections.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { Placed } from '../objects/placed.ts';
import type { Questions } from '../workspace/questions.ts';
import { awaitsPods } from '../relations/unselected.ts';
import { endpointsNamed, slicesOf, workloadsBehind } from './behind-service.ts';
import { addressOfLabel } from './names.ts';
import { parseIp } from '../names/ip-address.ts';
import {
  virtualEndpoint,
  numberedPort,
  targetSourceOf,
  type Endpoint,
  type NumberedPort,
  portSourceOf,
} from './endpoint.ts';
import { endpointsOfEndpoints, endpointsOfSlice, mirroringObstacle, staysAsWritten } from './from-addresses.ts';
import { viewOfImport } from './from-imports.ts';
import { endpointsOfPods } from './from-pods.ts';
import { serviceNameFault, type ServiceNameFault } from '../kubernetes/formats.ts';
import { clusterIPFault } from '../kubernetes/rejected-addresses.ts';

/** What the manifests make of a cluster, as its DNS server sees it. */
interface Cluster {
  /**
   * The Service of a name and namespace, in lower case. Of several variants the last one, as it would be applied last: the one that is
   * asked about, else of those that are applied together with who asks the nearest, else of those that write their namespace.
   */
  service(name: string, namespace: string, asker?: Asker): ServiceView | undefined;
  /** All Services of a name and namespace that DNS could answer for: the same one in several folders or scopes. */
  variants(name: string, namespace: string, kind?: ServedKind): readonly ServiceView[];
  /** What DNS knows about a Service; `undefined` if the API server would reject its name, or its type does not exist. */
  view(service: Placed<Service>): ServiceView | undefined;
}

/** What makes a difference where manifests hold several Services of a name and namespace. */
export interface Asker {
  /** The object that asks; what is applied with it counts before all else. */
  readonly from?: Placed | undefined;
  /** The one that answers for its name and namespace. */
  readonly variant?: Placed<Service> | undefined;
  /** The kind of what is asked for; a Service where none is said. */
  readonly kind?: ServedKind;
}

/** What DNS knows of one Service. */
export interface ServiceView {
  readonly service: Placed<Service>;
  readonly name: string;
  readonly namespace: string;
  /** The zone that its names are in, without a final dot. */
  readonly zone: string;
  readonly nature: 'virtualIp' | 'headless' | 'alias' | 'unknown';
  /** Whether Pods that no manifest here makes or names may be behind it; then names below it may be there or not. */
  readonly isAwaited: boolean;
  /**
   * What the Service's own name answers with: its cluster IPs, or the endpoints of a headless Service. Unknown addresses where the nature
   * is unknown.
   */
  readonly front: readonly Endpoint[];
  /**
   * What its slices hold: Pods, mirrored Endpoints, and slices of other makers. An alias may have such slices too, and only reverse
   * look-ups see them.
   */
  readonly endpoints: readonly Endpoint[];
  /** The endpoints by their label below the Service. */
  readonly labelled: ReadonlyMap<string, readonly Endpoint[]>;
}

/** The name of a Service as DNS knows it, or of something below it, without a final dot. */
export function nameIn({ zone, name, namespace }: ServiceView, below: Below = itself): string {
  return serviceNameIn(zone, { service: name, namespace, ...below });
}

/**
 * Whether a label below a Service is the address, in dashes, that a Pod behind it may have: it gets one when it runs.
 * Source: CoreDNS plugin/kubernetes endpointHostname.
 */
export function mayHaveAddress({ nature, endpoints }: ServiceView, label: string): boolean {
  const family = nature === 'alias' ? undefined : addressOfLabel(label)?.family;
  if (family === undefined) return false;
  return endpoints.some((one) => one.named === 'address' && one.address === undefined && one.family === family);
}

/** The cluster that a snapshot's manifests make. */
export function clusterOf(snapshot: Questions): Cluster {
  return snapshot.derive(buildCluster);
}

function buildCluster(snapshot: Questions): Cluster {
  const named = (name: string, namespace: string, kind: ServedKind): readonly Placed<Service>[] =>
    snapshot.everything.servedAs(kind, namespace, name);
  const view = (service: Placed<Service>): ServiceView | undefined =>
    snapshot.about(service, views[service.resource.kind]);
  return {
    service(name, namespace, { from, variant, kind = 'Service' } = {}) {
      const isVariant = variant?.name === name && variant.namespace === namespace && variant.resource.kind === kind;
      if (isVariant) return view(variant);
      const variants = named(name, namespace, kind).filter((one) => view(one) !== undefined);
      const own =
        from &&
        snapshot
          .contentsOf(from.scope)
          .named(kind, name)
          .nearest(from, namespace, (one) => variants.includes(one));
      const counting = own?.length === 0 ? variants.filter((one) => one.namespaceOrigin === 'written') : own;
      const service = (counting ?? variants).at(-1);
      return service && view(service);
    },
    variants: (name, namespace, kind = 'Service') => defined(named(name, namespace, kind).map(view)),
    view,
  };
}

/** What DNS knows of objects, by their kinds. */
const views: Readonly<Record<ServedKind, (snapshot: Questions, service: Placed<Service>) => ServiceView | undefined>> =
  {
    Service: viewOf,
    ServiceImport: viewOfImport,
  };

/** Why the API server rejects the name of a Service in the version that holds for its file; `undefined` where it has none, too. */
export function nameFaultOf(snapshot: Questions, { name, document }: Placed<Service>): ServiceNameFault | undefined {
  return name === undefined ? undefined : serviceNameFault(name, minorVersionOf(snapshot.settingsOf(document.file)));
}

/** Source: CoreDNS plugin/kubernetes findServices: headless Services answer with their endpoints, others with cluster IPs. */
function viewOf(snapshot: Questions, service: Placed<Service>): ServiceView | undefined {
  const nature = serviceNatureOf(service.resource);
  const { name, namespace } = service;
  if (nature === 'invalid' || name === undefined || nameFaultOf(snapshot, service) !== undefined) return undefined;
  const written = endpointsBehind(snapshot, service);
  const isEmpty = nature === 'headless' && written.length === 0 && awaits(snapshot, service);
  const endpoints = isEmpty ? awaitedPods(service) : written;
  // What the Pods of a custom resource are called, its operator knows.
  const isAwaited =
    isEmpty ||
    isOfSeveralClusters(service.resource) ||
    written.some(({ target }) => target.resource.kind === 'CustomWorkload');
  const zone = zoneServing(service.resource.kind, snapshot.settings);
  // What is behind an alias answers under no name. Source: CoreDNS plugin/kubernetes findServices.
  const isAlias = nature === 'alias';
  const front = isAlias ? [] : nature === 'headless' ? endpoints : clusterIPsOf(snapshot, service);
  const labelled = groupBy(isAlias ? [] : endpoints, (endpoint) => endpoint.label ?? '');
  return { service, name, namespace, zone, nature, isAwaited, front, endpoints: compact(endpoints), labelled };
}

/**
 * Slices count no matter who made them, unless a controller takes them for its own; Endpoints only beside a Service without a
 * selector. Source: CoreDNS plugin/kubernetes object/endpoint.go; kubernetes pkg/controller/endpointslicemirroring, syncEndpoints.
 */
function endpointsBehind(snapshot: Questions, service: Placed<Service>): readonly Endpoint[] {
  const families = servedFamiliesOf(service.resource);
  const minorVersion = minorVersionOf(snapshot.settingsOf(service.document.file));
  const pods = workloadsBehind(snapshot, service).flatMap((workload) =>
    endpointsOfPods(service, workload, families, minorVersion),
  );
  const slices = slicesOf(snapshot, service);
  const mirrored = hasSelector(service.resource) ? [] : endpointsNamed(snapshot, service);
  return [
    ...pods,
    ...mirrored
      .filter(({ resource }) => mirroringObstacle(resource) === undefined)
      .flatMap((endpoints) => endpointsOfEndpoints(snapshot, endpoints)),
    ...slices
      .filter((slice) => staysAsWritten(slice.resource, service.resource))
      .flatMap((slice) => endpointsOfSlice(snapshot, slice)),
  ];
}

/** Endpoints written by hand next to a selector have no effect, but show that no other Pods are meant. */
function awaits(snapshot: Questions, service: Placed<Service>): boolean {
  const mayHavePods = awaitsPods(snapshot, service) || isOfSeveralClusters(service.resource);
  return mayHavePods && endpointsNamed(snapshot, service).length === 0;
}

/**
 * Pods that an operator or somebody outside of the workspace makes: while one of them is ready, the Service has its name, and
 * its ports have theirs. A named targetPort is the Pods' to say.
 */
function awaitedPods(service: Placed<Service>): readonly Endpoint[] {
  const { resource } = service;
  const ports = resource.ports.map((port): NumberedPort => {
    const target = targetPortOf(port);
    return numberedPort(port, typeof target === 'number' ? target : 'unknown', targetSourceOf(service, port));
  });
  return servedFamiliesOf(resource).map((family): Endpoint => ({
    kind: 'awaited',
    family,
    address: undefined,
    label: undefined,
    named: 'address',
    count: 1,
    ports,
    condition: publishesNotReady(resource) ? 'always' : 'whenReady',
    because: [sourceAt(service, resource.selector.at)],
    target: service,
  }));
}

/**
 * The cluster IPs, one for each family; those that are not written are allocated when the Service is created. clusterIP counts
 * where clusterIPs is empty; one that is rejected does not. Of a Service that may turn out headless neither address nor port is known.
 * Source: CoreDNS plugin/kubernetes object/service.go, ToService; Kubernetes API, ServiceSpec.clusterIPs.
 */
function clusterIPsOf(snapshot: Questions, service: Placed<Service>): readonly Endpoint[] {
  const { resource } = service;
  const minor = minorVersionOf(snapshot.settingsOf(service.document.file));
  const isKnown = hasVirtualIp(resource);
  const written = isKnown ? clusterIPsThatCount(resource.clusterIP, resource.clusterIPs) : [];
  const taken = written.filter(({ value }) => clusterIPFault(value, minor) === undefined);
  const ports = resource.ports.map((port) => {
    const number = isKnown ? (port.port?.value ?? 'unknown') : 'unknown';
    return numberedPort(port, number, portSourceOf(service, port));
  });
  return servedFamiliesOf(resource).map((family): Endpoint => {
    const field = taken.find(({ value }) => parseIp(value)?.family === family);
    const because = field === undefined ? [] : [sourceAt(service, field.at)];
    return virtualEndpoint(service, { family, address: field?.value, ports, because });
  });
}
