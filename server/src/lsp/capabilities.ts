import {
  CodeActionKind,
  TextDocumentSyncKind,
  type CodeActionOptions,
  type InitializeResult,
} from 'vscode-languageserver';
import { fixAllKind } from '../core/features/facade.ts';
import { serverCommands, showNoteCommand } from '../shared/protocol.ts';
import type { Client } from './client.ts';

/** The identifier of our diagnostics. */
const diagnosticsIdentifier = 'headlight';

const serverCommandIds: readonly string[] = Object.values(serverCommands);

/** After these an editor asks what may be there. */
export const completionTriggers: readonly string[] = ['.', '_', ' ', ':', '-', '/'];

/** Which code actions there are, for a client that takes them. */
export function codeActionOptions({ resolvesEdits }: Client): CodeActionOptions {
  return {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorExtract,
      fixAllKind,
    ],
    resolveProvider: resolvesEdits,
  };
}

/** What the server offers a client. Our own has commands of its own, and ids are global in VS Code: it is told of none of the server's. */
export function initializeResult(client: Client, version: string | undefined): InitializeResult {
  const filters = [
    { pattern: { glob: '**/*.{yaml,yml,json}' } },
    { pattern: { glob: '**', matches: 'folder' as const } },
  ];
  return {
    serverInfo: { name: 'headlight', ...(version === undefined ? {} : { version }) },
    capabilities: {
      positionEncoding: 'utf-16',
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      hoverProvider: true,
      completionProvider: { triggerCharacters: [...completionTriggers] },
      definitionProvider: true,
      referencesProvider: true,
      documentHighlightProvider: true,
      implementationProvider: true,
      workspaceSymbolProvider: true,
      documentSymbolProvider: true,
      documentLinkProvider: {},
      callHierarchyProvider: true,
      codeLensProvider: {},
      inlayHintProvider: true,
      ...(client.commands.includes(showNoteCommand)
        ? {}
        : { executeCommandProvider: { commands: [...serverCommandIds] } }),
      renameProvider: client.preparesRename ? { prepareProvider: true } : true,
      ...(client.takesCodeActions ? { codeActionProvider: codeActionOptions(client) } : {}),
      ...(client.pullsDiagnostics
        ? {
            diagnosticProvider: {
              identifier: diagnosticsIdentifier,
              interFileDependencies: true,
              workspaceDiagnostics: true,
            },
          }
        : {}),
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: {
          didCreate: { filters },
          didRename: { filters },
          didDelete: { filters },
          // Kustomizations name files of any kind.
          willRename: { filters: [{ pattern: { glob: '**' } }] },
        },
      },
    },
  };
}
