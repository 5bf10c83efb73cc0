import type { Span } from '../text/span.ts';
import type { Snapshot, SnapshotFile } from '../workspace/snapshot.ts';

/** Where a reference leads. */
export interface Definition {
  /** The reference, as offsets in its file's text. */
  readonly origin: Span;
  readonly targets: readonly DefinitionTarget[];
}

/** One end of a definition; spans are offsets in the file's text. */
export interface DefinitionTarget {
  readonly file: SnapshotFile;
  /** The whole object, or the whole field. */
  readonly span: Span;
  /** The name or key within it. */
  readonly selection: Span;
}

/** Where the reference under a cursor leads; on a declaration, that declaration. `undefined` where nothing is referred to. */
export function definition(_snapshot: Snapshot, _uri: string, _offset: number): Definition | undefined {
  return undefined;
}
