import { sourceAt } from './record.ts';
import {
  leaderAnnotation,
  skipMirrorLabel,
  managedByLabel,
  sliceControllers,
  type EndpointPort,
  type Endpoints,
  type EndpointSlice,
  type AnyEndpoints,
  type EndpointAddress,
  type EndpointSubset,
} from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import { selectsPods, type Service, protocolOf } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import { type At, isAtOrBelow, type Path } from '../yaml/path.ts';
import { endpointAddressFault, sliceAddressFault } from '../kubernetes/rejected-addresses.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';
import { numberedPort, type Endpoint, type NumberedPort, portSourceOf } from './endpoint.ts';
import { isDns1123Label } from '../util/dns-label.ts';
import { endpointLabel } from './names.ts';
import { readAddress, parseIp } from '../names/ip-address.ts';

/**
 * The endpoints of an Endpoints object, as the mirroring controller copies them into slices: host names kept, addresses in
 * canonical form, those not ready left out, those that are one endpoint (see `listedAddresses`) at their last place.
 * Source: kubernetes pkg/controller/endpointslicemirroring reconcile, addressToEndpoint.
 */
export function endpointsOfEndpoints(snapshot: Questions, placed: Placed<Endpoints>): readonly Endpoint[] {
  const minor = minorVersionOf(snapshot.settingsOf(placed.document.file));
  const ports = new Map(
    placed.resource.subsets.map((subset) => [subset, subset.ports.map((one) => portOf(placed, one))]),
  );
  const mirrored = new Map<string, readonly Endpoint[]>();
  for (const { address, subset, readiness, key } of listedAddresses(placed.resource)) {
    if (readiness !== 'ready') continue;
    const ip = address.ip && takenAddress(placed.resource, address.ip, minor);
    mirrored.set(key, endpointOf(placed, ip, address.hostname, ports.get(subset) ?? []));
  }
  return [...mirrored.values()].flat();
}

/** What keeps Endpoints from being mirrored: a label, or the annotation of a lock. */
interface MirroringObstacle {
  readonly kind: 'label' | 'annotation';
  readonly key: string;
  readonly at: At;
}

/** What keeps the mirroring controller from an Endpoints object. Source: as above, utils.go skipMirror, hasLeaderElection. */
export function mirroringObstacle({ metadata }: Pick<Endpoints, 'metadata'>): MirroringObstacle | undefined {
  const skipped = metadata.labels.pairs.get(skipMirrorLabel);
  if (skipped?.value === 'true') return { kind: 'label', key: skipMirrorLabel, at: skipped.at };
  const leader = metadata.annotations.pairs.get(leaderAnnotation);
  return leader && { kind: 'annotation', key: leaderAnnotation, at: leader.at };
}

/**
 * The endpoints of a slice: all addresses of each, where the condition `ready` is true or not written; `serving` and
 * `terminating` do not count. CoreDNS (seen with 1.14.7) does not look at the addressType, so names of type FQDN count, too.
 * Source: CoreDNS plugin/kubernetes object/endpoint.go, EndpointSliceToEndpoints, endpointsliceReady.
 */
export function endpointsOfSlice(snapshot: Questions, placed: Placed<EndpointSlice>): readonly Endpoint[] {
  const minor = minorVersionOf(snapshot.settingsOf(placed.document.file));
  const ports = placed.resource.ports.map((port) => portOf(placed, port));
  const ready = placed.resource.endpoints.filter((endpoint) => readinessOf(endpoint) === 'ready');
  return ready.flatMap((endpoint) =>
    endpoint.addresses.flatMap((address) =>
      endpointOf(placed, takenAddress(placed.resource, address, minor), endpoint.hostname, ports),
    ),
  );
}

/** A label by which a controller takes a slice that people make for its own. */
interface TakingLabel {
  readonly controller: keyof typeof sliceControllers;
  readonly label: Field<string>;
}

/**
 * The label by which a controller rewrites or deletes a slice, beside its Service if there is one: one of the EndpointSlice controller
 * where the Service has a selector, one of the mirroring controller always. `undefined` where the slice stays as people write it.
 * Source: kubernetes pkg/controller/endpointslice syncService; pkg/controller/endpointslicemirroring syncEndpoints.
 */
export function takingLabel(slice: EndpointSlice, service: Service | undefined): TakingLabel | undefined {
  const label = slice.metadata.labels.pairs.get(managedByLabel);
  if (label?.value === sliceControllers.mirroring) return { controller: 'mirroring', label };
  if (label?.value !== sliceControllers.endpointSlice || service === undefined) return undefined;
  return selectsPods(service) ? { controller: 'endpointSlice', label } : undefined;
}

/** Whether a slice that people make stays as they write it, beside its Service if there is one. */
export function staysAsWritten(slice: EndpointSlice, service: Service | undefined): boolean {
  return takingLabel(slice, service) === undefined;
}

/** One endpoint; none where the address or host name is rejected by the API server. */
function endpointOf(
  placed: Placed,
  address: Field<string> | undefined,
  hostname: Field<string> | undefined,
  ports: readonly NumberedPort[],
): readonly Endpoint[] {
  const name = hostname?.value ?? '';
  const family = address && familyOf(placed, address.value);
  if (address === undefined || family === undefined || isRejectedHostname(name)) return [];
  const places = hostname === undefined || name === '' ? [address.at] : [address.at, hostname.at];
  return [
    {
      kind: 'listed',
      family,
      address: address.value,
      label: endpointLabel(name, address.value),
      named: name === '' ? 'address' : 'hostname',
      count: 1,
      ports,
      condition: 'always',
      because: places.map((at) => sourceAt(placed, at)),
      target: placed,
    },
  ];
}

/** Of what kind an address is; `undefined` for what CoreDNS does not read as one, such as numbers with leading zeros. */
function familyOf({ resource }: Placed, address: string): Endpoint['family'] | undefined {
  const isOfNames = resource.kind === 'EndpointSlice' && resource.addressType?.value === 'FQDN';
  return isOfNames ? 'name' : parseIp(address)?.family;
}

/** An address as a slice has it, its own or that of mirrored Endpoints; `undefined` where it is rejected. */
function takenAddress(
  resource: AnyEndpoints,
  { value, at }: Field<string>,
  minorVersion: number,
): Field<string> | undefined {
  if (isRejectedAddress(resource, value, minorVersion)) return undefined;
  return { value: addressInSlice(resource, value), at };
}

/** Whether a minor version of the API server rejects an address of an object. */
export function isRejectedAddress(resource: AnyEndpoints, address: string, minorVersion: number): boolean {
  const fault =
    resource.kind === 'Endpoints'
      ? endpointAddressFault(address, minorVersion)
      : sliceAddressFault(address, resource.addressType?.value ?? '', minorVersion);
  return fault !== undefined;
}

/** Whether the API server rejects the host name of an address; an empty one counts as absent. */
export function isRejectedHostname(hostname: string): boolean {
  return hostname !== '' && !isDns1123Label(hostname);
}

/** A missing name is empty, a missing protocol TCP. Source: kubernetes pkg/apis/discovery/v1/defaults.go. */
function portOf(placed: Placed, port: EndpointPort): NumberedPort {
  return numberedPort(port, port.port?.value ?? 'none', portSourceOf(placed, port));
}

/** What the mirroring controller takes of one subset. Source: kubernetes pkg/controller/endpointslicemirroring, MirroringMaxEndpointsPerSubset. */
const mostMirrored = 1000;

/** Whether a listed address is ready; `beyond` for one that is behind as many as are taken. */
type Readiness = 'ready' | 'notReady' | 'beyond';

/** An address that Endpoints list. */
interface ListedAddress {
  readonly address: EndpointAddress;
  readonly subset: EndpointSubset;
  readonly readiness: Readiness;
  /** The same for those that are one endpoint. */
  readonly key: string;
}

/**
 * The addresses of Endpoints, in the order of their text. An address that is there twice with one host name and the same ports is one
 * endpoint, and the last place says of both whether it is ready.
 * Source: kubernetes pkg/controller/endpointslicemirroring reconcile; k8s.io/endpointslice util/endpointset.go, hashEndpoint.
 */
function listedAddresses(endpoints: Endpoints): readonly ListedAddress[] {
  const listed = endpoints.subsets.flatMap((subset) => {
    const ports = subset.ports.map((port) => `${port.name?.value ?? ''}/${protocolOf(port)}/${port.port?.value ?? ''}`);
    const behind = ports.sort().join(' ');
    return [...subset.addresses, ...subset.notReadyAddresses].map((address, index): ListedAddress => {
      const ip = address.ip && addressInSlice(endpoints, address.ip.value);
      const readiness = index < subset.addresses.length ? 'ready' : 'notReady';
      const key = [ip, address.hostname?.value, behind].join(' ');
      return { address, subset, readiness: index < mostMirrored ? readiness : 'beyond', key };
    });
  });
  const taken = listed.filter(({ readiness }) => readiness !== 'beyond');
  const last = new Map(taken.map(({ key, readiness }) => [key, readiness]));
  return listed.map(({ address, subset, readiness, key }) => ({
    address,
    subset,
    readiness: last.get(key) ?? readiness,
    key,
  }));
}

/** Whether an endpoint of a slice is ready: unless it is said not to be. Source: Kubernetes API, EndpointConditions. */
function readinessOf({ ready }: EndpointSlice['endpoints'][number]): Readiness {
  return ready?.value === false ? 'notReady' : 'ready';
}

/** An address in the spelling that DNS sees: as written in a slice, in canonical form where Endpoints are mirrored. */
function addressInSlice({ kind }: AnyEndpoints, address: string): string {
  return kind === 'Endpoints' ? (readAddress(address)?.canonical ?? address) : address;
}

/** One address of an Endpoints object or a slice. */
export interface ManualAddress {
  /** The path of the entry that is about this address alone. */
  readonly path: Path;
  readonly written: string;
  /** As DNS has it; as written where it is no IP address. */
  readonly canonical: string;
  readonly hostname: Field<string> | undefined;
  readonly readiness: Readiness;
}

/** The address that a path points to or into; in a slice, the hostname of an endpoint stands for its first address. */
export function addressAt(endpoints: Placed<AnyEndpoints>, path: Path): ManualAddress | undefined {
  const addresses = addressesOf(endpoints.resource);
  const exact = addresses.find((address) => isAtOrBelow(path, address.path));
  return (
    exact ?? addresses.find((address) => address.hostname !== undefined && isAtOrBelow(path, address.hostname.at.path))
  );
}

/** All addresses of an Endpoints object or a slice, in the order of its text. */
export function addressesOf(endpoints: AnyEndpoints): readonly ManualAddress[] {
  if (endpoints.kind === 'Endpoints') {
    return listedAddresses(endpoints).flatMap(
      ({ address: { at, ip, hostname }, readiness }): readonly ManualAddress[] =>
        ip === undefined
          ? []
          : [{ path: at.path, written: ip.value, canonical: canonicalOf(endpoints, ip), hostname, readiness }],
    );
  }
  return endpoints.endpoints.flatMap((endpoint) =>
    endpoint.addresses.map((ip) => ({
      path: ip.at.path,
      written: ip.value,
      canonical: canonicalOf(endpoints, ip),
      hostname: endpoint.hostname,
      readiness: readinessOf(endpoint),
    })),
  );
}

function canonicalOf(endpoints: AnyEndpoints, ip: Field<string>): string {
  return parseIp(addressInSlice(endpoints, ip.value))?.canonical ?? ip.value;
}
