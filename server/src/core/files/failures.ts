import type { SnapshotFile } from './file.ts';

/** What our own code failed at. It is a mistake of ours, and costs what it was about and nothing else. */
export interface Failure {
  /** The end of a sentence that begins "failed at". */
  readonly what: string;
  readonly error: unknown;
}

/** Remembers what failed, by file. A class for its memory. */
export class Failures {
  readonly #known = new Map<SnapshotFile, Failure[]>();

  /** What `run` gives; where it throws, that is remembered of the file, and `otherwise` is given. */
  attempt<T>(file: SnapshotFile, what: string, otherwise: T, run: () => T): T {
    try {
      return run();
    } catch (error) {
      const known = this.#known.get(file) ?? [];
      this.#known.set(file, known);
      if (!known.some((one) => one.what === what)) known.push({ what, error });
      return otherwise;
    }
  }

  of(file: SnapshotFile): readonly Failure[] {
    return this.#known.get(file) ?? [];
  }
}

/** What failed about a file, as far as it was looked at. */
export function failuresOf(snapshot: { readonly failures: Failures }, file: SnapshotFile): readonly Failure[] {
  const reading = file.documents.flatMap(({ facts }): readonly Failure[] =>
    facts.failure === undefined ? [] : [{ what: 'reading it', error: facts.failure }],
  );
  return [...reading, ...snapshot.failures.of(file)];
}

/** One sentence for people. */
export function failureSentence({ what, error }: Failure): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `Headlight failed at ${what}, which is a mistake in Headlight and worth reporting: ${reason.replace(/\.$/, '')}.`;
}
