import type { Host } from '../host/host.ts';
import { hostReason } from '../host/unread-reasons.ts';
import type { Documents } from './documents.ts';
import { nextTurn } from './timing.ts';
import { uriKey } from './uris.ts';

/** Brings files from the disk into the store. */
export interface Reader {
  /** Reads files, a few at a time, letting requests through between them. `onRead` is called after each; `isCancelled` ends the pass early. */
  read(uris: readonly string[], pass?: ReadPass): Promise<void>;
  /** Takes files, and everything below folders, as deleted. */
  remove(uris: readonly string[]): void;
}

/** How a pass of reading is watched. */
interface ReadPass {
  isCancelled?(): boolean;
  onRead?(): void;
  /** Called whenever requests are let through. */
  onPause?(): void;
}

/** How many files are read at the same time. */
const concurrency = 16;
/** After how many UTF-16 units of new text parsing begins, so that no request waits for long. */
const parseEvery = 64 * 1024;

/** Makes a reader. Of several reads of one file, the one that was begun last wins. */
export function createReader(host: Pick<Host, 'readFile'>, documents: Documents): Reader {
  const latest = new Map<string, number>();
  let count = 0;
  let unparsed = 0;
  /** There while requests are let through, for which all reading pauses: files of this machine are read without any waiting. */
  let pause: Promise<void> | undefined;

  const readOne = async (uri: string, pass: ReadPass): Promise<void> => {
    const key = uriKey(uri);
    const turn = ++count;
    latest.set(key, turn);
    const content = await host.readFile(uri, documents.maxFileSizeOf(uri), documents.folders.uris);
    while (pause !== undefined) await pause;
    if (latest.get(key) !== turn) return;
    latest.delete(key);
    // A file that is gone again is no unread file, nor is one that is read where it really is.
    const isMissing =
      content.kind === 'unread' && [hostReason('missing'), hostReason('linked')].includes(content.reason);
    documents.setOnDisk(uri, isMissing ? undefined : content);
    unparsed += content.kind === 'text' ? content.text.length : 0;
    if (unparsed < parseEvery) return;
    unparsed = 0;
    // Looking at the snapshot parses what is new.
    void documents.snapshot;
    pass.onPause?.();
    pause = nextTurn().then(() => {
      pause = undefined;
    });
  };

  return {
    async read(uris, pass = {}) {
      const waiting = uris.values();
      const work = async (): Promise<void> => {
        for (const uri of waiting) {
          if (pass.isCancelled?.() === true) return;
          await readOne(uri, pass);
          pass.onRead?.();
        }
      };
      await Promise.all(Array.from({ length: Math.min(concurrency, uris.length) }, work));
    },
    remove(uris) {
      const gone = new Set(uris.map(uriKey));
      const isGone = (key: string): boolean => isAtOrBelow(key, gone);
      for (const key of [...latest.keys()].filter(isGone)) latest.delete(key);
      for (const key of [...documents.knownFiles()].filter(isGone)) documents.setOnDisk(key, undefined);
    },
  };
}

/** Whether a key, or that of a folder above it, is among others. */
function isAtOrBelow(key: string, others: ReadonlySet<string>): boolean {
  for (let end = key.length; end > 0; end = key.lastIndexOf('/', end - 1))
    if (others.has(key.slice(0, end))) return true;
  return false;
}
