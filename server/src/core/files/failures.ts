import type { SnapshotFile } from './file.ts';

/** What our own code failed at. It is a mistake of ours, and costs what it was about and nothing else. */
export interface Failure {
  /** The end of a sentence that begins "failed at". */
  readonly what: string;
  readonly error: unknown;
}

/** What `run` gives; where it throws, that is added to `failures`, and `otherwise` is given. */
export function attempt<T>(failures: Failure[], what: string, otherwise: T, run: () => T): T {
  try {
    return run();
  } catch (error) {
    failures.push({ what, error });
    return otherwise;
  }
}

/** What reading a file failed at. */
export function readingFailures(file: SnapshotFile): readonly Failure[] {
  return file.documents.flatMap(({ facts }) =>
    facts.failure === undefined ? [] : [{ what: 'reading it', error: facts.failure }],
  );
}

/** One sentence for people. */
export function failureSentence({ what, error }: Failure): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Headlight failed at ${what}, which is a mistake in Headlight and worth reporting: ${reason.replace(/\.$/, '')}.`;
}
