import {
  CompletionItemKind,
  InsertTextFormat,
  DocumentHighlightKind,
  type CompletionItem,
  type CompletionList,
  type Definition,
  type DefinitionLink,
  type DocumentHighlight,
  type Hover,
  type Location,
  type ReferenceParams,
  type TextDocumentPositionParams,
  type CodeLens,
  type CodeLensParams,
  type InlayHint,
  type InlayHintParams,
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameResult,
  type RenameFilesParams,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import {
  completion,
  definition,
  highlights,
  hover,
  references,
  type Completion,
  codeLenses,
  inlayHints,
  type Lens,
  prepareRename,
  rename,
  editsForMoves,
} from '../../core/features/facade.ts';
import type { SnapshotFile } from '../../core/files/file.ts';
import type { Client } from '../client.ts';
import { at, type ServerContext, inDocument, tell } from '../request.ts';
import { toLinks, toLocation, toLocations, toRange, toSpan, toWorkspaceEdit } from '../convert.ts';
import { uriKey } from '../uris.ts';
import { serverCommands, showLensCommand, type LensParams } from '../../shared/protocol.ts';

/** What is shown at a place, in the form that the client reads; null where there is nothing to be told. */
export function answerHover(server: ServerContext, params: TextDocumentPositionParams): Hover | null {
  const { commands, showsMarkdown, markdownTags: tags } = server.client;
  const format = showsMarkdown ? 'markdown' : 'plaintext';
  return at(server, params, null, (snapshot, uri, offset, { file }) => {
    const shown = hover(snapshot, uri, offset, { commands, format, tags });
    return shown === undefined
      ? null
      : { contents: { kind: format, value: shown.markdown }, range: toRange(file, shown.span) };
  });
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  service: CompletionItemKind.Reference,
  pod: CompletionItemKind.Value,
  port: CompletionItemKind.Value,
  label: CompletionItemKind.Property,
  object: CompletionItemKind.Reference,
  value: CompletionItemKind.Value,
  snippet: CompletionItemKind.Snippet,
  file: CompletionItemKind.File,
  folder: CompletionItemKind.Folder,
  setting: CompletionItemKind.Property,
  rule: CompletionItemKind.Property,
  level: CompletionItemKind.EnumMember,
  namespace: CompletionItemKind.Value,
};

/** What is offered depends on the dots of the word, so an editor asks again as it grows. */
export function answerCompletion(server: ServerContext, params: TextDocumentPositionParams): CompletionList | null {
  return at(server, params, null, (snapshot, uri, offset, { file }) => ({
    isIncomplete: true,
    items: completion(snapshot, uri, offset).flatMap((item, index) => toItem(item, index, file, server.client) ?? []),
  }));
}

/** An item of the list; none for a snippet where the client knows none. */
function toItem(
  { text, label, kind, detail, mark, source, snippet, filter, span }: Completion,
  index: number,
  file: SnapshotFile,
  client: Client,
): CompletionItem | undefined {
  if (snippet !== undefined && !client.takesSnippets) return undefined;
  // Without these, an editor says what a name is only of the one that has the focus.
  const labelDetails =
    mark === undefined ? { description: detail } : { detail: ` ${mark.nature}`, description: mark.place };
  return {
    label: label ?? text,
    ...(client.showsLabelDetails ? { labelDetails } : {}),
    kind: completionKinds[kind],
    detail,
    sortText: String(index).padStart(4, '0'),
    filterText: filter ?? text,
    ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range: toRange(file, span), newText: snippet ?? source ?? text },
  };
}

/** Where what is at a place is written, as links if the client takes them; null where nothing leads anywhere. */
export function answerDefinition(
  server: ServerContext,
  params: TextDocumentPositionParams,
): Definition | DefinitionLink[] | null {
  return at(server, params, null, (snapshot, uri, offset, { file }) => {
    const found = definition(snapshot, uri, offset);
    if (found === undefined) return null;
    return server.client.linksLocations ? toLinks(file, found) : toLocations(found);
  });
}

/** Where what is at a place is named, in all files. */
export function answerReferences(server: ServerContext, params: ReferenceParams): Location[] {
  return at(server, params, [], (snapshot, uri, offset) =>
    references(snapshot, uri, offset, { includeDeclaration: params.context.includeDeclaration }).map(toLocation),
  );
}

/** Where what is at a place is written and named in the same file. */
export function answerHighlights(server: ServerContext, params: TextDocumentPositionParams): DocumentHighlight[] {
  return at(server, params, [], (snapshot, uri, offset, { file }) =>
    highlights(snapshot, uri, offset).map(({ span, kind }) => ({
      range: toRange(file, span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    })),
  );
}

/** One lens for each thing that is told. */
export function answerLenses(server: ServerContext, params: CodeLensParams): CodeLens[] {
  if (!server.documents.settings.codeLens) return [];
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) =>
    codeLenses(snapshot, uri).flatMap(({ span, lenses }) => {
      const range = toRange(file, span);
      return lenses.map((lens) => ({ range, command: commandOf(server, uri, range, lens) }));
    }),
  );
}

/** What a click opens: for a client without our commands what the server itself can show, else the words alone. */
function commandOf({ client }: ServerContext, uri: string, range: CodeLens['range'], { title, opens, places }: Lens) {
  if (!client.commands.includes(showLensCommand))
    return opens === 'records'
      ? { title, command: serverCommands.showRecords, arguments: [{ uri, position: range.start }] }
      : { title, command: '' };
  const argument: LensParams = { uri, position: range.start, opens, places: places.map(toLocation) };
  return { title, command: showLensCommand, arguments: [argument] };
}

/** Names and ports that are shown in a stretch of a document. */
export function answerHints(server: ServerContext, params: InlayHintParams): InlayHint[] {
  if (!server.documents.settings.inlayHints) return [];
  return inDocument(server, params.textDocument.uri, [], (snapshot, uri, { file }) =>
    inlayHints(snapshot, uri, toSpan(file, params.range)).map(({ offset, text }) => ({
      position: toRange(file, { start: offset, end: offset }).start,
      label: text,
      paddingLeft: true,
    })),
  );
}

/** What would be renamed at the cursor. What cannot be is an error whose message is the reason, as editors show it. */
export function answerPrepareRename(
  server: ServerContext,
  params: TextDocumentPositionParams,
): PrepareRenameResult | null {
  return at<PrepareRenameResult | null>(server, params, null, (snapshot, uri, offset, { file }) => {
    const found = prepareRename(snapshot, uri, offset);
    if (found === undefined) return null;
    if ('rejected' in found) throw rejection(found.rejected);
    return { range: toRange(file, found.span), placeholder: found.name };
  });
}

/** The edit that gives what is at the cursor another name, also in the files that are still being read. */
export async function answerRename(server: ServerContext, params: RenameParams): Promise<WorkspaceEdit | null> {
  await server.whenRead();
  return at<WorkspaceEdit | null>(server, params, null, (snapshot, uri, offset) => {
    const renaming = rename(snapshot, uri, offset, params.newName);
    if (renaming === undefined) return null;
    if ('rejected' in renaming) throw rejection(renaming.rejected);
    const { edit } = renaming;
    if (edit.note !== undefined) tell(server, edit.note);
    return toWorkspaceEdit(edit, server.client, (changed) => server.documents.locate(changed)?.version);
  });
}

/** What has to change in texts before an editor gives files and folders other names. */
export async function answerWillRenameFiles(
  server: ServerContext,
  { files }: RenameFilesParams,
): Promise<WorkspaceEdit | null> {
  await server.whenRead();
  const { documents, client } = server;
  const pathOf = (uri: string): string | undefined => documents.folders.pathOf(uriKey(uri));
  const moves = files.flatMap(({ oldUri, newUri }) => {
    const [from, to] = [pathOf(oldUri), pathOf(newUri)];
    return from === undefined || to === undefined ? [] : [{ from, to }];
  });
  const edit = editsForMoves(documents.snapshot, moves);
  if (edit.files.length === 0) return null;
  return toWorkspaceEdit(edit, client, (changed) => documents.locate(changed)?.version);
}

function rejection(reason: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
