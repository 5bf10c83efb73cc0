import { spanTouches, type Span } from '../text/span.ts';
import { documentsOf, placeInObject, spanOfObject } from '../objects/places.ts';
import type { Path } from '../yaml/path.ts';
import type { Placed } from '../objects/placed.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { lastDocumentBegun, type SnapshotDocument } from '../files/file.ts';

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

/** The object an offset is in, be it between its fields or in a comment of its document; `undefined` outside of every object. */
export function resourceIn(snapshot: Snapshot, uri: string, offset: number): Placed | undefined {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return undefined;
  const candidates = snapshot.inDocument(document);
  const inside = candidates.find(
    (placed) => placed.resource.root.length > 0 && spanTouches(spanOfObject(placed), offset),
  );
  return inside ?? candidates.find((placed) => placed.resource.root.length === 0);
}

/** The document an offset is in. */
export function documentIn(snapshot: Snapshot, uri: string, offset: number): SnapshotDocument | undefined {
  const file = snapshot.files.get(uri);
  const document = file && lastDocumentBegun(file, offset);
  return document !== undefined && offset <= document.start + document.facts.text.length ? document : undefined;
}
