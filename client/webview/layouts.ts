import type { Measure } from '../../server/src/drawing/graph.ts';
import type { Layout, LayoutInput } from '../../server/src/drawing/layout.ts';
import { sceneOf, type Scene } from '../../server/src/drawing/scene.ts';
import type { WirePicture } from '../../server/src/shared/picture.ts';
import layoutScript from './layout-worker.ts?script';

/** A picture that is laid out. */
export interface LaidOut {
  readonly picture: WirePicture;
  readonly scene: Scene;
  readonly layout: Layout;
}

/** Lays out pictures for a window; nothing comes of one that is still worked at when the next one is asked for. */
type Layouts = (
  picture: WirePicture,
  measure: Measure,
  window: { readonly width: number; readonly height: number },
) => Promise<LaidOut | undefined>;

/**
 * Lays out in a worker, so that a large picture does not keep the page from answering. Where there is little width, a picture may lead
 * down: whichever way shows more of it.
 */
export function createLayouts(): Layouts {
  const worker = createWorker();
  let turn = 0;
  return async (picture, measure, { width, height }) => {
    const own = ++turn;
    worker.giveUp();
    const ways: readonly LayoutInput['direction'][] = width > height * 1.3 ? ['right'] : ['right', 'down'];
    const texts = sceneOf(picture, measure, { direction: 'right', aspect: width / Math.max(1, height) });
    let best: (LaidOut & { readonly scale: number }) | undefined;
    for (const direction of ways) {
      const scene: Scene = { ...texts, input: { ...texts.input, direction } };
      const layout = await worker.ask(scene.input);
      if (layout === undefined || own !== turn) return undefined;
      const scale = Math.min(width / layout.width, height / layout.height);
      if (best === undefined || scale > best.scale) best = { picture, scene, layout, scale };
    }
    return best;
  };
}

/** One question at a time; giving up ends the worker at work, and its question is answered with nothing. */
function createWorker() {
  let worker: Worker | undefined;
  let leave: (() => void) | undefined;
  return {
    giveUp(): void {
      if (leave === undefined) return;
      worker?.terminate();
      worker = undefined;
      leave();
      leave = undefined;
    },
    ask: (input: LayoutInput): Promise<Layout | undefined> =>
      new Promise((resolve, reject) => {
        worker ??= startWorker();
        leave = () => resolve(undefined);
        worker.onmessage = ({ data }: MessageEvent<Layout>) => {
          leave = undefined;
          resolve(data);
        };
        worker.onerror = ({ message }) => {
          leave = undefined;
          reject(new Error(message));
        };
        worker.postMessage(input);
      }),
  };
}

/** The policy of the page lets no worker in but one that is made of text. */
function startWorker(): Worker {
  const address = URL.createObjectURL(new Blob([layoutScript], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
