import { spanBetween } from '../text/span.ts';
import { labelsOfMention } from '../hosts/mention-labels.ts';
import { mentionsOf, type ServiceMention } from '../hosts/mentions.ts';
import type { Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import { type ContainerPort, type PodTemplate, type Workload, containersOf } from '../kubernetes/workloads.ts';
import { readServiceVariable } from '../names/service-variables.ts';
import { isService, isWorkload, type Placed, isRoute } from '../objects/placed.ts';
import {
  containerPortNamesIn,
  containerPortNamesOf,
  ownersOfPortAt,
  probedContainerAt,
  servicePortNamesIn,
  servicePortNamesOf,
  type PortName,
} from '../relations/port-names.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { nodeIn } from '../objects/places.ts';
import { backendServices } from '../relations/backends.ts';
import { selectedBy } from '../relations/linked.ts';
import { isAtOrBelow, isSamePath, type At, type Path } from '../yaml/path.ts';

/** The name of a port. */
export interface PortSubject<R extends Resource> {
  readonly name: string;
  /** The first objects found that have it; others follow from the fields that lead to both. */
  readonly objects: readonly Placed<R>[];
  /** The field that names it, where it is not one of these objects that does. */
  readonly field: PortName<R> | undefined;
}

/** The name of a port of a Service. */
export interface ServicePortSubject extends PortSubject<Service> {
  readonly kind: 'servicePort';
}

/** The name of a port of containers. */
export interface ContainerPortSubject extends PortSubject<Workload> {
  readonly kind: 'containerPort';
}

/** The port that has its name at a place, or is named there. */
export function portSubject(
  snapshot: Snapshot,
  placed: Placed,
  path: Path,
): ServicePortSubject | ContainerPortSubject | undefined {
  const isHere = ({ at }: { readonly at: At }): boolean => isAtOrBelow(path, at.path);
  if (isService(placed)) {
    const own = placed.resource.ports.find(({ name }) => name !== undefined && isHere(name))?.name;
    if (own !== undefined) return { kind: 'servicePort', objects: [placed], name: own.value, field: undefined };
  }
  if (isWorkload(placed)) {
    const own = writtenPorts(placed.resource.template).find(({ name }) => name !== undefined && isHere(name))?.name;
    if (own !== undefined) return { kind: 'containerPort', objects: [placed], name: own.value, field: undefined };
  }
  const leading = snapshot.about(placed, servicePortNamesIn).find(({ name }) => isHere(name));
  if (leading !== undefined)
    return leading.of.length === 0
      ? undefined
      : { kind: 'servicePort', objects: leading.of, name: leading.name.value, field: leading };
  const field = snapshot.about(placed, containerPortNamesIn).find(({ name }) => isHere(name));
  return field && { kind: 'containerPort', objects: field.of, name: field.name.value, field };
}

/** The port of a Service, or of containers, that a field means by its number: as `port: 80` of a backend, which names none. */
export function portsNumberedAt(
  snapshot: Snapshot,
  placed: Placed,
  path: Path,
): readonly { readonly placed: Placed; readonly at: At }[] {
  const node = nodeIn(placed, path);
  const number = node?.kind === 'scalar' ? node.value : undefined;
  if (typeof number !== 'number') return [];
  const probed = isWorkload(placed) ? probedContainerAt(placed, path) : undefined;
  return ownersOfNumberAt(snapshot, placed, path).flatMap((owner) => {
    const ports = isService(owner)
      ? owner.resource.ports.map(({ port }) => port)
      : (probed?.ports ?? writtenPorts(owner.resource.template)).map(({ containerPort }) => containerPort);
    return ports.flatMap((port) => (port?.value === number ? [{ placed: owner, at: port.at }] : []));
  });
}

function ownersOfNumberAt(
  snapshot: Snapshot,
  placed: Placed,
  path: Path,
): readonly (Placed<Service> | Placed<Workload>)[] {
  if (isWorkload(placed)) return probedContainerAt(placed, path) === undefined ? [] : [placed];
  if (isService(placed)) return path[1] === 'ports' && path.at(-1) === 'targetPort' ? selectedBy(snapshot, placed) : [];
  if (isRoute(placed)) {
    const backend = placed.resource.backends.find(
      ({ portNumber }) => portNumber && isSamePath(portNumber.at.path, path),
    );
    return backend === undefined ? [] : backendServices(snapshot, placed, backend);
  }
  return ownersOfPortAt(snapshot, placed, path);
}

/** A place where a port is named by others. */
interface PortPlace {
  readonly from: Placed;
  readonly at: At;
}

/** Where the port of a name that a Service or the containers of a workload have is named: in fields, and in names of SRV records and variables. */
export function portReferences(
  snapshot: Snapshot,
  object: Placed<Service | Workload>,
  name: string,
): readonly PortPlace[] {
  const placesIn = (fields: readonly PortName<Resource>[]): readonly PortPlace[] =>
    fields.filter((field) => field.name.value === name).map((field) => ({ from: field.from, at: field.name.at }));
  if (isWorkload(object)) return placesIn(containerPortNamesOf(snapshot, object));
  if (!isService(object)) return [];
  return [...placesIn(servicePortNamesOf(snapshot, object)), ...portMentions(snapshot, object, name)];
}

/** Where host names and variables of the kubelet name a port of a Service. */
export function portMentions(
  snapshot: Snapshot,
  service: Placed<Service>,
  name: string,
): readonly (PortPlace & { readonly isVariable: boolean })[] {
  return mentionsOf(snapshot, service).flatMap((mention) => {
    const port = portOfMention(mention);
    return port?.name === name ? [{ from: mention.from, ...port }] : [];
  });
}

/** The port that a host name or a variable of the kubelet names; `undefined` where it names none. */
export function portOfMention({
  mention,
  name,
  ...rest
}: ServiceMention): { readonly name: string; readonly at: At; readonly isVariable: boolean } | undefined {
  const { path, within } = mention.at;
  const variable = mention.evidence === 'variable' ? readServiceVariable(mention.written ?? '') : undefined;
  if (within !== undefined && typeof variable?.holds === 'object' && variable.holds.port !== undefined) {
    const { port } = variable.holds;
    const at = { path, within: spanBetween(within.end - port.length, within.end) };
    return { name: port, at, isVariable: true };
  }
  const [first] = labelsOfMention({ mention, name, ...rest })?.below ?? [];
  if (name.below?.kind !== 'port' || first === undefined) return undefined;
  const at = { path, within: spanBetween(first.start + 1, first.end) };
  return { name: name.below.name.toLowerCase().replace(/^_/, ''), at, isVariable: false };
}

/** The places of the ports of a name that a Service, or the containers of a workload, have. */
export function portsNamed({ resource }: Placed<Service | Workload>, name: string): readonly At[] {
  return named('template' in resource ? writtenPorts(resource.template) : resource.ports, name);
}

/** The ports of all containers, also of those that only initialize: a name written there means it. */
function writtenPorts(template: PodTemplate): readonly ContainerPort[] {
  return containersOf(template).flatMap((container) => container.ports);
}

function named(
  ports: readonly { readonly name: { readonly value: string; readonly at: At } | undefined }[],
  name: string,
): readonly At[] {
  return ports.flatMap((port) => (port.name?.value === name ? [port.name.at] : []));
}
