import {
  CallHierarchyIncomingCallsRequest,
  CallHierarchyOutgoingCallsRequest,
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeActionResolveRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentDiagnosticRequest,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  DocumentSymbolRequest,
  ExecuteCommandRequest,
  HoverRequest,
  ImplementationRequest,
  InlayHintRequest,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
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
} from '../shared/protocol.ts';
import { offerActions, resolveAction } from './answers/code-actions.ts';
import {
  answerCheck,
  answerConvert,
  answerIndex,
  answerName,
  answerNamespaces,
  answerServices,
} from './answers/commands.ts';
import { answerDiagnostics, answerWorkspaceDiagnostics } from './answers/diagnostics.ts';
import {
  answerCompletion,
  answerDefinition,
  answerHighlights,
  answerHover,
  answerReferences,
} from './answers/language.ts';
import { answerHints, answerLenses } from './answers/lenses.ts';
import { answerPrepareRename, answerRename } from './answers/rename.ts';
import { answerCommand } from './answers/server-commands.ts';
import {
  answerImplementation,
  answerIncomingCalls,
  answerLinks,
  answerOutgoingCalls,
  answerOutline,
  answerPrepareCalls,
  answerSymbols,
} from './answers/symbols.ts';
import { answerRecords, answerRecordsPlace, answerResolve, noRecords } from './answers/virtual-documents.ts';
import { entry, type Entry, type ServerContext } from './request.ts';
import { atCursor, nameAsked, recordsAsked } from './wire/asked.ts';
import { atPosition, inDocument, position, range } from './wire/params.ts';
import { count, list, object, optional, text, type Shape } from './wire/shape.ts';

/** What a document was asked for with: a name has one, records have none. */
const asked: Shape = (value, at) =>
  typeof value === 'object' && value !== null && 'name' in value ? nameAsked(value, at) : recordsAsked(value, at);
const calls = object({ item: object({ uri: text, selectionRange: range }) });

/**
 * Everything the server answers: a method, what its parameters have to be as far as answers rely on it, the empty answer given where
 * our own code fails, and the feature.
 */
const requests: readonly Entry[] = [
  entry(HoverRequest.type, object(atPosition), null, answerHover),
  entry(CompletionRequest.type, object(atPosition), null, answerCompletion),
  entry(DefinitionRequest.type, object(atPosition), null, answerDefinition),
  entry(ReferencesRequest.type, object({ ...atPosition, context: object() }), null, answerReferences),
  entry(DocumentHighlightRequest.type, object(atPosition), null, answerHighlights),
  entry(ImplementationRequest.type, object(atPosition), null, answerImplementation),
  entry(WorkspaceSymbolRequest.type, object({ query: text }), null, answerSymbols),
  entry(DocumentSymbolRequest.type, object(inDocument), null, answerOutline),
  entry(DocumentLinkRequest.type, object(inDocument), null, answerLinks),
  entry(CallHierarchyPrepareRequest.type, object(atPosition), null, answerPrepareCalls),
  entry(CallHierarchyIncomingCallsRequest.type, calls, null, answerIncomingCalls),
  entry(CallHierarchyOutgoingCallsRequest.type, calls, null, answerOutgoingCalls),
  entry(CodeLensRequest.type, object(inDocument), null, answerLenses),
  entry(InlayHintRequest.type, object({ ...inDocument, range }), null, answerHints),
  entry(PrepareRenameRequest.type, object(atPosition), null, answerPrepareRename),
  entry(RenameRequest.type, object({ ...atPosition, newName: text }), null, answerRename),
  entry(
    CodeActionRequest.type,
    object({
      ...inDocument,
      range,
      context: object({ diagnostics: list(object({ range })), only: optional(list(text)) }),
    }),
    null,
    offerActions,
  ),
  entry(CodeActionResolveRequest.type, object({ title: text }), (action) => action, resolveAction),
  entry(
    DocumentDiagnosticRequest.type,
    object({ ...inDocument, previousResultId: optional(text) }),
    { kind: 'full', items: [] },
    answerDiagnostics,
  ),
  entry(
    WorkspaceDiagnosticRequest.type,
    object({ previousResultIds: list(object({ uri: text, value: text })) }),
    { items: [] },
    answerWorkspaceDiagnostics,
  ),
  entry(
    ExecuteCommandRequest.type,
    object({ command: text, arguments: optional(list(() => undefined)) }),
    null,
    answerCommand,
  ),
  entry(recordsRequest, recordsAsked, noRecords, answerRecords),
  entry(resolveRequest, nameAsked, noRecords, answerResolve),
  entry(recordsPlaceRequest, object({ of: asked, line: count }), null, answerRecordsPlace),
  entry(
    namespacesRequest,
    object({ uri: optional(text), position: optional(position) }),
    { namespaces: [] },
    answerNamespaces,
  ),
  entry(nameRequest, atCursor, null, answerName),
  entry(servicesRequest, object({ uri: text }), { services: [] }, answerServices),
  entry(checkRequest, object({ uris: list(text) }), { manifests: 0, problems: [] }, answerCheck),
  entry(indexRequest, object(), { manifests: 0 }, answerIndex),
  entry(
    convertRequest,
    atCursor,
    { kind: 'rejected', reason: 'Headlight failed at this; its log says why.' },
    answerConvert,
  ),
];

/** What the parameters of each request have to be, by method. */
export const requestParams: Readonly<Record<string, Shape>> = Object.fromEntries(
  requests.map(({ method, params }) => [method, params]),
);

/** Starts to answer requests. A request that our own code fails at is logged and answered empty. */
export function registerRequests(server: ServerContext): void {
  for (const request of requests) request.register(server);
}
