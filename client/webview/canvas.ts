import type { GraphEdge, GraphNode } from '../../server/src/drawing/graph.ts';
import type { Layout, LayoutInput } from '../../server/src/drawing/layout.ts';
import { drawnNodes, edgeShapes, round, type DrawnNode, type Scene } from '../../server/src/drawing/scene.ts';
import { shape } from '../../server/src/drawing/svg.ts';
import { elementOf } from './elements.ts';
import type { Walkable } from './neighbour.ts';

/** Around a picture, in its own pixels, so that what stands at its rim can be moved to the middle. */
export const margin = 32;

/** The picture in the page. An element of a node stays the same as long as there is the node, so that it keeps the focus. */
export interface Canvas extends Walkable {
  readonly svg: SVGElement;
  /** Without zoom. */
  readonly size: { readonly width: number; readonly height: number };
  draw(scene: Scene, layout: Layout, label: string): void;
  elementOf(id: string): SVGElement | undefined;
  /** The node that an element belongs to. */
  nodeAt(target: EventTarget | null): GraphNode | undefined;
  /** Makes a node the one that Tab leads to. */
  reach(id: string): void;
}

export function createCanvas(): Canvas {
  const svg = elementOf(shape('svg', { role: 'group' }));
  const edges = elementOf(shape('g', { 'aria-hidden': 'true' }));
  const nodes = elementOf(shape('g', {}));
  svg.append(edges, nodes);
  const elements = new Map<string, SVGElement>();
  let drawn: readonly DrawnNode[] = [];
  let connections: readonly GraphEdge[] = [];
  let direction: LayoutInput['direction'] = 'right';
  let size = { width: 0, height: 0 };
  let reached: string | undefined;

  function draw(scene: Scene, layout: Layout, label: string): void {
    const focused = document.activeElement;
    drawn = drawnNodes(scene, layout);
    connections = scene.graph.edges;
    ({ direction } = scene.input);
    size = { width: Math.ceil(layout.width) + 2 * margin, height: Math.ceil(layout.height) + 2 * margin };
    svg.setAttribute('aria-label', label);
    svg.setAttribute('viewBox', `${-margin} ${-margin} ${size.width} ${size.height}`);
    edges.replaceChildren(...edgeShapes(scene, layout).map(elementOf));
    const ids = new Set(drawn.map(({ node }) => node.id));
    for (const [id, element] of elements) {
      if (ids.has(id)) continue;
      element.remove();
      elements.delete(id);
    }
    let next = nodes.firstElementChild;
    for (const one of drawn) {
      const element = elements.get(one.node.id) ?? newNode(one.node.id);
      update(element, one);
      if (element === next) next = next.nextElementSibling;
      else nodes.insertBefore(element, next);
    }
    if (reached === undefined || !ids.has(reached)) reach(scene.graph.centre ?? drawn[0]?.node.id ?? '');
    // What is moved in the page loses the focus.
    if (focused instanceof SVGElement && focused.isConnected && document.activeElement !== focused) focused.focus();
  }

  function newNode(id: string): SVGElement {
    const element = elementOf(shape('g', { role: 'button', tabindex: '-1', 'data-id': id }));
    elements.set(id, element);
    return element;
  }

  function reach(id: string): void {
    if (reached !== undefined) elements.get(reached)?.setAttribute('tabindex', '-1');
    reached = id;
    elements.get(id)?.setAttribute('tabindex', '0');
  }

  return {
    svg,
    get nodes() {
      return drawn;
    },
    get edges() {
      return connections;
    },
    get direction() {
      return direction;
    },
    get size() {
      return size;
    },
    draw,
    elementOf: (id) => elements.get(id),
    nodeAt: (target) => {
      const element = target instanceof Element ? target.closest('.node') : null;
      const id = element?.getAttribute('data-id');
      return drawn.find(({ node }) => node.id === id)?.node;
    },
    reach,
  };
}

function update(element: SVGElement, { node, corner, classes, shapes }: DrawnNode): void {
  element.setAttribute('class', classes);
  element.setAttribute('transform', `translate(${round(corner.x)} ${round(corner.y)})`);
  element.setAttribute('aria-label', node.spoken);
  const { group } = node;
  if (group === undefined) element.removeAttribute('aria-expanded');
  else element.setAttribute('aria-expanded', String(group.state === 'open'));
  const problems = node.problems.map(({ message }) => message).join('\n\n');
  const hint = problems === '' ? [] : [elementOf(shape('title', {}, [problems]))];
  // Blanks between them, as between words.
  element.replaceChildren(...hint, ...shapes.flatMap((one) => [elementOf(one), ' ']));
}
