import type { Layout, LayoutInput } from '../../server/src/drawing/layout.ts';
import layoutScript from './layout-worker.ts?script';

/**
 * Lays out in a worker, so that a large picture does not keep the page from answering. Only the last question counts: one that is
 * still worked at when the next one comes is given up, and answered with nothing.
 */
export function createLayouts(): (input: LayoutInput) => Promise<Layout | undefined> {
  let worker: Worker | undefined;
  let giveUp: (() => void) | undefined;

  return (input) =>
    new Promise((resolve, reject) => {
      if (giveUp !== undefined) {
        worker?.terminate();
        worker = undefined;
        giveUp();
      }
      worker ??= startWorker();
      giveUp = () => resolve(undefined);
      worker.onmessage = ({ data }: MessageEvent<Layout>) => {
        giveUp = undefined;
        resolve(data);
      };
      worker.onerror = ({ message }) => {
        giveUp = undefined;
        reject(new Error(message));
      };
      worker.postMessage(input);
    });
}

/** The policy of the page lets no worker in but one that is made of text. */
function startWorker(): Worker {
  const address = URL.createObjectURL(new Blob([layoutScript], { type: 'text/javascript' }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
}
