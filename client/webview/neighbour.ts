import type { DrawnNode } from '../../server/src/drawing/scene.ts';
import type { GraphEdge } from '../../server/src/drawing/graph.ts';
import type { LayoutInput } from '../../server/src/drawing/layout.ts';

/** What the keys lead through. */
export interface Walkable {
  /** In the order in which they are read. */
  readonly nodes: readonly DrawnNode[];
  readonly edges: readonly GraphEdge[];
  /** Where edges lead. */
  readonly direction: LayoutInput['direction'];
}

/** The keys that lead from node to node. */
export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/**
 * The node that an arrow key leads to. In the direction in which edges lead, and against it, that is the nearest one at the other end of
 * an edge; else the nearest of all on that side, what is straight ahead before what is beside the way.
 */
export function neighbour({ nodes, edges, direction }: Walkable, from: string, key: ArrowKey): string | undefined {
  const start = nodes.find(({ node }) => node.id === from);
  if (start === undefined) return nodes[0]?.node.id;
  const [along, across] = key === 'ArrowLeft' || key === 'ArrowRight' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const isAlongEdges = (along === 'x') === (direction === 'right');
  const ends = edges.flatMap((edge) => (edge.from === from ? [edge.to] : edge.to === from ? [edge.from] : []));
  const connected = new Set(isAlongEdges ? ends : []);
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const candidates = nodes.flatMap((one) => {
    // Nodes of a column have their left sides in common, those of a row their tops.
    const ahead = sign * (one.corner[along] - start.corner[along]);
    if (one === start || ahead <= 1) return [];
    const aside = Math.abs(middleOf(one)[across] - middleOf(start)[across]);
    const isConnected = connected.has(one.node.id);
    return [{ id: one.node.id, cost: ahead + (isConnected ? 1 : 3) * aside, isConnected }];
  });
  const best = candidates.sort(
    (one, other) => Number(other.isConnected) - Number(one.isConnected) || one.cost - other.cost,
  );
  return best[0]?.id;
}

function middleOf({ corner, width, height }: DrawnNode): { readonly x: number; readonly y: number } {
  return { x: corner.x + width / 2, y: corner.y + height / 2 };
}
