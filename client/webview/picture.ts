// The page of a picture: draws what it is sent, and tells what a person wants. It measures with the fonts of the window and keeps the
// element of a node as long as there is the node, so that focus and scroll stay during typing.
import type { FromPage, PageWords, ToPage } from '../src/views/picture/page-messages.ts';
import type { WirePicture, WirePictureNode } from '../../server/src/shared/picture.ts';
import { pictureStyle } from '../../server/src/drawing/svg.ts';
import { createCanvas } from './canvas.ts';
import { html } from './elements.ts';
import { pictureFile } from './picture-file.ts';
import { listenToInput } from './input.ts';
import { createLayouts, type LaidOut } from './layouts.ts';
import { createMeasure } from './measure.ts';
import pageStyle from './picture.css';
import { createToolbar } from './toolbar.ts';
import { createViewport, type SeenPart } from './viewport.ts';

/** What VS Code gives a page to talk with the extension, and to remember what it shows. */
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
};

/** What is remembered while no window shows the page. */
interface Kept {
  /** What the extension needs to ask for the picture again. */
  readonly of?: unknown;
  readonly centre?: string | undefined;
  readonly view?: SeenPart;
}

const vscode = acquireVsCodeApi();
const sheet = new CSSStyleSheet();
sheet.replaceSync(`${pictureStyle}${pageStyle}`);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  if (data.kind === 'words') start(data.words);
});
vscode.postMessage({ kind: 'ready' });

/** Builds the page, once its words are there. */
function start(words: PageWords): void {
  const canvas = createCanvas();
  const layouts = createLayouts();
  const viewport = createViewport(canvas, keep);
  const status = html('div', { class: 'unseen', role: 'status' });
  const empty = html('main', { class: 'viewport' }, emptyNote(words));
  const toolbar = createToolbar(words, {
    pin: (isPinned) => vscode.postMessage({ kind: 'pin', isPinned }),
    unfold: () => vscode.postMessage({ kind: 'unfold' }),
    zoomBy: (factor) => viewport.zoomBy(factor),
    fit,
    askFormat: () => vscode.postMessage({ kind: 'askFormat' }),
  });
  document.body.replaceChildren(toolbar.element, viewport.element, status);
  let shown: LaidOut | undefined;
  let kept = vscode.getState() ?? {};

  function keep(): void {
    kept = { ...kept, view: viewport.view };
    vscode.setState(kept);
  }

  function fit(): void {
    viewport.fit(shown?.picture.centre);
  }

  async function show(picture: WirePicture | null): Promise<void> {
    if (picture === null) {
      viewport.element.replaceWith(empty);
      status.textContent = words.empty;
      shown = undefined;
      return;
    }
    const { clientWidth, clientHeight } = document.documentElement;
    const laidOut = await layouts(picture, createMeasure(), { width: clientWidth, height: clientHeight });
    if (laidOut === undefined) return;
    const { scene, layout } = laidOut;
    empty.replaceWith(viewport.element);
    const label = words.picture.replace('{0}', picture.title);
    const isSame =
      shown !== undefined && shown.picture.centre === picture.centre && shown.picture.title === picture.title;
    const focused = canvas.nodeAt(document.activeElement)?.id;
    viewport.holding(isSame ? (focused ?? heldNode(picture)) : undefined, () => canvas.draw(scene, layout, label));
    const isFirst = shown === undefined;
    shown = laidOut;
    if (isSame) return;
    const { view } = kept;
    if (isFirst && view !== undefined && kept.centre === picture.centre) viewport.restore(view);
    else viewport.fit(picture.centre);
    kept = { ...kept, centre: picture.centre };
    keep();
    status.textContent = `${label}. ${words.keys}`;
  }

  /** What stays where it is: the node that it is about, else one that is seen and that both pictures have. */
  function heldNode(picture: WirePicture): string | undefined {
    if (picture.centre !== undefined) return picture.centre;
    const ids = new Set(picture.nodes.map(({ id }) => id));
    const box = viewport.element.getBoundingClientRect();
    const seen = canvas.nodes.find(({ node }) => {
      const at = canvas.elementOf(node.id)?.getBoundingClientRect();
      return ids.has(node.id) && at !== undefined && at.right > box.left && at.bottom > box.top;
    });
    return seen?.node.id;
  }

  function nodeAt(target: EventTarget | null): WirePictureNode | undefined {
    const id = canvas.nodeAt(target)?.id;
    return shown?.picture.nodes.find((node) => node.id === id);
  }

  function open(node: WirePictureNode): void {
    if (node.place !== undefined) vscode.postMessage({ kind: 'open', place: node.place });
    else toggle(node);
  }

  function toggle({ group }: WirePictureNode): void {
    if (group === undefined) return;
    vscode.postMessage({ kind: 'fold', group: group.id, state: group.state === 'open' ? 'closed' : 'open' });
  }

  listenToInput(canvas, viewport, { nodeAt, open, toggle, fit });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') vscode.postMessage({ kind: 'leave' });
  });

  window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
    if (data.kind === 'picture') {
      kept = { ...kept, of: data.kept };
      vscode.setState(kept);
      toolbar.show(data.picture, data.follows, data.isRegrouped);
      void show(data.picture);
    }
    if (data.kind === 'export' && shown !== undefined) {
      const { format } = data;
      void pictureFile(format, shown.scene, shown.layout).then((content) =>
        vscode.postMessage({ kind: 'file', format, content }),
      );
    }
  });
  // What is narrow leads down, what is wide to the right.
  let width = document.documentElement.clientWidth;
  window.addEventListener('resize', () => {
    const { clientWidth } = document.documentElement;
    if (Math.abs(clientWidth - width) < 40) return;
    width = clientWidth;
    if (shown !== undefined) void show(shown.picture).then(() => viewport.fitAgain(shown?.picture.centre));
  });
}

function emptyNote(words: PageWords): HTMLElement {
  const all = html('button', { type: 'button' }, words.all);
  all.addEventListener('click', () => vscode.postMessage({ kind: 'all' }));
  return html('div', { class: 'empty' }, html('p', {}, words.empty), all);
}
