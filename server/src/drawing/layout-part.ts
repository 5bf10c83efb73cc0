import { Graph as DagreGraph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { LaidOutEdge, LayoutEdge, LayoutInput, Part, Point } from './layout.ts';
import { addTo } from '../core/util/collections.ts';

/** A part of a picture by itself; nodes and edges by their places in the input. */
export interface LaidOutPart {
  readonly width: number;
  readonly height: number;
  readonly nodes: ReadonlyMap<number, Point>;
  readonly edges: ReadonlyMap<number, LaidOutEdge>;
}

const gap = { nodes: 16, ranks: 54, edges: 8 };
const textHeight = 14;

/** Above these the best ranks take too long to find. */
const mostBestNodes = 120;

/** Lays out what hangs together, in columns from left to right, or in rows from above. */
export function layOutPart(input: LayoutInput, part: Part): LaidOutPart {
  const drawn = drawnByDagre(input, part);
  const { graph, turned } = drawn;
  const { width = 0, height = 0 } = graph.graph();
  const boxes = new Map(part.nodes.map((place) => [place, boxOf(graph.node(String(place)))]));
  const isUpsideDown = isTurnedOver(input, part, boxes);
  const upright = (point: Point): Point => {
    if (!isUpsideDown) return point;
    return input.direction === 'right' ? { ...point, y: height - point.y } : { ...point, x: width - point.x };
  };
  const nodes = new Map(
    [...boxes].map(([place, box]) => {
      const far =
        input.direction === 'right' ? { x: box.x, y: box.y + box.height } : { x: box.x + box.width, y: box.y };
      return [place, isUpsideDown ? upright(far) : { x: box.x, y: box.y }];
    }),
  );
  const columns = columnsOf([...boxes.values()], input.direction);
  const edges = new Map<number, LaidOutEdge>();
  for (const { v, w, name = '' } of graph.edges()) {
    const place = Number(name);
    const edge = input.edges[place];
    const [from, to] = [boxes.get(Number(v)), boxes.get(Number(w))];
    if (edge === undefined || from === undefined || to === undefined) continue;
    const { points = [], x, y } = graph.edge(v, w, name);
    const inner = points.slice(1, -1).map((point): Point => ({ x: point.x, y: point.y }));
    const way = wayBetween(from, to, inner.length < 2 && edge.textWidth === 0 ? [] : inner, columns, input.direction);
    const upwards = way.map(upright);
    const text = x === undefined || y === undefined || edge.textWidth === 0 ? undefined : upright({ x, y });
    edges.set(place, { points: turned.has(place) ? upwards.reverse() : upwards, text });
  }
  return { width, height, nodes, edges };
}

function drawnByDagre({ nodes, edges, direction }: LayoutInput, part: Part) {
  const graph = new DagreGraph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({
    rankdir: direction === 'right' ? 'LR' : 'TB',
    rankalign: 'top',
    nodesep: gap.nodes,
    ranksep: gap.ranks,
    edgesep: gap.edges,
    ranker: part.nodes.length > mostBestNodes ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  const names = new Map<string, string>();
  const last = new Set<string>();
  for (const place of part.nodes) {
    const { id = '', width = 0, height = 0, isLast = false } = nodes[place] ?? {};
    names.set(id, String(place));
    if (isLast) last.add(id);
    graph.setNode(String(place), { width, height });
  }
  const own = part.edges.flatMap((place): readonly (LayoutEdge & { readonly place: number })[] => {
    const edge = edges[place];
    return edge === undefined ? [] : [{ ...edge, place }];
  });
  const { turned, ranks } = circlesOf(own);
  const behindAll = 1 + [...ranks].reduce((most, [id, rank]) => (last.has(id) ? most : Math.max(most, rank)), 0);
  for (const { place, from, to, textWidth } of own) {
    const ends = turned.has(place) ? [to, from] : [from, to];
    const [source = '', target = ''] = ends.map((id) => names.get(id) ?? '');
    const label: EdgeLabel = textWidth === 0 ? {} : { width: textWidth, height: textHeight, labelpos: 'c' };
    const minlen = last.has(to) ? Math.max(1, behindAll - (ranks.get(from) ?? 0)) : 1;
    graph.setEdge(source, target, { ...label, minlen }, String(place));
  }
  layout(graph);
  return { graph, turned };
}

interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

function boxOf({ x = 0, y = 0, width, height }: NodeLabel): Box {
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Whether more nodes of a column stand against the order of the input than in it; turned over, the same edges cross. */
function isTurnedOver({ direction }: LayoutInput, part: Part, boxes: ReadonlyMap<number, Box>): boolean {
  const [along, across] = direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const last = new Map<number, Box>();
  let against = 0;
  for (const place of part.nodes) {
    const box = boxes.get(place);
    if (box === undefined) continue;
    const column = Math.round(box[along]);
    const before = last.get(column);
    if (before !== undefined) against += before[across] > box[across] ? 1 : -1;
    last.set(column, box);
  }
  return against > 0;
}

/** Where columns start and end; rows, where a picture leads down. */
type Columns = ReadonlyMap<number, number>;

function columnsOf(boxes: readonly Box[], direction: LayoutInput['direction']): Columns {
  const columns = new Map<number, number>();
  for (const { x, y, width, height } of boxes) {
    const [start, size] = direction === 'right' ? [x, width] : [y, height];
    const key = Math.round(start);
    columns.set(key, Math.max(columns.get(key) ?? 0, start + size));
  }
  return columns;
}

/** A way that leaves its column straight, and crosses others straight, so that it never runs below a node. */
function wayBetween(
  from: Box,
  to: Box,
  inner: readonly Point[],
  columns: Columns,
  direction: LayoutInput['direction'],
): readonly Point[] {
  const along = direction === 'right' ? 'x' : 'y';
  const [start, end] =
    direction === 'right'
      ? [
          { x: from.x + from.width, y: from.y + from.height / 2 },
          { x: to.x, y: to.y + to.height / 2 },
        ]
      : [
          { x: from.x + from.width / 2, y: from.y + from.height },
          { x: to.x + to.width / 2, y: to.y },
        ];
  const edgeOfColumn = columns.get(Math.round(from[along])) ?? start[along];
  const crossed = inner.flatMap((point): readonly Point[] => {
    const column = [...columns].find(([first, last]) => first - 1 <= point[along] && point[along] <= last);
    if (column === undefined) return [point];
    return [
      { ...point, [along]: column[0] },
      { ...point, [along]: column[1] },
    ];
  });
  const left = edgeOfColumn > start[along] + 1 ? [{ ...start, [along]: edgeOfColumn }] : [];
  return [start, ...left, ...crossed, end];
}

/** How edges have to be read so that none of them leads back. */
interface Straightened {
  /** The places of the edges that are laid out the other way round. */
  readonly turned: ReadonlySet<number>;
  /** How many edges lead to a node, at most, one after the other. */
  readonly ranks: ReadonlyMap<string, number>;
}

/** Finds the edges that would close a circle. Of those of a circle one that yields is turned, where there is one. */
function circlesOf(edges: readonly (LayoutEdge & { readonly place: number })[]): Straightened {
  const led = new Map<string, string[]>();
  const turned = new Set<number>();
  const inOrder = [...edges].sort((one, other) => Number(one.yields) - Number(other.yields) || one.place - other.place);
  for (const { from, to, place } of inOrder) {
    const isBack = leadsTo(led, to, from);
    if (isBack) turned.add(place);
    const [source, target] = isBack ? [to, from] : [from, to];
    addTo(led, source, target);
  }
  return { turned, ranks: ranksOf(led) };
}

function leadsTo(led: ReadonlyMap<string, readonly string[]>, from: string, goal: string): boolean {
  const seen = new Set([from]);
  const waiting = [from];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === goal) return true;
    for (const one of led.get(next) ?? []) {
      if (seen.has(one)) continue;
      seen.add(one);
      waiting.push(one);
    }
  }
  return false;
}

function ranksOf(led: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> {
  const waitingFor = new Map<string, number>();
  for (const [from, targets] of led) {
    if (!waitingFor.has(from)) waitingFor.set(from, 0);
    for (const target of targets) waitingFor.set(target, (waitingFor.get(target) ?? 0) + 1);
  }
  const ranks = new Map<string, number>();
  const ready = [...waitingFor].flatMap(([id, count]) => (count === 0 ? [id] : []));
  for (let id = ready.shift(); id !== undefined; id = ready.shift()) {
    const rank = ranks.get(id) ?? 0;
    ranks.set(id, rank);
    for (const target of led.get(id) ?? []) {
      ranks.set(target, Math.max(ranks.get(target) ?? 0, rank + 1));
      const left = (waitingFor.get(target) ?? 0) - 1;
      waitingFor.set(target, left);
      if (left === 0) ready.push(target);
    }
  }
  return ranks;
}
