import {
  leaderAnnotation,
  skipMirrorLabel,
  managedByLabel,
  sliceControllers,
  type EndpointPort,
  type Endpoints,
  type EndpointSlice,
  type AnyEndpoints,
} from '../kubernetes/endpoints.ts';
import type { Field } from '../kubernetes/field.ts';
import { selectsPods, type Service } from '../kubernetes/service.ts';
import type { Placed } from '../objects/placed.ts';
import type { At } from '../yaml/path.ts';
import { endpointAddressFault, sliceAddressFault } from '../kubernetes/rejected-addresses.ts';
import { minorVersionOf } from '../settings/settings.ts';
import type { Questions } from '../workspace/questions.ts';
import { parseIp } from './reverse-names.ts';
import { numberedPort, type Endpoint, type NumberedPort } from './endpoint.ts';
import { isDns1123Label } from '../util/dns-label.ts';
import { addressInSlice, listedAddresses, readinessOf } from './listed-addresses.ts';
import { endpointLabel } from './names.ts';

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
export function mirroringObstacle({ metadata }: Endpoints): MirroringObstacle | undefined {
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
      because: places.map((at) => ({ resource: placed, at })),
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

/** Whether the API server rejects the host name of an address; the empty one is none. */
export function isRejectedHostname(hostname: string): boolean {
  return hostname !== '' && !isDns1123Label(hostname);
}

/** A missing name is empty, a missing protocol TCP. Source: kubernetes pkg/apis/discovery/v1/defaults.go. */
function portOf(placed: Placed, port: EndpointPort): NumberedPort {
  return numberedPort(port, port.port?.value ?? 'none', { resource: placed, at: port.port?.at ?? port.at });
}
