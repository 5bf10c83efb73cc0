import { layOutPart, type LaidOutPart } from './layout-part.ts';

/** What is to be laid out: sizes alone, so that it can be sent to a worker. */
export interface LayoutInput {
  readonly nodes: readonly LayoutNode[];
  readonly edges: readonly LayoutEdge[];
  /** Where edges lead: to the right, or down where there is little width. */
  readonly direction: 'right' | 'down';
  /** The node whose part comes first. */
  readonly centre?: string | undefined;
  /** What is to be filled: width by height. */
  readonly aspect: number;
}

interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Whether it is to stand behind all others that it hangs together with. */
  readonly isLast: boolean;
}

export interface LayoutEdge {
  readonly from: string;
  readonly to: string;
  /** Whether it may lead back where other edges lead the other way. */
  readonly yields: boolean;
  /** The width of its text; 0 where it has none. */
  readonly textWidth: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The way of an edge, its ends at the sides of its nodes, and the middle of its text. */
export interface LaidOutEdge {
  readonly points: readonly Point[];
  readonly text: Point | undefined;
}

/** Where everything is, in pixels; in the order of the input. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** The upper left corners. */
  readonly nodes: readonly Point[];
  readonly edges: readonly LaidOutEdge[];
}

/** Nodes and edges that hang together, by their places in the input. */
export interface Part {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

const gap = 40;

/**
 * Lays out a graph: what does not hang together is laid out by itself, and the parts are set in rows. The same input gives the same
 * layout.
 */
export function layOut(input: LayoutInput): Layout {
  const parts = partsOf(input).map((part) => layOutPart(input, part));
  const { placed, width, height } = inRows(parts, input.aspect);
  const nodes: Point[] = [];
  const edges: LaidOutEdge[] = [];
  for (const { part, x, y } of placed) {
    const moved = (point: Point): Point => ({ x: point.x + x, y: point.y + y });
    for (const [index, corner] of part.nodes) nodes[index] = moved(corner);
    for (const [index, { points, text }] of part.edges)
      edges[index] = { points: points.map(moved), text: text && moved(text) };
  }
  return { width, height, nodes, edges };
}

/** The parts of a graph, that of the centre first, then the larger ones. */
function partsOf({ nodes, edges, centre }: LayoutInput): readonly Part[] {
  const placeOf = new Map(nodes.map(({ id }, place) => [id, place]));
  const above = nodes.map((_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (above[root] !== root) root = above[root] ?? root;
    return root;
  };
  for (const { from, to } of edges) {
    const [one, other] = [rootOf(placeOf.get(from) ?? 0), rootOf(placeOf.get(to) ?? 0)];
    above[Math.max(one, other)] = Math.min(one, other);
  }
  const parts = new Map<number, { readonly nodes: number[]; readonly edges: number[] }>();
  for (const place of nodes.keys()) {
    const root = rootOf(place);
    const part = parts.get(root) ?? { nodes: [], edges: [] };
    part.nodes.push(place);
    parts.set(root, part);
  }
  for (const [place, { from }] of edges.entries()) parts.get(rootOf(placeOf.get(from) ?? 0))?.edges.push(place);
  const first = centre === undefined ? undefined : placeOf.get(centre);
  const weight = (part: Part): number =>
    first !== undefined && part.nodes.includes(first) ? nodes.length + 1 : part.nodes.length;
  return [...parts.values()].sort((one, other) => weight(other) - weight(one));
}

/** Parts in rows, about as wide as it takes to fill the aspect. */
function inRows(parts: readonly LaidOutPart[], aspect: number) {
  const area = parts.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  const widest = parts.reduce((most, { width }) => Math.max(most, width), Math.sqrt(area * aspect));
  const placed: { readonly part: LaidOutPart; readonly x: number; readonly y: number }[] = [];
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > widest) [x, y, rowHeight] = [0, y + rowHeight + gap, 0];
    placed.push({ part, x, y });
    width = Math.max(width, x + part.width);
    x += part.width + gap;
    rowHeight = Math.max(rowHeight, part.height);
  }
  return { placed, width, height: y + rowHeight };
}
