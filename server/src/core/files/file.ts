import type { DocumentFacts } from './facts.ts';

/** A file of the workspace as it is now: what is open in the editor lies over what is on disk. */
export interface SnapshotFile {
  /** As the editor or the host names it; never rebuilt from the path. */
  readonly uri: string;
  /** With `/` between folders; decides nearness, and is what people are shown. */
  readonly path: string;
  readonly text: string;
  readonly documents: readonly SnapshotDocument[];
  /** What its name makes of it. */
  readonly role: 'manifest' | 'kustomization' | 'chart';
}

/** A document of a file. */
export interface SnapshotDocument {
  readonly file: SnapshotFile;
  /** Where the document's own text starts in the file's text. */
  readonly start: number;
  readonly facts: DocumentFacts;
}

/** What a file of the workspace could not tell: left out, unreadable, or broken. */
export interface UnreadFile {
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}
