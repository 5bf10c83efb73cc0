import type { DrawnNode } from '../../server/src/drawing/scene.ts';

/** How a picture is seen: its zoom, the margin around it, and the size of what shows it. */
export interface Lens {
  readonly zoom: number;
  readonly margin: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a picture is scrolled to when it comes: a node is in the middle, else the first one in the order of reading, as a corner of a large
 * picture may hold nothing. What lies before the beginning of the picture is for the page to cut off.
 */
export function partToShow(
  nodes: readonly DrawnNode[],
  centre: string | undefined,
  { zoom, margin, width, height }: Lens,
): { readonly left: number; readonly top: number } {
  const shown = nodes.find(({ node }) => node.id === centre) ?? nodes[0];
  if (shown === undefined) return { left: 0, top: 0 };
  return {
    left: (shown.corner.x + margin + shown.width / 2) * zoom - width / 2,
    top: (shown.corner.y + margin + shown.height / 2) * zoom - height / 2,
  };
}
