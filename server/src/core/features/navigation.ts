import { emptySpanAt, spanOverBoth, type Span, spanTouches } from '../text/span.ts';
import { byPath, groupBy, uniqueBy } from '../util/collections.ts';
import { type Placed, isService, nameAtOf, isServed, textKeyOf } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { scalarText } from '../yaml/node.ts';
import type { At } from '../yaml/path.ts';
import { placesIn, placeOfPod, podMentionsOf } from './at-cursor.ts';
import { fileNamedAt, pathsLeadingTo } from './kustomization-entry.ts';
import { portsNumberedAt, portReferences } from './port-at.ts';
import { selectableLabels, placesAskingFor } from './selector-at.ts';
import { thingsAt, type NamedThing, isPart } from './symbols.ts';
import { placeOf, spanOfField, spanOfObject, nodeIn } from '../objects/places.ts';
import type { FilePlace } from '../objects/origins.ts';
import type { Service } from '../kubernetes/service.ts';
import { referrers, selectedBy } from '../relations/linked.ts';
import type { Link } from '../scopes/links.ts';
import { mentionsOf } from '../hosts/mentions.ts';
import { formerHostsOf } from './former-hosts.ts';
import { stringsNaming } from './account-names.ts';
import { placesOfVariable } from './container-variables.ts';
import { placesOfLocal } from './local-names.ts';
import { namedPartsAt } from '../hosts/object-parts.ts';
import { namesInKustomizations } from './rename/kustomization-names.ts';
import { placesOfNamespace } from './rename/namespace-places.ts';
import { stepsNaming } from './rename/field-steps.ts';
import { fieldsOfPart } from './rename/part-places.ts';
import { exactly } from './rename/spelling.ts';
import { placesInValues } from './rename/values-places.ts';

/** Where a reference leads. */
export interface Definition {
  /** The reference, as offsets in its file's text. */
  readonly origin: Span;
  readonly targets: readonly DefinitionTarget[];
}

/** One end of a definition; spans are offsets in the file's text. */
export interface DefinitionTarget {
  readonly file: SnapshotFile;
  /** The whole object, or all labels of its Pods. */
  readonly span: Span;
  /** The name or label within it. */
  readonly selection: Span;
}

/**
 * Where the reference under a cursor leads: to the name of the Service, or from a selector to the labels of the Pods it
 * selects. A declaration points to itself, which makes editors list what refers to it. `undefined` where nothing is
 * referred to, or what is referred to is not in the workspace.
 */
export function definition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = thingsAt(snapshot, uri, offset);
  if (found === undefined) return partDefinition(snapshot, uri, offset) ?? fileDefinition(snapshot, uri, offset);
  // The file of a generator is a key of what it generates.
  const file = found.things.every(({ kind }) => kind === 'part') ? fileDefinition(snapshot, uri, offset) : undefined;
  if (file !== undefined) return file;
  return { origin: found.origin, targets: eachOnce(found.things.map(targetOf)) };
}

/** Targets, each place once. */
function eachOnce(targets: readonly DefinitionTarget[]): readonly DefinitionTarget[] {
  return uniqueBy(targets, ({ file, selection }) => `${file.uri} ${selection.start}`);
}

/** The number of a port points to the port that it means, the name of a key or listener to that. */
function partDefinition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const places = placesIn(snapshot, uri, offset).filter(({ part }) => part === 'value');
  const [place] = places;
  const targets = places.flatMap(({ placed, path }) => {
    const written = scalarText(nodeIn(placed, path));
    const parts = namedPartsAt(snapshot, placed, path) ?? [];
    return [...portsNumberedAt(snapshot, placed, path), ...parts.filter(({ text }) => text === written)].map(
      ({ placed, at }) => targetAt(placeOf(placed, at)),
    );
  });
  return place === undefined || targets.length === 0 ? undefined : { origin: place.span, targets: eachOnce(targets) };
}

function targetAt({ file, span }: FilePlace): DefinitionTarget {
  return { file, span, selection: span };
}

/** A path of a kustomization, or of what Flux and Argo CD apply, points to the start of the file that it names. */
function fileDefinition(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = fileNamedAt(snapshot, uri, offset);
  const start = emptySpanAt(0);
  return found && { origin: found.origin, targets: [{ file: found.file, span: start, selection: start }] };
}

function targetOf(thing: NamedThing): DefinitionTarget {
  const { placed, at } = thing;
  const { file, span: selection } = placeOf(placed, at);
  // What a patch says is in the patch, where the whole object does not.
  if (file !== placed.document.file) return { file, span: selection, selection };
  const whole = thing.kind === 'labels' ? spanOfLabels(thing.placed) : spanOfObject(placed);
  return { file, span: spanOverBoth(whole, selection), selection };
}

function spanOfLabels(labelled: Placed): Span {
  return spanOfField(labelled, selectableLabels(labelled).at.path) ?? spanOfObject(labelled);
}

/**
 * What is behind the Service under a cursor: the workloads whose Pods it selects, or the endpoints that are made for it by hand.
 * `undefined` where there is no Service, or nothing behind it.
 */
export function implementation(snapshot: Snapshot, uri: string, offset: number): Definition | undefined {
  const found = thingsAt(snapshot, uri, offset);
  if (found === undefined) return undefined;
  const objects = found.things.flatMap((thing): readonly Placed[] =>
    servicesOf(thing).flatMap((service) => behind(snapshot, service)),
  );
  if (objects.length === 0) return undefined;
  const targets = objects.map((object) => {
    const { file, span: selection } = placeOf(object, nameAtOf(object));
    const span = file === object.document.file ? spanOfObject(object) : selection;
    return { file, span, selection };
  });
  return { origin: found.origin, targets: eachOnce(targets) };
}

/** The Service that a thing is, or is a port or label of. */
function servicesOf(thing: NamedThing): readonly Placed<Service>[] {
  if (thing.kind === 'service') return [thing.placed];
  return (thing.kind === 'port' || thing.kind === 'labels') && isService(thing.placed) ? [thing.placed] : [];
}

/** The workloads that a Service selects; its endpoints where it selects none. */
function behind(snapshot: Snapshot, service: Placed<Service>): readonly Placed[] {
  const workloads = selectedBy(snapshot, service);
  return workloads.length > 0 ? workloads : referrers(snapshot, service, 'backs');
}

/** A place that refers to something, or declares it; the span is offsets in the file's text. */
export interface Reference {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** What to list besides the places that refer. */
export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
}

/** Every place of the workspace that refers to what is under a cursor, by file and position; host names in strings too. */
export function references(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: ReferenceOptions,
): readonly Reference[] {
  return occurrencesAt(snapshot, uri, offset)
    .filter((occurrence) => options.includeDeclaration || occurrence.role === 'reference')
    .map(({ file, span }) => ({ file, span }));
}

/** A place in the same file that means the same thing: `write` where it is declared, `read` where it is referred to. */
export interface Highlight {
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/** The places in a file that mean what is under the cursor. */
export function highlights(snapshot: Snapshot, uri: string, offset: number): readonly Highlight[] {
  return occurrencesAt(snapshot, uri, offset, 'in the file')
    .filter((occurrence) => occurrence.file.uri === uri)
    .map(({ span, role }) => ({ span, kind: role === 'declaration' ? 'write' : 'read' }));
}

/** A place that declares a thing or refers to it. */
interface Occurrence {
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly role: 'declaration' | 'reference';
}

/**
 * Every place that declares what is under a cursor or refers to it, each once, by file and position. Where only those of a file are
 * wanted, thousands of others in a namespace are not gone through.
 */
function occurrencesAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  wanted: 'everywhere' | 'in the file' = 'everywhere',
): readonly Occurrence[] {
  const things = thingsAt(snapshot, uri, offset)?.things ?? [];
  const objects = wanted === 'everywhere' ? snapshot.resources : snapshot.inFile(uri);
  const named = things.length > 0 ? undefined : fileNamedAt(snapshot, uri, offset)?.file;
  const paths = named === undefined ? [] : pathsLeadingTo(snapshot, named, objects);
  const ofThings = [
    ...things.map(declaration),
    ...lookedFor(things).flatMap((thing) => referencesTo(snapshot, thing, objects)),
    ...selectorsAsking(snapshot, things),
    ...kustomizationsNaming(snapshot, things),
  ];
  const placed = things.map((thing) => thing.placed);
  const steps = stepsNaming(snapshot, placed, ofThings).map(({ place }): Occurrence => ({
    ...place,
    role: 'reference',
  }));
  const unique = uniqueBy(
    [...ofThings, ...steps, ...paths.map(({ from, at }) => reference(from, at))],
    (one) => `${one.file.uri} ${one.span.start} ${one.span.end}`,
  );
  return unique.sort((a, b) => byPath(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Things without those that others cover: who looks for a name that only a workload has looks into all variants of that. */
function lookedFor(things: readonly NamedThing[]): readonly NamedThing[] {
  return uniqueBy(things, (thing) => {
    if (thing.kind !== 'local' && thing.kind !== 'variable') return thing;
    return `${thing.subject.name} ${textKeyOf(thing.placed)}`;
  });
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
        ...formerHostsOf(snapshot, thing.placed).map(({ from, at }) => reference(from, at)),
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
      return snapshot.links.to(thing.placed).flatMap((link) => labelReference(link, thing.key));
    case 'port':
      return portReferences(snapshot, thing.placed, thing.name).map(({ from, at }) => reference(from, at));
    case 'part':
      return fieldsOfPart(snapshot, thing.subject).map(({ placed, at }) => reference(placed, at));
    case 'variable':
      return placesOfVariable(snapshot, thing.subject).flatMap(({ place, role }) =>
        role === 'reference' ? [{ ...place, role }] : [],
      );
    case 'local':
      return placesOfLocal(snapshot, thing.subject).flatMap(({ place, role }) =>
        role === 'reference' ? [{ ...place, role }] : [],
      );
  }
}

/** Where kustomizations say by name that they change objects. */
function kustomizationsNaming(snapshot: Snapshot, things: readonly NamedThing[]): readonly Occurrence[] {
  const objects = things.flatMap(({ kind, placed }) => (isPart(kind) ? [] : [placed]));
  return namesInKustomizations(snapshot, objects).map(({ place }) => ({ ...place, role: 'reference' }));
}

function namespaceReferences(snapshot: Snapshot, object: Placed, objects: readonly Placed[]): readonly Occurrence[] {
  const own = placeOf(object, nameAtOf(object));
  return placesOfNamespace(snapshot, { kind: 'namespace', name: object.name ?? '', from: object }, objects)
    .filter(({ place: { file, span } }) => file !== own.file || !spanTouches(own.span, span.start))
    .map(({ place }) => ({ ...place, role: 'reference' }));
}

/** The selectors, besides those of Services, that ask for labels; all labels of one key at once. */
function selectorsAsking(snapshot: Snapshot, things: readonly NamedThing[]): readonly Occurrence[] {
  const byKey = groupBy(
    things.filter((thing) => thing.kind === 'labels'),
    ({ key }) => key,
  );
  return [...byKey].flatMap(([key, labels]) => {
    const labelled = labels.map(({ placed }) => placed);
    return key === undefined ? [] : placesAskingFor(snapshot, labelled, key).map(({ from, at }) => reference(from, at));
  });
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
