import { isNamePath, type Resource } from '../kubernetes/resource.ts';
import type { Service } from '../kubernetes/service.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { spanTouches, type Span } from '../text/span.ts';
import { byPath, defined, uniqueBy } from '../util/collections.ts';
import type { Link } from '../scopes/links.ts';
import { mentionsOf, type ServiceMention } from '../hosts/mentions.ts';
import { isOneScope, isServed, isWorkload, type Placed, nameAtOf } from '../objects/placed.ts';
import { podsSelectedBy } from '../relations/pod-selectors.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { isAtOrBelow, isSamePath, type At, type Path } from '../yaml/path.ts';
import {
  placesIn,
  type PlaceAtCursor,
  mentionsAt,
  placeOfPod,
  podMentionsOf,
  spanOfMentionAt,
  workloadsOfPod,
} from './at-cursor.ts';
import { declarationsOfLocal, localAt, placesOfLocal, type LocalSubject } from './local-names.ts';
import { portOfMention, portReferences, portsNamed, portSubject } from './port-at.ts';
import { accountsAt, stringsNaming } from './account-names.ts';
import { askedAt, placesAskingFor } from './selector-at.ts';
import { namespacesIn, placesOfNamespace } from './rename/namespace-places.ts';
import { namedInKustomization } from './rename/kustomization-names.ts';
import { exactly } from './rename/spelling.ts';
import { namedInValues, placesInValues } from './rename/values-places.ts';
import { placeOf } from '../objects/places.ts';

/** Something that is declared in one place of a workspace and referred to from others. */
export type NamedThing =
  /** A Service, declared by its name; StatefulSets, Endpoints, routes, subdomains and host names refer to it. */
  | Declared<'service', Service>
  /** A workload, declared by its name; Services refer to it with their selectors, host names to its Pods. */
  | Declared<'workload', Workload>
  /** What is neither and has a name by which others use it, as a ConfigMap. */
  | Declared<'object', Resource>
  /** The labels of Pods, all of them or one; selectors refer to them. */
  | (Declared<'labels', Workload> & { readonly key: string | undefined })
  /** A port, declared by its name in a Service or a container; backends, target ports, probes and names of SRV records refer to it. */
  | (Declared<'port', Service | Workload> & { readonly name: string })
  /** A volume or container, which only its workload names. */
  | (Declared<'local', Workload> & { readonly subject: LocalSubject });

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

/** A place that declares a thing or refers to it. */
interface Occurrence {
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly role: 'declaration' | 'reference';
}

/** What the place under a cursor declares or refers to; `undefined` where it is nothing, or what it refers to is not there. */
export function thingsAt(snapshot: Snapshot, uri: string, offset: number): FoundThings | undefined {
  const accounts = accountsAt(snapshot, uri, offset);
  if (accounts !== undefined) return { origin: accounts.span, things: accounts.objects.map(thingOf) };
  const places = placesIn(snapshot, uri, offset);
  const things = places.flatMap((place) => thingsOfPlace(snapshot, place));
  if (places[0] !== undefined && things.length > 0) return { origin: places[0].span, things };
  const mentions = mentionsAt(snapshot, uri, offset);
  const [mention] = mentions;
  if (mention === undefined) return thingsBesideObjects(snapshot, uri, offset);
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
  return named && { origin: named.span, things: named.objects.map(thingOf) };
}

/** The objects that the name under a cursor means; none where it is that of a part of one. */
export function objectsNamedAt(snapshot: Snapshot, uri: string, offset: number): readonly Placed[] {
  return (thingsAt(snapshot, uri, offset)?.things ?? []).flatMap(({ kind, placed }) =>
    kind === 'labels' || kind === 'port' || kind === 'local' ? [] : [placed],
  );
}

/**
 * Every place that declares what is under a cursor or refers to it, each once, by file and position. Where only those of a file are
 * wanted, thousands of others in a namespace are not gone through.
 */
export function occurrencesAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  wanted: 'everywhere' | 'in the file' = 'everywhere',
): readonly Occurrence[] {
  const things = thingsAt(snapshot, uri, offset)?.things ?? [];
  const objects = wanted === 'everywhere' ? snapshot.resources : snapshot.inFile(uri);
  const all = things.flatMap((thing) => [declaration(thing), ...referencesTo(snapshot, thing, objects)]);
  const unique = uniqueBy(all, (one) => `${one.file.uri} ${one.span.start} ${one.span.end}`);
  return unique.sort((a, b) => byPath(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end);
}

function thingsOfPlace(snapshot: Snapshot, place: PlaceAtCursor): readonly NamedThing[] {
  const link = snapshot.links.from(place.placed).find((one) => isAtOrBelow(place.path, one.at.path));
  if (link === undefined) {
    const found = [...declaredAt(place), ...portsAt(snapshot, place), ...localsAt(snapshot, place)];
    return found.length > 0 ? found : [...selectedThings(snapshot, place), ...namespaceThings(snapshot, place)];
  }
  // What has the name of another object, as Endpoints have that of their Service, is not called anything by itself.
  const declared = isServed(place.placed) ? declaredAt(place) : [];
  return [...declared, ...linkedThings(link, place.path)];
}

/** An object as what its name declares. */
function thingOf(placed: Placed): NamedThing {
  const at = nameAtOf(placed);
  if (isServed(placed)) return { kind: 'service', placed, at };
  return isWorkload(placed) ? { kind: 'workload', placed, at } : { kind: 'object', placed, at };
}

/** The label of a key; all of them for a way that leads to none. A label that only a controller adds stands for all of them. */
function labelsThing(workload: Placed<Workload>, step: Path[number] | undefined): NamedThing {
  const { labels } = workload.resource.template;
  const key = typeof step === 'string' ? step : undefined;
  const pair = key === undefined ? undefined : labels.pairs.get(key);
  return { kind: 'labels', placed: workload, key, at: pair?.at ?? { ...labels.at, part: 'key' } };
}

function linkedThings(link: Link, path: Path): readonly NamedThing[] {
  if (link.kind !== 'selects') return link.to.map(thingOf);
  return link.to.map((target) => labelsThing(target as Placed<Workload>, path[link.at.path.length]));
}

function declaredAt({ placed, path }: PlaceAtCursor): readonly NamedThing[] {
  if (isNamePath(path)) return [thingOf(placed)];
  if (!isWorkload(placed)) return [];
  const labels = placed.resource.template.labels.at.path;
  return isAtOrBelow(path, labels) ? [labelsThing(placed, path[labels.length])] : [];
}

/** The labels of the Pods that a selector wants, beside that of a Service, which is a link. */
function selectedThings(snapshot: Snapshot, { placed, path }: PlaceAtCursor): readonly NamedThing[] {
  const asked = askedAt(placed, path);
  if (asked === undefined) return [];
  return podsSelectedBy(snapshot, asked.selector).map((workload) => labelsThing(workload, asked.key));
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

function portThings(placed: Placed<Service | Workload>, name: string): readonly NamedThing[] {
  return portsNamed(placed, name).map((at) => ({ kind: 'port', placed, name, at }));
}

function declaration({ placed, at }: NamedThing): Occurrence {
  return { ...placeOf(placed, at), role: 'declaration' };
}

function referencesTo(snapshot: Snapshot, thing: NamedThing, objects: readonly Placed[]): readonly Occurrence[] {
  switch (thing.kind) {
    case 'service':
      return [
        ...snapshot.links.to(thing.placed).map((link) => reference(link.from, link.at)),
        ...mentionsOf(snapshot, thing.placed).map(({ from, mention }) => reference(from, mention.at)),
        ...placesInValues(snapshot, thing.placed, exactly(thing.placed.name ?? '')).map(({ place }): Occurrence => ({
          ...place,
          role: 'reference',
        })),
      ];
    case 'workload':
      return [
        ...snapshot.links
          .to(thing.placed)
          .filter(({ kind }) => kind === 'selects' || kind === 'uses' || kind === 'names')
          .map((link) => reference(link.from, link.at)),
        ...podMentionsOf(snapshot, thing.placed).map((mention): Occurrence => ({
          ...placeOfPod(mention),
          role: 'reference',
        })),
      ];
    case 'object':
      return thing.placed.resource.kind === 'Namespace'
        ? namespaceReferences(snapshot, thing.placed, objects)
        : [...snapshot.links.to(thing.placed), ...stringsNaming(snapshot, thing.placed)].map(({ from, at }) =>
            reference(from, at),
          );
    case 'labels':
      return [
        ...snapshot.links.to(thing.placed).flatMap((link) => labelReference(link, thing.key)),
        ...placesAskingFor(snapshot, thing.placed, thing.key).map(({ from, at }) => reference(from, at)),
      ];
    case 'port':
      return portReferences(snapshot, thing.placed, thing.name).map(({ from, at }) => reference(from, at));
    case 'local':
      return placesOfLocal(snapshot, thing.subject).flatMap(({ place, role }) =>
        role === 'reference' ? [{ ...place, role }] : [],
      );
  }
}

function namespaceReferences(snapshot: Snapshot, object: Placed, objects: readonly Placed[]): readonly Occurrence[] {
  const own = placeOf(object, nameAtOf(object));
  return placesOfNamespace(snapshot, { kind: 'namespace', name: object.name ?? '', from: object }, objects)
    .filter(({ place: { file, span } }) => file !== own.file || !spanTouches(own.span, span.start))
    .map(({ place }) => ({ ...place, role: 'reference' }));
}

function labelReference(link: Link, key: string | undefined): readonly Occurrence[] {
  if (link.kind !== 'selects') return [];
  if (key === undefined) return [reference(link.from, link.at)];
  const pair = isServed(link.from) ? link.from.resource.selector.pairs.get(key) : undefined;
  return pair === undefined ? [] : [reference(link.from, pair.at)];
}

function reference(placed: Placed, at: At): Occurrence {
  return { ...placeOf(placed, at), role: 'reference' };
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
