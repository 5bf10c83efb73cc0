import type { WirePictureNode } from '../../server/src/shared/picture.ts';
import type { Canvas } from './canvas.ts';
import { neighbour } from './neighbour.ts';
import { zoomStep } from './toolbar.ts';
import type { Viewport } from './viewport.ts';

/** What mouse and keys lead to. */
interface InputActions {
  /** The node that an element belongs to. */
  nodeAt(target: EventTarget | null): WirePictureNode | undefined;
  open(node: WirePictureNode): void;
  toggle(node: WirePictureNode): void;
  fit(): void;
}

/** Lets a person use a picture: with the mouse, and as well with the keys alone. */
export function listenToInput(canvas: Canvas, viewport: Viewport, actions: InputActions): void {
  canvas.svg.addEventListener('click', (event) => {
    const node = actions.nodeAt(event.target);
    if (node === undefined) return;
    canvas.reach(node.id);
    if (event.target instanceof Element && event.target.closest('.mark') !== null) actions.toggle(node);
    else actions.open(node);
  });
  // An SVG that listens to focus could be focused itself.
  viewport.element.addEventListener('focusin', (event) => {
    const node = actions.nodeAt(event.target);
    if (node === undefined) return;
    canvas.reach(node.id);
    viewport.reveal(node.id);
  });
  viewport.element.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!handleKey(event.key, actions.nodeAt(event.target))) return;
    event.preventDefault();
    // VS Code listens to the keys of its pages, too.
    event.stopPropagation();
  });

  /** Whether the key does something here. */
  function handleKey(key: string, node: WirePictureNode | undefined): boolean {
    switch (key) {
      case 'ArrowLeft':
      case 'ArrowRight':
      case 'ArrowUp':
      case 'ArrowDown':
        return moveTo(node && neighbour(canvas, node.id, key));
      case 'Home':
        return moveTo(canvas.nodes[0]?.node.id);
      case 'End':
        return moveTo(canvas.nodes.at(-1)?.node.id);
      case 'Enter':
        if (node !== undefined) actions.open(node);
        return node !== undefined;
      case ' ':
        if (node !== undefined) actions.toggle(node);
        return node !== undefined;
      case '+':
      case '=':
        viewport.zoomBy(zoomStep);
        return true;
      case '-':
        viewport.zoomBy(1 / zoomStep);
        return true;
      case '0':
        actions.fit();
        return true;
      default:
        return false;
    }
  }

  function moveTo(id: string | undefined): boolean {
    if (id === undefined) return false;
    canvas.elementOf(id)?.focus();
    return true;
  }
}
