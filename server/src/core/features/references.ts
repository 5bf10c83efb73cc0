import type { Span } from '../text/span.ts';
import type { Snapshot, SnapshotFile } from '../workspace/snapshot.ts';

/** A place that refers to something, or declares it; the span is offsets in the file's text. */
export interface Reference {
  readonly file: SnapshotFile;
  readonly span: Span;
}

/** What to list beside the places that refer. */
export interface ReferenceOptions {
  readonly includeDeclaration: boolean;
}

/** Every place of the workspace that refers to what stands under a cursor, by file and position. */
export function references(
  _snapshot: Snapshot,
  _uri: string,
  _offset: number,
  _options: ReferenceOptions,
): readonly Reference[] {
  return [];
}
