import { labelsOfMention } from '../../hosts/mention-labels.ts';
import { mentionsOf, type ServiceMention } from '../../hosts/mentions.ts';
import type { Resource } from '../../kubernetes/resource.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import { readServiceVariable } from '../../names/service-variables.ts';
import type { Placed } from '../../objects/placed.ts';
import { containerPortNamesOf, servicePortNamesOf, type PortName } from '../../relations/port-names.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { At } from '../../yaml/path.ts';
import { asVariable, exactly } from './spelling.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import type { PortSubject } from './subject.ts';
import { namePlace } from './text-place.ts';

/** The objects that have a port of a name, and the fields that lead to one of them. */
interface PortGroup<R extends Resource> {
  readonly owners: ReadonlySet<Placed<R>>;
  readonly fields: readonly PortName<R>[];
}

/** How ports of one kind are found: those of an object, and the fields that name them. */
interface PortsOf<R extends Resource> {
  readonly own: (object: Placed<R>, name: string) => readonly At[];
  readonly fields: (snapshot: Snapshot, object: Placed<R>) => readonly PortName<R>[];
}

const servicePorts: PortsOf<Service> = {
  own: ({ resource }, name) => named(resource.ports, name),
  fields: servicePortNamesOf,
};

const containerPorts: PortsOf<Workload> = {
  own: portsNamed,
  fields: containerPortNamesOf,
};

/** What a name of ports ties together: a field that leads to several objects lets all of them follow. */
function portGroup<R extends Resource>(
  snapshot: Snapshot,
  { objects, name, field }: PortSubject<R>,
  { own, fields }: PortsOf<R>,
): PortGroup<R> {
  const owners = new Set<Placed<R>>();
  const found = field === undefined ? [] : [field];
  const take = (objects: readonly Placed<R>[]): void => {
    for (const object of objects) for (const variant of snapshot.variantsOf(object)) owners.add(variant);
  };
  take(objects.filter((object) => own(object, name).length > 0));
  // The set is gone through to its end, also what is added on the way.
  for (const owner of owners) {
    for (const one of fields(snapshot, owner)) {
      if (one.name.value !== name) continue;
      found.push(one);
      take(one.of.filter((other) => own(other, name).length > 0));
    }
  }
  return { owners, fields: found };
}

/** The workloads whose containers have the port that a subject is about. */
export function workloadsWithPort(snapshot: Snapshot, subject: PortSubject<Workload>): ReadonlySet<Placed<Workload>> {
  return portGroup(snapshot, subject, containerPorts).owners;
}

/** The Services that have the port that a subject is about. */
export function servicesWithPort(snapshot: Snapshot, subject: PortSubject<Service>): ReadonlySet<Placed<Service>> {
  return portGroup(snapshot, subject, servicePorts).owners;
}

/** Every place where the name of a Service's port is written: in it, in fields that lead to it, in names of SRV records, in variables. */
export function placesOfServicePort(snapshot: Snapshot, subject: PortSubject<Service>): readonly NamePlace[] {
  const { name } = subject;
  const { owners } = portGroup(snapshot, subject, servicePorts);
  const mentioned = [...owners]
    .flatMap((service) => mentionsOf(snapshot, service))
    .flatMap((mention) => {
      const port = portOfMention(mention);
      if (port?.name !== name) return [];
      return [namePlace(mention.from, port.at, port.isVariable ? asVariable(exactly(name)) : exactly(name))];
    });
  return [...placesInFields(snapshot, subject, servicePorts), ...mentioned];
}

/** Every place where the name of a container's port is written. */
export function placesOfContainerPort(snapshot: Snapshot, subject: PortSubject<Workload>): readonly NamePlace[] {
  return placesInFields(snapshot, subject, containerPorts);
}

function placesInFields<R extends Resource>(
  snapshot: Snapshot,
  subject: PortSubject<R>,
  ports: PortsOf<R>,
): readonly NamePlace[] {
  const { name } = subject;
  const spell: Spelling = exactly(name);
  const { owners, fields } = portGroup(snapshot, subject, ports);
  return [
    ...[...owners].flatMap((object) => ports.own(object, name).map((at) => namePlace(object, at, spell))),
    ...fields.map((field) => namePlace(field.from, field.name.at, spell)),
  ];
}

/** The port that a host name or a variable of the kubelet names; `undefined` where it names none. */
export function portOfMention({
  mention,
  name,
  ...rest
}: ServiceMention): { readonly name: string; readonly at: At; readonly isVariable: boolean } | undefined {
  const { path, within } = mention.at;
  const variable = mention.standing === 'variable' ? readServiceVariable(mention.written ?? '') : undefined;
  if (within !== undefined && typeof variable?.holds === 'object' && variable.holds.port !== undefined) {
    const { port } = variable.holds;
    const at = { path, within: { start: within.end - port.length, end: within.end } };
    return { name: port, at, isVariable: true };
  }
  const [first] = labelsOfMention({ mention, name, ...rest })?.below ?? [];
  if (name.below?.kind !== 'port' || first === undefined) return undefined;
  const at = { path, within: { start: first.start + 1, end: first.end } };
  return { name: name.below.name.toLowerCase().replace(/^_/, ''), at, isVariable: false };
}

/** The places of the ports of a name that Pods of a workload have. */
export function portsNamed({ resource }: Placed<Workload>, name: string): readonly At[] {
  const { containers, initContainers } = resource.template;
  return [...containers, ...initContainers].flatMap((container) => named(container.ports, name));
}

function named(
  ports: readonly { readonly name: { readonly value: string; readonly at: At } | undefined }[],
  name: string,
): readonly At[] {
  return ports.flatMap((port) => (port.name?.value === name ? [port.name.at] : []));
}
