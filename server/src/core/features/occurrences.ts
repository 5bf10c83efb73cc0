import type { Link } from '../scopes/links.ts';
import { mentionsOf } from '../hosts/mentions.ts';
import { isServed, isWorkload, nameAtOf, type Placed } from '../objects/placed.ts';
import { placeOf } from '../objects/places.ts';
import { spanTouches, type Span } from '../text/span.ts';
import { byPath, uniqueBy } from '../util/collections.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import type { At } from '../yaml/path.ts';
import { stringsNaming } from './account-names.ts';
import { placeOfPod, podMentionsOf } from './at-cursor.ts';
import { placesOfLocal } from './local-names.ts';
import { portReferences } from './port-at.ts';
import { namesInKustomizations } from './rename/kustomization-names.ts';
import { placesOfNamespace } from './rename/namespace-places.ts';
import { exactly } from './rename/spelling.ts';
import { placesInValues } from './rename/values-places.ts';
import { placesAskingFor } from './selector-at.ts';
import { isPart, thingsAt, type LabelsThing, type NamedThing } from './symbols.ts';

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
export function occurrencesAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  wanted: 'everywhere' | 'in the file' = 'everywhere',
): readonly Occurrence[] {
  const things = thingsAt(snapshot, uri, offset)?.things ?? [];
  const objects = wanted === 'everywhere' ? snapshot.resources : snapshot.inFile(uri);
  const all = things.flatMap((thing) => [
    declaration(thing),
    ...referencesTo(snapshot, thing, objects),
    ...kustomizationsNaming(snapshot, thing),
  ]);
  const unique = uniqueBy(all, (one) => `${one.file.uri} ${one.span.start} ${one.span.end}`);
  return unique.sort((a, b) => byPath(a.file, b.file) || a.span.start - b.span.start || a.span.end - b.span.end);
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
      return labelReferences(snapshot, thing);
    case 'port':
      return portReferences(snapshot, thing.placed, thing.name).map(({ from, at }) => reference(from, at));
    case 'local':
      return placesOfLocal(snapshot, thing.subject).flatMap(({ place, role }) =>
        role === 'reference' ? [{ ...place, role }] : [],
      );
  }
}

/** Where kustomizations say by name that they change an object. */
function kustomizationsNaming(snapshot: Snapshot, { kind, placed }: NamedThing): readonly Occurrence[] {
  if (isPart(kind)) return [];
  return namesInKustomizations(snapshot, placed).map(({ place }) => ({ ...place, role: 'reference' }));
}

function namespaceReferences(snapshot: Snapshot, object: Placed, objects: readonly Placed[]): readonly Occurrence[] {
  const own = placeOf(object, nameAtOf(object));
  return placesOfNamespace(snapshot, { kind: 'namespace', name: object.name ?? '', from: object }, objects)
    .filter(({ place: { file, span } }) => file !== own.file || !spanTouches(own.span, span.start))
    .map(({ place }) => ({ ...place, role: 'reference' }));
}

function labelReferences(snapshot: Snapshot, { placed, key }: LabelsThing): readonly Occurrence[] {
  const links = isWorkload(placed) ? snapshot.links.to(placed) : [];
  return [
    ...links.flatMap((link) => labelReference(link, key)),
    ...placesAskingFor(snapshot, placed, key).map(({ from, at }) => reference(from, at)),
  ];
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
