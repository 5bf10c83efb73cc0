import { layOut, type LayoutInput } from '../../server/src/drawing/layout.ts';

// One question after the other; who has no use for an answer any more ends the worker.
self.addEventListener('message', ({ data }: MessageEvent<LayoutInput>) => {
  self.postMessage(layOut(data));
});
