import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import type { SnapshotFile } from '../files/file.ts';
import { occurrencesAt } from './symbols.ts';

/** A place that refers to something, or declares it; the span is offsets in the file's text. */
export interface Reference {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** What to list beside the places that refer. */
export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
}

/** Every place of the workspace that refers to what is under a cursor, by file and position; host names in strings too. */
export function references(
  snapshot: Snapshot,
  uri: string,
  offset: number,
  options: ReferenceOptions,
): readonly Reference[] {
  return occurrencesAt(snapshot, uri, offset)
    .filter((occurrence) => options.includeDeclaration || occurrence.role === 'reference')
    .map(({ file, span }) => ({ file, span }));
}
