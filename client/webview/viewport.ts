import { margin, type Canvas } from './canvas.ts';
import { partToShow } from './shown-part.ts';

/** The part of a picture that is seen: scrolled as any page, so that every device can, and zoomed. */
export interface Viewport {
  readonly element: HTMLElement;
  /** Zooms by a factor, around a point of the window or the middle. */
  zoomBy(factor: number, around?: { readonly x: number; readonly y: number }): void;
  /** As much as can be read, with a node, or else the first one, in the middle where it is not all. */
  fit(centre: string | undefined): void;
  /** The same for a window of another size, unless a person has zoomed since. */
  fitAgain(centre: string | undefined): void;
  /** Does something that moves nodes, and scrolls so that one of them stays where it was. */
  holding(id: string | undefined, move: () => void): void;
  /** Scrolls until a node is seen. */
  reveal(id: string): void;
  /** As it was left. */
  restore(view: SeenPart): void;
  readonly view: SeenPart;
}

/** What is seen, to be seen again. */
export interface SeenPart {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
}

const smallest = 0.2;
const largest = 3;
/** A picture that is whole in the window at this size can still be read; where it is not, a part is shown in another one. */
const smallestWhole = 0.6;
const sizeOfPart = 0.8;

export function createViewport(canvas: Canvas, changed: () => void): Viewport {
  const element = document.createElement('main');
  element.className = 'viewport';
  element.append(canvas.svg);
  let zoom = 1;
  let isFitted = false;

  function apply(next: number): void {
    zoom = Math.min(largest, Math.max(smallest, next));
    const { width, height } = canvas.size;
    canvas.svg.setAttribute('width', String(Math.round(width * zoom)));
    canvas.svg.setAttribute('height', String(Math.round(height * zoom)));
  }

  function zoomBy(factor: number, around?: { readonly x: number; readonly y: number }): void {
    const box = element.getBoundingClientRect();
    const { x, y } = around ?? { x: box.left + box.width / 2, y: box.top + box.height / 2 };
    const before = canvas.svg.getBoundingClientRect();
    const [left, top] = [(x - before.left) / before.width, (y - before.top) / before.height];
    apply(zoom * factor);
    const after = canvas.svg.getBoundingClientRect();
    element.scrollBy(after.left + left * after.width - x, after.top + top * after.height - y);
    isFitted = false;
    changed();
  }

  function fit(centre: string | undefined): void {
    const { width, height } = canvas.size;
    const whole = Math.min(1, element.clientWidth / width, element.clientHeight / height);
    apply(whole < smallestWhole ? sizeOfPart : whole);
    isFitted = true;
    const lens = { zoom, margin, width: element.clientWidth, height: element.clientHeight };
    element.scrollTo(partToShow(canvas.nodes, centre, lens));
    changed();
  }

  function holding(id: string | undefined, move: () => void): void {
    const before = id === undefined ? undefined : canvas.elementOf(id)?.getBoundingClientRect();
    move();
    apply(zoom);
    const after = id === undefined ? undefined : canvas.elementOf(id)?.getBoundingClientRect();
    if (before !== undefined && after !== undefined) element.scrollBy(after.left - before.left, after.top - before.top);
  }

  element.addEventListener('scroll', changed, { passive: true });
  element.addEventListener(
    'wheel',
    (event) => {
      // A pinch on a touchpad comes as a wheel with Ctrl.
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 0 ? 0.01 : 0.1)), { x: event.clientX, y: event.clientY });
    },
    { passive: false },
  );
  dragToScroll(element, canvas);

  return {
    element,
    zoomBy,
    fit,
    fitAgain: (centre) => {
      if (isFitted) fit(centre);
    },
    holding,
    reveal: (id) => canvas.elementOf(id)?.scrollIntoView({ block: 'nearest', inline: 'nearest' }),
    restore: (view) => {
      apply(view.zoom);
      element.scrollTo(view.left, view.top);
    },
    get view() {
      return { zoom, left: element.scrollLeft, top: element.scrollTop };
    },
  };
}

/** The mouse takes hold of the picture between the nodes. */
function dragToScroll(element: HTMLElement, canvas: Canvas): void {
  let last: PointerEvent | undefined;
  element.addEventListener('pointerdown', (event) => {
    if (event.pointerType !== 'mouse' || event.button !== 0 || canvas.nodeAt(event.target) !== undefined) return;
    last = event;
    element.setPointerCapture(event.pointerId);
    element.classList.add('dragged');
  });
  element.addEventListener('pointermove', (event) => {
    if (last === undefined) return;
    element.scrollBy(last.clientX - event.clientX, last.clientY - event.clientY);
    last = event;
  });
  const end = (): void => {
    last = undefined;
    element.classList.remove('dragged');
  };
  element.addEventListener('pointerup', end);
  element.addEventListener('pointercancel', end);
}
