import { shiftSpan } from '../text/span.ts';
import type { TextEdit } from '../text/edits.ts';
import { editYaml, type YamlChange } from '../yaml/edit.ts';
import type { Path } from '../yaml/path.ts';
import type { Placed, SnapshotFile } from './snapshot.ts';

/** Changes to files, made as one undo step each. */
export interface WorkspaceEdit {
  readonly files: readonly FileEdit[];
  /** What the person has to know once it is done, in a sentence or two; absent where nothing is left to do. */
  readonly note?: string;
}

/** Changes to one file; spans are relative to the file's text and do not overlap. */
export interface FileEdit {
  readonly file: SnapshotFile;
  readonly edits: readonly TextEdit[];
}

/** Changes to one resource, said with paths relative to it. `undefined` where its text cannot be changed so. */
export function editResource(placed: Placed, changes: readonly YamlChange[]): FileEdit | undefined {
  const { document, resource } = placed;
  const rooted = changes.map((change): YamlChange => ({ ...change, path: [...resource.root, ...change.path] as Path }));
  const edits = editYaml(document.facts.yaml, rooted);
  return (
    edits && {
      file: document.file,
      edits: edits.map((edit) => ({ ...edit, span: shiftSpan(edit.span, document.start) })),
    }
  );
}
