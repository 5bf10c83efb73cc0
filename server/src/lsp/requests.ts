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
  WillRenameFilesRequest,
  WorkspaceDiagnosticRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { defineMessages, formatMessage } from '../core/util/format.ts';
import { pictureRequest } from '../shared/picture.ts';
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
import { servedServicesRequest } from '../shared/served-services.ts';
import { treePathRequest, treePlaceRequest, treeRequest } from '../shared/tree.ts';
import { offerActions, resolveAction } from './answers/code-actions.ts';
import {
  answerCheck,
  answerConvert,
  answerIndex,
  answerName,
  answerNamespaces,
  answerServices,
} from './answers/client-questions.ts';
import { answerDiagnostics, answerWorkspaceDiagnostics } from './answers/diagnostics.ts';
import {
  answerCompletion,
  answerDefinition,
  answerHighlights,
  answerHover,
  answerReferences,
  answerHints,
  answerLenses,
  answerPrepareRename,
  answerRename,
  answerWillRenameFiles,
} from './answers/language.ts';
import { answerPicture } from './answers/picture.ts';
import { answerServedServices } from './answers/served-services.ts';
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
import { entry, type RequestEntry, type ServerContext } from './request.ts';
import {
  atCursor,
  nameAsked,
  pictureAsked,
  recordsAsked,
  renamedFiles,
  atPosition,
  documentParams,
  position,
  range,
  uinteger,
  arrayOf,
  objectWith,
  maybe,
  string,
  type ValueCheck,
} from './wire/params.ts';

const messages = defineMessages('lsp/requests', {
  failed: 'Headlight failed to do this. The log says why.',
});

/** What a document was asked for with: a name has one, records have none. */
const asked: ValueCheck = (value, at) =>
  typeof value === 'object' && value !== null && 'name' in value ? nameAsked(value, at) : recordsAsked(value, at);
const treeAsked = objectWith({ path: arrayOf(string), filter: maybe(string) });
const calls = objectWith({ item: objectWith({ uri: string, selectionRange: range }) });

/**
 * Everything the server answers: a method, what its parameters have to be as far as answers rely on it, the empty answer given where
 * our own code fails, and the feature.
 */
const requests: readonly RequestEntry[] = [
  entry(HoverRequest.type, objectWith(atPosition), null, answerHover),
  entry(CompletionRequest.type, objectWith(atPosition), null, answerCompletion),
  entry(DefinitionRequest.type, objectWith(atPosition), null, answerDefinition),
  entry(ReferencesRequest.type, objectWith({ ...atPosition, context: objectWith() }), null, answerReferences),
  entry(DocumentHighlightRequest.type, objectWith(atPosition), null, answerHighlights),
  entry(ImplementationRequest.type, objectWith(atPosition), null, answerImplementation),
  entry(WorkspaceSymbolRequest.type, objectWith({ query: string }), null, answerSymbols),
  entry(DocumentSymbolRequest.type, objectWith(documentParams), null, answerOutline),
  entry(DocumentLinkRequest.type, objectWith(documentParams), null, answerLinks),
  entry(CallHierarchyPrepareRequest.type, objectWith(atPosition), null, answerPrepareCalls),
  entry(CallHierarchyIncomingCallsRequest.type, calls, null, answerIncomingCalls),
  entry(CallHierarchyOutgoingCallsRequest.type, calls, null, answerOutgoingCalls),
  entry(CodeLensRequest.type, objectWith(documentParams), null, answerLenses),
  entry(InlayHintRequest.type, objectWith({ ...documentParams, range }), null, answerHints),
  entry(PrepareRenameRequest.type, objectWith(atPosition), null, answerPrepareRename),
  entry(RenameRequest.type, objectWith({ ...atPosition, newName: string }), null, answerRename),
  entry(WillRenameFilesRequest.type, renamedFiles, null, answerWillRenameFiles),
  entry(
    CodeActionRequest.type,
    objectWith({
      ...documentParams,
      range,
      context: objectWith({ diagnostics: arrayOf(objectWith({ range })), only: maybe(arrayOf(string)) }),
    }),
    null,
    offerActions,
  ),
  entry(CodeActionResolveRequest.type, objectWith({ title: string }), (action) => action, resolveAction),
  entry(
    DocumentDiagnosticRequest.type,
    objectWith({ ...documentParams, previousResultId: maybe(string) }),
    { kind: 'full', items: [] },
    answerDiagnostics,
  ),
  entry(
    WorkspaceDiagnosticRequest.type,
    objectWith({ previousResultIds: arrayOf(objectWith({ uri: string, value: string })) }),
    { items: [] },
    answerWorkspaceDiagnostics,
  ),
  entry(
    ExecuteCommandRequest.type,
    objectWith({ command: string, arguments: maybe(arrayOf(() => undefined)) }),
    null,
    answerCommand,
  ),
  entry(recordsRequest, recordsAsked, noRecords, answerRecords),
  entry(resolveRequest, nameAsked, noRecords, answerResolve),
  entry(recordsPlaceRequest, objectWith({ of: asked, line: uinteger }), null, answerRecordsPlace),
  entry(
    namespacesRequest,
    objectWith({ uri: maybe(string), position: maybe(position) }),
    { namespaces: [], pods: [] },
    answerNamespaces,
  ),
  entry(nameRequest, atCursor, null, answerName),
  entry(servicesRequest, objectWith({ uri: string }), { services: [] }, answerServices),
  entry(checkRequest, objectWith({ uris: arrayOf(string) }), { manifests: 0, problems: [] }, answerCheck),
  entry(indexRequest, objectWith(), { manifests: 0 }, answerIndex),
  entry(servedServicesRequest, objectWith({ uri: maybe(string) }), { services: [] }, answerServedServices),
  entry(treeRequest, treeAsked, { nodes: [] }, ({ tree }, params) => tree.children(params)),
  entry(treePlaceRequest, treeAsked, null, ({ tree }, params) => tree.place(params)),
  entry(treePathRequest, objectWith({ uri: string, position, filter: maybe(string) }), null, ({ tree }, params) =>
    tree.path(params),
  ),
  entry(pictureRequest, pictureAsked, null, answerPicture),
  entry(
    convertRequest,
    atCursor,
    {
      kind: 'rejected',
      // Worded when it is sent, as the client says its language first.
      get reason() {
        return formatMessage(messages.failed);
      },
    },
    answerConvert,
  ),
];

/** What the parameters of each request have to be, by method. */
export const requestParams: Readonly<Record<string, ValueCheck>> = Object.fromEntries(
  requests.map(({ method, params }) => [method, params]),
);

/** Starts to answer requests. A request that our own code fails at is logged and answered empty. */
export function registerRequests(server: ServerContext): void {
  for (const request of requests) request.register(server);
}
