import type { TextEdit } from '../text/edits.ts';
import type { SnapshotFile } from './file.ts';

/** Changes to files, made as one undo step each. */
export interface WorkspaceEdit {
  readonly files: readonly FileEdit[];
  /** What the person has to know once it is done, in a sentence or two; absent where nothing is left to do. */
  readonly note?: string;
  /** What it does, for editors that show an edit of several files before it is made; absent where nobody has to look. */
  readonly label?: string;
}

/** Changes to one file; spans are relative to the file's text and do not overlap. */
export interface FileEdit {
  readonly file: SnapshotFile;
  readonly edits: readonly TextEdit[];
}
