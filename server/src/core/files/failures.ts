import type { SnapshotFile } from './file.ts';
import { defineMessages, formatMessage } from '../util/format.ts';

const messages = defineMessages('files/failures', {
  failed: 'Headlight failed at {what}. This is a bug in Headlight; report it: {reason}.',
});

/** What our own code may fail at, for the middle of a sentence that begins "failed at". */
export const doing = defineMessages('files/failures', {
  reading: 'reading this file',
  building: 'building this kustomization',
  findingObjects: 'finding the objects of this file',
  checking: 'checking this file for "{code}"',
});

/** What our own code failed at. It is a mistake of ours, and costs what it was about and nothing else. */
export interface Failure {
  /** What it was doing, in words. */
  readonly what: string;
  readonly error: unknown;
}

/** What `run` gives; where it throws, that is added to `failures`, in words that are put together only then, and `otherwise` is given. */
export function attempt<T>(failures: Failure[], what: () => string, otherwise: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    failures.push({ what: what(), error });
    return otherwise;
  }
}

/** What reading a file failed at. */
export function readingFailures(file: SnapshotFile): readonly Failure[] {
  return file.documents.flatMap(({ facts }) =>
    facts.failure === undefined ? [] : [{ what: formatMessage(doing.reading), error: facts.failure }],
  );
}

/** One sentence for people. */
export function failureSentence({ what, error }: Failure): string {
  const reason = error instanceof Error ? error.message : String(error);
  return formatMessage(messages.failed, { what, reason: reason.replace(/\.$/, '') });
}
