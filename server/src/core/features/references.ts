import { type Span, spanTouches } from '../text/span.ts';
import { byPath, groupBy, uniqueBy } from '../util/collections.ts';
import { type Placed, nameAtOf, isServed, textKeyOf } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { At } from '../yaml/path.ts';
import { placeOfPod, podMentionsOf } from './at-cursor.ts';
import { fileNamedAt, pathsLeadingTo } from './kustomization-entry.ts';
import { portReferences } from './port-at.ts';
import { placesAskingFor } from './selector-at.ts';
import { thingsAt, type NamedThing, isPart } from './symbols.ts';
import { placeOf } from '../objects/places.ts';
import type { Link } from '../scopes/links.ts';
import { mentionsOf } from '../hosts/mentions.ts';
import { formerHostsOf } from './former-hosts.ts';
import { stringsNaming } from './account-names.ts';
import { placesOfVariable } from './container-variables.ts';
import { placesOfLocal } from './local-names.ts';
import type { InnerPlace } from './workload-texts.ts';
import { namesInKustomizations } from './rename/kustomization-names.ts';
import { placesOfNamespace } from './rename/namespace-places.ts';
import { stepsNaming } from './rename/field-steps.ts';
import { fieldsOfPart } from './rename/part-places.ts';
import { exactly } from './rename/spelling.ts';
import { placesInValues } from './rename/values-places.ts';

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
      return referencesAmong(placesOfVariable(snapshot, thing.subject));
    case 'local':
      return referencesAmong(placesOfLocal(snapshot, thing.subject));
  }
}

function referencesAmong(places: readonly InnerPlace[]): readonly Occurrence[] {
  return places.flatMap(({ place, of: { role } }) => (role === 'reference' ? [{ ...place, role }] : []));
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
