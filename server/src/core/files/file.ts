import { firstIndexWhere } from '../util/collections.ts';
import type { DocumentFacts } from './facts.ts';
import type { TextEdit } from '../text/span.ts';

/** A file of the workspace as it is now: what is open in the editor lies over what is on disk. */
export interface SnapshotFile {
  /** As the editor or the host names it; never rebuilt from the path. */
  readonly uri: string;
  /** With `/` between folders; decides nearness, and is what people are shown. */
  readonly path: string;
  readonly text: string;
  readonly documents: readonly SnapshotDocument[];
  /** What its name makes of it; `text` is no YAML, and only a kustomization that puts it into a ConfigMap makes something of it. */
  readonly role: 'manifest' | 'kustomization' | 'chart' | 'text';
}

/** Whether a file is JSON by its name: it has one object and no comments. */
export function isJsonFile({ path }: Pick<SnapshotFile, 'path'>): boolean {
  return /\.json$/i.test(path);
}

/**
 * A document of a file. Of an open file that is broken it says two things: for itself what its text says, for others what it said when it
 * could be read last, and nothing where it never could be while it was open. Read from disk it is what can be read of it, to everybody.
 */
export interface SnapshotDocument {
  readonly file: SnapshotFile;
  /** Where the document's own text starts in the file's text. */
  readonly start: number;
  readonly facts: DocumentFacts;
  /**
   * What others take it to say. That is what it says, but while somebody writes in it and it is broken: then what it said when it
   * could be read last, and nothing where it never could.
   */
  readonly forOthers: DocumentFacts;
}

/**
 * What the objects of a document are read from: what it says for others, and where that is none, what can be read of it in spite of its
 * mistakes, which is then for those alone who look at this document.
 */
export function factsOfObjects({ facts, forOthers }: SnapshotDocument): DocumentFacts {
  return forOthers.holdsObjects ? forOthers : facts;
}

/** Whether somebody is in the middle of writing it, so that it says something else for others than it does, or nothing. */
export function isHalfWritten({ facts, forOthers }: SnapshotDocument): boolean {
  return facts !== forOthers;
}

/** The document of a file that begins last at an offset (in the file's text) or before it; `undefined` before the first. */
export function lastDocumentBegun({ documents }: SnapshotFile, offset: number): SnapshotDocument | undefined {
  return documents[firstIndexWhere(documents, ({ start }) => start > offset) - 1];
}

/** What a file of the workspace could not tell: left out, unreadable, or broken. */
export interface UnreadFile {
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}

/** Changes to files, made as one undo step each. */
export interface WorkspaceEdit {
  readonly files: readonly FileEdit[];
  /** What the person has to know once it is done, in a sentence or two; absent where nothing is left to do. */
  readonly note?: string;
  /** What it does, for editors that show an edit of several files before it is made; absent if no one has to look. */
  readonly label?: string;
}

/** Changes to one file; spans are relative to the file's text and do not overlap. */
export interface FileEdit {
  readonly file: SnapshotFile;
  readonly edits: readonly TextEdit[];
}
