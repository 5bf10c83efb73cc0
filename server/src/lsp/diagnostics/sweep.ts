import type { Documents } from '../documents.ts';
import { inBackground, type Log } from '../log.ts';
import { createPacer, debounce } from '../timing.ts';
import { uriKey } from '../uris.ts';
import type { Report, Reports } from './reports.ts';

/** The reports of all files at one moment. */
export interface SweepResult {
  /** By key of the file's URI; those of open documents first. */
  readonly reports: ReadonlyMap<string, Report>;
  /** The keys of open documents. */
  readonly open: ReadonlySet<string>;
  /** `open` while the workspace is still being read, as far as it is known then. */
  readonly covers: 'open' | 'workspace';
  /** How long it took. */
  readonly milliseconds: number;
}

/** Checks all files again whenever something has changed. */
export interface Sweep {
  schedule(): void;
  stop(): void;
}

/** How long typing has to pause, in milliseconds, before other files are checked again. */
const pause = 150;

/**
 * Prepares the sweep. It works in slices; a change on the way begins it anew, so a result is always that of one moment.
 * While the workspace is being read (`isSettled` is false), only open documents are checked.
 */
export function createSweep(
  documents: Documents,
  reports: Reports,
  log: Log,
  isSettled: () => boolean,
  onResult: (result: SweepResult) => void,
): Sweep {
  const run = async (): Promise<void> => {
    const started = performance.now();
    const { snapshot } = documents;
    const { revision } = snapshot;
    const covers = isSettled() ? 'workspace' : 'open';
    const found = new Map<string, Report>();
    const open = new Set<string>();
    const pace = createPacer();
    for (const located of documents.openDocuments()) {
      const key = uriKey(located.file.uri);
      open.add(key);
      found.set(key, reports.of(located.snapshot, located.file));
    }
    if (covers === 'workspace') {
      for (const file of snapshot.files.values()) {
        const key = uriKey(file.uri);
        if (!found.has(key)) found.set(key, reports.of(snapshot, file));
        await pace();
        // Whoever changed something has asked for the next sweep.
        if (documents.snapshot !== snapshot || snapshot.revision !== revision) return;
      }
    }
    onResult({ reports: found, open, covers, milliseconds: performance.now() - started });
  };
  const schedule = debounce(pause, () => inBackground(log, 'Checking the workspace', run()));
  return { schedule, stop: () => schedule.cancel() };
}
