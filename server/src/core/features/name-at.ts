import { endpointLabel, serviceFqdn } from '../dns/names.ts';
import { recordsOf } from '../dns/records.ts';
import type { Service } from '../kubernetes/service.ts';
import { isServed, type Placed, isWorkload, isStatefulSet, isEndpoints } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isAtOrBelow, type Path } from '../yaml/path.ts';
import type { ServiceMention } from '../hosts/mentions.ts';
import { anyLabel, asBelow } from '../names/host-name.ts';
import { itself, type Below } from '../names/service-name.ts';
import { addressAt } from '../dns/from-addresses.ts';
import { placeIn, resourceIn, mentionsAt } from './at-cursor.ts';

/**
 * The fully qualified name, without a final dot, of what is at an offset: a host name in a string, an address or
 * hostname that has a name of its own, else the Service that the object is, or that it belongs to. `undefined` where
 * nothing has a name in DNS, and where a template leaves it open.
 */
export function nameAt(snapshot: Snapshot, uri: string, offset: number): string | undefined {
  const [mention] = mentionsAt(snapshot, uri, offset);
  if (mention !== undefined) return nameOfMention(snapshot, mention);
  const place = placeIn(snapshot, uri, offset);
  const placed = place?.placed ?? resourceIn(snapshot, uri, offset);
  if (placed === undefined) return undefined;
  const path = place?.path ?? [];
  return endpointName(snapshot, placed, path) ?? nameOfService(snapshot, serviceAt(snapshot, placed, path));
}

/** The whole name that a string names, with the Pod or port it has; of what variables leave open, that of the Service. */
function nameOfMention(snapshot: Snapshot, { name, services }: ServiceMention): string | undefined {
  const below = asBelow(name.below);
  return nameOfService(snapshot, services[0], below.endpoint === anyLabel ? itself : below);
}

/** The Service that a resource is, refers to at a path, or belongs to as a whole. */
export function serviceAt(snapshot: Snapshot, placed: Placed, path: Path): Placed<Service> | undefined {
  if (isServed(placed)) return placed;
  const links = snapshot.links.from(placed);
  const whole = links.find(
    (link) => link.kind === 'governedBy' || link.kind === 'backs' || link.kind === 'publishedUnder',
  );
  const link = links.find((one) => isAtOrBelow(path, one.at.path)) ?? whole;
  const target = link?.to[0];
  return target !== undefined && isServed(target) ? target : undefined;
}

/** The name of the one endpoint that a place gives a name to: an address, or the hostname of a Pod. */
function endpointName(snapshot: Snapshot, placed: Placed, path: Path): string | undefined {
  const service = serviceAt(snapshot, placed, path);
  const label = labelAt(placed, path);
  if (service === undefined || label === undefined) return undefined;
  const name = nameOfService(snapshot, service, { ...itself, endpoint: label });
  return recordsOf(snapshot, service).some((record) => record.name === `${name}.`) ? name : undefined;
}

function labelAt(placed: Placed, path: Path): string | undefined {
  if (isEndpoints(placed)) {
    const address = addressAt(placed, path);
    return address && endpointLabel(address.hostname?.value, address.canonical);
  }
  // The Pods of a StatefulSet have names of their own, one each.
  const hostname = isWorkload(placed) && !isStatefulSet(placed) ? placed.resource.template.hostname : undefined;
  return hostname && endpointLabel(hostname.value, undefined);
}

function nameOfService(
  snapshot: Snapshot,
  service: Placed<Service> | undefined,
  below: Below = itself,
): string | undefined {
  if (service === undefined || service.namespaceOrigin === 'templated') return undefined;
  return serviceFqdn(snapshot, service, below);
}
