import { shiftSpan, type Span } from '../../text/span.ts';
import type { YamlNode } from '../../yaml/node.ts';
import { type At, type Path } from '../../yaml/path.ts';
import type { SnapshotDocument } from '../snapshot.ts';

/** Where a node of a built object is written. */
export interface Source {
  readonly document: SnapshotDocument;
  /** From the document's root. */
  readonly path: Path;
  /** Of a node of a patch that stands in a string: its stretch of that string. */
  readonly within?: Span;
}

/** Remembers where nodes are written, from the moment on at which a patch mixes those of several documents. */
export class Sources {
  readonly #known = new WeakMap<YamlNode, Source>();

  /** Where a node is written; `undefined` for one that nobody told of. */
  of(node: YamlNode): Source | undefined {
    return this.#known.get(node);
  }

  /** Tells where a node is written. */
  set(node: YamlNode, source: Source): void {
    this.#known.set(node, source);
  }

  /** Tells that one node stands where another one does. */
  copy(to: YamlNode, from: YamlNode): YamlNode {
    const source = this.#known.get(from);
    if (source !== undefined && !this.#known.has(to)) this.#known.set(to, source);
    return to;
  }

  /** Tells where a tree and all below it are written, keeping what is known already. */
  register(node: YamlNode, document: SnapshotDocument, path: Path): void {
    if (this.#known.has(node)) return;
    this.#known.set(node, { document, path });
    if (node.kind === 'map') {
      for (const entry of node.entries) this.register(entry.value, document, [...path, entry.key]);
    } else if (node.kind === 'sequence') {
      for (const [index, item] of node.items.entries()) this.register(item, document, [...path, index]);
    }
  }

  /** As `register`, for a tree that was read from a string of a document; `start` is where its text begins in the string. */
  registerWithin(node: YamlNode, document: SnapshotDocument, path: Path, start: number): void {
    if (this.#known.has(node)) return;
    this.#known.set(node, { document, path, within: shiftSpan(headOf(node), start) });
    const below =
      node.kind === 'map' ? node.entries.map((entry) => entry.value) : node.kind === 'sequence' ? node.items : [];
    for (const child of below) this.registerWithin(child, document, path, start);
  }
}

/** What places are moved with. */
export interface PlaceMove {
  /** What the places are relative to. */
  readonly tree: YamlNode;
  /** The document of the object, and the way to the object in it. */
  readonly home: SnapshotDocument;
  readonly root: Path;
  readonly sources: Sources;
  /** Is told of the other documents that places lead to. */
  readonly elsewhere: Set<SnapshotDocument>;
}

/**
 * A value read from a built tree with its places moved to where the nodes are written: to the base, or, marked with the other
 * document, to the patch or kustomization that says so. Places that nobody told of stay as they are.
 */
export function withSourcePlaces<T>(value: T, move: PlaceMove): T {
  return moveAll(value, (at) => moveAt(at, move)) as T;
}

function moveAll(value: unknown, move: (at: At) => At): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => moveAll(item, move));
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, moveAll(item, move)]));
  if (isAt(value)) return move(value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'root' ? item : moveAll(item, move)]),
  );
}

function isAt(value: object): value is At {
  return 'path' in value && Array.isArray(value.path);
}

function moveAt(at: At, { tree, home, root, sources, elsewhere }: PlaceMove): At {
  let node: YamlNode | undefined = tree;
  let source = sources.of(tree);
  let rest = at.path;
  for (const [index, step] of at.path.entries()) {
    node = childOf(node, step);
    if (node === undefined) break;
    const known = sources.of(node);
    if (known === undefined) continue;
    source = known;
    rest = at.path.slice(index + 1);
  }
  if (source === undefined) return at;
  if (source.document === home) return { ...at, path: [...source.path, ...rest].slice(root.length) };
  const { document, path, within } = source;
  elsewhere.add(document);
  const moved: At = { ...at, document, field: at.path };
  return within === undefined ? { ...moved, path: [...path, ...rest] } : { ...moved, path, within };
}

function childOf(node: YamlNode | undefined, step: string | number): YamlNode | undefined {
  if (typeof step === 'number') return node?.kind === 'sequence' ? node.items[step] : undefined;
  return node?.kind === 'map' ? node.entries.find((entry) => entry.key === step)?.value : undefined;
}

/** A scalar itself, the first key of a map, the head of the first item of a sequence. */
function headOf(node: YamlNode): Span {
  if (node.kind === 'map') return node.entries[0]?.keySpan ?? node.span;
  if (node.kind === 'sequence' && node.items[0] !== undefined) return headOf(node.items[0]);
  return node.span;
}
