import type { WorkspaceEdit } from '../workspace/edit.ts';
import { spanInFile, type Placed } from '../workspace/snapshot.ts';
import { spanContains, type Span } from '../text/span.ts';
import type { At } from '../yaml/path.ts';
import { nodeAt } from '../yaml/path.ts';

/**
 * The edit that puts another text in the place of a stretch of a string, and leaves the rest of the string as it is
 * written. For host names and ports, of which no style of scalar needs to escape anything. `undefined` where the stretch is
 * written otherwise than it reads (with escapes, or over a line break), or stands where an alias or merge key shares it.
 */
export function replaceStretch(placed: Placed, at: At, newText: string): WorkspaceEdit | undefined {
  const { document, resource } = placed;
  const path = [...resource.root, ...at.path];
  const { root } = document.facts.yaml;
  const node = nodeAt(root, path);
  if (at.document !== undefined) return undefined;
  if (node?.kind !== 'scalar' || at.within === undefined || document.facts.templated) return undefined;
  const parents = path.map((_, length) => nodeAt(root, path.slice(0, length))?.span);
  if (!parents.every((span) => span !== undefined && spanContains(span, node.span))) return undefined;
  const span = spanInFile(placed, at);
  const isAsItReads = document.file.text.slice(span.start, span.end) === textAt(node.text, at.within);
  if (!isAsItReads || !/^[\w.*-]+$/.test(newText)) return undefined;
  return { files: [{ file: document.file, edits: [{ span, newText }] }] };
}

function textAt(text: string, within: Span): string {
  return text.slice(within.start, within.end);
}
