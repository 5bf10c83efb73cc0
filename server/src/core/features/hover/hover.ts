import type { Span } from '../../text/span.ts';
import type { Snapshot } from '../../workspace/snapshot.ts';

/** What the editor can show. */
export interface HoverOptions {
  /** The commands the client can run from a link; links to others are left out. */
  readonly commands: readonly string[];
  /** `markdown` unless the client shows plain text only. */
  readonly format?: 'markdown' | 'plaintext';
}

/** What is shown over a place. */
export interface Hover {
  /** In the format asked for. */
  readonly markdown: string;
  /** What the hover is about, as offsets in the file's text. */
  readonly span: Span;
}

/** What DNS has to say of the field an offset stands at; `undefined` where it says nothing. */
export function hover(_snapshot: Snapshot, _uri: string, _offset: number, _options: HoverOptions): Hover | undefined {
  return undefined;
}
