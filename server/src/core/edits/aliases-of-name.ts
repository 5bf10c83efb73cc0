import type { SnapshotDocument } from '../files/file.ts';
import { type TextEdit, shiftSpan } from '../text/span.ts';
import { scalarSource } from '../yaml/edit/write.ts';
import { childrenOf, type YamlNode, type YamlScalar } from '../yaml/node.ts';

/**
 * What has to be written in the place of aliases, so that a new name is where it is meant and nowhere else: an alias says what its
 * anchor says, and only one of the two may be a place of the name.
 *
 * `after` is the tree of the document with the new name at all places but aliases; `wanted` gives what an alias is to say, by its offset in
 * the file and what it says now, or `undefined` for one that says whatever its anchor does.
 */
export function aliasEdits(
  document: SnapshotDocument,
  after: YamlNode | undefined,
  wanted: (offset: number, text: string) => string | undefined,
): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>();
  for (const [alias, now] of aliasesIn(document.facts.yaml.root, after)) {
    const span = shiftSpan(alias.span, document.start);
    const text = wanted(span.start, alias.text);
    if (text !== undefined && text !== now.text) edits.set(span.start, { span, newText: scalarSource(text) });
  }
  return [...edits.values()];
}

/** The aliases of scalars in a tree, each with what is in its place in a tree that differs in scalars alone. What an alias of more holds is at its anchor. */
function aliasesIn(
  before: YamlNode | undefined,
  after: YamlNode | undefined,
): readonly (readonly [YamlScalar, YamlScalar])[] {
  if (before === undefined || after === undefined) return [];
  if (before.kind === 'scalar') return before.aliased && after.kind === 'scalar' ? [[before, after]] : [];
  if (before.aliased === true) return [];
  const others = childrenOf(after);
  return childrenOf(before).flatMap((child, index) => aliasesIn(child, others[index]));
}
