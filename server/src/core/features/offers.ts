import { type WorkspaceEdit, isJsonFile, type SnapshotDocument } from '../files/file.ts';

/**
 * Whether an offer about a document (none for a file without objects) comes to an edit. Edits are worked out when they are
 * asked for, except where the text may not allow them: in a broken document, where text is shared by anchors or merge keys, and in JSON, which
 * holds no further object.
 */
export function isPossible(
  offer: { edit(): WorkspaceEdit | undefined },
  document: SnapshotDocument | undefined,
): boolean {
  if (document === undefined) return offer.edit() !== undefined;
  const { syntaxProblems, text } = document.facts;
  const mayShare = /(?:^|[\s[{,:-])(?:[&*][^\s&*]|<<\s*:)/.test(text);
  return (syntaxProblems.length === 0 && !mayShare && !isJsonFile(document.file)) || offer.edit() !== undefined;
}
