import { shiftSpan, spanTouches, type Span } from '../text/span.ts';
import { isAtOrBelow, nodeAt, placeAtOffset, type Path } from '../yaml/path.ts';
import type { Placed, Snapshot, SnapshotDocument } from '../workspace/snapshot.ts';

/** A key or value of a resource under a cursor. */
export interface Place {
  readonly placed: Placed;
  /** Relative to the resource. */
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** The key or the scalar, as offsets in the file's text. */
  readonly span: Span;
}

/**
 * The field an offset in a file's text touches, by its key or its value; `undefined` between fields, outside of every
 * object, and in files that hold none.
 */
export function placeIn(snapshot: Snapshot, uri: string, offset: number): Place | undefined {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return undefined;
  const found = placeAtOffset(document.facts.yaml.root, offset - document.start);
  if (found === undefined) return undefined;
  const placed = ownerOf(snapshot.inDocument(document), found.path);
  if (placed === undefined) return undefined;
  const path = found.path.slice(placed.resource.root.length);
  return { placed, path, part: found.part, span: shiftSpan(found.span, document.start) };
}

/** The object an offset stands in, be it between its fields or in a comment of its document; `undefined` outside of every object. */
export function resourceIn(snapshot: Snapshot, uri: string, offset: number): Placed | undefined {
  const document = documentIn(snapshot, uri, offset);
  if (document === undefined) return undefined;
  const candidates = snapshot.inDocument(document);
  const whole = candidates.find((placed) => placed.resource.root.length === 0);
  return whole ?? candidates.find((placed) => spanTouches(spanOfResource(placed), offset));
}

/** The document an offset stands in. */
export function documentIn(snapshot: Snapshot, uri: string, offset: number): SnapshotDocument | undefined {
  const documents = snapshot.files.get(uri)?.documents ?? [];
  return documents
    .filter((document) =>
      spanTouches({ start: document.start, end: document.start + document.facts.text.length }, offset),
    )
    .at(-1);
}

/** The whole object, as offsets in its file's text. */
export function spanOfResource(placed: Placed): Span {
  const { document, resource } = placed;
  const node = nodeAt(document.facts.yaml.root, resource.root);
  return shiftSpan(node?.span ?? { start: 0, end: 0 }, document.start);
}

/** The object that a path from the document's root leads into: in a `kind: List`, the item. */
function ownerOf(candidates: readonly Placed[], path: Path): Placed | undefined {
  return candidates.find((placed) => isAtOrBelow(path, placed.resource.root));
}
