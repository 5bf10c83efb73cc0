import { emptySpanAt, shiftSpan, spanContains, spanTouches, type Span } from '../text/span.ts';
import type { YamlNode } from '../yaml/node.ts';
import { isAtOrBelow, locate, nodeAt, placeAtOffset, spanOf, type At, type Path } from '../yaml/path.ts';
import { mayRead } from '../yaml/decode.ts';
import { sourceStretch } from '../yaml/stretch.ts';
import type { Placed } from './placed.ts';
import { isHalfWritten, type SnapshotDocument, type SnapshotFile } from '../files/file.ts';
import {
  offsetInOrigin,
  originBelow,
  originOf,
  originOfKey,
  originOfWay,
  placeInFile,
  placeOfReplaced,
  type FilePlace,
  type Origin,
} from './origins.ts';
import { View } from '../kubernetes/field.ts';

/** Where a place of an object is written: in its own text, or in that of the patch or kustomization that says so. */
export function placeOf(object: Placed, at: At): FilePlace {
  const { document, resource, built } = object;
  if (built === undefined) {
    const known = stretchWithoutTree(object, at);
    if (known !== undefined) return { file: document.file, span: shiftSpan(known, document.start) };
    const span = spanOf(document.facts.yaml, { ...at, path: [...resource.root, ...at.path] });
    return { file: document.file, span: shiftSpan(span, document.start) };
  }
  const location = locate(built.tree, at);
  const { span, scalar } = location;
  const origin = originOfWay(location, originOf(document));
  const isStretch = scalar !== undefined && at.within !== undefined;
  return placeInFile(origin, isStretch ? sourceStretch(origin.text, scalar, at.within) : span);
}

/** What a stretch of a string of an object says; `undefined` where the place is no stretch of one. */
export function stretchAt(object: Placed, at: At): string | undefined {
  const { within } = at;
  const known = object.built === undefined ? stretchWithoutTree(object, at) : undefined;
  if (known !== undefined) return object.document.facts.text.slice(known.start, known.end);
  const node = within && nodeAt(treeOf(object), at.path);
  return node?.kind === 'scalar' ? node.text.slice(within?.start, within?.end) : undefined;
}

/** A stretch of a string that is written as it is read, so that the document need not be parsed for it; not in a text that was read as another. */
function stretchWithoutTree({ document }: Placed, { within, textStart }: At): Span | undefined {
  if (within === undefined || within.end <= within.start || textStart === undefined) return undefined;
  return isHalfWritten(document) ? undefined : shiftSpan(within, textStart);
}

/** Where a string was that a stretch of an object's string was put in the place of, as replacements and vars do; `undefined` where there is none. */
export function placeOfReplacedIn({ document, built }: Placed, at: At): FilePlace | undefined {
  if (built === undefined || at.within === undefined) return undefined;
  return placeOfReplaced(originOfWay(locate(built.tree, at), originOf(document)), at.within);
}

/** As offsets in its file's text. */
export function spanInFile(object: Placed, at: At): Span {
  return placeOf(object, at).span;
}

/** The file that a place of an object is written in. */
export function fileOf(object: Placed, at: At): SnapshotFile {
  return object.built === undefined ? object.document.file : placeOf(object, at).file;
}

/** The whole object, as offsets in the text of the file that it is in. */
export function spanOfObject({ document, resource }: Placed): Span {
  const node = nodeAt(document.facts.yaml.root, resource.root);
  return shiftSpan(node?.span ?? emptySpanAt(0), document.start);
}

/** A whole field with all its entries, as offsets in its file's text; `undefined` where it is absent. */
export function spanOfField(object: Placed, path: Path): Span | undefined {
  const { way } = locate(treeOf(object), { path });
  const node = way.length === path.length + 1 ? way.at(-1) : undefined;
  return node && placeInFile(originOfWay({ way, part: 'value' }, originOf(object.document)), node.span).span;
}

/** The tree of an object as it will be applied. */
export function treeOf({
  built,
  document,
  resource,
}: Pick<Placed, 'built' | 'document' | 'resource'>): YamlNode | undefined {
  return built?.tree ?? nodeAt(document.facts.yaml.root, resource.root);
}

/**
 * Whether a string of an object may hold a text without white space, told without its tree, which costs memory to read again. What is built
 * may have it from anywhere.
 */
export function mayHold({ built, document }: Pick<Placed, 'built' | 'document'>, text: string): boolean {
  return built !== undefined || mayRead(document.facts.text, text);
}

/** The node at a path of an object as it will be applied; `undefined` where it has none. */
export function nodeIn(object: Parameters<typeof treeOf>[0], path: Path): YamlNode | undefined {
  return nodeAt(treeOf(object), path);
}

/** An object as it will be applied, to read its fields. */
export function viewOf(object: Parameters<typeof treeOf>[0]): View {
  return new View(treeOf(object));
}

/** The tree of what the own text of an object says, whatever is applied. */
export function writtenTreeOf({ document, resource }: Pick<Placed, 'document' | 'resource'>): YamlNode | undefined {
  return nodeAt(document.facts.yaml.root, resource.root);
}

/** The documents that an object is written in, its own first. */
export function documentsOf({ document, built }: Placed): readonly SnapshotDocument[] {
  return built === undefined ? [document] : [document, ...built.documents];
}

/** Whether a place is where another one is written, as behind an alias or a merge key: then nodes do not lie within those above. */
export function isSharedByAlias({ built, document, resource }: Placed, path: Path): boolean {
  const { way } =
    built === undefined
      ? locate(document.facts.yaml.root, { path: [...resource.root, ...path] })
      : locate(built.tree, { path });
  return way.some((node, index) => {
    const above = way[index - 1];
    return above !== undefined && node.origin === undefined && !spanContains(above.span, node.span);
  });
}

/** A key or value of an object at a place of a file. */
interface PlaceInObject {
  readonly path: Path;
  readonly part: 'key' | 'value';
  /** Offsets in the file's text. */
  readonly span: Span;
}

/**
 * What of an object is written at a place of a document (an offset in its file's text); `undefined` where nothing is. A field of
 * its own text that a patch gives another value is the field as it will be.
 */
export function placeInObject(object: Placed, document: SnapshotDocument, offset: number): PlaceInObject | undefined {
  const { built, resource } = object;
  if (built !== undefined) {
    const found = searchTree(built.tree, originOf(object.document), document.file, offset);
    if (found !== undefined) return found;
  }
  if (object.document !== document) return undefined;
  const written = placeAtOffset(document.facts.yaml.root, offset - document.start);
  if (written === undefined || !isAtOrBelow(written.path, resource.root)) return undefined;
  const path = written.path.slice(resource.root.length);
  if (built !== undefined && nodeAt(built.tree, path) === undefined) return undefined;
  return { path, part: written.part, span: shiftSpan(written.span, document.start) };
}

/** Looks for what is at an offset of a file in all of a tree, as its nodes may be anywhere. Values win over keys. */
function searchTree(tree: YamlNode, home: Origin, file: SnapshotFile, offset: number): PlaceInObject | undefined {
  const known = new Map<Origin, number | undefined>();
  const offsetIn = (origin: Origin): number | undefined => {
    if (!known.has(origin))
      known.set(
        origin,
        origin.kind === 'document' && origin.shared === true ? undefined : offsetInOrigin(origin, file, offset),
      );
    return known.get(origin);
  };
  const found = (path: Path, part: PlaceInObject['part'], origin: Origin, span: Span): PlaceInObject | undefined => {
    const own = offsetIn(origin);
    if (own === undefined || span.end <= span.start || !spanTouches(span, own)) return undefined;
    const written = placeInFile(origin, span);
    return written.file === file ? { path, part, span: written.span } : undefined;
  };
  const search = (node: YamlNode, above: Origin, path: Path): PlaceInObject | undefined => {
    const origin = originBelow(node, above);
    if (node.kind === 'scalar') return found(path, 'value', origin, node.span);
    const children: readonly (readonly [Path[number], YamlNode])[] =
      node.kind === 'map' ? node.entries.map(({ key, value }) => [key, value]) : [...node.items.entries()];
    for (const [step, child] of children) {
      const below = search(child, origin, [...path, step]);
      if (below !== undefined) return below;
    }
    if (node.kind === 'sequence') return undefined;
    for (const { key, keySpan, value } of node.entries) {
      const own = found([...path, key], 'key', originOfKey(value, origin), keySpan);
      if (own !== undefined) return own;
    }
    return undefined;
  };
  return search(tree, home, []);
}
