import { addAll, groupBy } from '../util/collections.ts';
import type { FileEdit, WorkspaceEdit } from '../files/workspace-edit.ts';

/** Several changes as one edit, with one entry a file. `undefined` where one of them cannot be made, or there is none. */
export function combineEdits(
  changes: readonly (FileEdit | readonly FileEdit[] | undefined)[],
  note?: string,
): WorkspaceEdit | undefined {
  const made: FileEdit[] = [];
  for (const change of changes) {
    if (change === undefined) return undefined;
    addAll(made, 'file' in change ? [change] : change);
  }
  if (made.length === 0) return undefined;
  const files = [...groupBy(made, (change) => change.file)].map(([file, edits]) => ({
    file,
    edits: edits.flatMap((edit) => edit.edits),
  }));
  return note === undefined ? { files } : { files, note };
}
