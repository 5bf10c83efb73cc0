import { URI } from 'vscode-uri';
import { isRecord } from '../core/settings/settings.ts';
import type { InitializeParams } from 'vscode-languageserver';
import type { Language } from '../core/util/language.ts';
import type { GivenFolder } from './folders.ts';
import { uriKey } from './uris.ts';

/** What the client can do, read once from `initialize`; the rest of the server asks nothing else about it. */
export interface Client {
  /** The editor and its version. */
  readonly name: string | undefined;
  /** The language it speaks, as a tag (BCP 47); absent where it does not say. */
  readonly locale: string | undefined;
  readonly folders: readonly GivenFolder[];
  /** Commands it can run from links and actions. */
  readonly commands: readonly string[];
  /** The base of the rule pages' URIs. */
  readonly rulePages: string | undefined;
  /** Whether something else in the editor reports YAML syntax already. */
  readonly syntaxIsChecked: boolean;
  /** Files that refer to nothing elsewhere, by key. */
  readonly wholeFiles: ReadonlySet<string>;
  /** Whether it reads files for the server. */
  readonly readsFiles: boolean;
  /** The translations of its language, where it sends them. */
  readonly texts: Language['texts'] | undefined;
  /** Whether it keeps the log itself: see `InitializationOptions.keepsLog`. */
  readonly keepsLog: boolean;
  /** Settings for clients without `workspace/configuration`. */
  readonly settings: unknown;
  /**
   * Whether it asks for problems, and asks again when it is told to: an edit elsewhere changes those of a file, which others only learn if
   * it is sent.
   */
  readonly pullsDiagnostics: boolean;
  readonly showsRelatedInformation: boolean;
  readonly showsCodeDescription: boolean;
  readonly showsTags: boolean;
  readonly linksLocations: boolean;
  readonly showsMarkdown: boolean;
  /** The HTML elements that it shows within Markdown. */
  readonly markdownTags: readonly string[];
  readonly takesCodeActions: boolean;
  readonly resolvesEdits: boolean;
  readonly resolvesCommands: boolean;
  readonly takesDocumentChanges: boolean;
  /** Whether it shows what an edit does before it is made. */
  readonly annotatesChanges: boolean;
  readonly preparesRename: boolean;
  /** Whether it opens a file that it is told of. */
  readonly showsDocuments: boolean;
  readonly appliesEdits: boolean;
  readonly takesSnippets: boolean;
  /** Whether its lists of completions show more than a name and a kind. */
  readonly showsLabelDetails: boolean;
  readonly nestsSymbols: boolean;
  readonly linksImplementations: boolean;
  readonly answersConfiguration: boolean;
  readonly registersConfiguration: boolean;
  /** Whether it can be told at run time which documents are served. */
  readonly registersDocuments: boolean;
  readonly registersWatchers: boolean;
}

/** Reads what a client says of itself. Whatever it does not say, it cannot do. */
export function readClient(params: InitializeParams): Client {
  const { textDocument, workspace } = params.capabilities;
  const options = isRecord(params.initializationOptions) ? params.initializationOptions : {};
  const pull = textDocument?.diagnostic;
  // Clients of LSP 3.17 say what their diagnostics show besides the pushed ones only.
  const shown = { ...textDocument?.publishDiagnostics, ...pull };
  const resolved = textDocument?.codeAction?.dataSupport === true ? textDocument.codeAction.resolveSupport : undefined;
  return {
    name: nameOf(params),
    locale: isString(params.locale) ? params.locale : undefined,
    folders: foldersOf(params),
    commands: stringsIn(options['commands']),
    rulePages: isString(options['rulePages']) ? options['rulePages'] : undefined,
    syntaxIsChecked: options['syntaxIsChecked'] === true,
    wholeFiles: new Set(stringsIn(options['wholeFiles']).map(uriKey)),
    readsFiles: options['readsFiles'] === true,
    texts: isTexts(options['texts']) ? options['texts'] : undefined,
    keepsLog: options['keepsLog'] === true,
    settings: options['settings'],
    pullsDiagnostics: pull !== undefined && workspace?.diagnostics?.refreshSupport === true,
    showsRelatedInformation: shown.relatedInformation === true,
    showsCodeDescription: shown.codeDescriptionSupport === true,
    showsTags: shown.tagSupport !== undefined,
    linksLocations: textDocument?.definition?.linkSupport === true,
    showsMarkdown: textDocument?.hover?.contentFormat?.includes('markdown') === true,
    markdownTags: params.capabilities.general?.markdown?.allowedTags ?? [],
    takesCodeActions: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    resolvesEdits: resolved?.properties.includes('edit') === true,
    resolvesCommands: resolved?.properties.includes('command') === true,
    takesDocumentChanges: workspace?.workspaceEdit?.documentChanges === true,
    annotatesChanges: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    nestsSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    linksImplementations: textDocument?.implementation?.linkSupport === true,
    takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    showsLabelDetails: textDocument?.completion?.completionItem?.labelDetailsSupport === true,
    showsDocuments: params.capabilities.window?.showDocument?.support === true,
    appliesEdits: workspace?.applyEdit === true,
    preparesRename: textDocument?.rename?.prepareSupport === true,
    answersConfiguration: workspace?.configuration === true,
    registersDocuments:
      textDocument?.synchronization?.dynamicRegistration === true && textDocument.hover?.dynamicRegistration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchers: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
  };
}

function nameOf({ clientInfo }: InitializeParams): string | undefined {
  return clientInfo && [clientInfo.name, clientInfo.version].filter(isString).join(' ');
}

function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams): readonly GivenFolder[] {
  if (workspaceFolders && workspaceFolders.length > 0) return workspaceFolders;
  // Clients from before workspace folders name one root, the oldest by its path.
  if (rootUri) return [{ uri: rootUri, name: '' }];
  return isString(rootPath) && rootPath !== '' ? [{ uri: URI.file(rootPath).toString(), name: '' }] : [];
}

function stringsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(isString) : [];
}

function isTexts(value: unknown): value is Language['texts'] {
  return isRecord(value) && Object.values(value).every(isString);
}

function isString(value: unknown): value is string {
  return typeof value === 'string';
}
