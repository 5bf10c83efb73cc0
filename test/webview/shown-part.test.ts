import { expect, test } from 'vitest';
import { partToShow } from '../../client/webview/shown-part.ts';
import type { DrawnNode } from '../../server/src/drawing/scene.ts';

const nodeAt = (id: string, x: number, y: number): DrawnNode => ({
  node: { id } as DrawnNode['node'],
  corner: { x, y },
  width: 200,
  height: 40,
  shapes: [],
  classes: '',
});
const lens = { zoom: 0.5, margin: 20, width: 300, height: 100 };

test('a picture comes with the node that it is about in the middle', () => {
  expect(partToShow([nodeAt('a', 1000, 0), nodeAt('b', 2000, 900)], 'b', lens)).toEqual({ left: 910, top: 420 });
});

test('a picture of no single node comes with the first one, not with a corner that may be empty', () => {
  const nodes = [nodeAt('a', 1000, 0), nodeAt('b', 0, 900)];
  expect(partToShow(nodes, undefined, lens)).toEqual({ left: 410, top: -30 });
  expect(partToShow(nodes, 'gone', lens)).toEqual({ left: 410, top: -30 });
});

test('an empty picture comes from its begin', () => {
  expect(partToShow([], undefined, lens)).toEqual({ left: 0, top: 0 });
});
