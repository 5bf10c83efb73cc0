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
} from 'vscode-languageserver';
import { completion, definition, highlights, hover, references, type Completion } from '../../core/features/facade.ts';
import type { SnapshotFile } from '../../core/files/file.ts';
import type { Client } from '../client.ts';
import { at, type ServerContext } from '../request.ts';
import { toLinks, toLocation, toLocations, toRange } from '../convert.ts';

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
  { text, label, kind, detail, mark, source, snippet, span }: Completion,
  index: number,
  file: SnapshotFile,
  client: Client,
): CompletionItem | undefined {
  if (snippet !== undefined && !client.takesSnippets) return undefined;
  const labelDetails =
    mark === undefined || !client.showsLabelDetails
      ? {}
      : { labelDetails: { detail: ` ${mark.nature}`, description: mark.place } };
  return {
    label: label ?? text,
    ...labelDetails,
    kind: completionKinds[kind],
    detail,
    sortText: String(index).padStart(4, '0'),
    filterText: text,
    ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
    textEdit: { range: toRange(file, span), newText: snippet ?? source ?? text },
  };
}

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

export function answerReferences(server: ServerContext, params: ReferenceParams): Location[] {
  return at(server, params, [], (snapshot, uri, offset) =>
    references(snapshot, uri, offset, { includeDeclaration: params.context.includeDeclaration }).map(toLocation),
  );
}

export function answerHighlights(server: ServerContext, params: TextDocumentPositionParams): DocumentHighlight[] {
  return at(server, params, [], (snapshot, uri, offset, { file }) =>
    highlights(snapshot, uri, offset).map(({ span, kind }) => ({
      range: toRange(file, span),
      kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    })),
  );
}
