import { visible } from '../core/util/visible.ts';
import { cardOf, markSize, type Card } from './card.ts';
import { textSizes, type Graph, type GraphEdge, type GraphNode, type Measure } from './graph.ts';
import type { Layout, LayoutInput, Point } from './layout.ts';
import { shape, type Shape } from './svg.ts';
import { shortenedInside } from './text-width.ts';

/** A picture whose texts are laid out, and whose nodes have no place yet. */
export interface Scene {
  readonly graph: Graph;
  readonly cards: readonly Card[];
  /** What is written on each edge. */
  readonly texts: readonly string[];
  readonly input: LayoutInput;
}

const widestEdgeText = 120;

/** Lays out the texts of a picture, and says what has to be laid out. */
export function sceneOf(
  graph: Graph,
  measure: Measure,
  { direction, aspect }: Pick<LayoutInput, 'direction' | 'aspect'>,
): Scene {
  const cards = graph.nodes.map((node) => cardOf(node, measure));
  const width = (text: string): number => measure(text, 'edge');
  const texts = graph.edges.map(({ text }) => shortenedInside(visible(text), width, widestEdgeText));
  return {
    graph,
    cards,
    texts,
    input: {
      direction,
      aspect,
      centre: graph.centre,
      nodes: cards.map(({ node, width: wide, height }) => ({
        id: node.id,
        width: wide,
        height,
        isLast: graph.centre !== undefined && node.kind === 'name',
      })),
      edges: graph.edges.map(({ from, to, kind }, index) => ({
        from,
        to,
        yields: naming.has(kind),
        textWidth: texts[index] === '' ? 0 : Math.ceil(width(texts[index] ?? '')) + 12,
      })),
    },
  };
}

/** What a client does; all else is the order of a Service, what is behind it, and its names. */
const naming: ReadonlySet<GraphEdge['kind']> = new Set(['names', 'routesTo', 'uses', 'isAliasOf', 'asks']);

/** A node with its place. */
export interface DrawnNode {
  readonly node: GraphNode;
  readonly corner: Point;
  readonly width: number;
  readonly height: number;
  /** Relative to the corner. */
  readonly shapes: readonly Shape[];
  /** The classes that say its colours. */
  readonly classes: string;
}

/** The nodes of a picture, in the order in which they are read: along the edges, then across. */
export function drawnNodes({ cards, graph, input }: Scene, { nodes }: Layout): readonly DrawnNode[] {
  const drawn = cards.map((card, index): DrawnNode => {
    const { node, width, height } = card;
    const isCentre = node.id === graph.centre ? ' centre' : '';
    const problem = node.problems[0] === undefined ? '' : ` has-${node.problems[0].severity}`;
    return {
      node,
      corner: nodes[index] ?? { x: 0, y: 0 },
      width,
      height,
      shapes: cardShapes(card),
      classes: `node kind-${node.kind} ${node.presence}${problem}${isCentre}`,
    };
  });
  const [along, across] = input.direction === 'right' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  return drawn.sort(
    (one, other) => one.corner[along] - other.corner[along] || one.corner[across] - other.corner[across],
  );
}

function cardShapes({ width, height, lines, mark, node }: Card): readonly Shape[] {
  return [
    shape('rect', { class: 'card', width, height, rx: 6 }),
    shape('path', { class: 'accent', d: `M6 .5H4Q.5 .5 .5 6V${height - 6}Q.5 ${height - 0.5} 4 ${height - 0.5}H6Z` }),
    ...lines.flatMap(({ text, style, role, x, y, icon }) => [
      ...(icon === undefined ? [] : [iconShape(icon, { x: x - 16, y: y - 10 })]),
      shape('text', { class: `${role} set-${style}`, x, y, 'font-size': textSizes[style] }, [text]),
    ]),
    ...(mark === undefined || node.group === undefined ? [] : [markShape(mark, node.group.state)]),
  ];
}

/** In a square of 12 pixels. */
const iconPaths = {
  error:
    'M6 .5A5.5 5.5 0 1 0 6 11.5A5.5 5.5 0 1 0 6 .5ZM3.9 3L6 5.1L8.1 3L9 3.9L6.9 6L9 8.1L8.1 9L6 6.9L3.9 9L3 8.1L5.1 6L3 3.9Z',
  warning: 'M6 .6L11.7 11H.3ZM5.4 4.2V7.4H6.6V4.2ZM5.4 8.3V9.5H6.6V8.3Z',
  information: 'M6 .5A5.5 5.5 0 1 0 6 11.5A5.5 5.5 0 1 0 6 .5ZM5.4 5.2H6.6V9H5.4ZM5.4 3H6.6V4.3H5.4Z',
} as const;

function iconShape(icon: keyof typeof iconPaths, { x, y }: Point): Shape {
  return shape('path', {
    class: `icon ${icon}`,
    transform: `translate(${x} ${y})`,
    'fill-rule': 'evenodd',
    d: iconPaths[icon],
  });
}

function markShape({ x, y }: Point, state: 'open' | 'closed'): Shape {
  const half = markSize / 2;
  const plus = state === 'closed' ? `M${half} 4V${markSize - 4}` : '';
  return shape('g', { class: 'mark', transform: `translate(${x} ${y})` }, [
    shape('rect', { width: markSize, height: markSize, rx: 3 }),
    shape('path', { d: `M4 ${half}H${markSize - 4}${plus}` }),
  ]);
}

/** The edges of a picture. */
export function edgeShapes({ graph, texts, input }: Scene, { edges }: Layout): readonly Shape[] {
  return graph.edges.map((edge, index) => {
    const { points = [], text } = edges[index] ?? {};
    const written = texts[index] ?? '';
    const children = [
      shape('path', { class: 'line', d: curve(points, input.direction) }),
      shape('path', { class: 'tip', d: tip(points, input.direction) }),
      ...(text === undefined
        ? []
        : [
            shape(
              'text',
              {
                class: 'set-edge',
                x: round(text.x),
                y: round(text.y + 3.5),
                'text-anchor': 'middle',
                'font-size': textSizes.edge,
              },
              [written],
            ),
          ]),
    ];
    return shape('g', { class: `edge kind-${edge.kind} ${edge.presence}` }, children);
  });
}

const tipLength = 7;

/** A smooth line that leaves and reaches nodes in the direction of the picture. */
function curve(points: readonly Point[], direction: LayoutInput['direction']): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  const steps: string[] = [`M${round(start.x)} ${round(start.y)}`];
  let from = start;
  for (const [index, to] of rest.entries()) {
    const end = index === rest.length - 1 ? beforeTip(from, to, direction) : to;
    const [firstX, firstY, lastX, lastY] =
      direction === 'right'
        ? [(from.x + end.x) / 2, from.y, (from.x + end.x) / 2, end.y]
        : [from.x, (from.y + end.y) / 2, end.x, (from.y + end.y) / 2];
    steps.push(`C${round(firstX)} ${round(firstY)} ${round(lastX)} ${round(lastY)} ${round(end.x)} ${round(end.y)}`);
    from = end;
  }
  return steps.join('');
}

function beforeTip(from: Point, to: Point, direction: LayoutInput['direction']): Point {
  const axis = direction === 'right' ? 'x' : 'y';
  const sign = Math.sign(to[axis] - from[axis]) || 1;
  return { ...to, [axis]: to[axis] - sign * (tipLength - 1) };
}

function tip(points: readonly Point[], direction: LayoutInput['direction']): string {
  const end = points.at(-1);
  const before = points.at(-2);
  if (end === undefined || before === undefined) return '';
  const axis = direction === 'right' ? 'x' : 'y';
  const back = -(Math.sign(end[axis] - before[axis]) || 1) * tipLength;
  const corner = (side: number): string =>
    direction === 'right'
      ? `${round(end.x + back)} ${round(end.y + side)}`
      : `${round(end.x + side)} ${round(end.y + back)}`;
  return `M${round(end.x)} ${round(end.y)}L${corner(3.5)}L${corner(-3.5)}Z`;
}

/** A number as short as it can be written without being seen to differ. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
