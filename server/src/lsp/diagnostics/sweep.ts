import type { Documents } from '../documents.ts';
import { guard, inBackground, type Log } from '../log.ts';
import { createPacer, debounce } from '../timing.ts';
import type { Report, Reports } from './reports.ts';

/** What was found in all files at one moment. */
export interface SweepResult {
  /** By key of the file's URI: those of open documents first, then of the others that have problems, which few of thousands have. */
  readonly reports: ReadonlyMap<string, Report>;
  /** How many files were looked at. */
  readonly files: number;
  /** The keys of open documents. */
  readonly open: ReadonlySet<string>;
  /**
   * `open` for open documents alone, while the workspace is still being read as far as it is known then; `part` for what was found on the
   * way since the last part.
   */
  readonly covers: 'open' | 'part' | 'workspace';
  /** How long it took. */
  readonly milliseconds: number;
}

/** Checks all files again whenever something has changed. */
interface Sweep {
  schedule(): void;
  stop(): void;
}

/** How long typing has to pause, in milliseconds, before other files are checked again. */
const pause = 40;

/** How soon after a change, in milliseconds, the open documents are checked again. */
const soon = 15;

/**
 * While the workspace is being read, looking at open documents may take one part in so many of the time. The first look is at once, as
 * the next file that is read may be a large one.
 */
const readingShare = 10;

/**
 * Prepares the sweep. Open documents are checked soon after a change, however fast the next one comes; all others once changes
 * pause. That works in slices, and what is found in one is told at its end; a change on the way begins it anew, so the result for the
 * workspace is always that of one moment. While the workspace is being read (`isSettled` is false), only open documents are checked.
 */
export function createSweep(
  documents: Documents,
  reports: Reports,
  log: Log,
  isSettled: () => boolean,
  onResult: (result: SweepResult) => void,
): Sweep {
  const checkOpen = (): SweepResult & { readonly reports: Map<string, Report> } => {
    const started = performance.now();
    const found = new Map<string, Report>();
    for (const { snapshot, file } of documents.openDocuments()) add(found, reports.of(snapshot, file));
    const open = new Set(found.keys());
    return { reports: found, files: open.size, open, covers: 'open', milliseconds: performance.now() - started };
  };
  const run = async (): Promise<void> => {
    const started = performance.now();
    const { snapshot } = documents;
    const { revision } = snapshot;
    const { reports: found, open } = checkOpen();
    const looked = new Set(documents.openDocuments().map(({ file }) => file));
    let files = looked.size;
    let part = new Map<string, Report>();
    const tell = (covers: SweepResult['covers'], told: ReadonlyMap<string, Report>): void =>
      onResult({ reports: told, files, open, covers, milliseconds: performance.now() - started });
    const pace = createPacer();
    // Whoever changed something has asked for the next sweep.
    const isPast = (): boolean => documents.snapshot !== snapshot || snapshot.revision !== revision;
    for (const file of snapshot.files.values()) {
      if (looked.has(file)) continue;
      for (const _ of reports.inSteps(snapshot, file)) {
        const isOver = pace();
        if (isOver === undefined) continue;
        await isOver;
        if (isPast()) return;
      }
      files++;
      if (reports.hasProblems(snapshot, file)) {
        const report = reports.of(snapshot, file);
        add(found, report);
        add(part, report);
      }
      const isOver = pace();
      if (isOver === undefined) continue;
      if (part.size > 0) tell('part', part);
      part = new Map();
      await isOver;
      if (isPast()) return;
    }
    tell('workspace', found);
  };
  const everything = debounce(pause, () => {
    if (isSettled()) inBackground(log, 'Checking the workspace', run());
  });
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let lastTook = 0;
  const checkOpenSoon = (): void => {
    waiting ??= setTimeout(
      () => {
        waiting = undefined;
        const result = guard(log, 'Checking open documents', undefined, checkOpen);
        lastTook = result?.milliseconds ?? 0;
        if (result !== undefined) onResult(result);
      },
      isSettled() ? soon : lastTook * readingShare,
    );
  };
  return {
    schedule() {
      checkOpenSoon();
      everything();
    },
    stop() {
      everything.cancel();
      clearTimeout(waiting);
    },
  };
}

function add(reports: Map<string, Report>, report: Report): void {
  reports.set(report.key, report);
}
