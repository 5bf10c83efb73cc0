import { expect, test } from 'vitest';
import { neighbour, type ArrowKey } from '../../client/webview/neighbour.ts';
import type { GraphEdge } from '../../server/src/drawing/graph.ts';
import type { DrawnNode } from '../../server/src/drawing/scene.ts';

/** Nodes where their names are drawn, ten pixels for a column of the text and forty for a line. */
function nodesIn(text: string): readonly DrawnNode[] {
  return text.split('\n').flatMap((line, row) =>
    [...line.matchAll(/\w/g)].map(({ 0: id, index }): DrawnNode => ({
      node: { id } as DrawnNode['node'],
      corner: { x: index * 10, y: row * 40 },
      width: 20,
      height: 20,
      shapes: [],
      classes: '',
    })),
  );
}

function edgesOf(...pairs: readonly string[]): readonly GraphEdge[] {
  return pairs.map((pair) => ({ from: pair[0], to: pair[1] }) as GraphEdge);
}

const nodes = nodesIn(`
          b
  a             d
          c
`);

test.each<[string, ArrowKey, string, string | undefined]>([
  ['along an edge before what is straight ahead', 'ArrowRight', 'a', 'b'],
  ['back along an edge', 'ArrowLeft', 'c', 'a'],
  ['to what is ahead where no edge leads there', 'ArrowLeft', 'd', 'a'],
  ['down in a column', 'ArrowDown', 'b', 'c'],
  ['nowhere where there is nothing', 'ArrowLeft', 'a', undefined],
  ['to the first node from none', 'ArrowLeft', 'x', 'b'],
])('an arrow key leads %s', (_, key, from, to) => {
  expect(neighbour({ nodes, edges: edgesOf('ab', 'ac'), direction: 'right' }, from, key)).toBe(to);
});
