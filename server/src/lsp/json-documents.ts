import {
  CallHierarchyPrepareRequest,
  CodeActionRequest,
  CodeLensRequest,
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DidSaveTextDocumentNotification,
  DocumentHighlightRequest,
  DocumentLinkRequest,
  HoverRequest,
  ImplementationRequest,
  InlayHintRequest,
  ReferencesRequest,
  RegistrationRequest,
  RenameRequest,
  TextDocumentSyncKind,
  type Connection,
  type Registration,
} from 'vscode-languageserver';
import { codeActionOptions, completionTriggers } from './capabilities.ts';
import type { Client } from './client.ts';
import type { Documents } from './documents.ts';

/** Serves manifests in JSON, to a client that was told of YAML alone when it started. */
interface JsonDocuments {
  /** Registers for them once the workspace has some. */
  update(): void;
}

/** What is asked about a document besides its problems, which come with those of the workspace. */
const methods: readonly (readonly [string, object])[] = [
  [DidOpenTextDocumentNotification.method, {}],
  [DidChangeTextDocumentNotification.method, { syncKind: TextDocumentSyncKind.Incremental }],
  [DidCloseTextDocumentNotification.method, {}],
  [DidSaveTextDocumentNotification.method, { includeText: false }],
  [HoverRequest.method, {}],
  [CompletionRequest.method, { triggerCharacters: completionTriggers }],
  [DefinitionRequest.method, {}],
  [ReferencesRequest.method, {}],
  [DocumentHighlightRequest.method, {}],
  [ImplementationRequest.method, {}],
  [RenameRequest.method, { prepareProvider: true }],
  [DocumentLinkRequest.method, {}],
  [CallHierarchyPrepareRequest.method, {}],
  [CodeLensRequest.method, {}],
  [InlayHintRequest.method, {}],
];

/** Makes what registers for JSON: nobody is asked about JSON in a workspace without manifests in it. */
export function createJsonDocuments(connection: Connection, client: Client, documents: Documents): JsonDocuments {
  let isRegistered = false;
  return {
    update() {
      if (isRegistered || !client.registersDocuments || !hasJson(documents)) return;
      isRegistered = true;
      const documentSelector = ['json', 'jsonc'].flatMap((language) =>
        schemesOf(client).map((scheme) => ({ language, scheme })),
      );
      const actions = client.takesCodeActions ? [[CodeActionRequest.method, codeActionOptions(client)] as const] : [];
      const registrations = [...methods, ...actions].map(([method, options], index): Registration => ({
        id: `json-${index}`,
        method,
        registerOptions: { ...options, documentSelector },
      }));
      connection.sendRequest(RegistrationRequest.type, { registrations }).catch(() => {
        isRegistered = false;
      });
    },
  };
}

/** Those of files, and of the folders that are open. */
function schemesOf({ folders }: Client): readonly string[] {
  return [...new Set(['file', ...folders.map(({ uri }) => uri.slice(0, uri.indexOf(':')))])];
}

function hasJson({ snapshot }: Documents): boolean {
  for (const { path, documents } of snapshot.files.values())
    if (path.endsWith('.json') && documents.some(({ facts }) => facts.holdsObjects)) return true;
  return false;
}
