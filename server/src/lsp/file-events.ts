import { FileChangeType, type FileEvent } from 'vscode-languageserver';
import { namesOthers } from './disk-file.ts';
import { addAll } from '../core/util/collections.ts';
import type { Host } from '../host/host.ts';
import { buildAll } from './build-all.ts';
import type { Documents } from './documents.ts';
import { inBackground, type Log } from './log.ts';
import type { Reader } from './reader.ts';
import { debounce } from './timing.ts';
import { uriKey } from './uris.ts';

/** Takes in what happens to files on disk. */
interface FileEvents {
  /** Files or folders that were created, changed or deleted. Changing branches makes thousands at once, which are taken in together. */
  take(events: readonly FileEvent[]): void;
  /** Whether some are being taken in, so that not all is known of what changed. */
  readonly isTakingIn: boolean;
  stop(): void;
}

/** How long a burst is waited for, in milliseconds. */
const burst = 100;

/** Prepares for events. The last event about a file counts. `onTaken` is told what was read again or forgotten. */
export function createFileEvents(
  host: Host,
  documents: Documents,
  reader: Reader,
  log: Log,
  onTaken: (uris: readonly string[]) => void,
): FileEvents {
  let waiting = new Map<string, FileEvent>();
  let takingIn = 0;
  const takeIn = debounce(burst, () => {
    const events = [...waiting.values()];
    waiting = new Map();
    inBackground(log, 'Taking in changed files', apply(events));
  });

  const apply = async (events: readonly FileEvent[]): Promise<void> => {
    const isDeleted = (event: FileEvent): boolean => event.type === FileChangeType.Deleted;
    reader.remove(events.filter(isDeleted).map((event) => event.uri));
    const there = events.filter((event) => !isDeleted(event)).map((event) => event.uri);
    const isIndexed = (uri: string): boolean => documents.isRead(uri);
    const below: string[] = [];
    // What is created and is no manifest may be a folder that was moved here with all its files.
    for (const uri of events.flatMap((event) =>
      event.type === FileChangeType.Created && !isIndexed(event.uri) ? [event.uri] : [],
    )) {
      if (documents.folders.pathOf(uriKey(uri)) === undefined) continue;
      const found = await host.findFiles(uri, [], documents.folders.uris);
      addAll(below, found.uris);
    }
    const read = [...there, ...below].filter(isIndexed);
    await takeTurns(read);
    onTaken([...events.filter(isDeleted).map((event) => event.uri), ...read]);
  };

  /**
   * Reads files, and builds what is made of them one by one, so that requests are answered meanwhile. Files by which there may be other
   * scopes are read first, as these are found once then.
   */
  const takeTurns = async (uris: readonly string[]): Promise<void> => {
    const isText = (uri: string): boolean => !namesOthers(uri) && documents.locate(uri) !== undefined;
    const texts = new Set(uris.filter(isText));
    takingIn++;
    documents.setBuilding('inTurns');
    try {
      await reader.read(uris.filter((uri) => !texts.has(uri)));
      // Before the first search has ended there is nothing yet that changes.
      const isLater = documents.snapshot.complete;
      await reader.read([...texts], isLater ? { onPause: () => void documents.snapshot.buildNext() } : {});
      if (isLater) await buildAll(documents);
    } finally {
      takingIn--;
      if (takingIn === 0) documents.setBuilding('atOnce');
    }
  };

  return {
    get isTakingIn() {
      return takingIn > 0;
    },
    take(events) {
      for (const event of events) waiting.set(uriKey(event.uri), event);
      if (waiting.size > 0) takeIn();
    },
    stop: () => takeIn.cancel(),
  };
}
