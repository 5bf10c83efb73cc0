import {
  CodeActionRequest,
  CodeActionResolveRequest,
  CompletionItemKind,
  CompletionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  HoverRequest,
  ReferencesRequest,
  RequestType,
  WorkspaceDiagnosticRequest,
  type CancellationToken,
  type CompletionList,
  type Definition,
  type DefinitionLink,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  type TextDocumentPositionParams,
  type WorkspaceDiagnosticParams,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver';
import {
  completion,
  convertAt,
  definition,
  highlights,
  hover,
  knownNamespaces,
  nameAt,
  references,
  type Completion,
} from '../core/features/facade.ts';
import {
  checkRequest,
  convertRequest,
  indexRequest,
  nameRequest,
  namespacesRequest,
  recordsPlaceRequest,
  recordsRequest,
  resolveRequest,
  servicesRequest,
  type CheckParams,
  type CheckResult,
  type ConvertParams,
  type ConvertResult,
  type IndexResult,
  type NameParams,
  type NameResult,
  type NamespacesParams,
  type NamespacesResult,
  type RecordsParams,
  type RecordsPlace,
  type RecordsPlaceParams,
  type RecordsResult,
  type ResolveParams,
  type ResolveResult,
  type ServicesParams,
  type ServicesResult,
} from '../shared/protocol.ts';
import { offerActions, resolveAction } from './actions.ts';
import { offsetAt, toLocation, toRange, toWorkspaceEdit } from './convert.ts';
import { answerCheck, answerIndex, answerServices } from './menu-requests.ts';
import { renameRequests } from './rename-requests.ts';
import { about, at, entry, place, type Entry, type ServerContext } from './request.ts';
import { answerRecords, answerRecordsPlace, answerResolve, noRecords, snapshotAround } from './virtual-documents.ts';

/** Everything the server answers: a method, the empty answer given where our own code fails, and the feature. */
const requests: readonly Entry[] = [
  entry(HoverRequest.type, null, answerHover),
  entry(CompletionRequest.type, null, answerCompletion),
  entry(DefinitionRequest.type, null, answerDefinition),
  entry(ReferencesRequest.type, null, (server, params) =>
    at(server, params, [], (snapshot, uri, offset) =>
      references(snapshot, uri, offset, { includeDeclaration: params.context.includeDeclaration }).map(toLocation),
    ),
  ),
  entry(DocumentHighlightRequest.type, null, (server, params) =>
    at(server, params, [], (snapshot, uri, offset, { file }) =>
      highlights(snapshot, uri, offset).map(({ span, kind }) => ({
        range: toRange(file, span),
        kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      })),
    ),
  ),
  ...renameRequests,
  entry(CodeActionRequest.type, null, ({ documents, client }, params) => offerActions(documents, client, params)),
  entry(
    CodeActionResolveRequest.type,
    (action) => action,
    ({ documents, client }, action) => resolveAction(documents, client, action),
  ),
  entry(DocumentDiagnosticRequest.type, { kind: 'full', items: [] }, answerDiagnostics),
  entry(WorkspaceDiagnosticRequest.type, { items: [] }, answerWorkspaceDiagnostics),
  entry(new RequestType<RecordsParams, RecordsResult, void>(recordsRequest), noRecords, about(answerRecords)),
  entry(new RequestType<ResolveParams, ResolveResult, void>(resolveRequest), noRecords, about(answerResolve)),
  entry(
    new RequestType<RecordsPlaceParams, RecordsPlace | null, void>(recordsPlaceRequest),
    null,
    about(answerRecordsPlace),
  ),
  entry(
    new RequestType<NamespacesParams, NamespacesResult, void>(namespacesRequest),
    { namespaces: [] },
    answerNamespaces,
  ),
  entry(new RequestType<NameParams, NameResult | null, void>(nameRequest), null, answerName),
  entry(new RequestType<ServicesParams, ServicesResult, void>(servicesRequest), { services: [] }, answerServices),
  entry(new RequestType<CheckParams, CheckResult, void>(checkRequest), { manifests: 0, problems: [] }, answerCheck),
  entry(new RequestType<object, IndexResult, void>(indexRequest), { manifests: 0 }, answerIndex),
  entry(
    new RequestType<ConvertParams, ConvertResult, void>(convertRequest),
    { kind: 'rejected', reason: 'Headlight failed at this; its log says why.' },
    answerConvert,
  ),
];

/** Starts to answer requests. A request that our own code fails at is logged and answered empty. */
export function registerRequests(server: ServerContext): void {
  for (const request of requests) request.register(server);
}

function answerHover(server: ServerContext, params: TextDocumentPositionParams) {
  const { commands, showsMarkdown } = server.client;
  const format = showsMarkdown ? 'markdown' : 'plaintext';
  return at(server, params, null, (snapshot, uri, offset, { file }) => {
    const shown = hover(snapshot, uri, offset, { commands, format });
    return shown === undefined
      ? null
      : ({ contents: { kind: format, value: shown.markdown }, range: toRange(file, shown.span) } as const);
  });
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  service: CompletionItemKind.Reference,
  pod: CompletionItemKind.Value,
  port: CompletionItemKind.Value,
  setting: CompletionItemKind.Property,
  rule: CompletionItemKind.Property,
  level: CompletionItemKind.EnumMember,
  namespace: CompletionItemKind.Value,
};

/** What is offered depends on the dots of the word, so an editor asks again as it grows. */
function answerCompletion(server: ServerContext, params: TextDocumentPositionParams): CompletionList | null {
  return at(server, params, null, (snapshot, uri, offset, { file }) => ({
    isIncomplete: true,
    items: completion(snapshot, uri, offset).map(({ text, label, kind, detail, span }, index) => ({
      label: label ?? text,
      kind: completionKinds[kind],
      detail,
      sortText: String(index).padStart(4, '0'),
      filterText: text,
      textEdit: { range: toRange(file, span), newText: text },
    })),
  }));
}

function answerDefinition(
  server: ServerContext,
  params: TextDocumentPositionParams,
): Definition | DefinitionLink[] | null {
  return at(server, params, null, (snapshot, uri, offset, { file }) => {
    const found = definition(snapshot, uri, offset);
    if (found === undefined) return null;
    if (!server.client.linksLocations)
      return found.targets.map(({ file, selection }) => toLocation({ file, span: selection }));
    const originSelectionRange = toRange(file, found.origin);
    return found.targets.map((target) => ({
      originSelectionRange,
      targetUri: target.file.uri,
      targetRange: toRange(target.file, target.span),
      targetSelectionRange: toRange(target.file, target.selection),
    }));
  });
}

function answerDiagnostics(server: ServerContext, params: DocumentDiagnosticParams): DocumentDiagnosticReport {
  const { uri } = params.textDocument;
  const located = server.documents.locate(uri);
  if (located === undefined) return { kind: 'full', items: [] };
  const { resultId, items } = server.reports.of(located.snapshot, located.file);
  server.answered(uri, resultId);
  return params.previousResultId === resultId
    ? { kind: 'unchanged', resultId }
    : { kind: 'full', resultId, items: [...items] };
}

function answerWorkspaceDiagnostics(
  server: ServerContext,
  params: WorkspaceDiagnosticParams,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  const { partialResultToken } = params;
  const onPart = (part: WorkspaceDiagnosticReport): void => {
    if (partialResultToken === undefined) return;
    void server.connection.sendProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, part);
  };
  return server.polls.ask({
    previous: params.previousResultIds,
    onPart: partialResultToken === undefined ? undefined : onPart,
    token,
  });
}

function answerNamespaces({ documents }: ServerContext, { uri, position }: NamespacesParams): NamespacesResult {
  const located = uri === undefined ? undefined : documents.locate(uri);
  if (located === undefined || position === undefined) {
    return { namespaces: knownNamespaces(snapshotAround(documents, uri)).namespaces };
  }
  const { snapshot, file } = located;
  const { namespaces, here } = knownNamespaces(snapshot, { uri: file.uri, offset: offsetAt(file, position) });
  return { namespaces, ...(here === undefined ? {} : { here }) };
}

function answerName(server: ServerContext, params: NameParams): NameResult | null {
  return at(server, place(params), null, (snapshot, uri, offset) => {
    const name = nameAt(snapshot, uri, offset);
    return name === undefined ? null : { name };
  });
}

function answerConvert(server: ServerContext, params: ConvertParams): ConvertResult {
  const rejected: ConvertResult = { kind: 'rejected', reason: 'There is no Service at the cursor.' };
  return at<ConvertResult>(server, place(params), rejected, (snapshot, uri, offset) => {
    const converted = convertAt(snapshot, uri, offset);
    if ('rejected' in converted) return { kind: 'rejected', reason: converted.rejected };
    const { note } = converted.edit;
    const edit = toWorkspaceEdit(converted.edit, server.client, (changed) => server.documents.locate(changed)?.version);
    return { kind: 'edit', edit, ...(note === undefined ? {} : { note }) };
  });
}
