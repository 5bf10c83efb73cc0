import type { Span } from '../text/span.ts';
import type { Snapshot } from '../workspace/snapshot.ts';
import { occurrencesAt } from './symbols.ts';

/** A place in the same file that means the same thing: `write` where it is declared, `read` where it is referred to. */
export interface Highlight {
  /** Offsets in the file's text. */
  readonly span: Span;
  readonly kind: 'read' | 'write';
}

/** The places in a file that mean what is under the cursor. */
export function highlights(snapshot: Snapshot, uri: string, offset: number): readonly Highlight[] {
  return occurrencesAt(snapshot, uri, offset)
    .filter((occurrence) => occurrence.file.uri === uri)
    .map(({ span, role }) => ({ span, kind: role === 'declaration' ? 'write' : 'read' }));
}
