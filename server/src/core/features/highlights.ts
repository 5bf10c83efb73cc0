import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

/** A place in the same file that means the same thing: `write` where it is declared, `read` where it is referred to. */
export interface Highlight {
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/** The places in a file that mean what stands under the cursor. */
export function highlights(_snapshot: Snapshot, _uri: string, _offset: number): readonly Highlight[] {
  return [];
}
