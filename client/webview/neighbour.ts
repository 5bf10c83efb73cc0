import type { DrawnNode } from '../../server/src/drawing/scene.ts';

/** The keys that lead from node to node. */
export type ArrowKey = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The node that an arrow key leads to: the nearest one on that side, what is straight ahead before what is beside the way. */
export function neighbour(nodes: readonly DrawnNode[], from: string, key: ArrowKey): string | undefined {
  const start = nodes.find(({ node }) => node.id === from);
  if (start === undefined) return nodes[0]?.node.id;
  const [along, across] = key === 'ArrowLeft' || key === 'ArrowRight' ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const middle = middleOf(start);
  const candidates = nodes.flatMap((one) => {
    const other = middleOf(one);
    // Nodes of a column stand below each other by their left sides.
    const ahead = sign * (along === 'x' ? one.corner.x - start.corner.x : other.y - middle.y);
    if (one === start || ahead <= 1) return [];
    return [{ id: one.node.id, cost: ahead + 3 * Math.abs(other[across] - middle[across]) }];
  });
  return candidates.sort((one, other) => one.cost - other.cost)[0]?.id;
}

function middleOf({ corner, width, height }: DrawnNode): { readonly x: number; readonly y: number } {
  return { x: corner.x + width / 2, y: corner.y + height / 2 };
}
