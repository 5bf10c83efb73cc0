import type { WorkspaceEdit } from '../files/workspace-edit.ts';
import { isSharedByAlias, placeOf, treeOf } from '../objects/places.ts';
import type { Placed } from '../objects/placed.ts';
import { nodeAt, type At } from '../yaml/path.ts';

/**
 * The edit that puts another text in the place of a stretch of a string, and leaves the rest of the string as it is
 * written. For host names and ports, of which no style of scalar needs to escape anything. `undefined` where the stretch is
 * written otherwise than it reads (with escapes, over a line break, put together of several), or is where an alias or merge key
 * shares it.
 */
export function replaceStretch(placed: Placed, at: At, newText: string): WorkspaceEdit | undefined {
  const node = nodeAt(treeOf(placed), at.path);
  if (node?.kind !== 'scalar' || at.within === undefined || placed.templated) return undefined;
  if (isSharedByAlias(placed, at.path)) return undefined;
  const { file, span } = placeOf(placed, at);
  const isAsItReads = file.text.slice(span.start, span.end) === node.text.slice(at.within.start, at.within.end);
  if (!isAsItReads || !/^[\w.*-]*$/.test(newText)) return undefined;
  return { files: [{ file, edits: [{ span, newText }] }] };
}
