import { offsetAfter } from '../text/diff.ts';
import { shiftSpan, spanAt, spansOverlap, type Span, spanBetween } from '../text/span.ts';
import { decodeScalar } from '../yaml/decode.ts';
import type { YamlNode, YamlScalar } from '../yaml/node.ts';
import type { Location } from '../yaml/path.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import type { SnapshotDocument, SnapshotFile } from '../files/file.ts';

/**
 * A text that the spans of nodes are relative to. A node of a built object that is in another text than the node above it
 * carries it; all others are where the node above them is, and the topmost in the object's own document.
 */
export type Origin = DocumentOrigin | FileOrigin | StringOrigin | ComposedOrigin;

/** A document of a file. */
interface DocumentOrigin {
  readonly kind: 'document';
  readonly text: string;
  readonly document: SnapshotDocument;
  /** Whether what it says here is said of many objects at once: a namespace, a label of a kustomization. */
  readonly shared?: true;
}

/** A file that is not read as YAML, as one that becomes the value of a ConfigMap's key. */
interface FileOrigin {
  readonly kind: 'file';
  readonly text: string;
  readonly file: SnapshotFile;
}

/** A text in a string of another one, as a patch is that is in a kustomization. */
export interface StringOrigin {
  readonly kind: 'string';
  readonly text: string;
  readonly source: Stretch;
}

/** A string that is made of others: a name with a prefix, a string with a variable put in, the value of a literal. */
export interface ComposedOrigin {
  readonly kind: 'composed';
  readonly text: string;
  /** In the order of the text, which they make up without gaps. */
  readonly pieces: readonly Piece[];
  /** Where the string as a whole is, and its key. */
  readonly whole: { readonly origin: Origin; readonly span: Span };
}

/** A stretch of a composed string. */
interface Piece {
  readonly length: number;
  /** Where it comes from; absent for what is only put in there. A stretch of another length stands for all of the piece. */
  readonly source?: Stretch;
  /** What it is put in the place of. */
  readonly replaced?: Stretch;
}

/** A piece with its text. */
export interface TextPiece extends Omit<Piece, 'length'> {
  readonly text: string;
}

/** A stretch of a string. */
export interface Stretch {
  readonly origin: Origin;
  readonly scalar: YamlScalar;
  /** In the string as decoded. */
  readonly within: Span;
}

/** A place of a file. */
export interface FilePlace {
  readonly file: SnapshotFile;
  /** Offsets in the file's text. */
  readonly span: Span;
}

/** The origin of what is in a document. */
export function originOf(document: SnapshotDocument): DocumentOrigin {
  return { kind: 'document', text: document.forOthers.text, document };
}

/** The text that a node is in, given that of the node above it. */
export function originBelow(node: YamlNode, above: Origin): Origin {
  // Only builds give nodes an origin, and they give them these.
  return (node.origin as Origin | undefined) ?? above;
}

/** The text that the key of a value is in, given that of the map. */
export function originOfKey(value: YamlNode, above: Origin): Origin {
  const origin = originBelow(value, above);
  return origin.kind === 'composed' ? origin.whole.origin : origin;
}

/** The text that the last node of a way, or its key, is in; `home` is that of the first. */
export function originOfWay({ way, part }: Pick<Location, 'way' | 'part'>, home: Origin): Origin {
  let origin = home;
  for (const [index, node] of way.entries()) {
    origin = part === 'key' && index === way.length - 1 ? originOfKey(node, origin) : originBelow(node, origin);
  }
  return origin;
}

/** A node, and all below it that is nowhere else, put in from another text. */
export function from<N extends YamlNode>(origin: Origin, node: N): N {
  // First, as what an object spread is followed by gives each a shape of its own in V8.
  return node.origin === undefined ? { origin, ...node } : node;
}

/** A scalar as it is in its text, all of it or a stretch of it; `above` is the text that the node above is in. */
export function stretchOf(scalar: YamlScalar, above: Origin, within?: Span): Stretch {
  return { origin: originBelow(scalar, above), scalar, within: within ?? spanAt(0, scalar.text.length) };
}

/** A scalar that is made of pieces and takes the place of another one. */
export function composed(pieces: readonly TextPiece[], old: YamlScalar, above: Origin): YamlScalar {
  const own = originBelow(old, above);
  const whole = own.kind === 'composed' ? own.whole : { origin: own, span: old.span };
  return composedAt(pieces, whole);
}

/** A scalar that is made of pieces and is at a place of its own. */
export function composedAt(pieces: readonly TextPiece[], whole: ComposedOrigin['whole']): YamlScalar {
  const text = pieces.map((piece) => piece.text).join('');
  const parts = pieces.map(({ text: { length }, ...piece }): Piece => ({ ...piece, length }));
  const origin: ComposedOrigin = { kind: 'composed', text, pieces: parts, whole };
  return { kind: 'scalar', value: text, text, style: 'plain', span: spanAt(0, text.length), origin };
}

/** All documents that an origin is in. */
export function documentsOfOrigin(origin: Origin): readonly SnapshotDocument[] {
  switch (origin.kind) {
    case 'document':
      return [origin.document];
    case 'file':
      return origin.file.documents;
    case 'string':
      return documentsOfOrigin(origin.source.origin);
    case 'composed':
      return [origin.whole.origin, ...origin.pieces.flatMap(({ source }) => source?.origin ?? [])].flatMap(
        documentsOfOrigin,
      );
  }
}

/** Where a span of an origin's text is in a file. */
export function placeInFile(origin: Origin, span: Span): FilePlace {
  switch (origin.kind) {
    case 'document':
      return { file: origin.document.file, span: spanInDocument(origin, span) };
    case 'file':
      return { file: origin.file, span };
    case 'string':
      return placeOfStretch(origin.source, shiftSpan(span, origin.source.within.start));
    case 'composed':
      return placeOfPieces(origin, span);
  }
}

/** In the file; about where it is now, where the document says something else for others than it does. */
function spanInDocument({ document, text }: DocumentOrigin, { start, end }: Span): Span {
  const now = document.facts.text;
  const span = spanBetween(offsetAfter(text, now, start), offsetAfter(text, now, end));
  return shiftSpan(span, document.start);
}

function placeOfStretch({ origin, scalar }: Stretch, within: Span): FilePlace {
  return placeInFile(origin, sourceStretch(origin.text, scalar, within));
}

/** What reaches over several strings is in the first of them, all that comes from there taken together. */
function placeOfPieces({ pieces, whole }: ComposedOrigin, span: Span): FilePlace {
  let start = 0;
  let found: Stretch | undefined;
  for (const { length, source } of pieces) {
    const end = start + length;
    if (source !== undefined && spansOverlap({ start, end }, span)) {
      const within = stretchBehind(source.within, { start, end }, span);
      if (found === undefined) found = { ...source, within };
      else if (found.scalar === source.scalar)
        found = {
          ...found,
          within: spanBetween(Math.min(found.within.start, within.start), Math.max(found.within.end, within.end)),
        };
    }
    start = end;
  }
  return found === undefined ? placeInFile(whole.origin, whole.span) : placeOfStretch(found, found.within);
}

/** Where a string is that a span of an origin's text is put in the place of; `undefined` where it is in the place of none. */
export function placeOfReplaced(origin: Origin, span: Span): FilePlace | undefined {
  if (origin.kind !== 'composed') return undefined;
  let start = 0;
  for (const { length, replaced } of origin.pieces) {
    const piece = spanAt(start, length);
    if (replaced !== undefined && spansOverlap(piece, span)) return placeOfStretch(replaced, replaced.within);
    start = piece.end;
  }
  return undefined;
}

/** What a span of the composed text is in the string that a piece of it comes from. */
function stretchBehind(within: Span, piece: Span, span: Span): Span {
  if (within.end - within.start !== piece.end - piece.start) return within;
  const shift = within.start - piece.start;
  return spanBetween(Math.max(span.start, piece.start) + shift, Math.min(span.end, piece.end) + shift);
}

/** Where an offset of a file is in an origin's text; `undefined` where the origin does not reach there. */
export function offsetInOrigin(origin: Origin, file: SnapshotFile, offset: number): number | undefined {
  switch (origin.kind) {
    case 'document': {
      const { document, text } = origin;
      const inside = offset - document.start;
      if (document.file !== file || inside < 0 || inside > document.facts.text.length) return undefined;
      return offsetAfter(document.facts.text, text, inside);
    }
    case 'file':
      return origin.file === file ? offset : undefined;
    case 'string':
      return offsetInStretch(origin.source, file, offset);
    case 'composed': {
      let start = 0;
      for (const { length, source } of origin.pieces) {
        const inside = source && offsetInStretch(source, file, offset);
        if (inside !== undefined) return start + Math.min(inside, length);
        start += length;
      }
      return undefined;
    }
  }
}

/** From where the stretch begins. */
function offsetInStretch({ origin, scalar, within }: Stretch, file: SnapshotFile, offset: number): number | undefined {
  const inside = offsetInOrigin(origin, file, offset);
  if (inside === undefined || inside < scalar.span.start || inside > scalar.span.end) return undefined;
  const starts = decodeScalar(origin.text, scalar)?.starts;
  if (starts === undefined) return undefined;
  const found = starts.findIndex((unit) => unit >= inside);
  const decoded = found < 0 ? starts.length : found;
  return decoded < within.start || decoded > within.end ? undefined : decoded - within.start;
}
