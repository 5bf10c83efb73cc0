/**
 * The façade: everything an editor or the command line asks of the engine. Each function takes a snapshot and offsets in
 * a file's text, and answers with plain data. An unknown file and an offset outside of it give the empty answer.
 */
import { findProblems } from '../rules/run.ts';
import type { Finding } from '../rules/finding.ts';
import type { Snapshot } from '../workspace/snapshot.ts';

export { editsForMoves } from './file-moves.ts';
export { checkFile, checkObjects, type Checked } from '../rules/run.ts';
export { hover, type Hover, type HoverOptions } from './hover/hover.ts';
export { definition, implementation, type Definition, type DefinitionTarget } from './definition.ts';
export { highlights, references, type Highlight, type Reference, type ReferenceOptions } from './references.ts';
export { completion, type Completion } from './completion/completion.ts';
export {
  codeActions,
  convertAt,
  fixAllKind,
  sourceActions,
  type CodeActionOffer,
  type Converted,
} from './code-actions.ts';
export { fixAll, type Fixed, type FixSelection } from './fix-all.ts';
export { workspaceSymbols, type WorkspaceSymbol } from './workspace-symbols.ts';
export { documentSymbols, type DocumentSymbol } from './document-symbols.ts';
export { documentLinks, type DocumentLink } from './document-links.ts';
export { incomingCalls, outgoingCalls, prepareCalls, type Call, type CallItem } from './call-hierarchy.ts';
export { codeLenses, type Lens } from './code-lens.ts';
export { inlayHints, type InlayHint } from './inlay-hints.ts';
export { prepareRename, rename, type Renamable, type Renaming } from './rename/rename.ts';
export { nameAt } from './name-at.ts';
export { answerDocument, type AnswerDocument, type AskedName } from './records/answer-document.ts';
export { natureWords } from './records/place-writer.ts';
export { conditionWords } from './records/record-words.ts';
export { plainText } from './hover/render.ts';
export { knownAskers, type KnownAskers } from './askers.ts';
export { declaredServices, servedServices, type DeclaredService, type ServedService } from './services.ts';
export { dnsTree, treeNodeAt, treePathAt, type TreeOptions } from './tree/dns-tree.ts';
export type { ProblemCounts, TreeNode, TreeNodeKind } from './tree/tree-node.ts';
export { pictureOf } from './picture/picture-of.ts';
export type { Picture, PictureNode, PictureSubject } from './picture/picture.ts';
export {
  recordsDocument,
  recordsSection,
  type RecordRow,
  type RecordsDocument,
  type RecordsForm,
  type RecordsSection,
  type RecordsTarget,
} from './records/records-document.ts';

/** The problems of a file, in order of place. */
export function problems(snapshot: Snapshot, uri: string): readonly Finding[] {
  const file = snapshot.files.get(uri);
  return file === undefined ? [] : findProblems(snapshot, file);
}
