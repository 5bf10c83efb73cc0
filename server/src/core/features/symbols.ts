import { isNamePath, type Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { spanTouches, type Span } from '../text/span.ts';
import { defined } from '../util/collections.ts';
import type { Link } from '../scopes/links.ts';
import type { ServiceMention } from '../hosts/mentions.ts';
import { isOneScope, isServed, isService, isWorkload, type Placed, nameAtOf } from '../objects/placed.ts';
import { podsSelectedBy, monitoredServices } from '../relations/pod-selectors.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { isAtOrBelow, isSamePath, type At, type Path } from '../yaml/path.ts';
import { placesIn, type PlaceAtCursor, mentionsAt, placeOfPod, spanOfMentionAt, workloadsOfPod } from './at-cursor.ts';
import { declarationsOfVariable, variableAt, type VariableSubject } from './container-variables.ts';
import { declarationsOfLocal, localAt, type LocalSubject } from './local-names.ts';
import { partsAt, type PartSubject } from './named-parts.ts';
import { portOfMention, portsNamed, portSubject } from './port-at.ts';
import { formerlyNamedAt } from './former-hosts.ts';
import { accountsAt } from './account-names.ts';
import { askedAt, askedOfServicesAt, placesAskingFor, selectableLabels } from './selector-at.ts';
import { namespacesIn } from './rename/namespace-places.ts';
import { namedInKustomization } from './rename/kustomization-names.ts';
import { stepAt } from './rename/field-steps.ts';
import { namedInValues } from './rename/values-places.ts';
import { placeOf } from '../objects/places.ts';

/** Something that is declared in one place of a workspace and referred to from others. */
export type NamedThing =
  /** A Service, declared by its name; StatefulSets, Endpoints, routes, subdomains and host names refer to it. */
  | Declared<'service', Service>
  /** A workload, declared by its name; Services refer to it with their selectors, host names to its Pods. */
  | Declared<'workload', Workload>
  /** What is neither and has a name by which others use it, as a ConfigMap. */
  | Declared<'object', Resource>
  | LabelsThing
  /** A port, declared by its name in a Service or a container; backends, target ports, probes and names of SRV records refer to it. */
  | (Declared<'port', Service | Workload> & { readonly name: string })
  /** A volume or container, which only its workload names. */
  | (Declared<'local', Workload> & { readonly subject: LocalSubject })
  /** A variable of a container, which the kubelet puts into fields of that container. */
  | (Declared<'variable', Workload> & { readonly subject: VariableSubject })
  /** A key of a ConfigMap or Secret, or a listener of a Gateway, which fields of others name besides the object. */
  | (Declared<'part', Resource> & { readonly subject: PartSubject });

/** The labels of Pods, or of a Service that is monitored, all of them or one; selectors refer to them. */
interface LabelsThing extends Declared<'labels', Workload | Service> {
  readonly key: string | undefined;
}

/** What is declared at a place of an object. */
interface Declared<Kind extends string, R extends Resource> {
  readonly kind: Kind;
  readonly placed: Placed<R>;
  readonly at: At;
}

/** What is under a cursor. */
interface FoundThings {
  /** The key, name or host name, as offsets in the file's text. */
  readonly origin: Span;
  /** Several where a selector selects several workloads, or variants of a Service are equally near. */
  readonly things: readonly NamedThing[];
}

/** What the place under a cursor declares or refers to; `undefined` where it is nothing, or what it refers to is not there. */
export function thingsAt(snapshot: Snapshot, uri: string, offset: number): FoundThings | undefined {
  const accounts = accountsAt(snapshot, uri, offset);
  if (accounts !== undefined) return { origin: accounts.span, things: accounts.objects.map(thingOf) };
  const variable = variableAt(snapshot, uri, offset);
  if (variable !== undefined) return { origin: variable.origin, things: variable.subjects.flatMap(variableThings) };
  const places = placesIn(snapshot, uri, offset);
  const things = places.flatMap((place) => thingsOfPlace(snapshot, place));
  if (places[0] !== undefined && things.length > 0) return { origin: places[0].span, things };
  const mentions = mentionsAt(snapshot, uri, offset);
  const [mention] = mentions;
  if (mention === undefined) {
    const former = formerlyNamedAt(snapshot, uri, offset);
    return former
      ? { origin: former.span, things: former.services.map(thingOf) }
      : thingsBesideObjects(snapshot, uri, offset);
  }
  const [port] = defined(mentions.map((one) => portUnder(one, uri, offset)));
  if (port !== undefined) return port;
  const pods = mentions.flatMap((one) => podsUnder(snapshot, one, offset));
  if (pods.length > 0) return { origin: placeOfPod(mention).span, things: pods };
  const services = mentions.flatMap((one) => one.services);
  return {
    origin: spanOfMentionAt(mention, uri, offset) ?? placeOf(mention.from, mention.mention.at).span,
    things: [...new Set(services)].map(thingOf),
  };
}

/** What a kustomization means by a target, a patch or a source, or a host name in the values of a chart. */
function thingsBesideObjects(snapshot: Snapshot, uri: string, offset: number): FoundThings | undefined {
  const file = snapshot.files.get(uri);
  const named = file && (namedInKustomization(snapshot, file, offset) ?? namedInValues(snapshot, file, offset));
  if (named !== undefined) return { origin: named.span, things: named.objects.map(thingOf) };
  const step = file && stepAt(snapshot, file, offset);
  const things = step?.means.flatMap((one) => thingsAt(snapshot, one.file.uri, one.span.start)?.things ?? []) ?? [];
  return step && things.length > 0 ? { origin: step.place.span, things } : undefined;
}

/** Whether a thing is a part of an object. */
export function isPart(kind: NamedThing['kind']): boolean {
  return kind === 'labels' || kind === 'port' || kind === 'local' || kind === 'variable' || kind === 'part';
}

/** The objects that the name under a cursor means; none where it is that of a part of one. */
export function objectsNamedAt(snapshot: Snapshot, uri: string, offset: number): readonly Placed[] {
  return (thingsAt(snapshot, uri, offset)?.things ?? []).flatMap(({ kind, placed }) => (isPart(kind) ? [] : [placed]));
}

function thingsOfPlace(snapshot: Snapshot, place: PlaceAtCursor): readonly NamedThing[] {
  const link = snapshot.links.from(place.placed).find((one) => isAtOrBelow(place.path, one.at.path));
  if (link === undefined) {
    const found = [
      ...declaredAt(snapshot, place),
      ...portsAt(snapshot, place),
      ...localsAt(snapshot, place),
      ...partsAt(snapshot, place).map(partThing),
    ];
    return found.length > 0 ? found : [...selectedThings(snapshot, place), ...namespaceThings(snapshot, place)];
  }
  // What has the name of another object, as Endpoints have that of their Service, is not called anything by itself.
  const declared = isServed(place.placed) ? declaredAt(snapshot, place) : [];
  return [...declared, ...linkedThings(link, place.path)];
}

/** An object as what its name declares. */
function thingOf(placed: Placed): NamedThing {
  const at = nameAtOf(placed);
  if (isServed(placed)) return { kind: 'service', placed, at };
  return isWorkload(placed) ? { kind: 'workload', placed, at } : { kind: 'object', placed, at };
}

/** The label of a key; all of them for a way that points to none. A label that only a controller adds stands for all of them. */
function labelsThing(placed: LabelsThing['placed'], step: Path[number] | undefined): NamedThing {
  const labels = selectableLabels(placed);
  const key = typeof step === 'string' ? step : undefined;
  const pair = key === undefined ? undefined : labels.pairs.get(key);
  return { kind: 'labels', placed, key, at: pair?.at ?? { ...labels.at, part: 'key' } };
}

function linkedThings(link: Link, path: Path): readonly NamedThing[] {
  if (link.kind !== 'selects') return link.to.map(thingOf);
  return link.to.filter(isWorkload).map((target) => labelsThing(target, path[link.at.path.length]));
}

function declaredAt(snapshot: Snapshot, { placed, path }: PlaceAtCursor): readonly NamedThing[] {
  if (isNamePath(path)) return [thingOf(placed)];
  if (isService(placed)) return monitoredLabel(snapshot, placed, path);
  if (!isWorkload(placed)) return [];
  const labels = placed.resource.template.labels.at.path;
  return isAtOrBelow(path, labels) ? [labelsThing(placed, path[labels.length])] : [];
}

/** A label of a Service by which monitors find it. */
function monitoredLabel(snapshot: Snapshot, service: Placed<Service>, path: Path): readonly NamedThing[] {
  const [section, field, key] = path;
  const isLabel = section === 'metadata' && field === 'labels' && typeof key === 'string';
  return isLabel && placesAskingFor(snapshot, [service], key).length > 0 ? [labelsThing(service, key)] : [];
}

/** The labels of the Pods or Services that a selector wants, besides that of a Service, which is a link. */
function selectedThings(snapshot: Snapshot, { placed, path }: PlaceAtCursor): readonly NamedThing[] {
  const asked = askedAt(placed, path);
  if (asked !== undefined)
    return podsSelectedBy(snapshot, asked.selector).map((workload) => labelsThing(workload, asked.key));
  const monitored = askedOfServicesAt(placed, path);
  if (monitored === undefined) return [];
  return monitoredServices(snapshot, placed).map((service) => labelsThing(service, monitored.key));
}

/** The namespace that a field names, where its manifest is: of those of the same name that of the scope. */
function namespaceThings(snapshot: Snapshot, { placed, path, part }: PlaceAtCursor): readonly NamedThing[] {
  const named = part === 'value' && namespacesIn(placed).find(({ at }) => isSamePath(at.path, path));
  if (!named) return [];
  const all = snapshot.ofKind('Namespace').filter(({ name }) => name === named.name);
  const own = all.filter(({ scope }) => isOneScope(scope, placed.scope));
  return (own.length > 0 ? own : all).map(thingOf);
}

/** The ports that a field declares or names. */
function portsAt(snapshot: Snapshot, { placed, path }: PlaceAtCursor): readonly NamedThing[] {
  const found = portSubject(snapshot, placed, path);
  return (found?.objects ?? []).flatMap((object) => portThings(object, found?.name ?? ''));
}

function localsAt(snapshot: Snapshot, { placed, path }: PlaceAtCursor): readonly NamedThing[] {
  const subject = localAt(snapshot, placed, path);
  return subject === undefined
    ? []
    : declarationsOfLocal(subject).map((one) => ({ kind: 'local', placed: subject.from, subject, at: { path: one } }));
}

function variableThings(subject: VariableSubject | PartSubject): readonly NamedThing[] {
  if (subject.kind !== 'variable') return [partThing(subject)];
  return declarationsOfVariable(subject).map((path) => ({
    kind: 'variable',
    placed: subject.from,
    subject,
    at: { path },
  }));
}

function partThing(subject: PartSubject): NamedThing {
  return { kind: 'part', placed: subject.owner, subject, at: subject.at };
}

function portThings(placed: Placed<Service | Workload>, name: string): readonly NamedThing[] {
  return portsNamed(placed, name).map((at) => ({ kind: 'port', placed, name, at }));
}

/** The port whose label of a host name, or word of a variable, is under the cursor; `undefined` where there is no such port. */
function portUnder(mention: ServiceMention, uri: string, offset: number): FoundThings | undefined {
  const port = portOfMention(mention);
  if (port === undefined) return undefined;
  const { file, span: origin } = placeOf(mention.from, port.at);
  if (file.uri !== uri || !spanTouches(origin, offset)) return undefined;
  const things = mention.services.flatMap((service) => portThings(service, port.name));
  return things.length === 0 ? undefined : { origin, things };
}

/** The workloads of the Pod whose label of a host name is under the cursor. */
function podsUnder(snapshot: Snapshot, mention: ServiceMention, offset: number): readonly NamedThing[] {
  if (mention.mention.at.within === undefined || !spanTouches(placeOfPod(mention).span, offset)) return [];
  return workloadsOfPod(snapshot, mention).map(thingOf);
}
