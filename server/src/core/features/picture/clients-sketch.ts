import { outcomeOf, type MentionOutcome } from '../../dns/diagnosis/diagnose-mention.ts';
import { lookupOf, unlinkedMentionsOf } from '../../hosts/judged-mentions.ts';
import {
  hostText,
  mentionsOf,
  serviceMentionsIn,
  type ReadMention,
  type ServiceMention,
  servicesOfMention,
} from '../../hosts/mentions.ts';
import { type Service, isAliasService } from '../../kubernetes/service.ts';
import { isDataMap, isServed, type Placed } from '../../objects/placed.ts';
import type { Finding } from '../../rules/finding.ts';
import type { Link, LinkKind } from '../../scopes/links.ts';
import { displayText } from '../hover/content.ts';
import { pictureText } from './picture-text.ts';
import type { Questions } from '../../workspace/questions.ts';
import { addTo } from '../../util/collections.ts';
import type { At } from '../../yaml/path.ts';
import { addObjectNode, namespaceGroup, serviceGroup, placedAt, pictureProblems, type Sketch } from './sketch.ts';
import type { PictureEdgeKind } from './picture.ts';
import { isSelectedBy, usedMaps } from '../../relations/linked.ts';

/** A place where an object names a Service, by a field or by a host name in a string. */
interface Naming {
  readonly from: Placed;
  readonly at: At;
  /** None where there is no such Service. */
  readonly services: readonly Placed<Service>[];
  readonly kind: Extract<PictureEdgeKind, 'names' | 'routesTo' | 'isAliasOf'>;
  /** The name as it is written, and with it the port. */
  readonly name: string;
  readonly text: string;
  /** Whether there is no such name, although the Service may exist. */
  readonly isAbsent: boolean;
}

/** Draws who names a Service: routes, workloads, and ConfigMaps with the workloads that use them. */
export function sketchClients(sketch: Sketch, service: Placed<Service>, around: string | undefined): void {
  const { snapshot } = sketch;
  const clients = new Set([
    ...snapshot.links.to(service).flatMap(({ kind, from }) => (kind === 'selects' ? [] : [from])),
    ...mentionsOf(snapshot, service).map(({ from }) => from),
  ]);
  for (const client of clients) {
    const namings = snapshot.about(client, namingsByService).get(service) ?? [];
    for (const naming of namings) sketchNaming(sketch, naming, [service], around);
    if (namings.length > 0) sketchUsers(sketch, client, around);
  }
}

/** Draws what an object names: the Services that are here, those that are missing, and what is in the maps that it uses. */
export function sketchNamed(sketch: Sketch, object: Placed, around: string | undefined): void {
  sketchOwnNames(sketch, object, around);
  for (const map of new Set(usedMaps(sketch.snapshot, object))) {
    sketchOwnNames(sketch, map, around);
    const id = sketch.idOf(map);
    if (sketch.nodes.has(id)) sketch.connect(addClient(sketch, object, around), id, 'uses');
  }
  if (isServed(object)) sketchOutside(sketch, object);
}

/** Draws what an object itself names, once for all that use it. */
function sketchOwnNames(sketch: Sketch, object: Placed, around: string | undefined): void {
  if (sketch.named.has(object)) return;
  sketch.named.add(object);
  for (const naming of namingsOf(sketch.snapshot, object)) sketchNaming(sketch, naming, naming.services, around);
}

/** Draws the target of an alias if it is not one of these Services. */
function sketchOutside(sketch: Sketch, alias: Placed<Service>): void {
  const { externalName } = alias.resource;
  const id = sketch.idOf(alias);
  if (!isAliasService(alias.resource) || externalName === undefined || sketch.leads(id, 'isAliasOf')) return;
  const target = sketch.add({
    id: `outside ${externalName.value}`,
    kind: 'name',
    heading: pictureText('heading.name'),
    label: displayText(externalName.value),
    details: [pictureText('elsewhere')],
    presence: 'elsewhere',
    place: placedAt(alias, externalName.at),
    groups: [namespaceGroup(sketch, alias.namespace), serviceGroup(sketch, alias)],
  });
  sketch.connect(id, target, 'isAliasOf');
}

/** Draws what an object names but nothing creates. */
export function sketchMissing(sketch: Sketch, object: Placed, around: string | undefined): void {
  for (const naming of namingsOf(sketch.snapshot, object))
    if (naming.isAbsent) sketchNaming(sketch, naming, naming.services, around);
}

/** The problems of an object that the nodes of names that lead nowhere tell. */
export function toldByMissing(sketch: Sketch, object: Placed): readonly Finding[] {
  const missing = namingsOf(sketch.snapshot, object).filter(({ isAbsent }) => isAbsent);
  return missing.flatMap(({ at }) => sketch.findingsAt(object, at));
}

/** Draws the workloads that use a ConfigMap or Secret; nothing of other objects. */
export function sketchUsers(sketch: Sketch, map: Placed, around: string | undefined): void {
  if (!isDataMap(map) || sketch.used.has(map)) return;
  sketch.used.add(map);
  const id = addClient(sketch, map, around);
  for (const { from } of sketch.snapshot.links.to(map)) sketch.connect(addClient(sketch, from, around), id, 'uses');
}

/** The places where an object names Services. What backs one or is behind it does not name it. */
function namingsOf(snapshot: Questions, from: Placed): readonly Naming[] {
  return snapshot.about(from, findNamings);
}

/** The same by the Services that are named. */
function namingsByService(snapshot: Questions, from: Placed): ReadonlyMap<Placed<Service>, readonly Naming[]> {
  const found = new Map<Placed<Service>, Naming[]>();
  for (const naming of namingsOf(snapshot, from))
    for (const service of new Set(naming.services)) addTo(found, service, naming);
  return found;
}

const namingKinds: ReadonlySet<LinkKind> = new Set(['governedBy', 'publishedUnder', 'routesTo']);

function findNamings(snapshot: Questions, from: Placed): readonly Naming[] {
  const names = new Map(from.resource.references.map(({ name }) => [name.at, name.value]));
  const fields = snapshot.links
    .from(from)
    .filter(({ kind }) => namingKinds.has(kind))
    .map((link) => namingOfField(link, names.get(link.at) ?? ''));
  const linked = serviceMentionsIn(snapshot, from).filter((read) => lookupOf(read) !== undefined);
  return [
    ...fields,
    ...linked.map((read) => ({ ...namingOfMention(read), isAbsent: isAbsent(outcomeOf(snapshot, read)) })),
    ...unlinkedMentionsOf(snapshot, from).map((read) => ({ ...namingOfMention(read), isAbsent: true })),
  ];
}

function namingOfField({ from, at, kind, to }: Link, name: string): Naming {
  const services = to.filter(isServed);
  return {
    from,
    at,
    services,
    kind: kind === 'routesTo' ? kind : 'names',
    name,
    text: '',
    isAbsent: services.length === 0,
  };
}

/** A name whose lookup ends outside the cluster is not a name of the cluster. */
function isAbsent(outcome: MentionOutcome | undefined): boolean {
  return outcome?.verdict === 'absent' || outcome?.verdict === 'forwarded';
}

function namingOfMention(read: ReadMention | ServiceMention): Omit<Naming, 'isAbsent'> {
  const { from, mention } = read;
  const name = hostText(read);
  return {
    from,
    at: mention.at,
    services: servicesOfMention(read),
    kind: isServed(from) ? 'isAliasOf' : 'names',
    name,
    text: mention.port === undefined ? name : `${name}:${mention.port}`,
  };
}

/** Draws one naming. What is missing is drawn where a rule says that it is: else it may be elsewhere. */
function sketchNaming(
  sketch: Sketch,
  naming: Naming,
  services: readonly Placed<Service>[],
  around: string | undefined,
): void {
  const { from, kind, text } = naming;
  const missing = naming.isAbsent ? addMissing(sketch, naming) : undefined;
  if (missing !== undefined) {
    sketch.connect(addClient(sketch, from, around), missing, kind);
    for (const service of services) sketch.connect(missing, addService(sketch, service, around), 'asks');
    return;
  }
  for (const service of services) {
    const client = addClient(sketch, from, around);
    const target = addService(sketch, service, around);
    // What is behind a Service names it by its nature; that it is behind it is drawn already.
    const isOwn = text === '' && isSelectedBy(sketch.snapshot, from, service);
    if (!isOwn && client !== target) sketch.connect(client, target, kind, displayText(text));
  }
}

/** The node of a name that leads nowhere; nothing where no rule says that it does not. */
function addMissing(sketch: Sketch, { from, at, name }: Naming): string | undefined {
  const findings = sketch.findingsAt(from, at);
  if (findings.length === 0) return undefined;
  return sketch.add({
    id: `missing ${from.namespace}/${name}`,
    kind: 'service',
    heading: pictureText('heading.missing'),
    label: displayText(name),
    problems: pictureProblems(findings),
    presence: 'missing',
    place: placedAt(from, at),
    groups: [namespaceGroup(sketch, from.namespace)],
  });
}

/** Adds an object that names others. Its names that lead nowhere have nodes of their own, which tell why. */
export function addClient(sketch: Sketch, client: Placed, around: string | undefined): string {
  return addObjectNode(sketch, client, {
    kind: isServed(client) ? 'service' : 'client',
    around,
    groups: isServed(client) ? [serviceGroup(sketch, client)] : [],
    told: () => toldByMissing(sketch, client),
  });
}

/** A Service that is named, without what belongs to it unless that is drawn already. */
function addService(sketch: Sketch, service: Placed<Service>, around: string | undefined): string {
  return addObjectNode(sketch, service, { kind: 'service', around, groups: [serviceGroup(sketch, service)] });
}
