import { emptySpanAt, spanOverBoth, type Span } from '../text/span.ts';
import { uniqueBy } from '../util/collections.ts';
import { type Placed, isService, nameAtOf } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { scalarText } from '../yaml/node.ts';
import { placesIn } from './at-cursor.ts';
import { fileNamedAt } from './kustomization-entry.ts';
import { portsNumberedAt } from './port-at.ts';
import { selectableLabels } from './selector-at.ts';
import { thingsAt, type NamedThing } from './symbols.ts';
import { placeOf, spanOfField, spanOfObject, nodeIn } from '../objects/places.ts';
import type { FilePlace } from '../objects/origins.ts';
import type { Service } from '../kubernetes/service.ts';
import { referrers, selectedBy } from '../relations/linked.ts';
import { namedPartsAt } from '../hosts/object-parts.ts';

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
