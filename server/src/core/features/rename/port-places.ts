import { spanBetween } from '../../text/span.ts';
import type { Service } from '../../kubernetes/service.ts';
import type { Workload } from '../../kubernetes/workloads.ts';
import type { Placed } from '../../objects/placed.ts';
import { containerPortNamesOf, servicePortNamesOf, type PortName } from '../../relations/port-names.ts';
import { endpointPortsOf } from '../../relations/ports.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';
import type { NamePlace, Spelling } from '../../edits/write-name.ts';
import { portMentions, portsNamed, type PortSubject } from '../port-at.ts';
import { mentionsOf } from '../../hosts/mentions.ts';
import { encodedPlaces, asVariable, exactly, namePlace } from './spelling.ts';

/** The objects that have a port of a name, and the fields that lead to one of them. */
interface PortGroup<R extends Service | Workload> {
  readonly owners: ReadonlySet<Placed<R>>;
  readonly fields: readonly PortName<R>[];
}

/** How the fields that name ports of an object are found. */
type FieldsOf<R extends Service | Workload> = (snapshot: Snapshot, object: Placed<R>) => readonly PortName<R>[];

/** What a name of ports ties together: a field that points to several objects lets all of them follow. */
function portGroup<R extends Service | Workload>(
  snapshot: Snapshot,
  { objects, name, field }: PortSubject<R>,
  fieldsOf: FieldsOf<R>,
): PortGroup<R> {
  const owners = new Set<Placed<R>>();
  const found = field === undefined ? [] : [field];
  const take = (objects: readonly Placed<R>[]): void => {
    for (const variant of snapshot.withVariantsOf(objects)) owners.add(variant);
  };
  // Without a selector, a Service has the ports of its endpoints.
  const hasPort = (object: Placed<R>): boolean =>
    portsNamed(object, name).length > 0 ||
    fieldsOf(snapshot, object).some((one) => one.name.value === name && endpointPortsOf(one.from).length > 0);
  take(objects.filter(hasPort));
  // The set is gone through to its end, also what is added on the way.
  for (const owner of owners) {
    for (const one of fieldsOf(snapshot, owner)) {
      if (one.name.value !== name) continue;
      found.push(one);
      take(one.of.filter(hasPort));
    }
  }
  return { owners, fields: found };
}

/** The workloads whose containers have the port that a subject is about. */
export function workloadsWithPort(snapshot: Snapshot, subject: PortSubject<Workload>): ReadonlySet<Placed<Workload>> {
  return portGroup(snapshot, subject, containerPortNamesOf).owners;
}

/** The Services that have the port that a subject is about. */
export function servicesWithPort(snapshot: Snapshot, subject: PortSubject<Service>): ReadonlySet<Placed<Service>> {
  return portGroup(snapshot, subject, servicePortNamesOf).owners;
}

/** Every place where the name of a Service's port is written: in it, in fields that lead to it, in names of SRV records, in variables. */
export function placesOfServicePort(snapshot: Snapshot, subject: PortSubject<Service>): readonly NamePlace[] {
  const { name } = subject;
  const { owners } = portGroup(snapshot, subject, servicePortNamesOf);
  const mentioned = [...owners]
    .flatMap((service) => portMentions(snapshot, service, name))
    .map(({ from, at, isVariable }) => namePlace(from, at, isVariable ? asVariable(exactly(name)) : exactly(name)));
  const encoded = [...owners].flatMap((service) =>
    encodedPlaces(mentionsOf(snapshot, service), exactly(name), ({ below: [first] }, text) =>
      first !== undefined && text[first.start] === '_' ? spanBetween(first.start + 1, first.end) : undefined,
    ),
  );
  return [...placesInFields(snapshot, subject, servicePortNamesOf), ...mentioned, ...encoded];
}

/** Every place where the name of a container's port is written. */
export function placesOfContainerPort(snapshot: Snapshot, subject: PortSubject<Workload>): readonly NamePlace[] {
  return placesInFields(snapshot, subject, containerPortNamesOf);
}

function placesInFields<R extends Service | Workload>(
  snapshot: Snapshot,
  subject: PortSubject<R>,
  fieldsOf: FieldsOf<R>,
): readonly NamePlace[] {
  const { name } = subject;
  const spell: Spelling = exactly(name);
  const { owners, fields } = portGroup(snapshot, subject, fieldsOf);
  return [
    ...[...owners].flatMap((object) => portsNamed(object, name).map((at) => namePlace(object, at, spell))),
    ...fields.map((field) => namePlace(field.from, field.name.at, spell)),
  ];
}
