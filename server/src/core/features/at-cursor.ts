import { spanTouches, type Span, spanAt } from '../text/span.ts';
import { documentsOf, placeInObject, spanOfObject, placeOf, placeOfReplacedIn } from '../objects/places.ts';
import type { Path } from '../yaml/path.ts';
import { type Placed, isWorkload } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { lastDocumentBegun, type SnapshotDocument } from '../files/file.ts';
import { serviceFqdn } from '../dns/names.ts';
import { recordsOf } from '../dns/records.ts';
import {
  mentionsOf,
  readMentionsOf,
  serviceMentionsIn,
  type ReadMention,
  type ServiceMention,
} from '../hosts/mentions.ts';
import { podNameOf, setsOfMention } from '../hosts/pod-names.ts';
import type { Workload } from '../kubernetes/workloads.ts';
import { asBelow } from '../names/host-name.ts';
import type { FilePlace } from '../objects/origins.ts';
import { namingServices } from '../relations/linked.ts';

/** A key or value of a resource under a cursor. */
export interface PlaceAtCursor {
  readonly placed: Placed;
  /** Relative to the resource. */
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** The key or the scalar, as offsets in the file's text. */
  readonly span: Span;
}

/**
 * The field an offset in a file's text touches, by its key or its value, once for each object that has it: one of a base, or of a
 * patch, may be in several. None between fields, outside of every object, and in files that hold none.
 */
export function placesIn(snapshot: Snapshot, uri: string, offset: number): readonly PlaceAtCursor[] {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return [];
  const places = objectsAt(snapshot, uri, offset).flatMap((placed): readonly PlaceAtCursor[] => {
    const found = placeInObject(placed, document, offset);
    return found === undefined ? [] : [{ placed, ...found }];
  });
  // What a kustomization says of an object is the object's.
  const ofObjects = places.filter(({ placed }) => placed.resource.kind !== 'Kustomization');
  return ofObjects.length > 0 ? ofObjects : places;
}

/** The first of those. */
export function placeIn(snapshot: Snapshot, uri: string, offset: number): PlaceAtCursor | undefined {
  return placesIn(snapshot, uri, offset)[0];
}

/** The objects that have places in the document an offset is in: its own, and those that it patches. */
export function objectsAt(snapshot: Snapshot, uri: string, offset: number): readonly Placed[] {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return [];
  const ofFile = snapshot.inFile(uri);
  // Outside of kustomizations no document says anything of another one's objects.
  if (ofFile[0]?.scope.kind !== 'kustomization' && ofFile.length > 0) return snapshot.inDocument(document);
  const objects = [...ofFile, ...snapshot.writtenIn(document.file)];
  return objects.filter((placed) => documentsOf(placed).includes(document));
}

/** The object an offset is in, even between its fields or in a comment in its document; `undefined` outside every object. */
export function resourceIn(snapshot: Snapshot, uri: string, offset: number): Placed | undefined {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return undefined;
  const candidates = snapshot.inDocument(document);
  const inside = candidates.find(
    (placed) => placed.resource.root.length > 0 && spanTouches(spanOfObject(placed), offset),
  );
  return inside ?? candidates.find((placed) => placed.resource.root.length === 0);
}

/** The object an offset is in; in a patch, the one that it changes there. */
export function objectAt(snapshot: Snapshot, uri: string, offset: number): Placed | undefined {
  const own = resourceIn(snapshot, uri, offset);
  if (own !== undefined && own.resource.kind !== 'Kustomization') return own;
  return placeIn(snapshot, uri, offset)?.placed ?? own;
}

/** The document an offset is in. */
export function documentIn(snapshot: Snapshot, uri: string, offset: number): SnapshotDocument | undefined {
  const file = snapshot.files.get(uri);
  const document = file && lastDocumentBegun(file, offset);
  return document !== undefined && offset <= document.start + document.facts.text.length ? document : undefined;
}

/** The host name under a cursor that names a Service of the workspace, once for each object that has the string. */
export function mentionsAt(snapshot: Snapshot, uri: string, offset: number): readonly ServiceMention[] {
  return objectsAt(snapshot, uri, offset).flatMap((object) =>
    serviceMentionsIn(snapshot, object).filter((mention) => isAt(mention, uri, offset)),
  );
}

/** The host name under a cursor, whether there is such a Service or not, once for each object that has the string. */
export function readMentionsAt(
  snapshot: Snapshot,
  uri: string,
  offset: number,
): readonly (ReadMention | ServiceMention)[] {
  const linked = mentionsAt(snapshot, uri, offset);
  if (linked.length > 0) return linked;
  return objectsAt(snapshot, uri, offset).flatMap((object) =>
    readMentionsOf(snapshot, object).filter((read) => isAt(read, uri, offset)),
  );
}

function isAt(read: ReadMention, uri: string, offset: number): boolean {
  return spanOfMentionAt(read, uri, offset) !== undefined;
}

/** Where a host name is under a cursor, as offsets in the file's text: the name itself, or the string that it is put in the place of. */
export function spanOfMentionAt({ from, mention }: ReadMention, uri: string, offset: number): Span | undefined {
  const places = [placeOf(from, mention.at), placeOfReplacedIn(from, mention.at)];
  return places.find((place) => place?.file.uri === uri && spanTouches(place.span, offset))?.span;
}

/** The StatefulSets that a host name names a Pod of by its form, else the workloads whose Pods have that name in DNS. */
export function workloadsOfPod(snapshot: Snapshot, mention: ServiceMention): readonly Placed<Workload>[] {
  const { below } = mention.name;
  if (below?.kind !== 'endpoint') return [];
  const pod = podNameOf(mention);
  const sets = pod === undefined ? [] : setsOfMention(snapshot, mention, pod);
  if (sets.length > 0) return sets;
  return mention.services.flatMap((service) => {
    const name = `${serviceFqdn(snapshot, service, asBelow(below))}.`.toLowerCase();
    return recordsOf(snapshot, service).flatMap(({ name: own, target }) =>
      own === name && target !== undefined && isWorkload(target) ? [target] : [],
    );
  });
}

/** The host names that name single Pods of a workload. */
export function podMentionsOf(snapshot: Snapshot, workload: Placed<Workload>): readonly ServiceMention[] {
  return namingServices(snapshot, workload)
    .flatMap((service) => mentionsOf(snapshot, service))
    .filter((mention) => workloadsOfPod(snapshot, mention).includes(workload));
}

/** The label of a Pod in a host name, the first; of one that is encoded all there is. */
export function placeOfPod({ from, mention, name }: ServiceMention): FilePlace {
  const { within } = mention.at;
  if (within === undefined) return placeOf(from, mention.at);
  const label = asBelow(name.below).endpoint;
  return placeOf(from, { ...mention.at, within: spanAt(within.start, label.length) });
}
